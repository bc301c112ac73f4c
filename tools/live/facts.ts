import { errors } from '../../worker/emulator/errors.ts'
import type { Hide } from './redact.ts'
import { errorShape, type Fields, type Shape } from './shapes.ts'
import type { Answer } from './side.ts'

/** What can be said of an answer without its values: a text for each place in it. */
export interface Facts {
  readonly at: ReadonlyMap<string, string>
  /** What the client's types want at a place that is otherwise. */
  readonly against: ReadonlyMap<string, string>
  /** Lists without entries: nothing is known of those. */
  readonly empty: ReadonlySet<string>
  /** How a place is printed, where a name in it may belong to the account. */
  readonly printed: ReadonlyMap<string, string>
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const typeOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  return { string: 'text', boolean: 'flag' }[typeof value as string] ?? typeof value
}

/** The form of an id. */
const formOf = (id: string): string => {
  const forms: [string, RegExp][] = [
    ['hexadecimal digits', /^[0-9a-f]+$/],
    ['lower-case letters', /^[a-z]+$/],
    ['letters', /^[A-Za-z]+$/],
    ['letters and digits', /^[A-Za-z0-9]+$/],
  ]
  const [form = 'characters'] = forms.find(([, pattern]) => pattern.test(id)) ?? []
  return `text of ${id.length} ${/^[a-f]+$/.test(id) ? 'lower-case letters' : form}`
}

const nameOf = (shape: Shape): string => {
  if (typeof shape === 'string') return { id: 'text', label: 'text', zero: 'always 0' }[shape as string] ?? shape
  if ('words' in shape) return 'text'
  if ('orFields' in shape) return 'object or list'
  return 'list' in shape ? 'list' : 'object'
}

const fits = (value: unknown, shape: Shape): boolean => {
  const type = typeOf(value)
  if (shape === 'anything' || shape === 'unknown') return true
  if (shape === 'zero') return value === 0
  if (shape === 'id' || shape === 'label') return type === 'text'
  if (typeof shape === 'string') return type === shape
  if ('words' in shape) return type === 'text'
  if ('orFields' in shape) return type === 'list' || type === 'object'
  return type === ('list' in shape ? 'list' : 'object')
}

/** How a value is told; only the service's own words are told as they are. */
const tell = (value: unknown, shape: Shape | undefined, hide: Hide): string => {
  if (shape === 'zero') return value === 0 ? 'always 0' : typeOf(value)
  if (typeof value !== 'string') return typeOf(value)
  if (shape === 'id') return formOf(value)
  if (typeof shape !== 'object' || !('words' in shape)) return 'text'
  return shape.words.includes(value) ? 'text' : `the word ${hide.word(value)}`
}

/** Goes through a value as far as it is the service's own. */
const survey = (root: string, value: unknown, shape: Shape, hide: Hide): Facts => {
  const told = new Map<string, Set<string>>()
  const against = new Map<string, string>()
  const empty = new Set<string>()
  const unknown: { readonly place: string; readonly at: string; readonly name: string }[] = []
  const say = (at: string, text: string): void => {
    told.set(at, (told.get(at) ?? new Set()).add(text))
  }

  const fieldsOf = (at: string, value: Record<string, unknown>, { fields, may = {}, isOpen }: Fields): void => {
    for (const [name, each] of Object.entries({ ...fields, ...may })) {
      const place = `${at}.${name}`
      if (Object.hasOwn(value, name)) walk(place, value[name], each)
      else {
        say(place, 'absent')
        if (Object.hasOwn(fields, name)) against.set(place, nameOf(each))
      }
    }
    for (const [name, each] of Object.entries(value)) {
      if (Object.hasOwn(fields, name) || Object.hasOwn(may, name)) continue
      const place = `${at}.${name}`
      unknown.push({ place, at, name })
      hide.remember(each)
      say(place, typeOf(each))
      if (!isOpen) against.set(place, 'absent')
    }
  }

  const walk = (at: string, value: unknown, shape: Shape): void => {
    say(at, tell(value, shape, hide))
    if (!fits(value, shape)) {
      against.set(at, nameOf(shape))
      hide.remember(value)
    } else if (shape === 'unknown') {
      if (isObject(value)) fieldsOf(at, value, { fields: {}, isOpen: true })
      else hide.remember(value)
    } else if (typeof shape === 'string') {
      if (shape !== 'label') hide.remember(value)
    } else if ('words' in shape) {
      // The service's own: nothing to hide.
    } else if (Array.isArray(value) && 'list' in shape) {
      if (value.length === 0) empty.add(at)
      for (const each of value) walk(`${at}[]`, each, shape.list)
    } else if (isObject(value)) fieldsOf(at, value, 'orFields' in shape ? shape.orFields : (shape as Fields))
  }

  walk(root, value, shape)
  const at = new Map([...told].map(([place, texts]) => [place, [...texts].sort().join(' or ')]))
  // Only now is everything remembered that a name must not be.
  const printed = new Map<string, string>()
  for (const { place, at, name } of unknown) printed.set(place, `${printed.get(at) ?? at}.${hide.word(name)}`)
  return { at, against, empty, printed }
}

const nothing: Facts = { at: new Map(), against: new Map(), empty: new Set(), printed: new Map() }

/** A code, or that it is none. */
const codeOf = (value: unknown, hide: Hide): string =>
  /^\d{1,6}$/.test(String(value)) ? String(value) : hide.word(String(value))

const gatewaysMessages: readonly string[] = Object.values(errors).map(({ message }) => message)

/** Messages are constants, or the gateway's few sentences. Any other sentence may name somebody. */
const messageOf = (value: unknown, hide: Hide): string => {
  if (value === undefined) return 'without a message'
  const text = String(value)
  if (gatewaysMessages.includes(text)) return text
  return /^[A-Z0-9_]+$/.test(text) ? hide.word(text) : `(${text.length} characters)`
}

/** Status, code and message in one: what was answered at all. */
export const headline = ({ status, body, isEmpty, refusedAs }: Answer, hide: Hide): string => {
  if (status === 0) return 'not sent: the client refuses it'
  const error = isObject(body) && isObject(body.error) ? body.error : undefined
  const code = error ? codeOf(error.errorCode, hide) : ''
  const said = error ? `${code} ${messageOf(error.message, hide)}` : body === undefined && !isEmpty ? 'no JSON' : ''
  return `${status} ${said}`.trim() + (refusedAs ? `; the client: ${refusedAs}` : '')
}

/** Everything that can be said of an answer. */
export const factsOf = (answer: Answer, shape: Shape | undefined, hide: Hide): Facts => {
  const { body } = answer
  if (isObject(body) && isObject(body.error)) return survey('error', body.error, errorShape, hide)
  if (shape && isObject(body) && 'content' in body) return survey('content', body.content, shape, hide)
  return nothing
}
