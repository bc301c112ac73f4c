import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../lib/index.ts'
import { createProxy, type ProxyConfig, type ProxyDeps } from '../../worker/proxy/app.ts'
import { logFields } from '../support/log-fields.ts'
import { authorized, callers, openConfig, openProxy, proxyOrigin, sha256, token } from '../support/proxy.ts'
import { allPermissions, jsonHeaders, upstream, v21 } from './send.ts'

const hello = `${v21}/packages/package001/actions/hello`
const failing = (status: number, errorCode: string) => () =>
  Response.json(
    { error: { errorCode, message: 'CANARY', details: 'CANARY' } },
    { status, headers: { 'x-ncp-apigw-request-id': 'gateway-id' } },
  )

interface Case {
  readonly name: string
  readonly line: object
  readonly path?: string
  readonly init?: RequestInit
  readonly config?: ProxyConfig
  readonly gateway?: Fetch
}

const post = { method: 'POST', headers: jsonHeaders, body: '{"a":1}' }

const cases: Case[] = [
  {
    name: 'a list',
    line: { level: 'info', status: 200, operation: 'getPackageList', caller: 'tests', responseBytes: 14 },
  },
  {
    name: 'a run',
    path: `${hello}?timeout=1000`,
    init: post,
    line: { level: 'info', status: 200, operation: 'postAction', caller: 'tests', bodyBytes: 7 },
  },
  {
    name: 'a deletion',
    path: hello,
    init: { method: 'DELETE' },
    line: { level: 'info', status: 204, operation: 'deleteAction', responseBytes: 0 },
  },
  { name: 'a health check', path: '/healthz', line: { level: 'info', status: 200 } },
  {
    name: 'a preflight',
    init: { method: 'OPTIONS', headers: { origin: 'https://app.example', 'access-control-request-method': 'GET' } },
    line: { level: 'info', status: 204 },
  },
  { name: 'an unknown method', init: { method: 'PATCH' }, line: { status: 405, code: 'method_not_allowed' } },
  {
    name: 'a request without a token',
    init: { headers: {} },
    line: { level: 'info', status: 401, code: 'unauthenticated' },
  },
  {
    name: 'an invalid token',
    init: { headers: { authorization: 'Bearer CANARY' } },
    line: { level: 'info', status: 401, code: 'invalid_token' },
  },
  {
    name: 'an operation without permission',
    config: callers({ operations: [] }),
    line: { level: 'info', status: 403, code: 'insufficient_scope', caller: 'tests', operation: 'getPackageList' },
  },
  {
    name: 'a body that is not JSON',
    path: hello,
    init: { ...post, body: 'CANARY' },
    line: { level: 'info', status: 400, code: 'invalid_json', bodyBytes: 6, caller: 'tests' },
  },
  {
    name: 'a request without a configuration',
    config: { NCLOUD_SECRET_KEY: '' },
    line: { level: 'info', status: 503, code: 'misconfigured' },
  },
  {
    name: 'an error of the service',
    gateway: failing(404, '80101'),
    line: {
      level: 'info',
      status: 404,
      code: '80101',
      upstream: { status: 404, errorCode: '80101', requestId: 'gateway-id' },
    },
  },
  {
    name: 'a service that fails',
    gateway: failing(500, '81311'),
    line: { level: 'error', status: 500, code: '81311', reason: 'the gateway responded with status 500' },
  },
  {
    name: 'a run with an unknown outcome',
    path: hello,
    init: post,
    gateway: () => Promise.reject(new TypeError('CANARY')),
    line: { level: 'error', status: 502, code: 'upstream_unreachable', outcome: 'unknown', operation: 'postAction' },
  },
  {
    name: 'an undocumented response',
    gateway: () => new Response('{"content":["CANARY"]}'),
    line: { level: 'error', status: 502, code: 'upstream_invalid_response' },
  },
]

