import { array, constantFrom, oneof, option, record } from 'fast-check'
import { expect, test } from 'vitest'
import { forAll, headerText, pieces } from '../../support/property.ts'
import { allowedOrigin, authorized, callers, openConfig, openProxy, sha256, token } from '../../support/proxy.ts'
import { v21 } from '../send.ts'

const list = `${v21}/packages`
const other = 'https://other.example:8080'

const almostOrigin = oneof(
  constantFrom(allowedOrigin, other),
  pieces(
    allowedOrigin,
    other,
    'null',
    '*',
    ',',
    ' ',
    '.',
    ':443',
    ':8443',
    '/',
    '@',
    '\\',
    '#',
    'evil',
    '.example',
    '\t',
  ),
  pieces('https', 'http', 'HTTPS', '://', 'app', 'APP', 'x', '.', 'example', ':', '443', '/', '%2e', 'аpp', '\u00e9'),
  headerText,
).filter((text) => /^[\t -\xff]*$/.test(text))

test('#5 createProxy allows an origin only if it is exactly in the list', async () => {
  const requests = record({
    listed: constantFrom<string[][]>([], [allowedOrigin], [allowedOrigin, other]),
    origin: almostOrigin,
    isPreflight: constantFrom(true, false),
  })
  let served = 0
  await forAll(requests, async ({ listed, origin, isPreflight }) => {
    const { request, calls } = openProxy({ ...openConfig, ALLOWED_ORIGINS: listed.join() })
    const headers = new Headers({ origin, ...(isPreflight ? { 'access-control-request-method': 'GET' } : authorized) })
    const response = await request(list, { method: isPreflight ? 'OPTIONS' : 'GET', headers })
    // Whitespace around it is not part of the header's value.
    const sent = headers.get('origin') ?? ''
    const isListed = listed.includes(sent)
    served += calls.length
    expect([response.status, calls.length]).toEqual(isListed ? (isPreflight ? [204, 0] : [200, 1]) : [403, 0])
    expect(response.headers.get('access-control-allow-origin')).toBe(isListed ? sent : null)
    const cors = [...response.headers.keys()].filter((name) => name.startsWith('access-control-'))
    expect(isListed || cors.length === 0).toBe(true)
    expect(response.headers.get('vary')).toBe('Origin')
  })
  expect(served, 'both kinds occurred').toBeGreaterThan(5)
})

test('#2 createProxy accepts only tokens of callers, and rejects all others with the same response', async () => {
  const credentials = oneof(
    constantFrom(`Bearer ${token}`),
    pieces('Bearer', 'bearer', 'Basic', ' ', token, token.slice(1), sha256(token), ',', '=', '"', '\t', 'x'),
    headerText,
  )
  const responses = new Set<string>()
  await forAll(credentials, async (authorization) => {
    const { request, calls } = openProxy()
    const headers = new Headers({ authorization })
    const isToken = new RegExp(`^Bearer +${token}$`, 'i').test(headers.get('authorization') ?? '')
    const response = await request(list, { headers })
    expect([response.status, calls.length]).toEqual(isToken ? [200, 1] : [401, 0])
    if (isToken) return
    const { requestId: _, ...body } = await response.json()
    responses.add(JSON.stringify([body, response.headers.get('www-authenticate')]))
  })
  // Also an expired token, and a token without callers.
  for (const config of [callers({ expires: '2020-01-01T00:00:00Z' }), { PROXY_CALLERS: '[]' }]) {
    const response = await openProxy({ ...openConfig, ...config }).request(list, { headers: authorized })
    const { requestId: _, ...body } = await response.json()
    responses.add(JSON.stringify([body, response.headers.get('www-authenticate')]))
  }
  expect([...responses]).toEqual([expect.stringContaining('"invalid_token"')])
})

test('#7 createProxy rejects a request of another site without an allowed origin', async () => {
  const metadata = record({
    'sec-fetch-site': oneof(constantFrom('none', 'same-origin', 'same-site', 'cross-site'), headerText),
    'sec-fetch-mode': constantFrom('cors', 'no-cors', 'navigate', 'websocket'),
    'sec-fetch-dest': constantFrom('empty', 'image', 'script', 'document', 'iframe'),
    origin: option(constantFrom(allowedOrigin, other), { nil: undefined }),
  })
  await forAll(metadata, async ({ origin, ...metadata }) => {
    const { request, calls } = openProxy()
    const headers = new Headers({ ...authorized, ...metadata, ...(origin !== undefined && { origin }) })
    const { status } = await request(list, { headers })
    const isHome = ['none', 'same-origin'].includes(headers.get('sec-fetch-site') ?? '')
    const isServed = origin === undefined ? isHome : origin === allowedOrigin
    expect([status, calls.length]).toEqual(isServed ? [200, 1] : [403, 0])
  })
})

test('#12 createProxy forwards no header of a caller and repeats none in its response', async () => {
  const names = oneof(
    constantFrom('host', 'cookie', 'content-length', 'transfer-encoding', 'connection', 'expect', 'te', 'forwarded'),
    constantFrom('x-ncp-iam-access-key', 'x-ncp-apigw-signature-v2', 'x-ncp-apigw-timestamp', 'x-ncp-apigw-api-key'),
    constantFrom('x-forwarded-for', 'x-forwarded-host', 'x-original-url', 'x-rewrite-url', 'x-http-method-override'),
    constantFrom(
      'cf-connecting-ip',
      'cf-worker',
      'accept',
      'content-type',
      'accept-encoding',
      'if-none-match',
      'range',
    ),
    pieces('x', '-', 'ncp', 'apigw', 'proxy', 'cf', '_', '1', 'Z').filter((name) => name !== ''),
  )
  const fields = array(record({ name: names, value: headerText }), { maxLength: 8 })
  await forAll(fields, async (given) => {
    const { request, calls, lines } = openProxy()
    const headers = new Headers(authorized)
    for (const { name, value } of given) headers.append(name, `CANARY${value}`)
    const response = await request(list, { headers })
    // The proxy validates content-length.
    expect([200, 413]).toContain(response.status)
    for (const { url, init } of calls) {
      expect(new URL(url).origin).toBe('https://cloudfunctions.apigw.ntruss.com')
      expect(Object.keys(init.headers ?? {}).sort()).toEqual([
        'accept',
        'content-type',
        'x-ncp-apigw-signature-v2',
        'x-ncp-apigw-timestamp',
        'x-ncp-iam-access-key',
      ])
    }
    expect(JSON.stringify([calls, lines, [...response.headers], await response.text()])).not.toContain('CANARY')
  })
})
