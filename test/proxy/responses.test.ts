import { describe, expect, test } from 'vitest'
import { createClient } from '../../lib/index.ts'
import { developmentCredentials } from '../../worker/emulator/index.ts'
import { createProxy, type ProxyDeps } from '../../worker/proxy/app.ts'
import {
  allowedOrigin,
  authorized,
  emulated,
  fixedHeaders,
  openConfig,
  openProxy,
  proxyOrigin,
  sha256,
  token,
} from '../support/proxy.ts'

const list = '/ncf/api/v2/packages?platform=vpc'
const json = (status: number, body: unknown, headers = {}) => Response.json(body, { status, headers })
const envelope = (errorCode: string, message = 'Message', details = 'Details') => ({
  error: { errorCode, message, details },
})

describe('createProxy serves', () => {
  test('the list to a caller with a token', async () => {
    const response = await openProxy().request(list, { headers: authorized })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      content: [
        { name: 'package001', description: 'Create package' },
        { name: 'package000', description: '' },
      ],
    })
  })

  test('the list of Classic, and of the default platform of the gateway', async () => {
    const { request } = openProxy()
    const names = async (path: string) =>
      (await (await request(path, { headers: authorized })).json()).content.map(({ name }: { name: string }) => name)
    expect(await names('/ncf/api/v2/packages?platform=classic')).toEqual(['package003'])
    expect(await names('/ncf/api/v2/packages')).toEqual(['package001', 'package000'])
  })

  test('the list to an anonymous caller with PROXY_AUTH=public-read', async () => {
    const { request } = openProxy({ ...openConfig, PROXY_AUTH: 'public-read' })
    expect((await request(list)).status).toBe(200)
  })

  test('the client of the library with a token instead of keys', async () => {
    const { request } = openProxy()
    const fetch = (url: string, init: RequestInit) => request(url.replace(proxyOrigin, ''), init)
    const ncf = createClient({ baseUrl: proxyOrigin, token, fetch })
    expect(await ncf.packages.list()).toHaveLength(2)
    const rejected = createClient({ baseUrl: proxyOrigin, token: 'wrong', fetch }).packages.list()
    await expect(rejected).rejects.toMatchObject({ name: 'NcloudError', code: 'invalid_token', status: 401 })
  })

  test('an allowed origin, with CORS headers', async () => {
    const response = await openProxy().request(list, { headers: { ...authorized, origin: allowedOrigin } })
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe(allowedOrigin)
    expect(response.headers.get('access-control-expose-headers')).toBe('x-request-id, retry-after, age, cache-status')
    expect(response.headers.has('access-control-allow-credentials')).toBe(false)
  })

  test('a preflight without a token and without a call of the gateway', async () => {
    const { request, calls } = openProxy()
    const response = await request(list, {
      method: 'OPTIONS',
      headers: {
        origin: allowedOrigin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
        'access-control-request-private-network': 'true',
      },
    })
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect(response.headers.get('access-control-allow-origin')).toBe(allowedOrigin)
    expect(response.headers.get('access-control-allow-methods')).toBe('GET')
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization, content-type')
    expect(response.headers.get('access-control-max-age')).toBe('600')
    expect(response.headers.has('access-control-allow-private-network')).toBe(false)
    expect(calls).toEqual([])
  })

  test('the page on its own origin', async () => {
    const headers = { ...authorized, 'sec-fetch-site': 'same-origin' }
    expect((await openProxy().request(list, { headers })).status).toBe(200)
  })

  test('a caller with origins from such an origin and without an origin', async () => {
    const callerList = JSON.stringify([
      { id: 'web', sha256: sha256(token), origins: [allowedOrigin], operations: ['getPackageList'] },
    ])
    const { request } = openProxy({ ...openConfig, PROXY_CALLERS: callerList })
    const statuses = [{ origin: allowedOrigin }, {}].map(async (headers) => {
      return (await request(list, { headers: { ...authorized, ...headers } })).status
    })
    expect(await Promise.all(statuses)).toEqual([200, 200])
  })

  test('a configuration with whitespace around the entries of lists', async () => {
    const config = {
      ...openConfig,
      ALLOWED_ORIGINS: ` https://other.example , ${allowedOrigin} `,
      ALLOWED_OPERATIONS: ' getPackageList ',
    }
    const response = await openProxy(config).request(list, { headers: { ...authorized, origin: allowedOrigin } })
    expect(response.status).toBe(200)
  })

  test('the authentication scheme in lower case', async () => {
    expect((await openProxy().request(list, { headers: { authorization: `bearer  ${token}` } })).status).toBe(200)
  })

  test('/healthz without a token and without a call of the gateway', async () => {
    const { request, calls } = openProxy()
    const response = await request('/healthz')
    expect([response.status, await response.json(), calls]).toEqual([200, { status: 'ok' }, []])
  })

  test('#19 #26 #29 the same headers for every response of the gateway', async () => {
    const upstream = () =>
      json(
        200,
        { content: [] },
        { 'set-cookie': 'a=b', 'access-control-allow-origin': '*', server: 'x', location: '/', etag: 'e' },
      )
    const response = await openProxy(openConfig, upstream).request(list, { headers: authorized })
    expect(Object.fromEntries(response.headers)).toMatchObject(fixedHeaders)
    expect([...response.headers.keys()].sort()).toEqual([
      'cache-control',
      'content-security-policy',
      'content-type',
      'cross-origin-opener-policy',
      'cross-origin-resource-policy',
      'referrer-policy',
      'server-timing',
      'strict-transport-security',
      'vary',
      'x-content-type-options',
      'x-request-id',
    ])
  })

  test('#22 only the documented fields of each package', async () => {
    const entry = { name: 'a', description: 'b', secret: 'c', parameters: { password: 'd' } }
    const response = await openProxy(openConfig, () => json(200, { content: [entry] })).request(list, {
      headers: authorized,
    })
    expect(await response.json()).toEqual({ content: [{ name: 'a', description: 'b' }] })
  })
})

