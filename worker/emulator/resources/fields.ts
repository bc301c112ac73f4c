import { Refusal, type ServiceError } from '../gateway/responses.ts'

/** Any object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>

/** What a value must be, and how to say so. */
export interface Rule<T> {
  readonly holds: (value: unknown) => value is T
  readonly rule: string
}

const encoder = new TextEncoder()

/** UTF-8 bytes: the service counts those. */
export const bytes = (text: string): number => encoder.encode(text).length

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const rule = <T>(rule: string, holds: (value: unknown) => boolean): Rule<T> => ({
  rule,
  holds: holds as Rule<T>['holds'],
})

export const flag = rule<boolean>('must be true or false', (value) => typeof value === 'boolean')

export const object = rule<JsonObject>('must be an object', isObject)

export const text = (most: number): Rule<string> =>
  rule(
    `must be text of 1 to ${most} bytes`,
    (value) => typeof value === 'string' && value !== '' && bytes(value) <= most,
  )

export const whole = (min: number, max: number): Rule<number> =>
  rule(
    `must be a whole number from ${min} to ${max}`,
    (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  )

export const oneOf = <const T>(values: readonly T[]): Rule<T> =>
  rule(`must be one of ${values.join(', ')}`, (value) => values.includes(value as T))

/** A list that is not empty, of what holds. */
export const listOf = <T>(each: Rule<T>): Rule<readonly T[]> =>
  rule(
    `must be a list; each entry ${each.rule}`,
    (value) => Array.isArray(value) && value.length > 0 && value.every((entry) => each.holds(entry)),
  )

/** At most 3000 bytes; may be empty. */
export const description = rule<string>(
  'must be text of at most 3000 bytes',
  (value) => typeof value === 'string' && bytes(value) <= 3000,
)

/** Parameters are limited to 1 MB. */
export const MEGABYTE = 2 ** 20

export const parameters = rule<JsonObject>(
  'must be an object of at most 1 MB as JSON',
  (value) => isObject(value) && bytes(JSON.stringify(value)) <= MEGABYTE,
)

/** Reads fields of one body. */
export interface Fields {
  /** The field of that place, such as `limits.timeout`. */
  readonly need: <T>(place: string, rule: Rule<T>) => T
  /** The same, but the field may be absent or `null`. */
  readonly may: <T>(place: string, rule: Rule<T>) => T | undefined
  readonly refuse: (place: string, rule: string) => never
}

/**
 * Reads a body field by field. Only its own fields count: `__proto__` is a name like any other.
 *
 * @param missing The error for a field that is not there.
 * @param wrong The error for a value that cannot be.
 * @param within Where the body stands, for the messages: such as `vpc.`.
 */
export const fieldsOf = (body: unknown, missing: ServiceError, wrong: ServiceError, within = ''): Fields => {
  const refuse = (place: string, rule: string): never => {
    throw new Refusal(wrong, `${within}${place} ${rule}`)
  }
  const at = (place: string): unknown => {
    let value = body
    const passed: string[] = []
    for (const name of place.split('.')) {
      if (value === undefined || value === null) return undefined
      if (!isObject(value)) return refuse(passed.join('.') || 'the body', object.rule)
      value = Object.hasOwn(value, name) ? value[name] : undefined
      passed.push(name)
    }
    return value ?? undefined
  }
  const may: Fields['may'] = (place, { holds, rule }) => {
    const value = at(place)
    return value === undefined || holds(value) ? value : refuse(place, rule)
  }
  return {
    refuse,
    may,
    need: (place, rule) => {
      const value = may(place, rule)
      if (value === undefined) throw new Refusal(missing, `${within}${place} is required`)
      return value
    },
  }
}
