import { expect, test } from 'vitest'
import { advise } from '../../demo/advice.ts'
import { errorCodes } from '../../lib/index.ts'

const failure = {
  code: 'something_new',
  status: 500,
  message: 'm',
  details: '',
  requestId: undefined,
  retryable: false,
}

test.each([
  ['80002', 'View/getPackageList'],
  ['unauthenticated', 'caller token'],
  ['invalid_token', 'another token'],
  ['insufficient_scope', 'scope'],
  ['origin_not_allowed', 'origin'],
  ['cross_site_blocked', 'another site'],
  ['misconfigured', 'NCLOUD_ACCESS_KEY and NCLOUD_SECRET_KEY'],
  ['upstream_auth_failed', 'clock'],
  ['upstream_timeout', 'too long'],
  ['upstream_unreachable', 'cannot reach'],
  ['upstream_busy', 'busy'],
  ['upstream_redirect', 'redirect'],
  ['upstream_invalid_response', 'site and region'],
  ['rate_limited', 'too many requests'],
  ['limiter_unavailable', 'Try again'],
  ['auth_unavailable', 'Cloudflare Access'],
  ['network', 'connection'],
  ['timeout', 'in time'],
  ['http_error', 'not the proxy'],
  ['invalid_response', 'not the proxy'],
])('%s has advice of its own', (code, telling) => {
  expect(advise({ ...failure, code })).toContain(telling)
})

test('the library explains the other codes of the service', () => {
  expect(advise({ ...failure, code: '80031', retryable: true })).toBe(errorCodes['80031'].advice)
})

test('an unknown failure is repeated if that may help, and reported if not', () => {
  expect(advise({ ...failure, retryable: true })).toBe('Try again in a moment.')
  expect(advise(failure)).toMatch(/^Ask who runs the proxy: /)
  expect(advise({ ...failure, requestId: 'r-1' })).toContain('quoting the request ID')
})

test('a code named like a property of every object is an unknown one', () => {
  expect(advise({ ...failure, code: 'constructor' })).toBe(advise(failure))
})

test('all advice is one sentence', () => {
  for (const code of ['80002', 'misconfigured', 'timeout', 'something_new']) {
    expect(advise({ ...failure, code })).toMatch(/^[A-Z][^.]+\.$/)
  }
})
