import { expect, test } from 'vitest'
import { createProxy } from '../../worker/proxy/app.ts'
import { createKeyStore } from '../../worker/proxy/callers/access-keys.ts'
import { accessConfig, accessKey, claims, sign } from '../support/access.ts'
import { openConfig, proxyOrigin } from '../support/proxy.ts'
import { v21 } from './send.ts'

const { jwk, ...key } = await accessKey('good')
const url = 'https://team.cloudflareaccess.com/cdn-cgi/access/certs'
const { signal } = new AbortController()

test('createKeyStore finds a key beside others that are none, for checking only', async () => {
  const asked: [string, RequestInit][] = []
  const keys = [{ kty: 'RSA', kid: 'bad' }, { kid: 'worse' }, jwk]
  const find = createKeyStore(
    url,
    (...each) => {
      asked.push(each)
      return Response.json({ keys })
    },
    () => 0,
  )
  const { type, extractable, usages } = await find('good', signal)
  expect([type, extractable, usages]).toEqual(['public', false, ['verify']])
  await expect(find('bad', signal)).rejects.toThrow('invalid_token')
  await expect(find('missing', signal)).rejects.toThrow('invalid_token')
  expect(asked.map(([from, { headers, redirect }]) => [from, headers, redirect])).toEqual([
    [url, { accept: 'application/json' }, 'manual'],
  ])
})

/** A set of keys that is there or not, and how often it was asked for. */
const published = () => {
  const state = { time: 0, asked: 0, isUp: true }
  const fetch = () => {
    state.asked += 1
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

test('createKeyStore does not look again for half a minute, whether it found anything or not', async () => {
  const { state, outcome } = published()
  expect([await outcome('good'), await outcome('other'), state.asked]).toEqual(['found', 'invalid_token', 1])
  state.isUp = false
  state.time += 30_000
  expect([await outcome('other'), await outcome('other')]).toEqual(['auth_unavailable', 'auth_unavailable'])
  expect([await outcome('good'), state.asked], 'those that are known still serve').toEqual(['found', 2])
  state.isUp = true
  state.time += 30_000
  expect([await outcome('other'), state.asked]).toEqual(['invalid_token', 3])
})

test('createKeyStore keeps what it has for a day when there is nothing newer to be had', async () => {
  const { state, outcome } = published()
  await outcome('good')
  state.isUp = false
  state.time += HOUR
  expect([await outcome('good'), await outcome('good'), state.asked]).toEqual(['found', 'found', 2])
  state.time += 22 * HOUR
  expect(await outcome('good')).toBe('found')
  state.time += HOUR
  expect([await outcome('good'), await outcome('good'), state.asked]).toEqual([
    'auth_unavailable',
    'auth_unavailable',
    5,
  ])
  state.isUp = true
  expect(await outcome('good'), 'who has none looks at once').toBe('found')
})

test('createKeyStore learns nothing from a caller that left', async () => {
  const { state, outcome } = published()
  await outcome('good')
  state.isUp = false
  state.time += HOUR
  await outcome('good', AbortSignal.abort())
  state.isUp = true
  expect([await outcome('good'), state.asked]).toEqual(['found', 3])
})

test('createProxy logs who called, as Access knows them', async () => {
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
