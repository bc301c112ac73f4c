import { once } from 'node:events'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { accessConfig, accessKey, claims, sign, teamDomain } from '../support/access.ts'
import { devEdge, productionProxy } from '../support/edge.ts'
import { allowedOrigin, authorized, sha256 } from '../support/proxy.ts'
import { startRawServer } from '../support/raw-server.ts'
import { serve } from '../support/serve.ts'
import { listPath, publicConfig, recordingGateway, responseTo, tokenConfig } from './send.ts'

describe('the deployed proxy', () => {
  test('#25 rejects every request without a configuration', async () => {
    await using edge = await productionProxy({})
    for (const path of [listPath, '/ncf/api/v2/triggers', '/api/v2/packages', '/healthz']) {
      const response = await fetch(edge.origin + path)
      expect([path, response.status, (await response.json()).code]).toEqual([path, 503, 'misconfigured'])
    }
  })

  test('#25 logs every mistake of its configuration, and nothing of it again', async () => {
    await using edge = await productionProxy({ ...publicConfig('https://a.example'), ALLOWED_OPERATION: 'getAction' })
    for (let i = 0; i < 2; i += 1) expect((await fetch(`${edge.origin}/healthz`)).status).toBe(503)
    await vi.waitFor(() => expect(edge.log).toHaveLength(2))
    expect(edge.errors.map((line) => JSON.parse(line))).toEqual(
      [/^ALLOWED_OPERATION is unknown, /, /^UPSTREAM_DEV_ORIGIN is invalid: /].map((reason) => ({
        level: 'error',
        event: 'misconfigured',
        reason: expect.stringMatching(reason),
      })),
    )
  })

  test('#25 warns of a caller that has expired, and serves the others', async () => {
    await using upstream = await recordingGateway()
    const [caller] = JSON.parse(tokenConfig('').PROXY_CALLERS)
    const old = { id: 'old', sha256: sha256('old'), expires: '2020-01-31T00:00:00Z' }
    const PROXY_CALLERS = JSON.stringify([old, caller])
    await using edge = await productionProxy({ ...tokenConfig(upstream.origin), PROXY_CALLERS })
    const statusOf = async (authorization: string) =>
      (await fetch(`${edge.origin}/ncf/api/v2/packages/p`, { headers: { authorization } })).status
    expect([await statusOf('Bearer old'), await statusOf(authorized.authorization)]).toEqual([401, 200])
    await vi.waitFor(() => expect(edge.errors).toHaveLength(1))
    expect(JSON.parse(edge.errors.join())).toMatchObject({ level: 'warn', event: 'caller_expired' })
  })

  test('#1 rejects every caller if it has keys and no other configuration', async () => {
    await using upstream = await startRawServer()
    const { PROXY_AUTH: _, ...keys } = publicConfig(upstream.base)
    await using edge = await productionProxy(keys)
    for (const headers of [{}, { authorization: 'Bearer x' }, { origin: edge.origin }] as Record<string, string>[]) {
      const { status } = await fetch(edge.origin + listPath, { headers })
      expect(status).toBe('origin' in headers ? 403 : 401)
    }
    expect(upstream.heads).toEqual([])
  })

  test('#18 rejects a response that is too large after decompression', async () => {
    const bomb = gzipSync('{"content":[]}'.padEnd(64 * 2 ** 20))
    let requests = 0
    await using upstream = await serve((_, response) => {
      requests += 1
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb)
    })
    await using edge = await productionProxy(publicConfig(upstream.origin))
    const response = await fetch(edge.origin + listPath)
    expect([response.status, (await response.json()).code]).toEqual([502, 'upstream_invalid_response'])
    expect(requests, 'no retry, because the next response would be as large').toBe(1)
  })

  test('#30 rejects a host that looks like this machine', async () => {
    await using upstream = await startRawServer()
    await using edge = await productionProxy(publicConfig(upstream.base))
    for (const host of [
      'localhost#.evil.example',
      'localhost\\.evil.example',
      'evil.example@localhost',
      'localhost:99999',
    ]) {
      const response = await responseTo(
        edge.origin,
        `GET ${listPath} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
      )
      expect([host, response]).toEqual([host, expect.stringMatching(/^HTTP\/1.1 (400|403) /)])
    }
    expect(upstream.heads).toEqual([])
  })

  test('#12 sends signed requests with its own headers only', async () => {
    await using upstream = await startRawServer()
    await using edge = await productionProxy(publicConfig(upstream.base))
    const response = await fetch(edge.origin + listPath, {
      headers: {
        cookie: 'a=b',
        'x-ncp-iam-access-key': 'EVIL',
        'x-forwarded-for': '10.0.0.1',
        authorization: 'Bearer x',
      },
    })
    expect([response.status, await response.json()]).toEqual([200, { content: [] }])
    expect(upstream.heads.map(({ target }) => target)).toEqual([listPath])
    expect([...(upstream.heads[0]?.headers.keys() ?? [])].sort()).toEqual([
      'accept',
      'content-type',
      'host',
      'x-ncp-apigw-signature-v2',
      'x-ncp-apigw-timestamp',
      'x-ncp-iam-access-key',
    ])
  })

  test('#27 logs one line for each request, with errors as errors', async () => {
    await using upstream = await serve((_, response) => response.writeHead(500).end('CANARY'))
    await using edge = await productionProxy(publicConfig(upstream.origin))
    const ids: (string | null)[] = []
    for (const path of ['/healthz', '/ncf/api/v2/triggers?CANARY', listPath]) {
      ids.push((await fetch(edge.origin + path)).headers.get('x-request-id'))
    }
    const read = (lines: string[]) => lines.map((line) => JSON.parse(line))
    await vi.waitFor(() => expect([edge.log.length, edge.errors.length]).toEqual([2, 1]))
    expect([...read(edge.log), ...read(edge.errors)]).toEqual([
      expect.objectContaining({ level: 'info', status: 200, requestId: ids[0] }),
      expect.objectContaining({ level: 'info', code: 'invalid_query', requestId: ids[1], operation: 'getTriggerList' }),
      expect.objectContaining({ level: 'error', code: 'upstream_invalid_response', requestId: ids[2] }),
    ])
    expect([...edge.log, ...edge.errors].join()).not.toContain('CANARY')
  })

  test('#17 does not follow a redirect', async () => {
    const paths: (string | undefined)[] = []
    await using upstream = await serve((request, response) => {
      paths.push(request.url)
      response.writeHead(302, { location: '/stolen' }).end()
    })
    await using edge = await productionProxy(publicConfig(upstream.origin))
    const response = await fetch(edge.origin + listPath)
    expect([response.status, (await response.json()).code, paths]).toEqual([502, 'upstream_redirect', [listPath]])
  })

  test('#5 rejects another origin and sends no request', async () => {
    await using upstream = await startRawServer()
    await using edge = await productionProxy({ ...publicConfig(upstream.base), ALLOWED_ORIGINS: allowedOrigin })
    const response = await fetch(edge.origin + listPath, { headers: { origin: 'https://evil.example' } })
    expect([response.status, (await response.json()).code]).toEqual([403, 'origin_not_allowed'])
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(upstream.heads).toEqual([])
  })

  test('#14 sends a valid body, and no invalid one', async () => {
    await using upstream = await recordingGateway()
    await using edge = await productionProxy(tokenConfig(upstream.origin))
    const headers = { ...authorized, 'content-type': 'application/json' }
    const send = async (method: string, target: string, body?: BodyInit) => {
      const init = { method, headers, duplex: 'half', ...(body !== undefined && { body }) }
      const response = await fetch(`${edge.origin}/ncf/api/v2${target}`, init as RequestInit)
      const text = await response.text()
      return [response.status, text && (JSON.parse(text).code ?? text)]
    }
    const chunked = (length: number) => new Blob([' '.repeat(length)]).stream()

    expect(await send('PUT', '/packages/p', '{ "description": "x" }')).toEqual([200, '{"content":{}}'])
    expect(await send('POST', '/packages/-/actions/hello?timeout=0', '{"__proto__":1}')).toEqual([
      200,
      '{"content":{}}',
    ])
    expect(await send('DELETE', '/packages/p')).toEqual([204, ''])
    const received = [
      { method: 'PUT', url: '/ncf/api/v2/packages/p?platform=vpc', body: '{ "description": "x" }' },
      { method: 'POST', url: '/ncf/api/v2/packages/-/actions/hello?platform=vpc&timeout=0', body: '{"__proto__":1}' },
      { method: 'DELETE', url: '/ncf/api/v2/packages/p?platform=vpc', body: '' },
    ]
    expect(upstream.received).toEqual(received)

    for (const [method, target, body, status, code] of [
      ['PUT', '/packages/p', '{"description":"x","description":"y"}', 400, 'invalid_json'],
      ['PUT', '/packages/p', '{"name":"q"}', 422, 'invalid_body'],
      ['PUT', '/packages/p', chunked(100_001), 413, 'payload_too_large'],
      ['PUT', '/packages/p', chunked(100_000), 400, 'invalid_json'],
      ['DELETE', '/packages/p', '{}', 413, 'payload_too_large'],
      ['DELETE', '/packages/p', chunked(1), 413, 'payload_too_large'],
      ['POST', '/packages/-/actions/other', '{}', 403, 'insufficient_scope'],
      ['POST', '/packages/-/actions/hello?timeout=60001', '{}', 400, 'invalid_query'],
      ['POST', '/packages', '{}', 405, 'method_not_allowed'],
    ] as const) {
      expect([method, target, await send(method, target, body)]).toEqual([method, target, [status, code]])
    }
    expect(upstream.received).toEqual(received)
  })

  test('#16 ends a request whose body does not arrive, and serves others meanwhile', async () => {
    await using upstream = await recordingGateway()
    await using edge = await productionProxy({ ...tokenConfig(upstream.origin), BODY_TIMEOUT_MS: '4000' })
    const { hostname, port } = new URL(edge.origin)
    const head = `PUT /ncf/api/v2/packages/p HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: ${authorized.authorization}\r\ncontent-type: application/json\r\n`
    const slow = [
      'content-length: 20\r\n\r\n',
      'content-length: 20\r\n\r\n{"descr',
      'transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n',
    ].map(async (rest) => {
      const socket = connect(Number(port), hostname)
      socket.write(head + rest)
      const [first] = await once(socket, 'data')
      socket.destroy()
      return `${first}`
    })
    const statusOfOther = async () =>
      (await fetch(`${edge.origin}/ncf/api/v2/packages/q`, { headers: authorized })).status
    expect(await Promise.race([...slow, statusOfOther()]), 'other requests do not wait').toBe(200)
    for (const response of await Promise.all(slow)) {
      expect(response).toMatch(/^HTTP\/1.1 408 /)
    }
    expect(await statusOfOther()).toBe(200)
    expect(upstream.received.map(({ method }) => method)).toEqual(['GET', 'GET'])
  })

  test('#9 #13 sends no request for a name that is a path, or for a body that contains a request', async () => {
    await using upstream = await recordingGateway()
    await using edge = await productionProxy(tokenConfig(upstream.origin))
    const fields = `host: localhost\r\nauthorization: ${authorized.authorization}\r\nconnection: close\r\n`
    const smuggled = 'DELETE /ncf/api/v2/packages/victim HTTP/1.1\r\nhost: localhost\r\n\r\n'
    for (const name of ['..', '%2e%2e', '..%2f', '%2e%2e%2ftriggers', '..\\..', 'a\\..\\b', '%00', '-a', '.', 'é']) {
      const response = await responseTo(edge.origin, `GET /ncf/api/v2/packages/${name} HTTP/1.1\r\n${fields}\r\n`)
      expect([name, response]).toEqual([name, expect.stringMatching(/^HTTP\/1.1 (400|403|404) /)])
    }
    for (const framing of [
      `content-length: 0\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
      `content-length: 2\r\ncontent-length: 90\r\n\r\n{}${smuggled}`,
      `transfer-encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`,
    ]) {
      const put = `PUT /ncf/api/v2/packages/p HTTP/1.1\r\ncontent-type: application/json\r\n${fields}${framing}`
      expect([framing, await responseTo(edge.origin, put)]).toEqual([framing, expect.stringMatching(/^HTTP\/1.1 [45]/)])
    }
    expect(upstream.received).toEqual([])
  })

  test('#3 accepts only valid tokens of Cloudflare Access', async () => {
    const key = await accessKey('current')
    const hosts: (string | undefined)[] = []
    await using outside = await serve((request, response) => {
      hosts.push(request.headers.host)
      const isAccess = request.url === '/cdn-cgi/access/certs'
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(isAccess ? { keys: [key.jwk] } : { content: [] }))
    })
    const { UPSTREAM_DEV_ORIGIN: _, ...keys } = publicConfig(outside.origin)
    await using edge = await productionProxy({ ...keys, ...accessConfig }, new URL(outside.origin).host)
    const statusOf = async (assertion: string) =>
      (await fetch(edge.origin + listPath, { headers: { 'cf-access-jwt-assertion': assertion } })).status

    const now = Math.floor(Date.now() / 1000)
    const good = await sign(key, claims(now))
    expect(await statusOf(await sign(await accessKey('current'), claims(now)))).toBe(401)
    expect(await statusOf(await sign(key, { ...claims(now), exp: now - 60 }))).toBe(401)
    expect(hosts, 'one request for keys').toEqual([teamDomain])
    expect(await Promise.all(Array.from({ length: 5 }, () => statusOf(good)))).toEqual([200, 200, 200, 200, 200])
    expect(new Set(hosts.slice(1))).toEqual(new Set(['cloudfunctions.apigw.ntruss.com']))
  })

  test('#35 serves other callers if the caller that first needed the keys of Access disconnects', async () => {
    const key = await accessKey('current')
    const arrived = Promise.withResolvers<void>()
    let keyRequests = 0
    await using outside = await serve((request, response) => {
      const isAccess = request.url === '/cdn-cgi/access/certs'
      keyRequests += Number(isAccess)
      if (isAccess && keyRequests === 1) return arrived.resolve()
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(isAccess ? { keys: [key.jwk] } : { content: [] }))
    })
    const { UPSTREAM_DEV_ORIGIN: _, ...keys } = publicConfig(outside.origin)
    await using edge = await productionProxy({ ...keys, ...accessConfig }, new URL(outside.origin).host)
    const assertion = await sign(key, claims(Math.floor(Date.now() / 1000)))
    const { hostname, port } = new URL(edge.origin)
    const caller = connect(Number(port), hostname)
    caller.write(`GET ${listPath} HTTP/1.1\r\nhost: ${hostname}\r\ncf-access-jwt-assertion: ${assertion}\r\n\r\n`)
    await arrived.promise
    const headers = { 'cf-access-jwt-assertion': assertion }
    const beside = await fetch(edge.origin + listPath, { headers })
    caller.resetAndDestroy()
    const after = await fetch(edge.origin + listPath, { headers })
    expect([beside.status, after.status, keyRequests]).toEqual([200, 200, 2])
  })

  test('#35 aborts the call if its caller disconnects, and serves the next caller', async () => {
    const arrived = Promise.withResolvers<void>()
    let hasLeft = false
    let requests = 0
    await using upstream = await serve((request, response) => {
      requests += 1
      if (requests > 1) return response.setHeader('content-type', 'application/json').end('{"content":[]}')
      once(request.socket, 'close').then(() => {
        hasLeft = true
      })
      arrived.resolve()
    })
    // Without the disconnection, the first attempt would end after 48 s.
    await using edge = await productionProxy({ ...publicConfig(upstream.origin), READ_TIMEOUT_MS: '120000' })

    // This is the first request of the isolate: state that it creates for all requests must survive. workerd notices a
    // reset, but not a half-closed connection.
    const { hostname, port } = new URL(edge.origin)
    const caller = connect(Number(port), hostname)
    caller.write(`GET ${listPath} HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`)
    await arrived.promise
    caller.resetAndDestroy()
    await expect.poll(() => hasLeft, { timeout: 20_000 }).toBe(true)
    expect([requests, edge.errors]).toEqual([1, []])
    expect(await (await fetch(edge.origin + listPath)).json()).toEqual({ content: [] })
  })
})

test('#29 the page has headers that allow no other page and no other content', async () => {
  await using edge = await devEdge()
  const { status, headers } = await fetch(`${edge.origin}/`)
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/)
  expect(headers.get('content-security-policy')).toMatch("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('strict-transport-security')).toMatch(/^max-age=31536000\b/)
})
