import { Refusal } from '../problem.ts'

/** Deeper than any parameters need to be; far from where a runtime could not write them back. */
const DEEPEST = 100

const [QUOTE, COLON, BACKSLASH] = [0x22, 0x3a, 0x5c]

const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy

/** Whether the number that is written is the one that is read, but for decimals beyond those of a double. */
const isKept = (text: string): boolean => {
  const value = Number(text)
  // What JavaScript writes of large ones has digits of its own, and reads as what was meant.
  if (/^-?\d+$/.test(text)) return Number.isSafeInteger(value) || String(value) === text
  return Number.isFinite(value) && (value !== 0 || /^-?[0.]+(e|$)/i.test(text))
}

/** Members of all objects in a text that is JSON: outside of strings, each has one colon. */
const membersWritten = (json: string): number => {
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
      if (number && !isKept(number)) throw new Error('another number')
      if (number) at += number.length - 1
    }
  }
  return count
}

/** Members of all objects in a value, level by level: recursion would end where nesting is deepest. */
const membersRead = (value: unknown): number => {
  let count = 0
  let level = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw new Error('nested too deep')
    level = level.flatMap((each) => {
      if (typeof each !== 'object' || each === null) return []
      const inner = Object.values(each)
      if (!Array.isArray(each)) count += inner.length
      return inner
    })
  }
  return count
}

/**
 * Reads JSON that means the same to everybody: without repeated keys, of which another reader may see the other one,
 * without numbers that others may know more exactly, and not nested too deep. In linear time.
 *
 * @throws Refusal `invalid_json`.
 * @see https://www.rfc-editor.org/rfc/rfc7493
 */
export const parseJson = (json: string): unknown => {
  try {
    const value: unknown = JSON.parse(json)
    // Of repeated keys only the last is left.
    if (membersRead(value) === membersWritten(json)) return value
  } catch {
    // The reason may quote the text.
  }
  throw new Refusal('invalid_json')
}
