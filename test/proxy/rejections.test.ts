import { describe, expect, test } from 'vitest'
import { type ProxyErrorCode, proxyErrors } from '../../lib/api/proxy-error-codes.ts'
import { createProxy, type ProxyConfig } from '../../worker/proxy/app.ts'
import { rejectMalformed } from '../../worker/proxy/request/guard.ts'
import { accessConfig } from '../support/access.ts'
import {
  allowedOrigin,
  authorized,
  callers,
  fixedHeaders,
  openConfig,
  openProxy,
  proxyOrigin,
  sha256,
  token,
} from '../support/proxy.ts'
import { rejected, sendRequest, v21 } from './send.ts'

const list = '/ncf/api/v2/packages?platform=vpc'

interface Rejection {
  readonly name: string
  readonly status: number
  readonly code: ProxyErrorCode
  readonly path?: string
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly config?: ProxyConfig
  readonly cors?: boolean
}

const caller = (more: Record<string, unknown>): ProxyConfig => ({ ...openConfig, ...callers(more) })

const misconfigured = (name: string, config: { [Name in keyof ProxyConfig]?: unknown }): Rejection => ({
  name: `#25 every request if misconfigured: ${name}`,
  status: 503,
  code: 'misconfigured',
  headers: authorized,
  config: { ...openConfig, ...config } as ProxyConfig,
})

