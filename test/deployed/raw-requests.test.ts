import { describe, expect, test } from 'vitest'
import { productionProxy } from '../support/edge.ts'
import { authorized } from '../support/proxy.ts'
import { startRawServer } from '../support/raw-server.ts'
import { listPath, responseTo, tokenConfig } from './send.ts'

const authorization = `authorization: ${authorized.authorization}\r\n`
const fields = `host: localhost\r\n${authorization}connection: close\r\n`

/** A request after each body. The proxy must not read it as a request of its own. */
const smuggled = `DELETE /ncf/api/v2/packages/victim HTTP/1.1\r\n${fields}\r\n`

const put = (framing: string): string =>
  `PUT /ncf/api/v2/packages/p HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${authorization}${framing}${smuggled}`

const get = (line: string, more = ''): string => `${line}\r\n${fields}${more}\r\n`

const chunked = '2\r\n{}\r\n0\r\n\r\n'

/** Sends raw bytes. Returns the statuses, and the requests to the gateway, which rejects a wrong signature with 401. */
const send = async (bytes: string) => {
  await using upstream = await startRawServer()
  await using edge = await productionProxy(tokenConfig(upstream.base))
  const response = await responseTo(edge.origin, bytes)
  const statuses = [...response.matchAll(/^HTTP\/1\.[01] (\d{3})/gm)].map(([, status]) => Number(status))
  expect(response).not.toContain('upstream_auth_failed')
  return { statuses, sent: upstream.heads.map(({ method, target }) => `${method} ${target}`) }
}

