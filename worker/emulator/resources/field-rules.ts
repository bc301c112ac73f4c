import { LARGEST_PARAMETERS_BYTES, LONGEST_DESCRIPTION_BYTES } from '../../../lib/api/limits.ts'

/** Any JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>

/** The rule for the value of a field. */
export interface FieldRule<T> {
  readonly isValid: (value: unknown) => value is T
  /** The rule in words, as they follow "must be". */
  readonly mustBe: string
  /** Whether error messages can show an invalid value: it is never a secret. Default: they show only its type. */
  readonly canShowValue?: boolean
}

const encoder = new TextEncoder()

/** Counts bytes of UTF-8, as the service does. */
export const countBytes = (text: string): number => encoder.encode(text).length

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Describes the type of a value for an error message, without the value. */
export const describeType = (value: unknown): string => {
  if (value === undefined || value === null) return 'no value'
  if (typeof value === 'string') return `text of ${countBytes(value)} bytes`
  if (typeof value === 'object') return Array.isArray(value) ? `a list of ${value.length}` : 'an object'
  return `a ${typeof value}`
}

const LONGEST_SHOWN_VALUE = 60

/** Describes a value for an error message. Use it only for a value that is not a secret. */
export const describeValue = (value: unknown): string => {
  const json = typeof value === 'object' ? undefined : JSON.stringify(value)
  return json !== undefined && json.length <= LONGEST_SHOWN_VALUE ? json : describeType(value)
}

const createRule = <T>(mustBe: string, isValid: (value: unknown) => boolean, canShowValue = false): FieldRule<T> => ({
  mustBe,
  isValid: isValid as FieldRule<T>['isValid'],
  canShowValue,
})

export const boolean: FieldRule<boolean> = createRule('true or false', (value) => typeof value === 'boolean', true)

export const object: FieldRule<JsonObject> = createRule('an object', isObject)

export const text = (maxBytes: number): FieldRule<string> =>
  createRule(
    `text of 1 to ${maxBytes} bytes`,
    (value) => typeof value === 'string' && value !== '' && countBytes(value) <= maxBytes,
  )

export const integer = (min: number, max: number): FieldRule<number> =>
  createRule(
    `an integer from ${min} to ${max}`,
    (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
    true,
  )

export const oneOf = <const T>(values: readonly T[]): FieldRule<T> =>
  createRule(`one of ${values.join(', ')}`, (value) => values.includes(value as T), true)

/** Text that passes a test, and that is never a secret. */
export const textThat = (mustBe: string, isValid: (text: string) => boolean): FieldRule<string> =>
  createRule(mustBe, (value) => typeof value === 'string' && isValid(value), true)

/** A list with at least one entry. */
export const listOf = <T>(entry: FieldRule<T>): FieldRule<readonly T[]> =>
  createRule(
    `a list of at least one entry, each ${entry.mustBe}`,
    (value) => Array.isArray(value) && value.length > 0 && value.every((each) => entry.isValid(each)),
  )

/** A description can be empty. */
export const description: FieldRule<string> = createRule(
  `text of at most ${LONGEST_DESCRIPTION_BYTES} bytes`,
  (value) => typeof value === 'string' && countBytes(value) <= LONGEST_DESCRIPTION_BYTES,
)

export const parameters: FieldRule<JsonObject> = createRule(
  `an object of at most ${LARGEST_PARAMETERS_BYTES} bytes (1 MB) as JSON`,
  (value) => isObject(value) && countBytes(JSON.stringify(value)) <= LARGEST_PARAMETERS_BYTES,
)
