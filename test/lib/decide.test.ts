import { describe, expect, test } from 'vitest'
import {
  canRetry,
  decide,
  type FailedAttempt,
  type RetryDecision,
  type RetryPolicy,
  type RetryState,
  retryPolicies,
  type TransientFailure,
} from '../../lib/transport/retry-policy.ts'

/** A read after its first attempt. */
const state: RetryState = {
  policy: retryPolicies.reads,
  maxRetries: 2,
  retries: 0,
  isClockCorrected: false,
  hasBudget: true,
  remainingMs: 10_000,
  random: 0.5,
}

const busy: FailedAttempt = { failure: '429', clockBehindMs: undefined, retryAfterMs: undefined }
const wrongClock: FailedAttempt = { failure: undefined, clockBehindMs: 60_000, retryAfterMs: undefined }
const rejected: FailedAttempt = { failure: undefined, clockBehindMs: undefined, retryAfterMs: undefined }

const retryAfter = (delayMs: number): RetryDecision => ({ action: 'retry', delayMs })
const giveUp: RetryDecision = { action: 'give up' }
const correctTheClock: RetryDecision = { action: 'correct the clock' }

const decisions: [name: string, attempt: FailedAttempt, changes: Partial<RetryState>, decision: RetryDecision][] = [
  ['retries after half of 200 ms', busy, {}, retryAfter(100)],
  ['retries after half of 400 ms the second time', busy, { retries: 1 }, retryAfter(200)],
  ['retries at once for the random number 0', busy, { random: 0 }, retryAfter(0)],
  ['waits at least as long as Retry-After', { ...busy, retryAfterMs: 3_000 }, {}, retryAfter(3_000)],
  ['waits for its own delay if Retry-After is shorter', { ...busy, retryAfterMs: 99 }, {}, retryAfter(100)],
  ['retries if one more millisecond is left than the delay', busy, { remainingMs: 101 }, retryAfter(100)],
  ['gives up if the delay takes all of the time that is left', busy, { remainingMs: 100 }, giveUp],
  ['gives up if Retry-After is beyond the deadline', { ...busy, retryAfterMs: 10_000 }, {}, giveUp],
  ['gives up if no time is left', busy, { remainingMs: 0, random: 0 }, giveUp],
  ['gives up after the last retry', busy, { retries: 2 }, giveUp],
  ['gives up if the option retries is 0', busy, { maxRetries: 0 }, giveUp],
  ['gives up if the budget is empty', busy, { hasBudget: false }, giveUp],
  ['gives up after a failure that is not transient', rejected, {}, giveUp],
  ['gives up after a run', busy, { policy: retryPolicies.runs, maxRetries: 0 }, giveUp],
  ['gives up after a failure that is not in the policy', busy, { policy: retryPolicies['writes in steps'] }, giveUp],
  [
    'retries a write in steps that the service has not seen',
    { ...busy, failure: '503/500' },
    { policy: retryPolicies['writes in steps'] },
    retryAfter(100),
  ],

  ['corrects the clock', wrongClock, {}, correctTheClock],
  ['corrects a clock that is ahead', { ...wrongClock, clockBehindMs: -60_000 }, {}, correctTheClock],
  ['corrects the clock after the last retry', wrongClock, { retries: 2 }, correctTheClock],
  ['corrects the clock for every policy', wrongClock, { policy: retryPolicies['writes in steps'] }, correctTheClock],
  ['corrects the clock without a delay', { ...wrongClock, retryAfterMs: 20_000 }, {}, correctTheClock],
  ['gives up if the clock is corrected already', wrongClock, { isClockCorrected: true }, giveUp],
  ['gives up with a wrong clock if the option retries is 0', wrongClock, { maxRetries: 0 }, giveUp],
  ['gives up with a wrong clock if the budget is empty', wrongClock, { hasBudget: false }, giveUp],
  ['gives up with a wrong clock if no time is left', wrongClock, { remainingMs: 0 }, giveUp],
]

describe('decide', () => {
  test.for(decisions)('%s', ([, attempt, changes, decision]) => {
    expect(decide(attempt, { ...state, ...changes })).toEqual(decision)
  })
})

const failures: readonly TransientFailure[] = [
  'no response',
  '429',
  '503/500',
  '502-504',
  '500/900',
  'invalid response',
]

const allowed: [name: string, policy: RetryPolicy, failures: readonly TransientFailure[]][] = [
  ['a list', retryPolicies.lists, failures],
  ['a read', retryPolicies.reads, failures],
  ['a write', retryPolicies.writes, ['no response', '429', '503/500', '502-504']],
  ['a write in steps', retryPolicies['writes in steps'], ['503/500']],
  ['a run', retryPolicies.runs, []],
]

describe('canRetry', () => {
  test.for(allowed)('allows retries of %s after its own failures only', ([, policy, expected]) => {
    const first = { ...state, policy, maxRetries: 1 }
    expect(failures.filter((failure) => canRetry(failure, first))).toEqual(expected)
  })

  test.for([
    ['the last retry', { retries: 2 }],
    ['the end of the budget', { hasBudget: false }],
  ] as const)('allows no retry after %s', ([, changes]) => {
    expect(failures.filter((failure) => canRetry(failure, { ...state, ...changes }))).toEqual([])
  })
})
