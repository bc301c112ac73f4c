/** Assertions without a test library, so that the same cases run on every runtime. */

/** Serializes a value with sorted keys, so that the order of keys does not matter. */
const serialize = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? String(value)

/** Throws unless both values are deeply equal. */
export const equal = (actual: unknown, expected: unknown, description = 'value'): void => {
  if (serialize(actual) !== serialize(expected))
    throw new Error(`${description}: expected ${serialize(expected)}, got ${serialize(actual)}`)
}

/** Throws unless the condition is true. */
export const holds = (condition: boolean, description: string): void => {
  if (!condition) throw new Error(`is false: ${description}`)
}

/** Returns the error that a function throws or a promise rejects with. Throws if there is none. */
export const thrownBy = async (run: () => unknown): Promise<Error> => {
  try {
    await run()
  } catch (error) {
    return error as Error
  }
  throw new Error('no error was thrown')
}