describe('createProxy sends to the gateway', () => {
  test('#11 #12 the configured host and its own headers, not those of the request', async () => {
    const { request, calls } = openProxy()
    await request(list, {
      headers: {
        ...authorized,
        cookie: 'a=b',
        host: 'evil.example',
        'x-ncp-iam-access-key': 'EVIL',
        'x-ncp-apigw-signature-v2': 'EVIL',
        'x-ncp-apigw-timestamp': '1',
        'x-forwarded-host': 'evil.example',
        'cf-connecting-ip': '10.0.0.1',
        forwarded: 'host=evil.example',
      },
    })
    expect(calls.map(({ url }) => url)).toEqual([
      'https://cloudfunctions.apigw.ntruss.com/ncf/api/v2/packages?platform=vpc',
    ])
    expect(Object.keys(calls[0]?.init.headers ?? {}).sort()).toEqual([
      'accept',
      'content-type',
      'x-ncp-apigw-signature-v2',
      'x-ncp-apigw-timestamp',
      'x-ncp-iam-access-key',
    ])
    expect(JSON.stringify(calls)).not.toContain('EVIL')
  })

  test('the default platform of the API version, if the region has it', async () => {
    const { request, calls } = openProxy({ ...openConfig, NCLOUD_REGION: 'JPN' })
    for (const path of ['/ncf/api/v2', '/api/v2']) await request(`${path}/packages`, { headers: authorized })
    expect(calls.map(({ url }) => url)).toEqual([
      'https://jp-cloudfunctions.apigw.ntruss.com/ncf/api/v2/packages?platform=vpc',
      'https://jp-cloudfunctions.apigw.ntruss.com/api/v2/packages?platform=vpc',
    ])
  })

  test('requests for the configured site and region', async () => {
    const { request, calls } = openProxy({ ...openConfig, NCLOUD_SITE: 'gov' })
    await request('/api/v2/packages', { headers: authorized })
    expect(calls.map(({ url }) => url)).toEqual(['https://cloudfunctions.apigw.gov-ntruss.com/api/v2/packages'])
  })

  test('#35 a signal that aborts when the caller leaves', async () => {
    const controller = new AbortController()
    let signal: AbortSignal | null | undefined
    const { request, log } = openProxy(openConfig, (_, init) => {
      signal = init.signal
      controller.abort()
      return new Promise(() => {})
    })
    const response = await request(list, { headers: authorized, signal: controller.signal })
    expect([signal?.aborted, response.status, log]).toEqual([true, 499, []])
  })
})

