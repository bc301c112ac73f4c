import { describe, expect, test } from 'vitest'
import { rejectMalformed } from '../../worker/proxy/request/guard.ts'
import { authorized, openProxy } from '../support/proxy.ts'
import { allPermissions, upstream, v21 } from './send.ts'

/** Checks a request with a URL and headers that a runtime would not allow. */
const checkRequest = (url: string, headers: Record<string, string> = {}) =>
  rejectMalformed({ method: 'GET', url, headers: new Headers(headers) } as Request)

describe('rejectMalformed', () => {
  test('accepts a URL of 4096 characters and no more', () => {
    const url = 'https://edge.example.dev/'.padEnd(4096, 'a')
    expect(() => checkRequest(url)).not.toThrow()
    expect(() => checkRequest(`${url}a`)).toThrow('uri_too_long')
  })

  test('accepts 16384 characters of headers, with their names, and no more', () => {
    const headers = (length: number) => ({ 'x-a': 'a'.repeat(16_384 - 6 - length), 'x-b': 'b'.repeat(length) })
    expect(() => checkRequest('https://edge.example.dev/', headers(100))).not.toThrow()
    expect(() => checkRequest('https://edge.example.dev/', { ...headers(100), 'x-b': 'b'.repeat(101) })).toThrow(
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

  test('sends signed requests to UPSTREAM_DEV_ORIGIN', async () => {
    const { request, calls } = openProxy(config, upstream)
    await request(`${v21}/packages`, { headers: { ...authorized, host: 'localhost' } })
    expect(calls.map(({ url }) => new URL(url).origin)).toEqual(['http://localhost:8788'])
  })

  test.for(['localhost', 'localhost:5', 'localhost:65535', '127.0.0.1:8787', '[::1]:8787'])(
    'serves the host %s',
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
  ])('rejects the host %s', async (host) => {
    expect(await statusAs(host)).toEqual([host, 403, 0])
  })
})
