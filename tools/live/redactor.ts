/**
 * Keeps data of the account out of the output. It remembers every text of the account while responses are read. A text of
 * a response is printed only if the account does not hold it.
 */
export interface Redactor {
  /** Remembers every text in a value, and the names of its fields. */
  readonly remember: (value: unknown) => void
  /** Returns a word of the service, such as a code or the name of a field, or its length if it may be of the account. */
  readonly redactWord: (text: string) => string
  /** Returns a sentence of the client with every text of the account replaced by `…`. */
  readonly redactSentence: (text: string) => string
}

/** Shorter texts are part of too many words. */
const MIN_LENGTH = 4

/** The form of the service's own words. Ids and keys have another form. */
const SERVICE_WORD = /^(?!.*\d{4})[A-Za-z][A-Za-z0-9]{0,30}([ _.-][A-Za-z0-9]{1,30}){0,10}\.?$/

/**
 * Creates a redactor that starts with the keys.
 *
 * @param publicWords Words that are printed even if the account holds them.
 */
export const createRedactor = (secrets: readonly string[], publicWords: readonly string[]): Redactor => {
  const texts = new Set(secrets)
  const remember = (value: unknown): void => {
    if (typeof value === 'string') texts.add(value)
    if (typeof value !== 'object' || value === null) return
    for (const [name, part] of Object.entries(value)) {
      if (!Array.isArray(value)) texts.add(name)
      remember(part)
    }
  }
  const isOfAccount = (text: string): boolean =>
    [...texts].some((known) => known === text || (known.length >= MIN_LENGTH && text.includes(known)))
  return {
    remember,
    redactWord: (text) =>
      publicWords.includes(text) || (SERVICE_WORD.test(text) && !isOfAccount(text))
        ? text
        : `(${text.length} characters)`,
    redactSentence: (text) =>
      [...texts]
        .filter((known) => known.length >= MIN_LENGTH)
        .reduce((sentence, known) => sentence.replaceAll(known, '…'), text),
  }
}

/** Redacts nothing: for responses of the emulator, which hold no data of the account. */
export const noRedaction: Redactor = {
  remember: () => undefined,
  redactWord: (text) => text,
  redactSentence: (text) => text,
}
