import { LARGEST_PARAMETERS_BYTES } from './limits.ts'
import { isActivationId, isName, NAME_RULE, NO_PACKAGE } from './names.ts'

/** Refuses a value that cannot be, by the name it is given under. */
export type Rule = (value: unknown, name: string) => void

/** An object, with whatever there is in it. */
export type Fields = Record<string, unknown>

/**
 * An object as JSON has them, whatever is in it. An interface is one too; a list, a function, a time or a map is none,
 * as their symbols tell.
 */
export type JsonObject = (object | Readonly<Record<string, unknown>>) & {
  readonly [Symbol.iterator]?: never
  readonly [Symbol.hasInstance]?: never
  readonly [Symbol.toPrimitive]?: never
  readonly [Symbol.toStringTag]?: never
}

/** The rules of an object's fields. */
export type Rules = Readonly<Record<string, Rule>>

/** What throws does not hold either: a value of another type, or one that is no JSON, such as a cycle or a bigint. */
export const rule =
  <T>(must: string, holds: (value: T) => unknown): Rule =>
  (value, name) => {
    try {
      if (holds(value as T)) return
    } catch {}
    throw new RangeError(`${name} must be ${must}`)
  }

/** Bytes of UTF-8 are what the service counts. */
const fits = (text: string, bytes: number): boolean => new TextEncoder().encode(text).length <= bytes

/** An integer in a range. */
export const whole = (min: number, max: number): Rule =>
  rule<number>(`an integer, ${min} to ${max}`, (value) => Number.isInteger(value) && value >= min && value <= max)

/** One of some values. */
export const one = (...known: readonly unknown[]): Rule => rule(`one of ${known}`, (value) => known.includes(value))

/** The value, or the first of those known. */
export const choose = <T>(name: string, known: readonly T[], value: T = known[0] as T): T => {
  one(...known)(value, name)
  return value
}

/** Text of a form, and of a size where one is given. */
export const matching = (pattern: RegExp, must: string, bytes: number = Infinity): Rule =>
  rule(must, (value) => typeof value === 'string' && pattern.test(value) && fits(value, bytes))

/** Text that is not blank. */
export const text: Rule = /* @__PURE__ */ matching(/\S/, 'text')

/** True or false. */
export const flag: Rule = /* @__PURE__ */ one(true, false)

/** The name of a package, action or trigger. */
export const name: Rule = /* @__PURE__ */ rule(NAME_RULE, isName)

/** Whether it is an object as JSON has them. */
const isObject = (value: unknown): boolean => ({}).toString.call(value) === '[object Object]'

/** An object with fields. */
export const object: Rule = /* @__PURE__ */ rule('an object', isObject)

/** Parameters of an action, whoever gives them. */
export const parameters: Rule = /* @__PURE__ */ rule(
  'a JSON object of at most 1 MB',
  (value) => isObject(value) && fits(JSON.stringify(value), LARGEST_PARAMETERS_BYTES),
)

/** May be left out, which is said by `undefined` or by a value of its own. */
export const may =
  (check: Rule, absent?: unknown): Rule =>
  (value, name) =>
    value === absent || check(value, name)

/** The package of an action; `-`: none. */
export const packageOrNone: Rule = /* @__PURE__ */ may(name, NO_PACKAGE)

/** The id of an activation. */
export const activationId: Rule = /* @__PURE__ */ rule('32 characters of A-Z a-z 0-9', (value: string) =>
  isActivationId(value),
)

/** Must be left out. */
export const none: Rule = (value, name) => {
  if (value !== undefined) throw new TypeError(`${name} is not known`)
}

/** A list that is not empty. */
export const list =
  (check: Rule): Rule =>
  (value, name) => {
    rule<unknown[]>('a list, not []', () => Array.isArray(value) && value.length)(value, name)
    // Unlike the list's own methods, this passes over no hole.
    Array.from(value as unknown[], (entry, index) => check(entry, `${name}[${index}]`))
  }

/** Takes the fields that there are rules for out of an object, and checks them. */
export const take = (from: unknown, rules: Rules, path = ''): [rest: Fields, taken: Fields] => {
  const rest: Fields = { ...(from as Fields) }
  const taken: Fields = {}
  for (const key in rules) {
    ;(rules[key] as Rule)(rest[key], path + key)
    taken[key] = rest[key]
    delete rest[key]
  }
  return [rest, taken]
}

/** An object of exactly these fields. What is no object has none of them. */
export const fields =
  (rules: Rules): Rule =>
  (value, name) => {
    const path = `${name}.`
    const [rest] = take(value, rules, path)
    for (const key in rest) none(rest[key], path + key)
  }
