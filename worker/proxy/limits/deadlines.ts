import { LONGEST_RUN_WAIT_MS } from '../../../lib/api/limits.ts'
import type { Operation } from '../../../lib/api/operations.ts'
import { isReadOnly } from './read-only.ts'

/** Timeouts of a call to the gateway: milliseconds, all attempts together. */
export interface Timeouts {
  readonly readMs: number
  readonly writeMs: number
}

/** Time that a run has beyond the time that the service waits for it: milliseconds. */
const RUN_MARGIN_MS = 5_000

/** Parts of a timeout that one attempt gets if a retry may follow: 4 s of 10 s, and 15 s of 20 s. */
const READ_ATTEMPT_PART = 0.4
const WRITE_ATTEMPT_PART = 0.75

/** Returns the timeout of one attempt that a retry may follow: milliseconds. */
export const attemptTimeoutMs = (operation: Operation, { readMs, writeMs }: Timeouts): number =>
  Math.ceil(isReadOnly(operation) ? readMs * READ_ATTEMPT_PART : writeMs * WRITE_ATTEMPT_PART)

/** Returns the timeout of a call, all attempts together: milliseconds. */
export const callTimeoutMs = (
  operation: Operation,
  query: { readonly timeout?: string | undefined },
  { readMs, writeMs }: Timeouts,
): number => {
  // The service waits for the action, for as long as the query says.
  if (operation.query?.includes('timeout')) return Number(query.timeout ?? LONGEST_RUN_WAIT_MS) + RUN_MARGIN_MS
  return isReadOnly(operation) ? readMs : writeMs
}
