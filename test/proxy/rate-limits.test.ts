import { describe, expect, test } from 'vitest'
import type { ProxyConfig } from '../../worker/proxy/app.ts'
import type { RateLimiter } from '../../worker/proxy/limits/rate-limits.ts'
import { allowedOrigin, authorized, callers, openConfig, openProxy, sha256 } from '../support/proxy.ts'
import { allPermissions, jsonHeaders, upstream, v21 } from './send.ts'

const list = `${v21}/packages`
const write = { method: 'PUT', headers: jsonHeaders, body: '{}' }

type Name = 'RL_ADDRESS' | 'RL_CALLER' | 'RL_WRITE' | 'RL_GLOBAL'
const names: readonly Name[] = ['RL_ADDRESS', 'RL_CALLER', 'RL_WRITE', 'RL_GLOBAL']

/** A rate limiter that allows each key a number of times, and records the keys. */
const counter = (limit = Number.POSITIVE_INFINITY): RateLimiter & { keys: string[] } => {
  const keys: string[] = []
  return {
    keys,
    async limit({ key }) {
      keys.push(key)
      return { success: keys.filter((each) => each === key).length <= limit }
    },
  }
}

const failures: Record<string, () => ReturnType<RateLimiter['limit']>> = {
  'throws at once': () => {
    throw new Error('CANARY')
  },
  rejects: () => Promise.reject(new Error('CANARY')),
  'returns undefined': () => Promise.resolve(undefined as never),
  'never settles': () => new Promise(() => {}),
}

/** A proxy with some rate limiters that allows everything else. */
const open = (config: ProxyConfig) => openProxy({ ...allPermissions, ...config }, upstream)
const from = (ip: string) => ({ headers: { ...authorized, 'cf-connecting-ip': ip } })

describe('createProxy', () => {
  test.for(names)('#23 rejects a request beyond the limit %s and sends nothing', async (name) => {
    const { request, calls, log } = open({ [name]: counter(0) })
    const response = await request(`${v21}/packages/p`, {
      ...write,
      headers: { ...jsonHeaders, origin: allowedOrigin },
    })
    expect([response.status, await response.json()]).toEqual([
      429,
      expect.objectContaining({ code: 'rate_limited', retryable: true }),
    ])
    expect(response.headers.get('retry-after')).toBe('60')
    expect(response.headers.get('access-control-expose-headers'), 'pages can read the header').toContain('retry-after')
    expect([calls, log]).toEqual([[], []])
  })

  test('#23 rejects requests beyond the limit only', async () => {
    const { request, calls } = open({ RL_CALLER: counter(2) })
    const statuses: number[] = []
    for (let at = 0; at < 4; at += 1) statuses.push((await request(list, { headers: authorized })).status)
    expect([statuses, calls.length]).toEqual([[200, 200, 429, 429], 2])
  })

  test('counts the IP address before it checks the token, and everything else after all other checks', async () => {
    const limits = { RL_ADDRESS: counter(), RL_CALLER: counter(), RL_WRITE: counter(), RL_GLOBAL: counter() }
    const { request } = open(limits)
    await request(list)
    await request(list, { headers: { authorization: 'Bearer wrong' } })
    await request(`${v21}/packages/p`, { method: 'PATCH' })
    await request(list, {
      method: 'OPTIONS',
      headers: { origin: allowedOrigin, 'access-control-request-method': 'GET' },
    })
    await request(list, { headers: { origin: 'https://evil.example' } })
    await request('/healthz')
    const counted = () => names.map((name) => limits[name].keys.length)
    expect(counted(), 'a rejected request does not use up the other limits').toEqual([2, 0, 0, 0])
    await request(list, { headers: authorized })
    expect(counted()).toEqual([3, 1, 0, 1])
    await request(`${v21}/packages/p`, write)
    expect(counted()).toEqual([4, 2, 1, 2])
  })

  test('counts a request for all callers only within the other limits', async () => {
    const limits = { RL_CALLER: counter(), RL_WRITE: counter(0), RL_GLOBAL: counter() }
    await open(limits).request(`${v21}/packages/p`, write)
    expect([limits.RL_CALLER.keys.length, limits.RL_GLOBAL.keys.length]).toEqual([1, 0])
  })
})

