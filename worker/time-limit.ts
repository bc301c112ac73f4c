import type { Operation } from '../lib/index.ts'
import type { Query } from './query.ts'

const READ_MS = 10_000
const WRITE_MS = 20_000

/** What a run needs beyond the time the service is asked to wait for it. */
const MARGIN_MS = 5_000

/** How long the service waits for a run when it is not told: its own default, in milliseconds. */
const DEFAULT_WAIT = '60000'

/** How long an answer may take, in milliseconds. */
export const timeLimit = ({ id, method }: Operation, { timeout = DEFAULT_WAIT }: Query): number => {
  if (id === 'postAction') return Number(timeout) + MARGIN_MS
  return method === 'GET' ? READ_MS : WRITE_MS
}
