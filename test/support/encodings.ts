const codeOf = (character: string): number => character.charCodeAt(0)
const hex = (character: string): string => codeOf(character).toString(16).padStart(2, '0')

/** HTML names of characters that occur in keys, tokens, signatures and their base64. */
const entities: Readonly<Record<string, string>> = {
  '+': 'plus',
  '/': 'sol',
  '=': 'equals',
  _: 'UnderBar',
  '|': 'VerticalLine',
  '`': 'DiacriticalGrave',
  '.': 'period',
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
}

/** Encodings of one ASCII character. Every reader of URLs, JSON or HTML decodes them. */
export const characterEncodings: Readonly<Record<string, (character: string) => string>> = {
  plain: (character) => character,
  'lower case': (character) => character.toLowerCase(),
  'upper case': (character) => character.toUpperCase(),
  'percent-encoded': (character) => `%${hex(character)}`,
  'percent-encoded in upper case': (character) => `%${hex(character).toUpperCase()}`,
  'percent-encoded twice': (character) => `%25${hex(character)}`,
  'percent-encoded three times': (character) => `%25%32%35${hex(character)}`,
  'a JSON escape': (character) => `\\u00${hex(character)}`,
  'a JSON escape in upper case': (character) => `\\u00${hex(character).toUpperCase()}`,
  'a JSON escape with a backslash only': (character) => (/["\\/]/.test(character) ? `\\${character}` : character),
  'a decimal entity': (character) => `&#${codeOf(character)};`,
  'a decimal entity with zeros': (character) => `&#00${codeOf(character)};`,
  'a hex entity': (character) => `&#x${hex(character)};`,
  'a hex entity in upper case': (character) => `&#X00${hex(character).toUpperCase()};`,
  'an entity escaped for HTML': (character) => `&amp;#${codeOf(character)};`,
  'a named entity': (character) => (entities[character] ? `&${entities[character]};` : character),
}

const base64 = (text: string, before = ''): string => btoa(before + text)
const urlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_')
const unpadded = (text: string): string => text.replace(/=+$/, '')
const hexDigits = (text: string): string => Array.from(text, hex).join('')

/** Encodings of a whole text. */
export const textEncodings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  base64: (text) => base64(text),
  base64url: (text) => urlSafe(base64(text)),
  'base64 without padding': (text) => unpadded(base64(text)),
  'base64url without padding': (text) => unpadded(urlSafe(base64(text))),
  'base64 after one byte': (text) => base64(text, ':'),
  'base64 after two bytes': (text) => base64(text, 'x:'),
  'base64 after three bytes': (text) => base64(text, 'id:'),
  'base64url before other bytes': (text) => urlSafe(base64(`${text}~~?>`)),
  hex: hexDigits,
  'hex in upper case': (text) => hexDigits(text).toUpperCase(),
  'hex in pairs': (text) => Array.from(text, hex).join(' '),
}

/** Encodes each character of a text. */
export const encodeEach = (text: string, encode: (character: string, index: number) => string): string =>
  Array.from(text, encode).join('')