const rejections: Rejection[] = [
  ...['HEAD', 'PATCH', 'TRACY', 'PURGE', 'QUERY'].map((method) => ({
    name: `#8 the method ${method} before it checks the token`,
    status: 405,
    code: 'method_not_allowed' as const,
    method,
  })),
  ...['POST', 'PUT', 'DELETE'].map((method) => ({
    name: `the method ${method} at a path that has GET only`,
    status: 405,
    code: 'method_not_allowed' as const,
    method,
    headers: authorized,
  })),
  ...['POST', 'PUT', 'DELETE'].map((method) => ({
    name: `the method ${method} without a token`,
    status: 401,
    code: 'unauthenticated' as const,
    method,
  })),
  { name: 'POST to /healthz', status: 405, code: 'method_not_allowed', path: '/healthz', method: 'POST' },
  {
    name: '#8 another method with a header that overrides the method',
    status: 405,
    code: 'method_not_allowed',
    method: 'POST',
    headers: { ...authorized, 'x-http-method-override': 'GET' },
  },
  { name: 'OPTIONS without the headers of a preflight', status: 405, code: 'method_not_allowed', method: 'OPTIONS' },
  {
    name: 'OPTIONS from an allowed origin without the header of a preflight',
    status: 405,
    code: 'method_not_allowed',
    method: 'OPTIONS',
    headers: { origin: allowedOrigin },
    cors: true,
  },
  {
    name: '#15 a URL that is too long',
    status: 414,
    code: 'uri_too_long',
    path: `${list}&a=${'b'.repeat(4096)}`,
    headers: authorized,
  },

  {
    name: '#15 headers that are too large',
    status: 431,
    code: 'headers_too_large',
    headers: { ...authorized, 'x-padding': 'a'.repeat(16_384) },
  },
  {
    name: 'an unknown method before it checks the origin',
    status: 405,
    code: 'method_not_allowed',
    method: 'PATCH',
    headers: { origin: 'https://evil.example' },
  },
  { name: '#25 every request without a configuration', status: 503, code: 'misconfigured', config: {} },
  misconfigured('a missing access key', { NCLOUD_ACCESS_KEY: undefined }),
  misconfigured('an empty secret key', { NCLOUD_SECRET_KEY: '' }),
  misconfigured('a line break in the secret key', { NCLOUD_SECRET_KEY: 'SECRET\n' }),
  misconfigured('an unknown site', { NCLOUD_SITE: 'moon' }),
  misconfigured('a region that the site does not have', { NCLOUD_SITE: 'gov', NCLOUD_REGION: 'JPN' }),
  misconfigured('an unknown authentication', { PROXY_AUTH: 'none' }),
  misconfigured('Access without a team domain', { ...accessConfig, ACCESS_TEAM_DOMAIN: undefined }),
  misconfigured('Access without an AUD tag', { ...accessConfig, ACCESS_AUD: '' }),
  ...[
    'team',
    'https://team.cloudflareaccess.com',
    'team.cloudflareaccess.com/',
    'a.b.cloudflareaccess.com',
    'team.cloudflareaccess.com.evil.example',
    'evil.example#.cloudflareaccess.com',
    'team.cloudflareaccess.com\n',
  ].map((team) => misconfigured(`the team domain ${team}`, { ...accessConfig, ACCESS_TEAM_DOMAIN: team })),
  misconfigured('an AUD tag that is too short', { ...accessConfig, ACCESS_AUD: 'a'.repeat(63) }),
  misconfigured('an authentication in another case', { PROXY_AUTH: 'Access' }),
  misconfigured('the origin *', { ALLOWED_ORIGINS: '*' }),
  misconfigured('the origin null', { ALLOWED_ORIGINS: 'null' }),
  misconfigured('an origin with a path', { ALLOWED_ORIGINS: `${allowedOrigin}/` }),
  misconfigured('an origin of another scheme', { ALLOWED_ORIGINS: 'ftp://app.example' }),
  misconfigured('an origin written with its default port', { ALLOWED_ORIGINS: 'https://app.example:443' }),
  misconfigured('an unknown operation', { ALLOWED_OPERATIONS: 'getPackageList,dropDatabase' }),
  misconfigured('an operation by an inherited name', { ALLOWED_OPERATIONS: 'toString' }),
  misconfigured('callers that are not JSON', { PROXY_CALLERS: '{' }),
  misconfigured('callers that are an object', { PROXY_CALLERS: '{}' }),
  misconfigured('a caller that is null', { PROXY_CALLERS: '[null]' }),
  misconfigured('a caller without an id', { PROXY_CALLERS: `[{"sha256":"${sha256(token)}"}]` }),
  misconfigured('a caller with a token instead of its digest', { PROXY_CALLERS: `[{"id":"a","sha256":"${token}"}]` }),
  misconfigured('a caller with an unknown field', caller({ ips: ['10.0.0.1'] })),
  misconfigured('a caller with an unknown operation', caller({ operations: ['dropDatabase'] })),
  misconfigured('a caller with the origin *', caller({ origins: ['*'] })),
  misconfigured('a caller that expires at a word', caller({ expires: 'soon' })),
  misconfigured('a caller with sha256 and access', caller({ access: 'kim@example.com' })),
  misconfigured('a caller without sha256 and access', { PROXY_CALLERS: '[{"id":"a"}]' }),
  misconfigured('a caller with an empty address', { PROXY_CALLERS: '[{"id":"a","access":""}]' }),
  misconfigured('a caller with two addresses', { PROXY_CALLERS: '[{"id":"a","access":["a@b","c@d"]}]' }),
  misconfigured('two callers with one address', {
    PROXY_CALLERS: JSON.stringify(['a', 'b'].map((id) => ({ id, access: 'kim@example.com' }))),
  }),
  misconfigured('a caller that is text', { PROXY_CALLERS: '["tests"]' }),
  misconfigured('a caller with an empty id', { PROXY_CALLERS: `[{"id":"","sha256":"${sha256(token)}"}]` }),
  misconfigured('a digest that is too long', { PROXY_CALLERS: `[{"id":"a","sha256":"${sha256(token)}0"}]` }),
  misconfigured('operations that are text', caller({ operations: 'getPackageList' })),
  misconfigured('an operation with :full twice', { ALLOWED_OPERATIONS: 'getAction:full:full' }),
  misconfigured(':full without an operation', { ALLOWED_OPERATIONS: ':full' }),
  misconfigured('an operation in another case', { ALLOWED_OPERATIONS: 'getaction' }),
  ...['a', 'p/', '/a', 'p/a/b', '-/-', '-p/a', 'p/*', '*', `p/${'a'.repeat(51)}`, 'p/%61'].flatMap((action) => [
    misconfigured(`the action ${action}`, { ALLOWED_ACTIONS: `q/b,${action}` }),
    misconfigured(`a caller with the action ${action}`, caller({ actions: [action] })),
  ]),
  misconfigured('a caller with a list for an action', caller({ actions: [['p/a']] })),
  misconfigured('a caller with actions that are text', caller({ actions: 'p/a' })),
  ...[
    ['MAX_BODY_BYTES', 58_720_256],
    ['MAX_CODE_BYTES', 58_720_256],
    ['MAX_RESPONSE_BYTES', 58_720_256],
    ['BODY_TIMEOUT_MS', 120_000],
    ['READ_TIMEOUT_MS', 120_000],
    ['WRITE_TIMEOUT_MS', 120_000],
  ].flatMap(([name, most]) =>
    ['0', '-1', '1e3', '1024.5', `${Number(most) + 1}`, '0x10', 'all', ' 1', '9'.repeat(30)].map((number) =>
      misconfigured(`${name} of ${number}`, { [`${name}`]: number }),
    ),
  ),
  ...[
    '99999',
    '202712',
    'never 9999',
    '2099-01-01',
    '2099-01-01T00:00',
    '2099-02-31T00:00:00Z',
    ['2099-01-01T00:00:00Z'],
    0,
    null,
  ].map((expires) => misconfigured(`a caller that expires at ${JSON.stringify(expires)}`, caller({ expires }))),
  misconfigured('two callers with one token', {
    PROXY_CALLERS: JSON.stringify(['a', 'b'].map((id) => ({ id, sha256: sha256(token) }))),
  }),
  misconfigured('two callers with one id', {
    PROXY_CALLERS: JSON.stringify([token, 'other'].map((each) => ({ id: 'a', sha256: sha256(each) }))),
  }),
  misconfigured('a variable that is a list', { ALLOWED_ORIGINS: [allowedOrigin] }),
  misconfigured('a variable that is null', { ALLOWED_OPERATIONS: null }),
  ...[null, '60', 60, {}, { limit: 60 }].map((limiter) =>
    misconfigured(`a rate limit that is ${JSON.stringify(limiter)}`, { RL_WRITE: limiter }),
  ),
  misconfigured('an upstream on another machine', { UPSTREAM_DEV_ORIGIN: 'https://upstream.example' }),
  misconfigured('an upstream whose name starts with localhost', { UPSTREAM_DEV_ORIGIN: 'http://localhost.example' }),
  misconfigured('an upstream with user-info', { UPSTREAM_DEV_ORIGIN: 'http://localhost@upstream.example' }),

  {
    name: 'another host of a development proxy',
    status: 403,
    code: 'dev_host',
    headers: authorized,
    config: { ...openConfig, UPSTREAM_DEV_ORIGIN: 'http://localhost:8788' },
  },

  ...[
    'https://evil.example',
    'null',
    'https://app.example.evil.example',
    'https://app.example:8443',
    'http://app.example',
    'HTTPS://APP.EXAMPLE',
    `${allowedOrigin}, ${allowedOrigin}`,
    `${allowedOrigin}/`,
    proxyOrigin,
    '',
  ].flatMap((origin) => [
    {
      name: `#5 the origin "${origin}"`,
      status: 403,
      code: 'origin_not_allowed' as const,
      headers: { ...authorized, origin },
    },
    {
      name: `#5 a preflight of the origin "${origin}"`,
      status: 403,
      code: 'origin_not_allowed' as const,
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET' },
    },
  ]),
  {
    name: 'an origin if none is allowed',
    status: 403,
    code: 'origin_not_allowed',
    headers: { ...authorized, origin: allowedOrigin },
    config: { ...openConfig, ALLOWED_ORIGINS: '' },
  },
  ...['evil.example', 'localhost.evil.example', 'localhost#.evil.example', 'evil.example@localhost', ''].map(
    (host) => ({
      name: `#30 the host "${host}" of a development proxy`,
      status: 403,
      code: 'dev_host' as const,
      headers: { ...authorized, host },
      config: { ...openConfig, UPSTREAM_DEV_ORIGIN: 'http://localhost:8788' },
    }),
  ),
  ...['cross-site', 'same-site', 'Cross-Site', 'cross-site, none', ''].map((site) => ({
    name: `#7 a request with sec-fetch-site "${site}" and without an origin`,
    status: 403,
    code: 'cross_site_blocked' as const,
    headers: { ...authorized, 'sec-fetch-site': site },
  })),

  { name: '#1 a request without a token', status: 401, code: 'unauthenticated' },
  {
    name: 'a request without a token from an allowed origin',
    status: 401,
    code: 'unauthenticated',
    headers: { origin: allowedOrigin },
    cors: true,
  },
  {
    name: 'a path outside of the API before it checks the token',
    status: 404,
    code: 'not_found',
    path: '/ncf/api/v2x/packages',
  },
  {
    name: 'an unknown path of the API without a token',
    status: 401,
    code: 'unauthenticated',
    path: '/ncf/api/v2/nothing',
  },
  ...[
    'Bearer wrong',
    `Bearer ${token.slice(0, -1)}`,
    `Bearer ${token}x`,
    `Bearer ${sha256(token)}`,
    `Basic ${token}`,
    token,
    'Bearer',
    '',
    `Bearer ${token}, Bearer ${token}`,
  ].map((authorization) => ({
    name: `#2 the header authorization "${authorization}"`,
    status: 401,
    code: 'invalid_token' as const,
    headers: { authorization },
  })),
  {
    name: 'a request without a token before it checks the query',
    status: 401,
    code: 'unauthenticated',
    path: '/ncf/api/v2/packages?platform=lambda',
  },
  {
    name: 'an operation without permission before it checks the query',
    status: 403,
    code: 'insufficient_scope',
    path: '/ncf/api/v2/packages?platform=lambda',
    headers: authorized,
    config: caller({ operations: [] }),
  },
  { name: 'a token in the query parameter token', status: 401, code: 'invalid_token', path: `${list}&token=${token}` },
  {
    name: '#2 a token in the query parameter access_token',
    status: 401,
    code: 'invalid_token',
    path: `${list}&access_token=${token}`,
  },
  {
    name: '#2 an expired token',
    status: 401,
    code: 'invalid_token',
    headers: authorized,
    config: caller({ expires: '2020-01-01T00:00:00Z' }),
  },
  {
    name: 'a token without callers in the configuration',
    status: 401,
    code: 'invalid_token',
    headers: authorized,
    config: { ...openConfig, PROXY_CALLERS: '' },
  },
  {
    name: 'an operation that the proxy does not allow',
    status: 403,
    code: 'insufficient_scope',
    headers: authorized,
    config: { ...openConfig, ALLOWED_OPERATIONS: '' },
  },
  {
    name: '#4 an operation that the caller may not use',
    status: 403,
    code: 'insufficient_scope',
    headers: authorized,
    config: caller({ operations: [] }),
  },
  {
    name: 'an origin that this caller may not use',
    status: 403,
    code: 'origin_not_allowed',
    headers: { ...authorized, origin: allowedOrigin },
    config: caller({ origins: ['https://other.example'] }),
  },

  ...[
    '/',
    '/ncf',
    '/ncf/api/v2',
    '/%6ecf/api/v2/packages',
    '/api',
    '/api/v2',
    '/api/v3/packages',
    '/ncf/packages',
    '/NCF/api/v2/packages',
    '//ncf/api/v2/packages',
  ].map((path) => ({
    name: `the path ${path}`,
    status: 404,
    code: 'not_found' as const,
    path,
    headers: authorized,
  })),
  ...[
    '/ncf/api/v2/packages/',
    '/ncf/api/v2/packages//actions',
    '/ncf/api/v2/packages/p/actions/',
    '/ncf/api/v2/packages/p/actions/a/external-link-url',
    '/ncf/api/v2/trigger',
    '/ncf/api/v2/toString',
    '/ncf/api/v2//packages',
    '/api/v2/activations/a',
    '/ncf/api/v2/%70ackages',
  ].map((path) => ({
    name: `the path ${path} of a caller`,
    status: 404,
    code: 'not_found' as const,
    path,
    headers: authorized,
  })),
  ...[
    'platform=lambda',
    'platform=',
    'platform',
    'platform=vpc&platform=vpc',
    'platform=vpc&region=JPN',
    'host=evil.example',
    'platform=vpc%00',
    'Platform=vpc',
    '__proto__=a',
  ].map((query) => ({
    name: `the query ${query}`,
    status: 400,
    code: 'invalid_query' as const,
    path: `/ncf/api/v2/packages?${query}`,
    headers: authorized,
  })),
]