describe('#27 createProxy logs one line', () => {
  test.for(cases.map((each) => [each.name, each] as const))('for %s', async ([, each]) => {
    const { path = '/ncf/api/v2/packages', init = {}, config = {}, gateway = upstream } = each
    const { request, lines } = openProxy({ ...allPermissions, ...config }, gateway)
    lines.length = 0
    const response = await request(path, { headers: authorized, ...init })
    const bytes = (await response.arrayBuffer()).byteLength

    expect(lines, 'one line without a line break').toEqual([expect.stringMatching(/^\{.*\}$/)])
    const line = JSON.parse(lines.join())
    const { status, headers } = response
    expect(line).toMatchObject(each.line)
    expect(line).toMatchObject({
      event: 'request',
      status,
      responseBytes: bytes,
      requestId: headers.get('x-request-id'),
    })
    expect(Object.keys(line).filter((name) => !logFields.includes(name))).toEqual([])
    for (const hidden of ['CANARY', token, sha256(token), openConfig.NCLOUD_SECRET_KEY, 'package001', 'hello']) {
      expect(lines.join()).not.toContain(hidden)
    }
  })

  test('for a caller that left', async () => {
    const leaves = new AbortController()
    const { request, lines } = openProxy(openConfig, () => {
      leaves.abort()
      return new Promise(() => {})
    })
    await request('/ncf/api/v2/packages', { headers: authorized, signal: leaves.signal })
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 'info', status: 499, operation: 'getPackageList', caller: 'tests' }),
    ])
  })

  test('for a caller that left its run, with the outcome', async () => {
    const leaves = new AbortController()
    const { request, lines } = openProxy(allPermissions, () => {
      leaves.abort()
      return new Promise(() => {})
    })
    await request(hello, { ...post, signal: leaves.signal })
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 'info', status: 499, operation: 'postAction', attempts: 1, outcome: 'unknown' }),
    ])
  })

  test('without any text of the request', async () => {
    const marks = ['CANARY\n{"level":"info"}', 'CANARY\u2028', '\u001b[31mCANARY', '%0aCANARY']
    for (const mark of marks) {
      const { request, lines } = openProxy(allPermissions, upstream)
      const text = encodeURIComponent(mark)
      await request(`${v21}/packages/${text}/actions/${text}?${text}=${text}#${text}`, {
        method: 'POST',
        headers: {
          ...jsonHeaders,
          'x-request-id': 'CANARY',
          'cf-ray': 'CANARY',
          'user-agent': 'CANARY',
          'cf-connecting-ip': 'CANARY',
          referer: 'https://CANARY.example',
        },
        body: JSON.stringify({ [mark]: mark }),
      })
      await request(v21 + text, { headers: { authorization: `Bearer ${text}` } })
      expect(lines).toHaveLength(2)
      expect(lines.join()).not.toContain('CANARY')
    }
  })

  const texts: [string, () => unknown][] = [
    ['an error', () => new Error('CANARY', { cause: 'CANARY' })],
    ['an error of the runtime', () => new TypeError('CANARY', { cause: new Error('CANARY') })],
    ['an error with a name', () => Object.assign(new Error('CANARY'), { name: 'CANARY', code: 'CANARY' })],
    ['an exception of the platform', () => new DOMException('CANARY', 'CANARY')],
    ['an error that looks like one of the service', () => ({ name: 'NcloudError', code: 'CANARY', message: 'CANARY' })],
    ['a text', () => 'CANARY'],
    [
      'an error that cannot be read',
      () => ({
        get name() {
          throw new Error('CANARY')
        },
      }),
    ],
  ]
  const throwing = (error: () => unknown) => () => {
    throw error()
  }

  test.for(texts)('without any text of %s', async ([, error]) => {
    const fail = throwing(error)
    const busy = () => new Response(null, { status: 503 })
    const breaking = () => new Response(new ReadableStream({ pull: fail }))
    const limiter = { limit: fail }
    const broken: [ProxyDeps, ProxyConfig?][] = [
      [{ fetch: fail }],
      [{ fetch: () => Promise.reject(error()) }],
      [{ fetch: breaking }],
      [{ fetch: upstream, now: fail }],
      [{ fetch: upstream, randomUUID: fail }],
      [{ fetch: busy, sleep: fail }],
      [{ fetch: busy, random: fail }],
      [{ fetch: upstream }, { RL_ADDRESS: limiter, RL_CALLER: limiter, RL_WRITE: limiter, RL_GLOBAL: limiter }],
    ]
    for (const [deps, config] of broken) {
      const lines: string[] = []
      const app = createProxy(
        { ...allPermissions, ...config },
        { sleep: async () => {}, ...deps, log: (line) => lines.push(line) },
      )
      const responses = [
        await app.request(`${proxyOrigin}${v21}/packages`, { headers: authorized }),
        await app.request(proxyOrigin + hello, post),
      ]
      expect(lines).toHaveLength(2)
      expect(lines.join()).not.toContain('CANARY')
      for (const response of responses) expect(await response.text()).not.toContain('CANARY')
    }
  })

  test('without any text of a response', async () => {
    const text = `${v21}/packages/CANARY?CANARY=CANARY {"CANARY":1}`
    for (const status of [400, 401, 403, 404, 409, 413, 429, 500, 502, 503, 504]) {
      for (const errorCode of ['80101', '900', '200', '']) {
        const body = JSON.stringify({ error: { errorCode, message: text, details: text }, content: text, CANARY: text })
        for (const sent of [body, body.slice(1)]) {
          const { request, lines } = openProxy(allPermissions, () => new Response(sent, { status }))
          await request(`${v21}/packages`, { headers: authorized })
          await request(hello, post)
          expect(lines).toHaveLength(2)
          expect(lines.join()).not.toContain('CANARY')
        }
      }
    }
  })

  test('of limited length for every id of a caller', async () => {
    const { request, lines } = openProxy({ ...openConfig, ...callers({ id: `a\n"${'x'.repeat(5000)}` }) }, () =>
      Promise.reject(new Error()),
    )
    await request('/ncf/api/v2/packages', { headers: authorized })
    expect(lines.join().length).toBeLessThan(1000)
    expect(lines.join()).not.toContain('\n')
  })

  test('with the durations that the response has', async () => {
    let now = 1_700_000_000_000
    let isSigned = false
    const lines: string[] = []
    const app = createProxy(allPermissions, {
      // Each reading before the request is sent takes 4 ms.
      now: () => {
        if (!isSigned) now += 4
        return now
      },
      log: (line) => lines.push(line),
      fetch: () => {
        isSigned = true
        now += 120
        return Response.json({ content: {} })
      },
    })
    const response = await app.request(proxyOrigin + hello, { method: 'POST', headers: jsonHeaders, body: '{}' })
    const line = JSON.parse(lines.join())
    expect([line.checksMs > 0, line.signingMs > 0, line.upstreamMs]).toEqual([true, true, 120])
    expect(response.headers.get('server-timing')).toBe(
      `checks;dur=${line.checksMs}, signing;dur=${line.signingMs}, upstream;dur=120`,
    )
    expect(response.headers.has('timing-allow-origin'), 'other origins cannot read it').toBe(false)
  })

  test('with the body in checksMs, and all retries and delays in upstreamMs', async () => {
    let now = 1_700_000_000_000
    const lines: string[] = []
    const app = createProxy(allPermissions, {
      now: () => now,
      log: (line) => lines.push(line),
      random: () => 0.5,
      sleep: async (ms) => {
        now += ms
      },
      fetch: () => {
        now += 120
        return new Response(null, { status: 503 })
      },
    })
    const body = new ReadableStream({
      pull(controller) {
        now += 30
        controller.enqueue(new TextEncoder().encode('{}'))
        controller.close()
      },
    })
    const init = { method: 'PUT', headers: jsonHeaders, body, duplex: 'half' }
    const response = await app.request(`${proxyOrigin}${v21}/packages/p`, init as RequestInit)
    expect(response.headers.get('server-timing')).toBe('checks;dur=30, signing;dur=0, upstream;dur=340')
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ checksMs: 30, signingMs: 0, upstreamMs: 340, attempts: 2 }),
    ])
  })

  test('without durations of steps that did not happen', async () => {
    const leaves = new AbortController()
    const RL_GLOBAL = {
      async limit() {
        leaves.abort()
        return { success: true }
      },
    }
    const { request, lines } = openProxy({ ...openConfig, RL_GLOBAL })
    const rejected = await request('/ncf/api/v2/packages')
    expect(rejected.headers.get('server-timing')).toMatch(/^checks;dur=\d+$/)
    await request('/ncf/api/v2/packages', { headers: authorized, signal: leaves.signal })
    for (const line of lines) {
      expect(Object.keys(JSON.parse(line)).filter((name) => name.endsWith('Ms'))).toEqual(['checksMs'])
    }
    expect(lines.map((line) => JSON.parse(line).status)).toEqual([401, 499])
  })

  test('with a request id of its own, not with x-request-id of the request', async () => {
    const { request } = openProxy()
    const headers = { ...authorized, 'x-request-id': '00000000-0000-4000-8000-000000000000' }
    const ids = await Promise.all([1, 2].map(async () => (await request('/healthz', { headers })).headers))
    expect(new Set([...ids.map((each) => each.get('x-request-id')), headers['x-request-id']]).size).toBe(3)
  })
})

test('createProxy logs an anonymous caller as anonymous', async () => {
  const { request, lines } = openProxy({ ...openConfig, PROXY_AUTH: 'public-read' }, upstream)
  await request(`${v21}/packages`)
  expect(lines.map((line) => JSON.parse(line))).toEqual([expect.objectContaining({ status: 200, caller: 'anonymous' })])
})