describe('createProxy counts', () => {
  test('by address for IPv4, by network for IPv6, and together without an address', async () => {
    const RL_ADDRESS = counter()
    const { request } = open({ RL_ADDRESS })
    for (const ip of [
      '192.0.2.1',
      '2001:db8:1:2:3:4:5:6',
      '2001:db8::1:2:3:4:5',
      '2001:db8::1',
      '::1',
      '2001:db8:1::',
      '::ffff:192.0.2.1',
    ]) {
      await request(list, from(ip))
    }
    await request(list, { headers: { ...authorized, 'x-forwarded-for': '192.0.2.2', 'x-real-ip': '192.0.2.2' } })
    expect(RL_ADDRESS.keys).toEqual([
      '192.0.2.1',
      '2001:db8:1:2',
      '2001:db8:0:1',
      '2001:db8:0:0',
      '0:0:0:0',
      '2001:db8:1:0',
      '::ffff:192.0.2.1',
      'none',
    ])
  })

  test('#23 all addresses of an IPv6 network of 64 bits as one, and those of the next network apart', async () => {
    const RL_ADDRESS = counter(1)
    const { request } = open({ RL_ADDRESS })
    const statusOf = async (ip: string) => (await request(list, from(ip))).status
    expect(await statusOf('2001:db8:a:b::1')).toBe(200)
    expect(await statusOf('2001:db8:a:b:ffff:ffff:ffff:ffff'), 'the last address of the network').toBe(429)
    expect(await statusOf('2001:db8:a:c::1'), 'the next network').toBe(200)
    expect(await statusOf('2001:db8:b:b::1')).toBe(200)
  })

  test('each caller by its id, from every address', async () => {
    const [RL_CALLER, RL_WRITE, RL_GLOBAL] = [counter(1), counter(1), counter()]
    const PROXY_CALLERS = JSON.stringify(['a', 'b'].map((id) => ({ id, sha256: sha256(id) })))
    const { request } = open({ RL_CALLER, RL_WRITE, RL_GLOBAL, PROXY_CALLERS })
    const statusOf = async (id: string, ip: string) => {
      const headers = { ...jsonHeaders, authorization: `Bearer ${id}`, 'cf-connecting-ip': ip }
      return (await request(`${v21}/packages/p`, { ...write, headers })).status
    }
    expect([
      await statusOf('a', '192.0.2.1'),
      await statusOf('a', '192.0.2.2'),
      await statusOf('b', '192.0.2.2'),
    ]).toEqual([200, 429, 200])
    expect([RL_CALLER.keys, RL_WRITE.keys, new Set(RL_GLOBAL.keys).size]).toEqual([['a', 'a', 'b'], ['a', 'b'], 1])
  })

  test('anonymous callers by address and together, but not as one caller', async () => {
    const limits = { RL_ADDRESS: counter(), RL_CALLER: counter(0), RL_GLOBAL: counter() }
    const { request } = open({ ...limits, PROXY_AUTH: 'public-read' })
    expect((await request(list)).status).toBe(200)
    expect(names.map((name) => ({ RL_WRITE: counter(), ...limits })[name].keys.length)).toEqual([1, 0, 0, 1])
  })

  test('a caller with the id anonymous like every other', async () => {
    const RL_CALLER = counter(0)
    const { request } = open({ ...callers({ id: 'anonymous' }), RL_CALLER })
    expect((await request(list, { headers: authorized })).status).toBe(429)
  })

  test('nothing without a binding', async () => {
    const { request } = openProxy(openConfig, upstream)
    const statuses = await Promise.all(
      Array.from({ length: 200 }, async () => (await request(list, { headers: authorized })).status),
    )
    expect(new Set(statuses)).toEqual(new Set([200]))
  })
})

// Concurrent: a limiter that never settles takes a second.
describe.concurrent.for(Object.entries(failures))('#24 createProxy, if a rate limiter %s,', ([, limit]) => {
  test.for(names)('rejects a write at %s, sends nothing and logs an error', async (name) => {
    const { request, calls, log } = open({ [name]: { limit } })
    const response = await request(`${v21}/packages/p`, write)
    expect([response.status, await response.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'limiter_unavailable', retryable: true }),
    ])
    expect(response.headers.get('retry-after')).toBe('1')
    expect(calls).toEqual([])
    expect(log.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 'error', code: 'limiter_unavailable', limiter: 'unavailable' }),
    ])
    expect(log.join()).not.toContain('CANARY')
  })

  test.for(names.filter((name) => name !== 'RL_WRITE'))('serves a list at %s and logs an error', async (name) => {
    const { request, calls, log } = open({ [name]: { limit } })
    expect((await request(list, { headers: authorized })).status).toBe(200)
    expect(calls).toHaveLength(1)
    expect(log.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 'error', status: 200, limiter: 'unavailable' }),
    ])
  })
})
