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
  const find = createKeyStore(url, {
    fetch: (...call) => {
      fetched.push(call)
      return Response.json({ keys })
    },
    now: () => 0,
  })
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
  const find = createKeyStore(url, { fetch, now: () => state.time })
  const outcome = (kid: string, by = signal) =>
    find(kid, by).then(
      () => 'found',
      ({ message }: Error) => message,
    )
  return { state, outcome }
}
const HOUR = 3_600_000

test('#46 createKeyStore fetches at most every 10 s, whether it gets keys or not', async () => {
  const { state, outcome } = published()
  expect([await outcome('good'), await outcome('other'), state.fetches]).toEqual(['found', 'invalid_token', 1])
  state.time += 9_999
  expect([await outcome('other'), state.fetches]).toEqual(['invalid_token', 1])
  state.isUp = false
  state.time += 1
  expect([await outcome('other'), await outcome('other')]).toEqual(['auth_unavailable', 'auth_unavailable'])
  expect([await outcome('good'), state.fetches], 'known keys remain valid').toEqual(['found', 2])
  state.isUp = true
  state.time += 10_000
  expect([await outcome('other'), state.fetches]).toEqual(['invalid_token', 3])
})

test('#46 createKeyStore fetches at most every 10 s if the first fetch fails', async () => {
  const { state, outcome } = published()
  state.isUp = false
  expect([await outcome('good'), await outcome('good'), state.fetches]).toEqual([
    'auth_unavailable',
    'auth_unavailable',
    1,
  ])
  state.isUp = true
  state.time += 9_999
  expect([await outcome('good'), state.fetches]).toEqual(['auth_unavailable', 1])
  state.time += 1
  expect([await outcome('good'), state.fetches]).toEqual(['found', 2])
})

/**
 * A key store whose first fetches wait for the test, and whose delays take no time.
 *
 * @param delayMs How far each delay moves the clock.
 * @param slowFetches How many fetches wait.
 */
const slowlyPublished = (delayMs = 0, slowFetches = Infinity) => {
  const state = { time: 0, delays: [] as number[] }
  const fetches: PromiseWithResolvers<Response>[] = []
  const respond = (index: number) => fetches[index]?.resolve(Response.json({ keys: [jwk] }))
  const fetch = (_: string, { signal: aborted }: RequestInit) => {
    const response = Promise.withResolvers<Response>()
    aborted?.addEventListener('abort', () => response.reject(aborted.reason))
    fetches.push(response)
    if (fetches.length > slowFetches) respond(fetches.length - 1)
    return response.promise
  }
  const sleep = async (ms: number) => {
    state.delays.push(ms)
    state.time += delayMs
    // Lets a fetch arrive between two delays.
    await new Promise((resolve) => setTimeout(resolve))
  }
  const find = createKeyStore(url, { fetch, now: () => state.time, sleep })
  const outcome = (kid: string, by = signal) =>
    find(kid, by).then(
      () => 'found',
      ({ message }: Error) => message,
    )
  return { state, fetches, outcome, respond }
}

test('#46 createKeyStore fetches once for 50 tokens at the same time, and all get the key', async () => {
  const { fetches, outcome, respond } = slowlyPublished()
  const found = Array.from({ length: 50 }, () => outcome('good'))
  respond(0)
  expect([await Promise.all(found), fetches.length]).toEqual([Array(50).fill('found'), 1])
})

test('#46 createKeyStore fetches once for 50 unknown keys at the same time, and known keys do not wait', async () => {
  const { state, fetches, outcome, respond } = slowlyPublished()
  const first = outcome('good')
  respond(0)
  await first
  state.time += 10_000
  const others = Array.from({ length: 50 }, (_, index) => outcome(`other ${index}`))
  expect([await outcome('good'), fetches.length], 'while the fetch runs').toEqual(['found', 2])
  respond(1)
  expect([await Promise.all(others), fetches.length]).toEqual([Array(50).fill('invalid_token'), 2])
})

test('createKeyStore fetches for a request that has waited 1 s for the first fetch of another', async () => {
  const { state, fetches, outcome } = slowlyPublished(50, 1)
  const first = outcome('good')
  expect([await outcome('good'), fetches.length]).toEqual(['found', 2])
  expect(state.delays).toEqual(Array(20).fill(50))
  fetches[0]?.reject(new Error('reset'))
  expect([await first, await outcome('other')], 'the late failure does not count').toEqual(['found', 'invalid_token'])
})

test('createKeyStore lets a request with an unknown key wait 6 s at most', async () => {
  const { state, fetches, outcome, respond } = slowlyPublished(50)
  const found = outcome('good')
  respond(0)
  await found
  state.time += 10_000
  const first = outcome('other')
  expect([await outcome('other'), fetches.length]).toEqual(['auth_unavailable', 2])
  expect(state.delays).toEqual(Array(120).fill(50))
  respond(1)
  expect(await first).toBe('invalid_token')
})

test('createKeyStore fetches for a waiting request if the caller of the first fetch left', async () => {
  const { fetches, outcome } = slowlyPublished(0, 1)
  const controller = new AbortController()
  const all = [outcome('good', controller.signal), outcome('good'), outcome('good')]
  controller.abort()
  expect([await Promise.all(all), fetches.length]).toEqual([['auth_unavailable', 'found', 'found'], 2])
})

test('createKeyStore ends the waiting of a caller that left', async () => {
  const { state, outcome } = slowlyPublished()
  const first = outcome('good')
  expect(await outcome('good', AbortSignal.abort())).toBe('auth_unavailable')
  expect([state.delays, first]).toEqual([[], expect.any(Promise)])
})

test('#46 createKeyStore counts a fetch for an unknown key whose caller left', async () => {
  const { state, fetches, outcome, respond } = slowlyPublished()
  const found = outcome('good')
  respond(0)
  await found
  state.time += 10_000
  const controller = new AbortController()
  const first = outcome('other', controller.signal)
  controller.abort()
  await first
  expect([await outcome('other'), await outcome('good'), fetches.length]).toEqual(['invalid_token', 'found', 2])
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
    4,
  ])
  state.isUp = true
  state.time += 10_000
  expect(await outcome('good')).toBe('found')
})

test('createKeyStore keeps its keys after a fetch that its caller aborted', async () => {
  const { state, outcome } = published()
  await outcome('good')
  state.isUp = false
  state.time += HOUR
  expect(await outcome('good', AbortSignal.abort())).toBe('found')
  state.isUp = true
  state.time += 10_000
  expect([await outcome('good'), await outcome('other'), state.fetches]).toEqual(['found', 'invalid_token', 2])
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
