/**
 * The usual numbers, which need no arithmetic: integers of at most 15 digits, which a double always holds, and decimals
 * that are neither integers nor beyond the range of doubles.
 */
const USUAL = /^-?(\d{1,15}|\d{1,300}\.\d{0,300}[1-9])$/

/** A decimal number as digits, without zeros at both ends, times a power of ten. The sign is missing. */
interface Decimal {
  readonly digits: string
  readonly exponent: number
}

const parseDecimal = (text: string): Decimal => {
  const [, whole = '', fraction = '', exponent = '0'] = /^-?(\d+)(?:\.(\d+))?(?:e(.+))?$/i.exec(text) ?? []
  const all = whole + fraction
  let [start, end] = [0, all.length]
  while (all[start] === '0') start += 1
  while (end > start && all[end - 1] === '0') end -= 1
  return { digits: all.slice(start, end), exponent: Number(exponent) - fraction.length + all.length - end }
}

/**
 * Returns whether a reader that keeps numbers as doubles keeps the value of a number in JSON. It keeps an integer if a
 * double holds it, or if JavaScript writes this double with the same digits. It keeps any other number if it is not
 * beyond the range of doubles: the nearest double counts as the same value.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7493#section-2.2
 */
export const isExact = (text: string): boolean => {
  if (USUAL.test(text)) return true
  const value = Number(text)
  if (!Number.isFinite(value)) return false
  const { digits, exponent } = parseDecimal(text)
  if (digits === '') return true
  if (value === 0 || exponent < 0) return value !== 0
  return [`${BigInt(value)}`, `${value}`].some((kept) => {
    const decimal = parseDecimal(kept)
    return decimal.digits === digits && decimal.exponent === exponent
  })
}
