import type { Operation } from '../lib/index.ts'
import type { Settings } from './config.ts'
import type { Query } from './query.ts'

/** What a run needs beyond the time the service is asked to wait for it. */
const MARGIN_MS = 5_000

/** How long the service waits for a run when it is not told: its own default, in milliseconds. */
const DEFAULT_WAIT = '60000'

/** How long an answer may take, in milliseconds. */
export const timeLimit = (
  { id, method }: Operation,
  { timeout = DEFAULT_WAIT }: Query,
  { readTimeoutMs, writeTimeoutMs }: Settings,
): number => {
  if (id === 'postAction') return Number(timeout) + MARGIN_MS
  return method === 'GET' ? readTimeoutMs : writeTimeoutMs
}
