import { describe, expect, test } from 'vitest'
import { failureOf } from '../../demo/failure.ts'
import { errorCodes, NcloudError } from '../../lib/index.ts'

const error = (fields: Partial<NcloudError>) => new NcloudError('m', { code: 'something_new', status: 500, ...fields })
const adviceOf = (fields: Partial<NcloudError>): string => failureOf(error(fields)).advice

describe('the advice of the page', () => {
  test.each([
    ['unauthenticated', 'caller token'],
    ['invalid_token', 'another token'],
    ['not_found', 'public site'],
    ['invalid_query', 'other platform'],
    ['network', 'network connection'],
    ['timeout', 'network connection'],
    ['redirect', 'another server'],
    ['http_error', 'another server'],
    ['invalid_response', 'another server'],
  ] as const)('is its own sentence for %s', (code, part) => {
    const { advice } = errorCodes[code]
    expect(adviceOf({ code, advice })).toContain(part)
    expect(adviceOf({ code, advice })).toMatch(/^[A-Z][^.]+\.$/)
  })

  test.each([
    '80002',
    '80031',
    'insufficient_scope',
    'origin_not_allowed',
    'cross_site_blocked',
    'misconfigured',
    'upstream_auth_failed',
    'upstream_timeout',
    'upstream_unreachable',
    'upstream_busy',
    'upstream_redirect',
    'upstream_invalid_response',
    'rate_limited',
    'limiter_unavailable',
    'auth_unavailable',
  ] as const)('is that of the library for %s', (code) => {
    const { advice } = errorCodes[code]
    expect(adviceOf({ code, advice })).toBe(advice)
  })

  test('for an unknown code is to try again if the call is retryable', () => {
    expect(adviceOf({ retryable: true })).toBe('Try again in a moment.')
  })

  test('for an unknown code is to ask the operator if the call is not retryable', () => {
    expect(adviceOf({})).toBe('Ask the operator of the proxy for help.')
    expect(adviceOf({ requestId: 'r-1' })).toBe('Ask the operator of the proxy for help, and quote the request ID.')
  })

  test('for a code with the name of an object property is that for an unknown code', () => {
    expect(adviceOf({ code: 'constructor' })).toBe(adviceOf({}))
  })
})

describe('a failure', () => {
  test('has the fields of the error', () => {
    const fields = { code: '80002', status: 403, details: 'View/getPackageList', requestId: 'r-1', advice: 'Do this.' }
    expect(failureOf(error(fields))).toEqual({ ...fields, message: 'm' })
  })

  test('has no details if the message or the advice contains them', () => {
    expect(failureOf(new NcloudError('m: why', { code: '80000', details: 'why' })).details).toBe('')
    expect(failureOf(error({ details: 'Do this.', advice: 'Do this.' })).details).toBe('')
  })

  test('of another error has the code unexpected', () => {
    expect(failureOf(new TypeError('token must be set'))).toMatchObject({
      code: 'unexpected',
      message: 'token must be set',
    })
    expect(failureOf(undefined)).toMatchObject({ code: 'unexpected', message: 'undefined' })
  })
})