describe('#26 #29 createProxy rejects', () => {
  test.for(rejections.map((rejection) => [rejection.name, rejection] as const))('%s', async ([, rejection]) => {
    const { path = list, method = 'GET', headers = {}, config, status, code, cors = false } = rejection
    const { request, calls, log } = openProxy(config)
    const response = await request(path, { method, headers })

    expect(calls, 'no call of the gateway').toEqual([])
    const body = method === 'HEAD' ? undefined : await response.json()
    expect(response.status).toBe(status)
    if (body) {
      expect(body).toMatchObject({ type: 'about:blank', status, code, error: { errorCode: code } })
      expect(body, 'a request that was not sent has no unknown outcome').not.toHaveProperty('outcome')
      const { message, advice } = proxyErrors[code]
      expect(body).toMatchObject({ title: message, advice, error: { message, details: advice } })
      expect(body.requestId).toBe(response.headers.get('x-request-id'))
      expect(response.headers.get('content-type')).toBe('application/problem+json')
    }
    expect(response.headers.get('access-control-allow-origin')).toBe(cors ? allowedOrigin : null)
    expect(response.headers.get('vary')).toBe('Origin')
    expect(Object.fromEntries(response.headers)).toMatchObject(fixedHeaders)
    const logged = log.map((line) => JSON.parse(line))
    expect(
      logged.filter(({ event }) => event !== 'misconfigured'),
      'a rejected request is not an error of the proxy',
    ).toEqual([])

    const outside = JSON.stringify([body, [...response.headers], log])
    for (const hidden of [openConfig.NCLOUD_SECRET_KEY, token, sha256(token), 'evil.example']) {
      expect(outside).not.toContain(hidden)
    }
  })
})

