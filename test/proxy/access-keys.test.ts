import { expect, test } from 'vitest'
import { createProxy } from '../../worker/proxy/app.ts'
import { createKeyStore } from '../../worker/proxy/callers/cloudflare-access-keys.ts'
import { accessConfig, accessKey, claims, sign } from '../support/access.ts'
import { openConfig, proxyOrigin } from '../support/proxy.ts'
import { v21 } from './send.ts'

const { jwk, ...key } = await accessKey('good')
const url = 'https://team.cloudflareaccess.com/cdn-cgi/access/certs'
const { signal } = new AbortController()

test('createKeyStore finds a key beside invalid ones, and imports it for verification only', async () => {
  const fetched: [string, RequestInit][] = []
  const keys = [{ kty: 'RSA', kid: 'bad' }, { kid: 'worse' }, jwk]
  const find = createKeyStore(
    url,
    (...call) => {
      fetched.push(call)
      return Response.json({ keys })
    },
    () => 0,
  )
  const { type, extractable, usages } = await find('good', signal)
  expect([type, extractable, usages]).toEqual(['public', false, ['verify']])
  await expect(find('bad', signal)).rejects.toThrow('invalid_token')
  await expect(find('missing', signal)).rejects.toThrow('invalid_token')
  expect(fetched.map(([from, { headers, redirect }]) => [from, headers, redirect])).toEqual([
    [url, { accept: 'application/json' }, 'manual'],
  ])
})

/** A key store, the state of its server, and how often it fetched. */
const published = () => {
  const state = { time: 0, fetches: 0, isUp: true }
  const fetch = () => {
    state.fetches += 1
    if (!state.isUp) throw new TypeError('fetch failed')
    return Response.json({ keys: [jwk] })
  }
  const find = createKeyStore(url, fetch, () => state.time)
  const outcome = (kid: string, by = signal) =>
    find(kid, by).then(
      () => 'found',
      ({ message }: Error) => message,
    )
  return { state, outcome }
}
const HOUR = 3_600_000

test('createKeyStore fetches at most every 30 s, whether it gets keys or not', async () => {
  const { state, outcome } = published()
  expect([await outcome('good'), await outcome('other'), state.fetches]).toEqual(['found', 'invalid_token', 1])
  state.isUp = false
  state.time += 30_000
  expect([await outcome('other'), await outcome('other')]).toEqual(['auth_unavailable', 'auth_unavailable'])
  expect([await outcome('good'), state.fetches], 'known keys remain valid').toEqual(['found', 2])
  state.isUp = true
  state.time += 30_000
  expect([await outcome('other'), state.fetches]).toEqual(['invalid_token', 3])
})

test('createKeyStore uses its keys for a day if it cannot fetch new ones', async () => {
  const { state, outcome } = published()
  await outcome('good')
  state.isUp = false
  state.time += HOUR
  expect([await outcome('good'), await outcome('good'), state.fetches]).toEqual(['found', 'found', 2])
  state.time += 22 * HOUR
  expect(await outcome('good')).toBe('found')
  state.time += HOUR
  expect([await outcome('good'), await outcome('good'), state.fetches]).toEqual([
    'auth_unavailable',
    'auth_unavailable',
    5,
  ])
  state.isUp = true
  expect(await outcome('good'), 'without keys it fetches at once').toBe('found')
})

test('createKeyStore ignores a fetch that its caller aborted', async () => {
  const { state, outcome } = published()
  await outcome('good')
  state.isUp = false
  state.time += HOUR
  await outcome('good', AbortSignal.abort())
  state.isUp = true
  expect([await outcome('good'), state.fetches]).toEqual(['found', 3])
})

test('createProxy logs the user of Access as the caller', async () => {
  const lines: string[] = []
  const now = 1_800_000_000
  const app = createProxy(
    { ...openConfig, PROXY_CALLERS: '', ...accessConfig },
    {
      fetch: () => Response.json({ content: [] }),
      fetchKeys: () => Response.json({ keys: [jwk] }),
      now: () => now * 1000,
      log: (line) => lines.push(line),
    },
  )
  const headers = { 'cf-access-jwt-assertion': await sign({ jwk, ...key }, claims(now)) }
  const { status } = await app.request(`${proxyOrigin}${v21}/packages`, { headers })
  expect([status, lines.map((line) => JSON.parse(line).caller)]).toEqual([200, ['kim@example.com']])
})
