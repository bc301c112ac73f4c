/**
 * Reads JSON for the oracles: by hand, value by value, so that it shares nothing with the code that it judges.
 *
 * @returns The value in one canonical text, with exact numbers and sorted keys; `undefined` for a text that is not JSON,
 * or that two readers can understand in different ways.
 */
export const canonicalJson = (text: string, maxDepth = 100): string | undefined => {
  let at = 0
  const fail = (): never => {
    throw new SyntaxError('not clear JSON')
  }
  const skip = (): void => {
    while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1
  }
  const expect = (token: string): void => {
    if (!text.startsWith(token, at)) fail()
    at += token.length
  }
  const string = (): string => {
    expect('"')
    let value = ''
    for (;;) {
      const unit = text.charAt(at)
      if (unit === '' || unit < ' ') fail()
      at += 1
      if (unit === '"') return value
      if (unit !== '\\') {
        value += unit
        continue
      }
      const escaped = text.charAt(at)
      at += 1
      const simple = '"\\/bfnrt'.indexOf(escaped)
      if (escaped !== '' && simple >= 0) value += '"\\/\b\f\n\r\t'.charAt(simple)
      else if (escaped === 'u' && /^[\da-f]{4}$/i.test(text.slice(at, at + 4))) {
        value += String.fromCharCode(Number.parseInt(text.slice(at, at + 4), 16))
        at += 4
      } else fail()
    }
  }
  const number = (): string => {
    const [literal = fail()] = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/.exec(text.slice(at)) ?? []
    at += literal.length
    return canonicalNumber(literal) ?? fail()
  }
  const list = (depth: number): string => {
    expect('[')
    skip()
    const values: string[] = []
    while (text.charAt(at) !== ']') {
      if (values.length > 0) expect(',')
      values.push(value(depth + 1))
    }
    at += 1
    return `[${values.join()}]`
  }
  const object = (depth: number): string => {
    expect('{')
    skip()
    const members = new Map<string, string>()
    while (text.charAt(at) !== '}') {
      if (members.size > 0) expect(',')
      skip()
      const name = string()
      if (members.has(name)) fail()
      skip()
      expect(':')
      members.set(name, value(depth + 1))
    }
    at += 1
    const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${sorted.map(([name, member]) => `${JSON.stringify(name)}:${member}`).join()}}`
  }
  const value = (depth: number): string => {
    if (depth > maxDepth) fail()
    skip()
    const first = text.charAt(at)
    const word = ['null', 'true', 'false'].find((each) => text.startsWith(each, at))
    let read: string
    if (first === '{') read = object(depth)
    else if (first === '[') read = list(depth)
    else if (first === '"') read = JSON.stringify(string())
    else if (word) {
      at += word.length
      read = word
    } else read = number()
    skip()
    return read
  }
  try {
    const read = value(0)
    return at === text.length ? read : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * Returns a number in one spelling, with an exact integer.
 *
 * @returns `undefined` for a number that a double does not hold: an integer that it would change, a number that becomes
 * infinite, or one that becomes zero. Of a decimal, digits beyond the precision of a double do not count.
 */
export const canonicalNumber = (literal: string): string | undefined => {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal) ?? []
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const trailing = digits.length - digits.replace(/0+$/, '').length
  const significant = digits.slice(0, digits.length - trailing)
  // The number is `significant` times ten to the power of `power`.
  const power = Number(exponent) - fraction.length + trailing
  const double = Number(literal)
  if (significant === '') return sign ? '-0' : '0'
  if (!Number.isFinite(double) || double === 0) return undefined
  if (power < 0) return `${double}`
  // A double beyond 10 ** 308 is infinite, so this text is short.
  const integer = BigInt(sign + significant) * 10n ** BigInt(power)
  // JavaScript writes a large integer with the fewest digits that are read as the same double.
  const [, digitsOfDouble = '', exponentOfDouble = '0'] = /^-?([\d.]+)(?:e\+(\d+))?$/.exec(`${double}`) ?? []
  const written =
    (BigInt(sign + digitsOfDouble.replace('.', '')) * 10n ** BigInt(exponentOfDouble)) /
    10n ** BigInt((digitsOfDouble.split('.')[1] ?? '').length)
  return [BigInt(double), written].includes(integer) ? `${integer}` : undefined
}
