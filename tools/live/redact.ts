/**
 * Keeps what belongs to an account out of what is printed. Everything an account holds is remembered here while its
 * answers are read; a text that came from there is shown only if it is none of that.
 */
export interface Hide {
  /** Remembers every text in a value, names of fields too. */
  readonly remember: (value: unknown) => void
  /** A word of the service's own, such as a code or the name of a field; or that it is not shown. */
  readonly word: (text: string) => string
  /** A sentence of the client, without what belongs to the account. */
  readonly sentence: (text: string) => string
}

/** Shorter texts are in every other word. */
const SHORTEST = 4

/** What the service's own words look like; ids and keys do not. */
const WORD = /^(?!.*\d{4})[A-Za-z][A-Za-z0-9]{0,30}([ _.-][A-Za-z0-9]{1,30}){0,10}\.?$/

/**
 * Remembers what must not be printed, beginning with the keys.
 *
 * @param vocabulary Words that are shown although an account holds them too.
 */
export const createHide = (secrets: readonly string[], vocabulary: readonly string[]): Hide => {
  const texts = new Set(secrets)
  const remember = (value: unknown): void => {
    if (typeof value === 'string') texts.add(value)
    if (typeof value !== 'object' || value === null) return
    for (const [key, part] of Object.entries(value)) {
      if (!Array.isArray(value)) texts.add(key)
      remember(part)
    }
  }
  const isHeld = (text: string): boolean =>
    [...texts].some((each) => each === text || (each.length >= SHORTEST && text.includes(each)))
  return {
    remember,
    word: (text) =>
      vocabulary.includes(text) || (WORD.test(text) && !isHeld(text)) ? text : `(${text.length} characters)`,
    sentence: (text) =>
      [...texts].filter((each) => each.length >= SHORTEST).reduce((kept, each) => kept.replaceAll(each, '…'), text),
  }
}

/** Hides nothing: for the emulator, which holds nothing of anybody. */
export const openly: Hide = { remember: () => undefined, word: (text) => text, sentence: (text) => text }
