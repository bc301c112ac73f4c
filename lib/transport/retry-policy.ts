import type { Operation, OperationId } from '../api/operations.ts'
import type { NcloudError } from '../errors.ts'

/**
 * Failures that may pass.
 *
 * | failure | meaning |
 * | --- | --- |
 * | `no answer` | unreachable, cut off, or not in time |
 * | `429` | turned away: there were too many |
 * | `503/500` | the gateway could not reach the service, which has seen nothing |
 * | `502-504` | other answers of what stands before the service |
 * | `500/900` | the gateway failed |
 * | `unreadable` | a success without the body that is promised |
 */
export type PassingFailure = 'no answer' | '429' | '503/500' | '502-504' | '500/900' | 'unreadable'

/** Whether and when a call may be sent again. */
export interface RetryRule {
  /** How often, at most. */
  readonly most: number
  /** After what. */
  readonly after: readonly PassingFailure[]
}

/** They change nothing: nothing but the load speaks against it. */
const reads: RetryRule = {
  most: 10,
  after: ['no answer', '429', '503/500', '502-504', '500/900', 'unreadable'],
}

/** The second time they find what the first one left, and leave the same. */
const writes: RetryRule = { most: 1, after: ['no answer', '429', '503/500', '502-504'] }

/** Each is more than one step in the service, and a repeated one may fail for what the first one did. */
const triggerWrites: RetryRule = { most: 1, after: ['503/500'] }

/** Every run is one more run. */
const never: RetryRule = { most: 0, after: [] }

/**
 * Which operations `createClient` and `createRetryingCall` send again.
 *
 * @example
 * ```ts
 * import { operations, retryRules } from 'ncloud-functions'
 *
 * const once = Object.values(operations).filter(({ id }) => retryRules[id].most === 0)
 * ```
 */
export const retryRules: Readonly<Record<OperationId, RetryRule>> = {
  getPackageList: reads,
  getPackage: reads,
  putPackage: writes,
  deletePackage: writes,
  getActionList: reads,
  getAction: reads,
  putAction: writes,
  postAction: never,
  deleteAction: writes,
  getActionActivationList: reads,
  getActionActivationDetail: reads,
  getTriggerList: reads,
  getTrigger: reads,
  putTrigger: triggerWrites,
  postTrigger: never,
  deleteTrigger: triggerWrites,
  postTriggerLinkAction: triggerWrites,
  deleteTriggerLinkAction: triggerWrites,
  getTriggerActivationList: reads,
  getTriggerActivationDetail: reads,
  getActivationList: reads,
}

/**
 * Which of the failures that may pass it was. A proxy that says `retryable: false` knows better, and one that speaks of
 * its upstream has sent again itself: those who do the same before it would multiply that.
 */
export const passingFailure = ({ code, status, retryable }: NcloudError): PassingFailure | undefined => {
  if (code === 'invalid_response' && (status as number) < 300) return 'unreadable'
  if (!retryable || code.startsWith('upstream_')) return undefined
  if (status === undefined) return 'no answer'
  if (status === 429) return '429'
  if (status === 503 && code === '500') return '503/500'
  if (status === 500 && code === '900') return '500/900'
  return [502, 503, 504].includes(status) ? '502-504' : undefined
}

/** Whether a deletion that may have been carried out is, because what was to be deleted is gone. */
export const isGone = ({ code, status }: NcloudError): boolean => status === 404 && /^\d{5}$/.test(code)

/** How long an attempt may take that another one may follow, in milliseconds: what writes may upload for a while. */
export const attemptLimit = ({ method }: Operation): number => (method === 'GET' ? 4_000 : Number.POSITIVE_INFINITY)

const FIRST_MS = 200
const LONGEST_MS = 2_000

/**
 * How long to wait before sending again: anything up to a bound that doubles, so that those who failed together do not
 * come back together ("full jitter").
 *
 * @param repeat 1 for the first time it is sent again.
 * @param random From 0 up to 1.
 * @returns Milliseconds.
 */
export const backOff = (repeat: number, random: number): number =>
  Math.floor(random * Math.min(LONGEST_MS, FIRST_MS * 2 ** (repeat - 1)))

/** When an answer was made, as it says: milliseconds since the epoch, whole seconds of them. NaN if it does not say. */
const dateOf = (headers: Headers): number => Date.parse(headers.get('date') as string)

/**
 * How long an answer asks to wait.
 *
 * @param now For a date, where the answer has none itself: milliseconds since the epoch.
 * @returns Milliseconds, 0 for a time that has passed; nothing where it does not say, or cannot be understood.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export const retryAfter = (headers: Headers, now: number): number | undefined => {
  const text = headers.get('retry-after') ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  // `Date.parse` takes far more than dates, and numbers among it.
  const until = /^[A-Z][a-z]+, /.test(text) ? Date.parse(text) : Number.NaN
  const from = dateOf(headers) || now
  return Number.isNaN(until) ? undefined : Math.max(0, until - from)
}

/** The gateway takes 300 s; what is off by less than this is no reason for a refusal. */
const SKEW_MS = 30_000

/**
 * By how much to correct a clock that had a signature refused.
 *
 * @param now What that clock says: milliseconds since the epoch.
 * @returns Milliseconds to add; nothing when the clock is not to blame.
 */
export const clockSkew = ({ code, status }: NcloudError, headers: Headers, now: number): number | undefined => {
  const correction = dateOf(headers) - now
  return status === 401 && code === '200' && Math.abs(correction) > SKEW_MS ? correction : undefined
}
