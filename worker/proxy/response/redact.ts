/** Returns a text without secrets: the text, or the replacement if it may have a secret. Default: `redacted`. */
export type Redact = (text: string, replacement?: string) => string

/** Longest text that is searched: characters. The gateway's sentences are far shorter. */
const MAX_LENGTH = 20_000

/** A text with as many layers of escapes is not searched to the end. */
const MAX_LAYERS = 8

/**
 * An ASCII character, escaped for a URL, for JSON or for HTML. Entities with other names are punctuation, which
 * `lettersOf` removes.
 */
const ESCAPE = /(?:%|\\u00)([\da-f]{2})|&#(x[\da-f]+|\d+);|(&)amp;|&[a-z]{2,16};/gi

/** An HMAC-SHA256 signature in base64, plain or percent-encoded. */
const SIGNATURE = /(?:[\da-z+/]|%2[bf]){43}(?:=|%3d)/gi

/** The form of most request ids. No encoded secret has it, so ids of successful requests need no further search. */
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

const decode = (text: string): string =>
  text.replace(ESCAPE, (_, hex, entity = hex && `x${hex}`, ampersand = '') =>
    entity ? String.fromCharCode(Number(`0${entity}`)) : ampersand,
  )

/** Returns a text, and what remains of it after each layer of escapes is decoded. */
const layersOf = (text: string, left = MAX_LAYERS): string[] => {
  const decoded = decode(text)
  return decoded === text || left === 0 ? [text] : [text, ...layersOf(decoded, left - 1)]
}

/** Returns the letters and digits of a text: letter case, base64url, padding and backslashes make no difference. */
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\da-z]/g, '')

const hexOf = (text: string): string => text.replace(/./g, (character) => character.charCodeAt(0).toString(16))

/** Returns base64 of a text after 0, 1 and 2 other bytes, without the characters that depend on bytes around the text. */
const base64Of = (text: string): string[] =>
  [0, 1, 2].map((shift) => btoa(' '.repeat(shift) + text).slice(shift && 4, Math.floor((shift + text.length) / 3) * 4))

/** Returns every form in which a secret is found. A secret may itself look like an escape. */
const formsOf = (secret: string): string[] => [...layersOf(secret), hexOf(secret), ...base64Of(secret)]

/**
 * Creates a function that looks for secrets in a text of the gateway: as they are, in base64 or hex, in any letter case,
 * and with any of their characters escaped. It replaces the whole text, because the ends of an encoded secret are not
 * certain. It also replaces a text that is too long, or escaped too often, to be searched. Of a signature of another
 * request it replaces only the signature.
 *
 * @param secrets Texts of one byte a character. The function also finds those that are added later.
 */
export const createRedactor = (secrets: readonly string[]): Redact => {
  const mayHaveSecret = (text: string): boolean => {
    const layers = layersOf(text)
    const forms = (UUID.test(text) ? secrets : secrets.flatMap(formsOf)).map(lettersOf).filter((form) => form !== '')
    const hasSecret = layers.map(lettersOf).some((letters) => forms.some((form) => letters.includes(form)))
    return hasSecret || layers.length > MAX_LAYERS
  }
  return (text, replacement = 'redacted') =>
    text.length > MAX_LENGTH || mayHaveSecret(text) ? replacement : text.replace(SIGNATURE, '…')
}
