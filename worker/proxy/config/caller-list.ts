import { suggestName } from '../../../lib/api/suggest-name.ts'
import { type Caller, isExpired } from '../callers/caller.ts'
import { validateJson } from '../request/strict-json.ts'
import { actionList, type ListRule, operationList, originList } from './lists.ts'

/** The rule of a field, and how to fix it. */
type FieldRule = readonly [isValid: (value: unknown) => boolean, fix: string]

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

const list = ([isEntry, fix]: ListRule): FieldRule => [(value) => Array.isArray(value) && value.every(isEntry), fix]

/** ISO 8601 with a zone. `Date.parse` reads other texts too, some of them as a time far in the future. */
const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

const isTime = (value: unknown): boolean => {
  if (typeof value !== 'string' || !ISO_8601.test(value) || Number.isNaN(Date.parse(value))) return false
  // `Date.parse` takes February 31 for March 3.
  const day = value.slice(0, 10)
  return new Date(`${day}T00:00Z`).toISOString().startsWith(day)
}

/** The fields of an entry. */
const fieldRules: Readonly<Record<string, FieldRule>> = {
  id: [isText, 'set a text, such as "web".'],
  sha256: [
    (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
    'set the SHA-256 digest of the token as 64 lower-case hex digits.',
  ],
  access: [isText, 'set an e-mail address or a name.'],
  operations: list(operationList),
  actions: list(actionList),
  origins: list(originList),
  expires: [isTime, 'set an ISO 8601 time with a zone, such as 2030-01-31T00:00:00Z.'],
}

const fieldNames = Object.keys(fieldRules)

/** An unknown field is a mistake: its author may expect a restriction that does not apply. */
const findEntryMistakes = (entry: unknown, index: number): string[] => {
  const fields = (typeof entry === 'object' && entry !== null ? entry : {}) as Readonly<Record<string, unknown>>
  const unknown = Object.keys(fields).filter((name) => !Object.hasOwn(fieldRules, name))
  const { sha256, access } = fields
  return [
    ...Object.entries(fieldRules).map(([name, [isValid, fix]]) => {
      const { [name]: value } = fields
      if (value === undefined) return name === 'id' && `has no id: ${fix}`
      return !isValid(value) && `has an invalid ${name}: ${fix}`
    }),
    (sha256 === undefined) === (access === undefined) && 'needs either sha256 or access: set one of the two.',
    ...unknown.map((name) => `has an unknown field: ${suggestName(name, fieldNames)}`),
  ].flatMap((mistake) => (mistake ? `caller ${index + 1} ${mistake}` : []))
}

const parse = (parser: (json: string) => unknown, text: string): unknown => {
  try {
    return parser(text)
  } catch {}
}

/** `JSON.parse` keeps the last of repeated fields. Its author may expect the first one to count. */
const isClearJson = (json: string): true => {
  validateJson(new TextEncoder().encode(json))
  return true
}

/** Returns every mistake in the text of `PROXY_CALLERS`, without any value. */
export const findCallerMistakes = (text: string): string[] => {
  const entries = parse(JSON.parse, text)
  if (!Array.isArray(entries)) {
    return [
      'PROXY_CALLERS is not a JSON list: set what `npm run -s caller -- web` prints, such as [{"id":"web","sha256":"<64 hex digits>"}].',
    ]
  }
  const repeated = ['id', 'sha256', 'access'].filter((field) => {
    const values = entries.flatMap((entry) => entry?.[field] ?? [])
    return new Set(values).size < values.length
  })
  return [
    ...entries.flatMap(findEntryMistakes),
    ...repeated.map((field) => `two callers have the same ${field}: give each its own.`),
    !parse(isClearJson, text) && 'a field is repeated, or a number: set each field once, to a text or a list of texts.',
  ].flatMap((mistake) => (mistake ? `PROXY_CALLERS: ${mistake}` : []))
}

/** Reads `PROXY_CALLERS`, in which {@link findCallerMistakes} found no mistake. */
export const readCallers = (text?: string): Caller[] =>
  JSON.parse(text || '[]').map(({ expires, ...caller }: Record<string, string>) => ({
    ...caller,
    expires: expires && Date.parse(expires),
  }))

/** Returns a warning for each caller that has expired. The proxy serves the others. */
export const findExpiredCallers = (callers: readonly Caller[], now: () => number): string[] =>
  callers.flatMap((caller, index) =>
    isExpired(caller, now) ? `PROXY_CALLERS: caller ${index + 1} has expired: set a later time, or remove it.` : [],
  )
