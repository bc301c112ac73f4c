/** Assertions that need nothing but the language: the same cases run on runtimes without a test library. */

/** Values as text: differences then show in the message, and key order does not count. */
const show = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? String(value)

/** Fails unless both are the same, structure and all. */
export const equal = (actual: unknown, expected: unknown, what = 'value'): void => {
  if (show(actual) !== show(expected)) throw new Error(`${what}: expected ${show(expected)}, got ${show(actual)}`)
}

/** Fails unless it holds. */
export const holds = (condition: boolean, what: string): void => {
  if (!condition) throw new Error(`does not hold: ${what}`)
}

/** What a function throws, or a promise rejects with. Fails when nothing is thrown. */
export const thrownBy = async (run: () => unknown): Promise<Error> => {
  try {
    await run()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}