describe('createProxy', () => {
  test('sends the methods of the path with 405', async () => {
    for (const method of ['PUT', 'PATCH']) {
      const response = await openProxy().request(list, { method, headers: authorized })
      expect(response.headers.get('allow')).toBe('GET, OPTIONS')
    }
  })

  test('sends the authentication scheme with 401', async () => {
    const { request } = openProxy()
    expect((await request(list)).headers.get('www-authenticate')).toBe('Bearer')
    const wrong = await request(list, { headers: { authorization: 'Bearer wrong' } })
    expect(wrong.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
  })

  test('logs the name of an invalid variable once', async () => {
    const { request, log } = openProxy({ ...openConfig, ALLOWED_ORIGINS: '*' })
    expect(log.map((line) => JSON.parse(line))).toEqual([
      {
        level: 'error',
        event: 'misconfigured',
        reason: expect.stringMatching(/^ALLOWED_ORIGINS is invalid: /),
      },
    ])
    expect((await request('/healthz')).status).toBe(503)
    expect(log, 'requests do not log it again').toHaveLength(1)
  })

  test('rejects an expired token by the clock in its options', async () => {
    const config = caller({ expires: '2030-01-31T00:00:00Z' })
    const at = async (time: number) => {
      const fetch = () => Response.json({ content: [] })
      const app = createProxy(config, { fetch, now: () => time, log: () => undefined })
      return (await app.request(proxyOrigin + list, { headers: authorized })).status
    }
    const end = Date.parse('2030-01-31T00:00:00Z')
    expect([await at(end - 1), await at(end)]).toEqual([200, 401])
  })

  test('rejects an invalid host', () => {
    const url = 'http://localhost:99999/ncf/api/v2/packages'
    expect(() => rejectMalformed({ method: 'GET', url, headers: new Headers() } as Request)).toThrow('invalid_host')
  })
})

test('createProxy rejects a token with other characters around it', async () => {
  for (const authorization of [`Bearer ${token} x`, `Bearer ${token}\u00e4`, `x Bearer ${token}`]) {
    expect(await sendRequest(`${v21}/packages`, { headers: { authorization } })).toEqual(rejected(401, 'invalid_token'))
  }
})
