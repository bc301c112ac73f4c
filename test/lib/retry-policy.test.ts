import { expect, test } from 'vitest'
import { NcloudError, operations } from '../../lib/index.ts'
import { defaultAttemptTimeout } from '../../lib/transport/attempt-timeout.ts'
import { backoff } from '../../lib/transport/backoff.ts'
import { clockCorrection } from '../../lib/transport/clock.ts'
import { parseRetryAfter } from '../../lib/transport/retry-after.ts'
import { isAlreadyDeleted, retryPolicies, transientFailure } from '../../lib/transport/retry-policy.ts'

const failed = (code: string, status?: number, retryable = true) => new NcloudError('no', { code, status, retryable })

test('every read has the same retry policy', () => {
  const reads = Object.values(operations).filter(({ method }) => method === 'GET')
  expect(reads).toHaveLength(11)
  expect(new Set(reads.map(({ effect }) => retryPolicies[effect])).size).toBe(1)
})

test('only runs and firings are never retried', () => {
  const never = Object.values(operations).filter(({ effect }) => retryPolicies[effect].maxRetries === 0)
  expect(never.map(({ id }) => id)).toEqual(['postAction', 'postTrigger'])
})

test.for([
  [failed('network'), 'no response'],
  [failed('timeout'), 'no response'],
  [failed('network', undefined, false), undefined],
  [failed('redirect', undefined, false), undefined],
  [failed('410', 429), '429'],
  [failed('500', 503), '503/500'],
  [failed('http_error', 503), '502-504'],
  [failed('500', 502), '502-504'],
  [failed('900', 504), '502-504'],
  [failed('900', 500), '500/900'],
  [failed('http_error', 500), undefined],
  [failed('http_error', 501), undefined],
  [failed('http_error', 505), undefined],
  [failed('upstream_redirect', 502, false), undefined],
  [failed('invalid_response', 200, false), 'invalid response'],
  // No response: the proxy's own limit.
  [failed('invalid_response', undefined, false), undefined],
  // The gateway could write any code into a response.
  [failed('invalid_response', 400, false), undefined],
  [failed('invalid_response', 300, false), undefined],
  [failed('upstream_unreachable', 502), undefined],
  [failed('limiter_unavailable', 503), '502-504'],
  [failed('80031', 400), undefined],
] as const)('transientFailure of %o is %s', ([error, failure]) => {
  expect(transientFailure(error)).toBe(failure)
})

test('backoff is at most 200 ms at first, doubles with every retry, and ends at 2 s', () => {
  expect([1, 2, 3, 4, 5, 10].map((repeat) => backoff(repeat, 0.5))).toEqual([100, 200, 400, 800, 1000, 1000])
  expect([backoff(1, 0), backoff(10, 0.99999)]).toEqual([0, 1999])
})

test('defaultAttemptTimeout is 4 s for reads and has no limit for writes', () => {
  expect(new Set(Object.values(operations).map((each) => `${each.method} ${defaultAttemptTimeout(each)}`))).toEqual(
    new Set(['GET 4000', 'PUT Infinity', 'POST Infinity', 'DELETE Infinity']),
  )
})

const date = 'Sun, 06 Nov 1994 08:49:37 GMT'
const at = Date.parse(date)

test.for([
  ['0', 0],
  [' 120 ', 120_000],
  ['999999999', 999_999_999_000],
  ['1e3', undefined],
  ['1.5', undefined],
  ['-1', undefined],
  ['', undefined],
  ['2030', 2_030_000],
  ['Sun, 06 Nov 1994 08:49:47 GMT', 10_000],
  ['Sun, 06 Nov 1994 08:49:27 GMT', 0],
  // `Date.parse` does not know the time zone of this old form.
  ['Sun Nov  6 08:49:47 1994', undefined],
  ['Soon, or later', undefined],
  ['x Sun, 06 Nov 1994 08:49:47 GMT', undefined],
] as const)('parseRetryAfter of "%s" is %s', ([text, ms]) => {
  expect(parseRetryAfter(new Headers({ 'retry-after': text, date }), at + 99_000)).toBe(ms)
  expect(parseRetryAfter(new Headers({ 'retry-after': text }), at)).toBe(ms)
})

test('parseRetryAfter returns undefined without the header', () => {
  expect(parseRetryAfter(new Headers({ date }), at)).toBeUndefined()
})

test.for([
  ['corrects a clock that is 60 s behind', failed('200', 401, false), at - 60_000, 60_000],
  ['corrects a clock that is ahead', failed('200', 401, false), at + 30_001, -30_001],
  ['leaves a clock alone that is 30 s off', failed('200', 401, false), at + 30_000, undefined],
  ['corrects a clock that is 15 minutes behind', failed('200', 401, false), at - 900_000, 900_000],
  ['leaves a clock alone that is further behind', failed('200', 401, false), at - 900_001, undefined],
  ['corrects a clock that is 15 minutes ahead', failed('200', 401, false), at + 900_000, -900_000],
  ['leaves a clock alone that is further ahead', failed('200', 401, false), at + 900_001, undefined],
  ['leaves the clock alone for another code', failed('210', 401, false), at - 60_000, undefined],
  ['leaves the clock alone for another status', failed('200', 403, false), at - 60_000, undefined],
] as const)('clockCorrection: %s', ([, error, now, skew]) => {
  expect(clockCorrection(error, new Headers({ date }), now, 0)).toBe(skew)
  expect(clockCorrection(error, new Headers({ date: 'now' }), now, 0)).toBeUndefined()
  expect(clockCorrection(error, new Headers(), now, 0)).toBeUndefined()
})

test('clockCorrection replaces a correction that is wrong by more than 30 s', () => {
  const correct = (behindMs: number, correctionMs: number) =>
    clockCorrection(failed('200', 401, false), new Headers({ date }), at - behindMs, correctionMs)
  expect(correct(60_000, 60_000), 'the clock is right').toBeUndefined()
  expect(correct(60_000, 30_000)).toBeUndefined()
  expect(correct(60_000, 29_999)).toBe(60_000)
  expect(correct(0, 600_000)).toBe(0)
  expect(correct(1_200_000, 600_000), 'both together are too much').toBeUndefined()
})

test('isAlreadyDeleted accepts only 404 with a code of the service', () => {
  const errors = [failed('80101', 404), failed('80301', 404), failed('300', 404), failed('80101', 400)]
  const others = [failed('180101', 404), failed('80101x', 404)]
  expect([...errors, ...others].map(isAlreadyDeleted)).toEqual([true, true, false, false, false, false])
})
