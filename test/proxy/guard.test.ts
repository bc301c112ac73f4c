import { describe, expect, test } from 'vitest'
import { rejectMalformed } from '../../worker/proxy/request/guard.ts'
import { authorized, openConfig, openProxy, token } from '../support/proxy.ts'
import { allPermissions, jsonHeaders, rejected, sendRequest, upstream, v21 } from './send.ts'

/** A request of this form, whatever runtimes make of headers. */
const form = (url: string, headers: Record<string, string> = {}) =>
  rejectMalformed({ method: 'GET', url, headers: new Headers(headers) } as Request)

describe('rejectMalformed', () => {
  test('takes an address of 4096 characters and no more', () => {
    const address = 'https://edge.example.dev/'.padEnd(4096, 'a')
    expect(() => form(address)).not.toThrow()
    expect(() => form(`${address}a`)).toThrow('uri_too_long')
  })

  test('takes 16384 characters of headers, with their names, and no more', () => {
    const headers = (length: number) => ({ 'x-a': 'a'.repeat(16_384 - 6 - length), 'x-b': 'b'.repeat(length) })
    expect(() => form('https://edge.example.dev/', headers(100))).not.toThrow()
    expect(() => form('https://edge.example.dev/', { ...headers(100), 'x-b': 'b'.repeat(101) })).toThrow(
      'headers_too_large',
    )
  })
})

describe('a development proxy', () => {
  const config = { ...allPermissions, UPSTREAM_DEV_ORIGIN: 'http://localhost:8788' }
  const statusAs = async (host: string) => {
    const { request, calls } = openProxy(config, upstream)
    const { status } = await request(`${v21}/packages`, { headers: { ...authorized, host } })
    return [host, status, calls.length]
  }

  test.for(['localhost', 'localhost:5', 'localhost:65535', '127.0.0.1:8787', '[::1]:8787'])(
    'answers as %s',
    async (host) => {
      expect(await statusAs(host)).toEqual([host, 200, 1])
    },
  )

  test.for([
    'local:1host',
    'localhost:',
    'localhost:123456',
    'localhost:80:80',
    'localhost:80a',
    'localhost:a',
    '127.0.0.1:80.evil.example',
  ])('does not answer as %s', async (host) => {
    expect(await statusAs(host)).toEqual([host, 403, 0])
  })
})

test('anybody may list what is allowed, and no other lists', async () => {
  const config = { PROXY_AUTH: 'public-read', ALLOWED_OPERATIONS: 'getPackageList', ALLOWED_ACTIONS: '' }
  expect(await sendRequest(`${v21}/packages`, {}, config)).toMatchObject({ status: 200, calls: [{}] })
  for (const path of ['/triggers', '/activations', '/packages/-/actions']) {
    expect([path, await sendRequest(v21 + path, {}, config)]).toEqual([path, rejected(403, 'insufficient_scope')])
  }
})

test('an unknown address outside of the API has the methods of all operations', async () => {
  const { request } = openProxy(allPermissions, upstream)
  const { status, headers } = await request('/', { method: 'PATCH', headers: authorized })
  expect([status, headers.get('allow')]).toEqual([405, 'GET, PUT, POST, DELETE, OPTIONS'])
})

test('a character that comes in two parts is one', async () => {
  const bytes = new TextEncoder().encode('{"description":"한"}')
  for (let cut = 1; cut < bytes.length; cut += 1) {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes.slice(0, cut))
        controller.enqueue(bytes.slice(cut))
        controller.close()
      },
    })
    const { status, calls } = await sendRequest(`${v21}/packages/p`, {
      method: 'PUT',
      headers: jsonHeaders,
      body,
      duplex: 'half',
    })
    expect([cut, status, calls.map(({ init }) => init.body)]).toEqual([cut, 200, ['{"description":"한"}']])
  }
})

test('a token with more behind it or before it is another one', async () => {
  for (const authorization of [`Bearer ${token} x`, `Bearer ${token}\u00e4`, `x Bearer ${token}`]) {
    expect(await sendRequest(`${v21}/packages`, { headers: { authorization } })).toEqual(rejected(401, 'invalid_token'))
  }
})

test('anybody is called so in the log', async () => {
  const { request, lines } = openProxy({ ...openConfig, PROXY_AUTH: 'public-read' }, upstream)
  await request(`${v21}/packages`)
  expect(lines.map((line) => JSON.parse(line))).toEqual([expect.objectContaining({ status: 200, caller: 'anybody' })])
})

test('a body that has come leaves no timer behind', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const before = timers()
  for (const body of ['{}', '[]']) {
    await sendRequest(`${v21}/packages/p`, { method: 'PUT', headers: jsonHeaders, body }, { BODY_TIMEOUT_MS: '120000' })
  }
  expect(timers()).toBe(before)
})
