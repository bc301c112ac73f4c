/** Thrown for a configuration that is missing or invalid. Its message goes to the log, so it never has a value in it. */
export class ConfigError extends Error {}

/** @throws ConfigError with this message, unless the condition holds. */
export function check(condition: unknown, message: string): asserts condition {
  if (!condition) throw new ConfigError(message)
}

/** Returns the entries of a comma-separated list, without whitespace around them. */
export const commaSeparated = (text = ''): string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')

/**
 * Returns the value of a variable that has one of a few values.
 *
 * @param text Its value. Missing or empty: the first of `values`.
 * @throws ConfigError for another value.
 */
export const readChoice = <Value extends string>(
  name: string,
  values: readonly Value[],
  text: string | undefined,
): Value => {
  const value = values.find((candidate) => candidate === (text || values[0]))
  check(value !== undefined, `${name} is invalid: set it to ${values.join(', ')}, or leave it out for ${values[0]}.`)
  return value
}
