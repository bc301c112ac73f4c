import { describe, expect, test } from 'vitest'
import { operations } from '../../lib/api/operations.ts'
import { proxyErrors } from '../../lib/api/proxy-error-codes.ts'
import { NcloudError, type NcloudErrorFields } from '../../lib/errors.ts'
import { ProxyError } from '../../worker/proxy/problem.ts'
import { cleanId, describeFailure } from '../../worker/proxy/response/failure.ts'

const { getPackageList, postAction } = operations
const unchanged = (text: string) => text

const failure = (fields: NcloudErrorFields, operation = getPackageList, message = 'MESSAGE') =>
  describeFailure(new NcloudError(message, fields), { operation, isSent: true }, unchanged)

describe('describeFailure', () => {
  test.for([
    ['network', undefined, 'upstream_unreachable', true],
    ['timeout', undefined, 'upstream_timeout', true],
    ['response_too_large', undefined, 'upstream_invalid_response', false],
    ['redirect', undefined, 'upstream_redirect', false],
    ['redirect', 199, 'upstream_redirect', false],
    ['redirect', 300, 'upstream_redirect', false],
    ['redirect', 399, 'upstream_redirect', false],
    ['invalid_response', 200, 'upstream_invalid_response', false],
    ['http_error', 401, 'upstream_auth_failed', false],
    ['230', 403, 'upstream_auth_failed', false],
    ['http_error', 429, 'upstream_busy', true],
    ['http_error', 503, 'upstream_busy', true],
    ['http_error', 504, 'upstream_timeout', true],
    ['430', 413, 'payload_too_large', false],
    ['300', 404, 'upstream_invalid_response', false],
  ] as const)('turns %s with status %s into %s', ([code, status, proxyCode, isTemporary]) => {
    for (const retryable of [true, false]) {
      const { problem } = failure({ code, status, retryable })
      expect(problem).toMatchObject({
        code: proxyCode,
        ...proxyErrors[proxyCode],
        details: proxyErrors[proxyCode].advice,
      })
      // Without a response, or with a permanent error, the gateway's own word does not count.
      const canRetry = isTemporary || status !== undefined
      expect([retryable, problem.retryable]).toEqual([retryable, retryable && canRetry])
    }
  })

  test.for([
    ['network', 503, 'upstream_busy'],
    ['timeout', 404, 'upstream_invalid_response'],
    ['redirect', 200, 'upstream_invalid_response'],
    ['redirect', 299, 'upstream_invalid_response'],
    ['response_too_large', 503, 'upstream_busy'],
    ['redirect', 400, 'upstream_invalid_response'],
    ['redirect', 503, 'upstream_busy'],
  ] as const)(
    'does not take the code %s in a response with status %i for one of the client',
    ([code, status, proxyCode]) => {
      expect(failure({ code, status }).problem).toMatchObject({
        code: proxyCode,
        upstream: { status, errorCode: code },
      })
    },
  )

  test.for(['network', 'timeout', 'response_too_large'])(
    'has no error of the gateway after %s without a response',
    (code) => {
      expect(failure({ code }).problem).not.toHaveProperty('upstream')
    },
  )

  test('has the error of the gateway with a clean code and request id', () => {
    const { problem } = failure({ code: '<b>230', status: 403, requestId: 'a b\n' })
    expect(problem.upstream).toEqual({ status: 403, errorCode: 'b230', requestId: 'ab' })
    expect(failure({ code: '230', status: 403 }).problem.upstream?.requestId).toBeUndefined()
  })

  test('passes on an error of the service with its texts, and without a retry unless the client may retry', () => {
    for (const retryable of [true, false]) {
      const { problem, reason } = failure({ code: '80101', status: 404, details: 'DETAILS', retryable })
      expect(problem).toEqual({
        status: 404,
        code: '80101',
        message: 'MESSAGE',
        details: 'DETAILS',
        retryable,
        upstream: { status: 404, errorCode: '80101', requestId: undefined },
      })
      expect(reason, 'no text of the response').toBe('the gateway responded with status 404')
    }
  })

  test.for([
    [399, '80101', false],
    [400, '80101', true],
    [599, '80101', true],
    [600, '80101', false],
    [401, '80101', false],
    [407, '80101', false],
    [404, '8010', false],
    [404, '801011', false],
    [undefined, '80101', false],
  ] as const)('takes status %s with the code %s for an error of the service: %s', ([status, code, isService]) => {
    expect(failure({ code, status }).problem.code === code).toBe(isService)
  })

  test('redacts every text of the gateway', () => {
    const error = new NcloudError('a KEY b', { code: '8KEY', status: 500, details: 'KEY', requestId: 'KEY-1' })
    const redact = (text: string) => text.replaceAll('KEY', '0101')
    const { problem, reason } = describeFailure(error, { operation: getPackageList, isSent: true }, redact)
    expect(problem).toMatchObject({ code: '80101', message: 'a 0101 b', details: '0101' })
    expect(problem.upstream).toEqual({ status: 500, errorCode: '80101', requestId: '0101-1' })
    expect(reason).toBe('the gateway responded with status 500')
    const gatewayError = describeFailure(
      new NcloudError('a KEY b', { code: 'network' }),
      { operation: getPackageList, isSent: true },
      redact,
    )
    expect(gatewayError.reason, 'without a response, the text is our own').toBe('a 0101 b')
  })

  test.for([
    ['not_executed', true, undefined],
    ['unknown', false, 'unknown'],
    ['executed', false, 'executed'],
  ] as const)('reports a run with the outcome %s', ([outcome, retryable, reported]) => {
    const { problem } = failure({ code: 'http_error', status: 503, retryable: true, outcome }, postAction)
    expect([problem.retryable, problem.outcome]).toEqual([retryable, reported])
    expect(problem.advice?.startsWith('Look for the activation')).toBe(outcome === 'unknown')
  })

  test('reports the outcome unknown of a run that was sent if the error does not say more', () => {
    const { problem } = failure({ code: 'http_error', status: 503, retryable: true }, postAction)
    expect([problem.retryable, problem.outcome]).toEqual([false, 'unknown'])
    const error = new NcloudError('MESSAGE', { code: 'network' })
    const notSent = describeFailure(error, { operation: postAction, isSent: false }, unchanged).problem
    expect([notSent.retryable, notSent.outcome]).toEqual([true, undefined])
  })

  test('sends Retry-After only if a retry may help, or with an error of the service', () => {
    const retryAfterMs = 1_001
    const secondsOf = (fields: NcloudErrorFields) => failure({ ...fields, retryAfterMs }).problem.retryAfterSeconds
    expect(secondsOf({ code: 'http_error', status: 503, retryable: true })).toBe(2)
    expect(secondsOf({ code: 'http_error', status: 503, retryable: false })).toBeUndefined()
    expect(secondsOf({ code: '80101', status: 404, retryable: false })).toBe(2)
    expect(failure({ code: '80101', status: 404 }).problem).not.toHaveProperty('retryAfterSeconds')
  })

  test('returns the problem of an error of the proxy without a reason, and of another error with its name', () => {
    const progress = { operation: getPackageList, isSent: false }
    const rejected = describeFailure(new ProxyError('invalid_query'), progress, unchanged)
    expect([rejected.problem.code, rejected.reason]).toEqual(['invalid_query', undefined])
    for (const [error, name] of [
      [new TypeError('CANARY'), 'TypeError'],
      [new RangeError('CANARY'), 'RangeError'],
      [new DOMException('CANARY', 'CANARY'), 'Error'],
      [Object.assign(new Error('CANARY'), { name: 'CANARY' }), 'Error'],
      [{ name: 'NcloudError', code: '80101', status: 404, message: 'CANARY' }, 'Error'],
      ['CANARY', 'Error'],
      [undefined, 'Error'],
    ] as const) {
      const { problem, reason } = describeFailure(error, progress, unchanged)
      expect([problem.code, problem.retryable, problem.outcome, reason]).toEqual(['internal', false, undefined, name])
    }
  })

  test('reports the outcome unknown of a run that was sent before an error of the proxy', () => {
    const error = new ProxyError('upstream_unreachable')
    const outcomeOf = (isSent: boolean, operation = postAction) => {
      const { problem } = describeFailure(error, { operation, isSent }, unchanged)
      return [problem.retryable, problem.outcome]
    }
    expect(outcomeOf(true)).toEqual([false, 'unknown'])
    expect(outcomeOf(false)).toEqual([true, undefined])
    expect(outcomeOf(true, getPackageList)).toEqual([true, undefined])
    expect(describeFailure(error, { operation: undefined, isSent: false }, unchanged).problem.retryable).toBe(true)
  })
})

test('cleanId keeps the characters of ids, at most 64', () => {
  expect(cleanId(' a<b>c:d.e-f_9\n')).toBe('abc:d.e-f_9')
  expect(cleanId('x'.repeat(65))).toHaveLength(64)
})
