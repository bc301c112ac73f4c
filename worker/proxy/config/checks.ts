/** What the configuration lacks: sentences for the log, without values. */
export class ConfigError extends Error {}

/** @throws ConfigError unless it holds. */
export const check = (holds: boolean, problem: string): void => {
  if (!holds) throw new ConfigError(problem)
}

/** The members of a list as text. */
export const commaSeparated = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

/** Hosts that never leave the machine. */
export const isLoopback = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

/** `null`, `*` and addresses with a path are no origins. */
export const isOrigin = (text: unknown): boolean => {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && url.origin === text && /^https?:$/.test(url.protocol)
}
