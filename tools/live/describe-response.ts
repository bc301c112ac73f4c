import { errors } from '../../worker/emulator/errors.ts'
import { type ComparedShape, errorShape, type Fields } from './compared-shapes.ts'
import { errorOf, isObject, type RecordedResponse } from './recorded-response.ts'
import type { Redactor } from './redactor.ts'

/** A response without its values: types by path, such as `content[].name` → `text`. */
export interface ResponseDescription {
  readonly types: ReadonlyMap<string, string>
  /** Types by the client, for the paths where the response has another type. */
  readonly expectedTypes: ReadonlyMap<string, string>
  /** Lists without entries. The types of their entries are unknown. */
  readonly emptyLists: ReadonlySet<string>
  /** Paths as they are printed, where a name in the path could be of the account. */
  readonly printedPaths: ReadonlyMap<string, string>
}

const typeOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  return { string: 'text', boolean: 'flag' }[typeof value as string] ?? typeof value
}

const idFormats: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['lower-case letters', /^[a-f]+$/],
  ['hexadecimal digits', /^[0-9a-f]+$/],
  ['lower-case letters', /^[a-z]+$/],
  ['letters', /^[A-Za-z]+$/],
  ['letters and digits', /^[A-Za-z0-9]+$/],
]

const describeId = (id: string): string => {
  const [format = 'characters'] = idFormats.find(([, pattern]) => pattern.test(id)) ?? []
  return `text of ${id.length} ${format}`
}

const describeShape = (shape: ComparedShape): string => {
  if (typeof shape === 'string') return { id: 'text', label: 'text', zero: 'always 0' }[shape as string] ?? shape
  if ('words' in shape) return 'text'
  if ('orFields' in shape) return 'object or list'
  return 'list' in shape ? 'list' : 'object'
}

const hasShape = (value: unknown, shape: ComparedShape): boolean => {
  const type = typeOf(value)
  if (shape === 'anything' || shape === 'unknown') return true
  if (shape === 'zero') return value === 0
  if (shape === 'id' || shape === 'label') return type === 'text'
  if (typeof shape === 'string') return type === shape
  if ('words' in shape) return type === 'text'
  if ('orFields' in shape) return type === 'list' || type === 'object'
  return type === ('list' in shape ? 'list' : 'object')
}

/** Describes a value by its type. Only unexpected words of the service are described by their text. */
const describeValue = (value: unknown, shape: ComparedShape | undefined, redactor: Redactor): string => {
  if (shape === 'zero') return value === 0 ? 'always 0' : typeOf(value)
  if (typeof value !== 'string') return typeOf(value)
  if (shape === 'id') return describeId(value)
  if (typeof shape !== 'object' || !('words' in shape)) return 'text'
  return shape.words.includes(value) ? 'text' : `the word ${redactor.redactWord(value)}`
}

/** Walks through a value as far as its shape is the service's own, and collects the types by path. */
const describeContent = (
  root: string,
  value: unknown,
  shape: ComparedShape,
  redactor: Redactor,
): ResponseDescription => {
  const found = new Map<string, Set<string>>()
  const expectedTypes = new Map<string, string>()
  const emptyLists = new Set<string>()
  const unexpectedFields: { readonly path: string; readonly parent: string; readonly name: string }[] = []
  const addType = (path: string, type: string): void => {
    found.set(path, (found.get(path) ?? new Set()).add(type))
  }

  const walkFields = (
    parent: string,
    value: Record<string, unknown>,
    { fields, optional = {}, isOpen }: Fields,
  ): void => {
    for (const [name, fieldShape] of Object.entries({ ...fields, ...optional })) {
      const path = `${parent}.${name}`
      if (Object.hasOwn(value, name)) walk(path, value[name], fieldShape)
      else {
        addType(path, 'absent')
        if (Object.hasOwn(fields, name)) expectedTypes.set(path, describeShape(fieldShape))
      }
    }
    for (const [name, field] of Object.entries(value)) {
      if (Object.hasOwn(fields, name) || Object.hasOwn(optional, name)) continue
      const path = `${parent}.${name}`
      unexpectedFields.push({ path, parent, name })
      redactor.remember(field)
      addType(path, typeOf(field))
      if (!isOpen) expectedTypes.set(path, 'absent')
    }
  }

  const walk = (path: string, value: unknown, shape: ComparedShape): void => {
    addType(path, describeValue(value, shape, redactor))
    if (!hasShape(value, shape)) {
      expectedTypes.set(path, describeShape(shape))
      redactor.remember(value)
    } else if (shape === 'unknown') {
      if (isObject(value)) walkFields(path, value, { fields: {}, isOpen: true })
      else redactor.remember(value)
    } else if (typeof shape === 'string') {
      if (shape !== 'label') redactor.remember(value)
    } else if ('words' in shape) {
      // Words of the service itself: the redactor does not remember them.
    } else if (Array.isArray(value) && 'list' in shape) {
      if (value.length === 0) emptyLists.add(path)
      for (const entry of value) walk(`${path}[]`, entry, shape.list)
    } else if (isObject(value)) walkFields(path, value, 'orFields' in shape ? shape.orFields : (shape as Fields))
  }

  walk(root, value, shape)
  const types = new Map([...found].map(([path, all]) => [path, [...all].sort().join(' or ')]))
  // After the walk: only then does the redactor know everything that a printed name must not be.
  const printedPaths = new Map<string, string>()
  for (const { path, parent, name } of unexpectedFields) {
    printedPaths.set(path, `${printedPaths.get(parent) ?? parent}.${redactor.redactWord(name)}`)
  }
  return { types, expectedTypes, emptyLists, printedPaths }
}

const emptyDescription: ResponseDescription = {
  types: new Map(),
  expectedTypes: new Map(),
  emptyLists: new Set(),
  printedPaths: new Map(),
}

/** Describes the types in a response. */
export const describeResponse = (
  response: RecordedResponse,
  shape: ComparedShape | undefined,
  redactor: Redactor,
): ResponseDescription => {
  const { body } = response
  const error = errorOf(response)
  if (error) return describeContent('error', error, errorShape, redactor)
  if (shape && isObject(body) && 'content' in body) return describeContent('content', body.content, shape, redactor)
  return emptyDescription
}

const describeCode = (value: unknown, redactor: Redactor): string =>
  /^\d{1,6}$/.test(String(value)) ? String(value) : redactor.redactWord(String(value))

const gatewayMessages: readonly string[] = Object.values(errors).map(({ message }) => message)

/** Returns a message that is a constant or a sentence of the gateway. Any other sentence could hold a name. */
const describeMessage = (value: unknown, redactor: Redactor): string => {
  if (value === undefined) return 'without a message'
  const text = String(value)
  if (gatewayMessages.includes(text)) return text
  return /^[A-Z0-9_]+$/.test(text) ? redactor.redactWord(text) : `(${text.length} characters)`
}

/** Returns status, code and message of a response as one text. */
export const describeStatus = (response: RecordedResponse, redactor: Redactor): string => {
  const { status, body, isEmpty, clientCode } = response
  if (status === 0) return 'not sent: the client rejects the request'
  const error = errorOf(response)
  const suffix = clientCode ? `; client error ${clientCode}` : ''
  if (error)
    return `${status} ${describeCode(error.errorCode, redactor)} ${describeMessage(error.message, redactor)}${suffix}`
  return `${status}${body === undefined && !isEmpty ? ' not JSON' : ''}${suffix}`
}