describe('#18 #20 createProxy turns', () => {
  const requestId = 'gateway-request-id'
  test.for([
    ['a service error', () => json(403, envelope('80002', 'SUB_ACC_NO_PERMISSION')), 403, '80002'],
    ['a missing resource', () => json(404, envelope('80101')), 404, '80101'],
    ['a failing service', () => json(500, envelope('81311')), 500, '81311'],
    ['a rejected key', () => json(401, envelope('200')), 502, 'upstream_auth_failed'],
    ['a missing subscription', () => json(401, envelope('210')), 502, 'upstream_auth_failed'],
    ['a key without permission', () => json(403, envelope('230')), 502, 'upstream_auth_failed'],
    ['a 401 without a body', () => new Response(null, { status: 401 }), 502, 'upstream_auth_failed'],
    ['too many requests', () => json(429, envelope('410')), 503, 'upstream_busy'],
    ['an endpoint error', () => json(503, envelope('500')), 503, 'upstream_busy'],
    ['an endpoint timeout', () => json(504, envelope('510')), 504, 'upstream_timeout'],
    ['a body that is too large', () => json(413, envelope('430')), 413, 'payload_too_large'],
    ['an unknown path', () => json(404, envelope('300')), 502, 'upstream_invalid_response'],
    ['an error of any other kind', () => json(500, envelope('900')), 502, 'upstream_invalid_response'],
    ['a code of another form', () => json(403, envelope('<script>')), 502, 'upstream_invalid_response'],
    ['an error with a success status', () => json(200, envelope('80002')), 502, 'upstream_invalid_response'],
    [
      'HTML',
      () => new Response('<p>', { status: 500, headers: { 'content-type': 'text/html' } }),
      502,
      'upstream_invalid_response',
    ],
    ['cut JSON', () => new Response('{"content":[{"na'), 502, 'upstream_invalid_response'],
    ['a list of null', () => json(200, { content: [null] }), 502, 'upstream_invalid_response'],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
      502,
      'upstream_redirect',
    ],
    ['no response', () => Promise.reject(new TypeError('fetch failed')), 502, 'upstream_unreachable'],
  ] as const)('%s into a problem', async ([name, upstream, status, code]) => {
    const withId = async () => {
      const response = await upstream()
      response.headers.set('x-ncp-apigw-request-id', requestId)
      return response
    }
    const { request, log } = openProxy(openConfig, withId)
    const response = await request(list, { headers: { ...authorized, origin: allowedOrigin } })
    const body = await response.json()
    expect([response.status, body.status, body.code, body.error.errorCode]).toEqual([status, status, code, code])
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('access-control-allow-origin'), 'pages can read the response').toBe(allowedOrigin)
    expect(response.headers.get('retry-after')).toBe(code === 'upstream_busy' ? '1' : null)
    const isRetryable = ['an error of any other kind', 'HTML'].includes(name)
    const isTemporary = ['upstream_busy', 'upstream_timeout', 'upstream_unreachable', '81311'].includes(code)
    expect(body.retryable).toBe(isRetryable || isTemporary)
    const lines = log.map((line) => JSON.parse(line))
    expect(lines, 'only errors of the proxy and the gateway are in the log as errors').toHaveLength(
      status > 499 ? 1 : 0,
    )
    for (const line of lines) {
      expect([line.level, line.code, line.requestId]).toEqual(['error', code, response.headers.get('x-request-id')])
      const says = name === 'a list of null' ? undefined : expect.stringMatching(/\w/)
      expect(line.reason, 'the log says more than the code').toEqual(says)
    }
    if (code === '80002') {
      expect(body.upstream).toEqual({ status: 403, errorCode: '80002', requestId })
      expect(body.error).toEqual({ errorCode: '80002', message: 'SUB_ACC_NO_PERMISSION', details: 'Details' })
    }
  })

  test('a long text into a shorter one, and an id into one with valid characters', async () => {
    const long = 'x'.repeat(10_000)
    const error = () =>
      json(403, envelope('80002', long, long), { 'x-ncp-apigw-request-id': `<script>${'a'.repeat(100)}` })
    const body = await (await openProxy(openConfig, error).request(list, { headers: authorized })).json()
    expect([body.title.length, body.error.message.length, body.error.details.length]).toEqual([500, 500, 500])
    expect(body.upstream.requestId).toBe('a'.repeat(64))
  })

  test('a permission error into the error that the client has without the proxy', async () => {
    const [, { accessKey, secretKey }] = developmentCredentials
    const { request } = openProxy({ ...openConfig, NCLOUD_ACCESS_KEY: accessKey, NCLOUD_SECRET_KEY: secretKey })
    const fetch = (url: string, init: RequestInit) => request(url.replace(proxyOrigin, ''), init)
    const rejected = createClient({ baseUrl: proxyOrigin, token, fetch }).packages.list()
    await expect(rejected).rejects.toMatchObject({ code: '80002', status: 403, message: 'SUB_ACC_NO_PERMISSION' })
  })
})

