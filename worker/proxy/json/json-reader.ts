const code = (character: string): number => character.charCodeAt(0)

const QUOTE = code('"')
const BACKSLASH = code('\\')
const [TAB, LF, CR, SPACE] = [0x09, 0x0a, 0x0d, 0x20]

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

const LAST_ASCII = 0x7f

/** Longer names and numbers are rare. */
const LONGEST_NAME = 50

/** JSON never has this byte. */
const END = 0

const fail = (): never => {
  // No part of the JSON, which may hold secrets.
  throw new SyntaxError('invalid JSON')
}

const isBetween = (byte: number, first: string, last: string): boolean => byte >= code(first) && byte <= code(last)

const isHexDigit = (byte: number): boolean =>
  isBetween(byte, '0', '9') || isBetween(byte, 'a', 'f') || isBetween(byte, 'A', 'F')

/** Returns the position of the last character of an escape. */
const endOfEscape = (bytes: Uint8Array, start: number): number => {
  const byte = bytes[start] ?? END
  if (byte !== code('u')) return '"\\/bfnrt'.includes(String.fromCharCode(byte)) ? start : fail()
  for (let at = start + 1; at <= start + 4; at += 1) if (!isHexDigit(bytes[at] ?? END)) fail()
  return start + 4
}

/** Returns the position behind a text. Most bytes of a large body are read here. */
const endOfText = (bytes: Uint8Array, start: number): number => {
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    if (byte === QUOTE) return at + 1
    if (byte === BACKSLASH) at = endOfEscape(bytes, at + 1)
    else if (byte < SPACE) fail()
  }
  return fail()
}

/** The kind of a JSON value. */
export type Kind = 'object' | 'list' | 'text' | 'number' | 'literal'

/**
 * Reads JSON from front to back and builds no values. A method throws if the next bytes are not what it reads.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export interface JsonReader {
  /** Skips whitespace and returns the position after it: where the next value begins. */
  position(): number
  /** Returns the kind of the next value. */
  kind(): Kind
  /** Reads a value of any kind and returns the position behind it. */
  skipValue(): number
  /** Reads a text and returns it. */
  text(): string
  /** Reads a number and returns it as it is written. */
  number(): string
  /** Reads an object and returns the position behind it. `readMember` must read one value. */
  members(readMember: (name: string) => void): number
  /** Reads a list. `readEntry` must read one value. */
  entries(readEntry: () => void): void
  /** Calls a function that reads, and goes back to the position before. */
  lookAhead<T>(read: () => T): T
  /** Throws if there are more bytes than whitespace. */
  end(): void
}

/**
 * Creates a reader of JSON. It does not check the UTF-8 within texts.
 *
 * @param maxDepth Most objects and lists within each other. The reader calls itself for each.
 */
export const createJsonReader = (bytes: Uint8Array, maxDepth: number): JsonReader => {
  let at = 0
  let depth = 0

  const next = (): number => bytes[at] ?? END
  const take = (character: string): boolean => {
    const isNext = next() === code(character)
    if (isNext) at += 1
    return isNext
  }
  const expect = (characters: string): void => {
    for (const character of characters) if (!take(character)) fail()
  }
  const position = (): number => {
    for (let byte = next(); byte === SPACE || byte === TAB || byte === LF || byte === CR; byte = next()) at += 1
    return at
  }

  const skipText = (): void => {
    expect('"')
    at = endOfText(bytes, at)
  }

  const skipDigits = (): void => {
    const start = at
    while (isBetween(next(), '0', '9')) at += 1
    if (at === start) fail()
  }
  const skipNumber = (): void => {
    take('-')
    if (!take('0')) skipDigits()
    if (take('.')) skipDigits()
    if (take('e') || take('E')) {
      if (!take('+')) take('-')
      skipDigits()
    }
  }

  /** Reads an object or a list. */
  const group = (open: string, close: string, readNext: () => void): void => {
    expect(open)
    depth += 1
    if (depth > maxDepth) fail()
    position()
    if (!take(close)) {
      do {
        position()
        readNext()
        position()
      } while (take(','))
      expect(close)
    }
    depth -= 1
  }
  const colon = (): void => {
    position()
    expect(':')
    position()
  }

  const kind = (): Kind => {
    switch (bytes[position()]) {
      case code('{'):
        return 'object'
      case code('['):
        return 'list'
      case QUOTE:
        return 'text'
      case code('t'):
      case code('f'):
      case code('n'):
        return 'literal'
      default:
        return 'number'
    }
  }
  const skipLiteral = (): void => {
    if (take('t')) expect('rue')
    else if (take('f')) expect('alse')
    else expect('null')
  }
  const skippers: Readonly<Record<Kind, () => void>> = {
    object: () =>
      group('{', '}', () => {
        skipText()
        colon()
        skipValue()
      }),
    list: () => group('[', ']', skipValue),
    text: skipText,
    number: skipNumber,
    literal: skipLiteral,
  }
  const skipValue = (): number => {
    skippers[kind()]()
    return at
  }
  const decode = (start: number, end: number): string => {
    // A call of the decoder takes ten times as long for the many short names and numbers.
    let text = ''
    for (let position = start; position < end; position += 1) {
      const byte = bytes[position] as number
      if (byte > LAST_ASCII || end - start > LONGEST_NAME) return decoder.decode(bytes.subarray(start, end))
      text += String.fromCharCode(byte)
    }
    return text
  }
  const text = (): string => {
    const start = position()
    skipText()
    const content = decode(start + 1, at - 1)
    return content.includes('\\') ? JSON.parse(`"${content}"`) : content
  }
  const number = (): string => {
    const start = position()
    skipNumber()
    return decode(start, at)
  }

  return {
    position,
    kind,
    skipValue,
    text,
    number,
    members: (readMember) => {
      position()
      group('{', '}', () => {
        const name = text()
        colon()
        readMember(name)
      })
      return at
    },
    entries: (readEntry) => {
      position()
      group('[', ']', readEntry)
    },
    lookAhead: (read) => {
      const start = at
      const result = read()
      at = start
      return result
    },
    end: () => {
      if (position() < bytes.length) fail()
    },
  }
}
