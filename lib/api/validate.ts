import { LARGEST_PARAMETERS_BYTES } from './limits.ts'
import { isActivationId, isName, isPackageOfAction, NAME_RULE } from './resource-names.ts'
import { suggestName } from './suggest-name.ts'

/** Validates a value that has a name. It throws a RangeError with the name and the rule for an invalid value. */
export type Rule = (value: unknown, name: string) => void

/** An object with any fields. */
export type Fields = Record<string, unknown>

/**
 * A JSON object with any fields. Interfaces fit too. Lists, functions, dates and maps do not: their symbols tell them
 * apart.
 */
export type JsonObject = (object | Readonly<Record<string, unknown>>) & {
  readonly [Symbol.iterator]?: never
  readonly [Symbol.hasInstance]?: never
  readonly [Symbol.toPrimitive]?: never
  readonly [Symbol.toStringTag]?: never
}

/** The rules of an object's fields. */
export type Rules = Readonly<Record<string, Rule>>

/**
 * Makes a rule.
 *
 * @param mustBe Completes the sentence "it must be …".
 * @param isValid Whether a value is valid. If it throws, the value is invalid: it has another type, or it is not JSON.
 */
export const createRule =
  <T>(mustBe: string, isValid: (value: T) => unknown): Rule =>
  (value, name) => {
    try {
      if (isValid(value as T)) return
    } catch {}
    throw new RangeError(`${name} ${value === undefined ? 'is missing: it ' : ''}must be ${mustBe}`)
  }

/** The service counts bytes of UTF-8. */
const fitsInto = (text: string, bytes: number): boolean => new TextEncoder().encode(text).length <= bytes

/** An integer in a range. */
export const integer = (min: number, max: number): Rule =>
  createRule<number>(
    `an integer from ${min} to ${max}`,
    (value) => Number.isInteger(value) && value >= min && value <= max,
  )

/** One of some values. */
export const oneOf = (...values: readonly unknown[]): Rule =>
  createRule(`one of ${values.join(', ')}`, (value) => values.includes(value))

/** Text of a form and, where it is given, of a size. */
export const textLike = (pattern: RegExp, mustBe: string, bytes: number = Infinity): Rule =>
  createRule(mustBe, (value) => typeof value === 'string' && pattern.test(value) && fitsInto(value, bytes))

/** Text that is more than whitespace. */
export const text: Rule = /* @__PURE__ */ textLike(/\S/, 'text that is not empty')

/** True or false. */
export const boolean: Rule = /* @__PURE__ */ oneOf(true, false)

/** The name of a package, action or trigger. */
export const resourceName: Rule = /* @__PURE__ */ createRule(NAME_RULE, isName)

/** The package of an action: a name, or `-` for no package. */
export const packageOfAction: Rule = /* @__PURE__ */ createRule(`${NAME_RULE}; or - for no package`, isPackageOfAction)

/** The id of an activation. */
export const activationId: Rule = /* @__PURE__ */ createRule('32 characters of A-Z a-z 0-9', isActivationId)

/** Returns whether a value is an object of JSON: no list, no null, no class with a tag of its own. */
export const isObject = (value: unknown): boolean => ({}).toString.call(value) === '[object Object]'

/** An object with fields. */
export const object: Rule = /* @__PURE__ */ createRule('an object', isObject)

/** Parameters of a package, action, trigger or run. */
export const parameters: Rule = /* @__PURE__ */ createRule(
  'a JSON object of at most 1 MB',
  (value) => isObject(value) && fitsInto(JSON.stringify(value), LARGEST_PARAMETERS_BYTES),
)

/** The value may be missing. */
export const optional =
  (rule: Rule): Rule =>
  (value, name) =>
    value === undefined || rule(value, name)

/**
 * A list with at least one entry.
 *
 * @param rule The rule of each entry.
 * @param mustBe Completes the sentence "it must be …" for a missing, empty or invalid list.
 */
export const listOf =
  (rule: Rule, mustBe: string = 'a list with at least one entry'): Rule =>
  (value, name) => {
    const isEmpty = Array.isArray(value) && value.length === 0
    createRule(mustBe, (entries) => Array.isArray(entries) && !isEmpty)(value, isEmpty ? `${name} is empty: it` : name)
    // Unlike the list's own methods, this does not skip holes.
    Array.from(value as unknown[], (entry, index) => rule(entry, `${name}[${index}]`))
  }

/** Validates the fields that have a rule, and separates them from the others. */
export const takeFields = (from: unknown, rules: Rules, path = ''): [rest: Fields, taken: Fields] => {
  const rest: Fields = { ...(from as Fields) }
  const taken: Fields = {}
  for (const key in rules) {
    ;(rules[key] as Rule)(rest[key], path + key)
    taken[key] = rest[key]
    delete rest[key]
  }
  return [rest, taken]
}

/** An object of exactly these fields. */
export const objectOf =
  (rules: Rules): Rule =>
  (value, name) => {
    const known = Object.keys(rules)
    createRule(`an object with ${known.join(', ')}`, isObject)(value, name)
    // A misspelt name first: otherwise only the name that it stands for would be reported, as missing.
    rejectUnknown('field', value as object, known, `${name}.`)
    takeFields(value, rules, `${name}.`)
  }

/**
 * Rejects an object with an unknown name, unless its value is undefined.
 *
 * @param kind What the names are, such as `option`.
 * @param path The place of the object, such as `exec.`.
 * @throws TypeError with the name, and the known name that looks most like it.
 */
export const rejectUnknown = (kind: string, given: object, known: readonly string[], path = ''): void => {
  for (const key in given) {
    if ((given as Fields)[key] !== undefined && !known.includes(key)) {
      throw new TypeError(`unknown ${kind} \`${path}${key}\`: ${suggestName(key, known)}`)
    }
  }
}