/** Replaces a function of the runtime. */
const broken = () => {
  throw new Error('CANARY')
}

const brokenDeps: [string, ProxyDeps][] = [
  ['a clock', { now: broken }],
  ['a generator of request ids', { randomUUID: broken }],
  ['a generator of invalid request ids', { randomUUID: () => 'a\nb' }],
  [
    'a clock that throws a text',
    {
      now: () => {
        throw 'CANARY'
      },
    },
  ],
  ['a timer', { sleep: broken, fetch: () => new Response(null, { status: 503 }) }],
  ['a random number generator', { random: broken, fetch: () => new Response(null, { status: 503 }) }],
]

describe('#28 createProxy responds with an error without details after', () => {
  test.for(brokenDeps)('a failure of %s', async ([name, deps]) => {
    const log: string[] = []
    const app = createProxy(openConfig, { fetch: emulated, ...deps, log: (line) => log.push(line) })
    const response = await app.request(proxyOrigin + list, { headers: { ...authorized, origin: allowedOrigin } })
    const body = await response.text()
    expect(response.status).toBe(500)
    expect(JSON.parse(body)).toMatchObject({ code: 'internal', retryable: false })
    expect(response.headers.get('access-control-allow-origin'), 'pages can read the response').toBe(allowedOrigin)
    expect(body + log.join()).not.toContain('CANARY')
    expect(log.map((line) => JSON.parse(line).code)).toEqual(['internal'])
    if (name.includes('request ids')) expect(response.headers.get('x-request-id')).toBe('none')
  })

  test.for([Error, TypeError, RangeError].map((type) => [type.name, type] as const))(
    'a failure to read the configuration: %s',
    async ([, type]) => {
      const log: string[] = []
      const get = () => {
        throw new type('CANARY')
      }
      const unreadable = Object.defineProperty({}, 'NCLOUD_ACCESS_KEY', { enumerable: true, get })
      const app = createProxy(unreadable, { fetch: emulated, log: (line) => log.push(line) })
      const response = await app.request(proxyOrigin + list, { headers: authorized })
      expect([response.status, (await response.json()).code]).toEqual([503, 'misconfigured'])
      expect(JSON.parse(log[0] ?? '')).toEqual({ level: 'error', event: 'misconfigured', reason: 'unexpected' })
      expect(log.join()).not.toContain('CANARY')
    },
  )

  test('a failure of the log', async () => {
    const unreachable = createProxy(openConfig, { fetch: broken, log: broken, sleep: async () => {} })
    const response = await unreachable.request(proxyOrigin + list, { headers: authorized })
    expect([response.status, (await response.json()).code]).toEqual([502, 'upstream_unreachable'])
    expect((await createProxy({}, { log: broken }).request(`${proxyOrigin}/healthz`)).status).toBe(503)
  })
})
