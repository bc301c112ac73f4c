import { ProxyError } from '../problem.ts'

/** Deeper than parameters need, and far from the depth at which a runtime cannot serialize a value. */
const MAX_DEPTH = 100

const [QUOTE, COLON, BACKSLASH] = [0x22, 0x3a, 0x5c]

const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy

/** Returns whether a double holds a number. Decimal places beyond the precision of a double do not count. */
const isExact = (text: string): boolean => {
  const value = Number(text)
  // JavaScript writes large integers with digits of its own, which parse to the same value.
  if (/^-?\d+$/.test(text)) return Number.isSafeInteger(value) || String(value) === text
  return Number.isFinite(value) && (value !== 0 || /^-?[0.]+(e|$)/i.test(text))
}

/**
 * Counts the members of all objects in a JSON text: outside of strings, each has one colon.
 *
 * @throws Error for a number that a double cannot hold.
 */
const countMembersInText = (json: string): number => {
  let count = 0
  let isString = false
  for (let at = 0; at < json.length; at += 1) {
    const unit = json.charCodeAt(at)
    if (unit === BACKSLASH) at += 1
    else if (unit === QUOTE) isString = !isString
    else if (isString) continue
    else if (unit === COLON) count += 1
    else {
      NUMBER.lastIndex = at
      const [number = ''] = NUMBER.exec(json) ?? []
      if (number && !isExact(number)) throw new Error('inexact number')
      if (number) at += number.length - 1
    }
  }
  return count
}

/**
 * Counts the members of all objects in a value, level by level: recursion would overflow the stack.
 *
 * @throws Error for a value that is nested too deep.
 */
const countMembersInValue = (json: unknown): number => {
  let count = 0
  let level = [json]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw new Error('nested too deep')
    level = level.flatMap((value) => {
      if (typeof value !== 'object' || value === null) return []
      const members = Object.values(value)
      if (!Array.isArray(value)) count += members.length
      return members
    })
  }
  return count
}

/**
 * Parses JSON that every reader understands in the same way: no repeated keys, no numbers that a double cannot hold,
 * at most 100 levels. It takes linear time.
 *
 * @throws ProxyError `invalid_json`.
 * @see https://www.rfc-editor.org/rfc/rfc7493
 */
export const parseJson = (json: string): unknown => {
  try {
    const value: unknown = JSON.parse(json)
    // `JSON.parse` keeps the last of repeated keys, so the value has fewer members than the text.
    if (countMembersInValue(value) === countMembersInText(json)) return value
  } catch {
    // The reason may quote the text, which may hold secrets.
  }
  throw new ProxyError('invalid_json')
}
