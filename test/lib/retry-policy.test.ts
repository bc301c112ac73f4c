import { describe, expect, test } from 'vitest'
import { NcloudError, operations } from '../../lib/index.ts'
import {
  attemptLimit,
  backOff,
  clockSkew,
  isGone,
  passingFailure,
  retryAfter,
  retryRules,
} from '../../lib/transport/retry-policy.ts'

const failed = (code: string, status?: number, retryable = true) => new NcloudError('no', { code, status, retryable })

describe('retryRules', () => {
  test('have each operation, and those that only read are all alike', () => {
    expect(Object.keys(retryRules).sort()).toEqual(Object.keys(operations).sort())
    const reads = Object.values(operations).filter(({ method }) => method === 'GET')
    expect(reads).toHaveLength(11)
    expect(new Set(reads.map(({ id }) => retryRules[id])).size).toBe(1)
  })

  test('never send again what is not repeatable', () => {
    const never = Object.values(operations).filter(({ id }) => retryRules[id].most === 0)
    expect(never).toEqual(Object.values(operations).filter(({ effect }) => effect === 'runs'))
  })
})

test.for([
  [failed('network'), 'no answer'],
  [failed('timeout'), 'no answer'],
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
  [failed('invalid_response', 200, false), 'unreadable'],
  // Not an answer, but a limit of the proxy's own.
  [failed('invalid_response', undefined, false), undefined],
  // What stands in an answer is the gateway's to write.
  [failed('invalid_response', 400, false), undefined],
  [failed('invalid_response', 300, false), undefined],
  [failed('upstream_unreachable', 502), undefined],
  [failed('limiter_unavailable', 503), '502-504'],
  [failed('80031', 400), undefined],
] as const)('passingFailure of %o is %s', ([error, failure]) => {
  expect(passingFailure(error)).toBe(failure)
})

test('backOff is up to 200 ms, doubles, and ends at 2 s', () => {
  expect([1, 2, 3, 4, 5, 10].map((repeat) => backOff(repeat, 0.5))).toEqual([100, 200, 400, 800, 1000, 1000])
  expect([backOff(1, 0), backOff(10, 0.99999)]).toEqual([0, 1999])
})

test('attemptLimit is 4 s for what reads, and none for what writes', () => {
  expect(new Set(Object.values(operations).map((each) => `${each.method} ${attemptLimit(each)}`))).toEqual(
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
  // The old form has no time zone for `Date.parse`.
  ['Sun Nov  6 08:49:47 1994', undefined],
  ['Soon, or later', undefined],
  ['x Sun, 06 Nov 1994 08:49:47 GMT', undefined],
] as const)('retryAfter of "%s" is %s', ([text, ms]) => {
  expect(retryAfter(new Headers({ 'retry-after': text, date }), at + 99_000)).toBe(ms)
  expect(retryAfter(new Headers({ 'retry-after': text }), at)).toBe(ms)
})

test('retryAfter is nothing where there is none', () => {
  expect(retryAfter(new Headers({ date }), at)).toBeUndefined()
})

test.for([
  ['as much as there is', failed('200', 401, false), at - 60_000, 60_000],
  ['of a clock that is ahead', failed('200', 401, false), at + 30_001, -30_001],
  ['not for half a minute', failed('200', 401, false), at + 30_000, undefined],
  ['not for another code', failed('210', 401, false), at - 60_000, undefined],
  ['not for another status', failed('200', 403, false), at - 60_000, undefined],
] as const)('clockSkew is %s', ([, error, now, skew]) => {
  expect(clockSkew(error, new Headers({ date }), now)).toBe(skew)
  expect(clockSkew(error, new Headers({ date: 'now' }), now)).toBeUndefined()
  expect(clockSkew(error, new Headers(), now)).toBeUndefined()
})

test('isGone takes the word of the service alone', () => {
  const errors = [failed('80101', 404), failed('80301', 404), failed('300', 404), failed('80101', 400)]
  const others = [failed('180101', 404), failed('80101x', 404)]
  expect([...errors, ...others].map(isGone)).toEqual([true, true, false, false, false, false])
})
