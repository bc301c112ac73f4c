import type { Operation } from '../../../lib/index.ts'

/** What is configured. */
export interface TimeLimits {
  readonly readTimeoutMs: number
  readonly writeTimeoutMs: number
}

/** What a run needs beyond the time the service is asked to wait for it. */
const MARGIN_MS = 5_000

/** How long the service waits for a run when it is not told: its own default, in milliseconds. */
const DEFAULT_WAIT = '60000'

/** What of that time a first attempt may take, so that some is left for the next: 4 s of 10 s, and 15 s of 20 s. */
const READ_SHARE = 0.4
const WRITE_SHARE = 0.75

/** How long one attempt may take that another one may follow, in milliseconds. */
export const attemptLimit = ({ method }: Operation, limits: TimeLimits): number =>
  Math.ceil(method === 'GET' ? limits.readTimeoutMs * READ_SHARE : limits.writeTimeoutMs * WRITE_SHARE)

/** How long an answer may take, all attempts together, in milliseconds. */
export const timeLimit = (
  { id, method }: Operation,
  { timeout = DEFAULT_WAIT }: { readonly timeout?: string | undefined },
  { readTimeoutMs, writeTimeoutMs }: TimeLimits,
): number => {
  if (id === 'postAction') return Number(timeout) + MARGIN_MS
  return method === 'GET' ? readTimeoutMs : writeTimeoutMs
}