describe('#13 the deployed proxy sends no request for', () => {
  test.for([
    ['a length and an empty chunked body', `content-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['two lengths', 'content-length: 2\r\ncontent-length: 90\r\n\r\n{}'],
    ['a list of lengths', 'content-length: 2, 90\r\n\r\n{}'],
    ['a length with a sign', 'content-length: +2\r\n\r\n{}'],
    ['a negative length', 'content-length: -2\r\n\r\n{}'],
    ['a length in hex', 'content-length: 0x2\r\n\r\n{}'],
    ['a length of 25 digits', `content-length: ${'9'.repeat(25)}\r\n\r\n{}`],
    ['a space before the colon of the length', 'content-length : 2\r\n\r\n{}'],
    ['an unknown transfer coding', `transfer-encoding: xchunked\r\n\r\n${chunked}`],
    ['a transfer coding after chunked', `transfer-encoding: chunked, identity\r\n\r\n${chunked}`],
    ['two transfer codings', `transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n\r\n${chunked}`],
    ['a space before the colon of the transfer coding', `transfer-encoding : chunked\r\n\r\n${chunked}`],
    ['a control character before the transfer coding', `transfer-encoding: \x0bchunked\r\n\r\n${chunked}`],
    ['a chunk of negative size', 'transfer-encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n'],
    ['a chunk of 17 digits', 'transfer-encoding: chunked\r\n\r\nfffffffffffffffff2\r\n{}\r\n0\r\n\r\n'],
    ['a chunk size with a prefix', `transfer-encoding: chunked\r\n\r\n0x${chunked}`],
    ['chunks with bare line feeds', 'transfer-encoding: chunked\r\n\r\n2\n{}\n0\n\n'],
    ['a folded header', 'x-a: b\r\n transfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n{}'],
    ['a folded transfer coding', `transfer-encoding:\r\n chunked\r\n\r\n${chunked}`],
    ['a bare carriage return', 'x-a: b\rcontent-length: 2\r\n\r\n{}'],
    ['a zero byte', 'x-a: b\0c\r\ncontent-length: 2\r\n\r\n{}'],
    ['a header without a colon', 'x-a\r\ncontent-length: 2\r\n\r\n{}'],
  ] as const)('%s', async ([, framing]) => {
    const { statuses, sent } = await send(put(framing))
    expect([sent, statuses.length]).toEqual([[], 1])
    expect(statuses[0]).toBeGreaterThan(399)
  })
})

describe('#13 the deployed proxy sends one request for', () => {
  test.for([
    [
      'chunks and a length, of which the chunks count',
      `transfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n${chunked}`,
    ],
    ['chunks after a tab', `transfer-encoding:\tchunked\r\ncontent-length: 2\r\n\r\n${chunked}`],
  ] as const)('%s', async ([, framing]) => {
    const { statuses, sent } = await send(put(framing))
    expect([sent, statuses.length]).toEqual([['PUT /ncf/api/v2/packages/p?platform=vpc'], 1])
  })

  test('lines that end in bare line feeds', async () => {
    const { statuses, sent } = await send(get(`GET ${listPath} HTTP/1.1`).replaceAll('\r', ''))
    expect([sent, statuses]).toEqual([[`GET ${listPath}`], [200]])
  })
})

describe('#11 the deployed proxy', () => {
  test.for([
    [`GET //evil.example${listPath} HTTP/1.1`, ''],
    [`GET /\\evil.example${listPath} HTTP/1.1`, ''],
    [`GET @evil.example${listPath} HTTP/1.1`, ''],
    ['GET ncf/api/v2/packages HTTP/1.1', ''],
    ['GET * HTTP/1.1', ''],
    [`GET  ${listPath} HTTP/1.1`, ''],
    [`GET\t${listPath}\tHTTP/1.1`, ''],
    [`GET ${listPath} HTTP/3.0`, ''],
    [`GET ${listPath}`, ''],
    ['GET /ncf/api/v2/packages%0d%0ahost:%20evil.example HTTP/1.1', ''],
    [`GET ${listPath} HTTP/1.1`, 'host: evil.example\r\n'],
    ['CONNECT evil.example:443 HTTP/1.1', ''],
    ['PRI * HTTP/2.0', ''],
  ] as const)('rejects %s %s', async ([line, more]) => {
    const { statuses, sent } = await send(get(line, more))
    expect(sent).toEqual([])
    expect(statuses.filter((status) => status < 400)).toEqual([])
  })

  test.for([
    ['another host in the request line', `GET http://evil.example${listPath} HTTP/1.1`, ''],
    ['a fragment', `GET ${listPath}#/../triggers HTTP/1.1`, ''],
    ['an upgrade', `GET ${listPath} HTTP/1.1`, 'upgrade: websocket\r\nsec-websocket-version: 13\r\n'],
    ['another upgrade', `GET ${listPath} HTTP/1.1`, 'upgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n'],
  ] as const)('ignores %s', async ([, line, more]) => {
    const { statuses, sent } = await send(get(line, more))
    expect([sent, statuses]).toEqual([[`GET ${listPath}`], [200]])
  })
})

describe('#8 the deployed proxy rejects the method', () => {
  test.for(['HEAD', 'TRACE', 'PATCH', 'OPTIONS', 'PROPFIND', 'FOO', 'get', 'CONNECT'])('%s', async (method) => {
    const { statuses, sent } = await send(get(`${method} ${listPath} HTTP/1.1`))
    expect([sent, statuses.length]).toEqual([[], 1])
    expect([405, 500, 501]).toContain(statuses[0])
  })
})

describe('#15 the deployed proxy, or workerd, rejects', () => {
  test.for([
    ['a URL that is too long', [414], `GET ${listPath}&a=${'a'.repeat(4096)} HTTP/1.1`, ''],
    // workerd rejects either the line or all headers: that depends on how much it reads at once.
    ['a URL of 500000 characters', [414, 431], `GET ${listPath}&a=${'a'.repeat(500_000)} HTTP/1.1`, ''],
    ['a header that is too long', [431], `GET ${listPath} HTTP/1.1`, `x-a: ${'a'.repeat(17_000)}\r\n`],
    ['a header of 500000 characters', [431], `GET ${listPath} HTTP/1.1`, `x-a: ${'a'.repeat(500_000)}\r\n`],
    ['10000 headers', [431], `GET ${listPath} HTTP/1.1`, 'x: y\r\n'.repeat(10_000)],
  ] as const)('%s', async ([, rejections, line, more]) => {
    const { statuses, sent } = await send(get(line, more))
    expect([sent, statuses.length]).toEqual([[], 1])
    expect(rejections).toContain(statuses[0])
  })
})
