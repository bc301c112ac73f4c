import type { Effect } from '../api/operations.ts'
import type { NcloudError } from '../errors.ts'
import { backoff } from './backoff.ts'

/**
 * Failures after which a second try can succeed.
 *
 * | failure | meaning |
 * | --- | --- |
 * | `no response` | the host is unreachable, the connection broke, or the response was late |
 * | `429` | the gateway received too many requests |
 * | `503/500` | the gateway could not reach the service: the service has seen nothing |
 * | `502-504` | another error of the servers in front of the service |
 * | `500/900` | the gateway failed |
 * | `invalid response` | a success status without the documented body |
 */
export type TransientFailure = 'no response' | '429' | '503/500' | '502-504' | '500/900' | 'invalid response'

/** How often, and after which failures, a call is retried. */
export interface RetryPolicy {
  readonly maxRetries: number
  readonly after: readonly TransientFailure[]
}

const readPolicy: RetryPolicy = {
  maxRetries: 10,
  after: ['no response', '429', '503/500', '502-504', '500/900', 'invalid response'],
}

/** The policy of each effect: a call is retried only if a second try has the same result as one. */
export const retryPolicies: Readonly<Record<Effect, RetryPolicy>> = {
  lists: readPolicy,
  reads: readPolicy,
  writes: { maxRetries: 1, after: ['no response', '429', '503/500', '502-504'] },
  'writes in steps': { maxRetries: 1, after: ['503/500'] },
  runs: { maxRetries: 0, after: [] },
}

/**
 * Names the transient failure behind an error. `retryable: false` from a proxy overrules the status. An error that a
 * proxy reports of its upstream is not retried: the proxy has retried already, and two levels of retries would multiply.
 */
export const transientFailure = ({ code, status, retryable }: NcloudError): TransientFailure | undefined => {
  if (code === 'invalid_response' && (status as number) < 300) return 'invalid response'
  if (!retryable || code.startsWith('upstream_')) return undefined
  if (status === undefined) return 'no response'
  if (status === 429) return '429'
  if (status === 503 && code === '500') return '503/500'
  if (status === 500 && code === '900') return '500/900'
  return [502, 503, 504].includes(status) ? '502-504' : undefined
}

/** Returns whether a delete failed because the resource is gone: after a first try without response, it has succeeded. */
export const isAlreadyDeleted = ({ code, status }: NcloudError): boolean => status === 404 && /^\d{5}$/.test(code)

/** A failed attempt, as far as the decision needs it. */
export interface FailedAttempt {
  readonly failure: TransientFailure | undefined
  /** How far the clock is behind, if that is why the signature was rejected: milliseconds. */
  readonly clockBehindMs: number | undefined
  /** How long the response asks to wait: milliseconds. */
  readonly retryAfterMs: number | undefined
}

/** The state of a call when one of its attempts fails. */
export interface RetryState {
  readonly policy: RetryPolicy
  /** How many retries the options and the policy allow. */
  readonly maxRetries: number
  /** How many retries there were. */
  readonly retries: number
  /** Whether the clock was corrected before: a second correction would not help. */
  readonly isClockCorrected: boolean
  /** Whether the budget of all calls allows one more retry. */
  readonly hasBudget: boolean
  /** Milliseconds until the deadline of the call. */
  readonly remainingMs: number
  /** From 0 up to 1. */
  readonly random: number
}

/** The next step after a failed attempt. */
export type RetryDecision =
  | { readonly action: 'retry'; readonly delayMs: number }
  | { readonly action: 'correct the clock' | 'give up'; readonly delayMs?: undefined }

/** Returns whether a call can be retried after a failure. */
export const canRetry = (
  failure: TransientFailure,
  { policy, maxRetries, retries, hasBudget }: Pick<RetryState, 'policy' | 'maxRetries' | 'retries' | 'hasBudget'>,
): boolean => policy.after.includes(failure) && retries < maxRetries && hasBudget

/** Decides what happens after a failed attempt. */
export const decide = (
  { failure, clockBehindMs, retryAfterMs = 0 }: FailedAttempt,
  state: RetryState,
): RetryDecision => {
  if (clockBehindMs !== undefined) {
    const canCorrect = state.maxRetries > 0 && !state.isClockCorrected && state.hasBudget && state.remainingMs > 0
    return { action: canCorrect ? 'correct the clock' : 'give up' }
  }
  if (!failure || !canRetry(failure, state)) return { action: 'give up' }
  const delayMs = Math.max(backoff(state.retries + 1, state.random), retryAfterMs)
  return delayMs < state.remainingMs ? { action: 'retry', delayMs } : { action: 'give up' }
}
