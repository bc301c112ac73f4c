import { type ErrorResponse, ServiceError } from '../errors.ts'
import { describeType, describeValue, type FieldRule, isObject, object } from './field-rules.ts'

/** Reads and validates the fields of one body. A path names a field, such as `limits.timeout`. */
export interface FieldReader {
  /** Returns the value of a field. @throws ServiceError if it is missing or invalid. */
  readonly required: <T>(path: string, rule: FieldRule<T>) => T
  /** Returns the value of a field, or `undefined` if it is missing or `null`. @throws ServiceError if it is invalid. */
  readonly optional: <T>(path: string, rule: FieldRule<T>) => T | undefined
  /** Throws the error for an invalid field. */
  readonly reject: (path: string, problem: string) => never
}

/**
 * Creates a reader of a body's own fields: `__proto__` is a name like any other.
 *
 * @param missing The error for a missing field.
 * @param invalid The error for an invalid value.
 * @param prefix The path of the body itself, for error messages, such as `vpc.`.
 */
export const readFields = (body: unknown, missing: ErrorResponse, invalid: ErrorResponse, prefix = ''): FieldReader => {
  const reject = (path: string, problem: string): never => {
    throw new ServiceError(invalid, `${prefix}${path} ${problem}`)
  }
  const rejectValue = (path: string, { mustBe, canShowValue }: FieldRule<unknown>, value: unknown): never =>
    reject(
      path,
      `must be ${mustBe}: the emulator received ${canShowValue ? describeValue(value) : describeType(value)}`,
    )

  const getValue = (path: string): unknown => {
    let value = body
    const parents: string[] = []
    for (const name of path.split('.')) {
      if (value === undefined || value === null) return undefined
      if (!isObject(value)) return rejectValue(parents.join('.') || 'the body', object, value)
      value = Object.hasOwn(value, name) ? value[name] : undefined
      parents.push(name)
    }
    return value ?? undefined
  }
  const optional: FieldReader['optional'] = (path, rule) => {
    const value = getValue(path)
    return value === undefined || rule.isValid(value) ? value : rejectValue(path, rule, value)
  }
  const required: FieldReader['required'] = (path, rule) => {
    const value = optional(path, rule)
    if (value === undefined) throw new ServiceError(missing, `${prefix}${path} is required: it must be ${rule.mustBe}`)
    return value
  }
  return { required, optional, reject }
}

/**
 * Checks that a body is an object.
 *
 * @throws ServiceError with this error if it is not.
 */
export function requireObject(body: unknown, error: ErrorResponse): asserts body is Readonly<Record<string, unknown>> {
  if (isObject(body)) return
  throw new ServiceError(
    error,
    `The body must be a JSON object, such as {}: the emulator received ${describeType(body)}`,
  )
}
