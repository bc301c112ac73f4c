import { describe, expect, test } from 'vitest'
import type { ProxyConfig } from '../../worker/proxy/app.ts'
import type { RateLimiter } from '../../worker/proxy/limits/rate-limits.ts'
import { allowedOrigin, authorized, callers, openConfig, openProxy, sha256 } from '../support/proxy.ts'
import { allPermissions, jsonHeaders, upstream, v21 } from './send.ts'

const list = `${v21}/packages`
const write = { method: 'PUT', headers: jsonHeaders, body: '{}' }

type Name = 'RL_ADDRESS' | 'RL_CALLER' | 'RL_WRITE' | 'RL_GLOBAL'
const names: readonly Name[] = ['RL_ADDRESS', 'RL_CALLER', 'RL_WRITE', 'RL_GLOBAL']

/** Lets every key through so often; remembers the keys. */
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
  'gives nothing': () => Promise.resolve(undefined as never),
  'does not end': () => new Promise(() => {}),
}

/** What counts a request, by what is asked. */
const open = (config: ProxyConfig) => openProxy({ ...allPermissions, ...config }, upstream)
const from = (address: string) => ({ headers: { ...authorized, 'cf-connecting-ip': address } })

describe('createProxy refuses', () => {
  test.for(names)('#23 what %s does not let through, and sends nothing', async (name) => {
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
    expect(response.headers.get('access-control-expose-headers'), 'pages can read it').toContain('retry-after')
    expect([calls, log]).toEqual([[], []])
  })

  test('no more than that', async () => {
    const { request, calls } = open({ RL_CALLER: counter(2) })
    const statuses: number[] = []
    for (let at = 0; at < 4; at += 1) statuses.push((await request(list, { headers: authorized })).status)
    expect([statuses, calls.length]).toEqual([[200, 200, 429, 429], 2])
  })

  test('an address before it looks at a token, and everything else after', async () => {
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
    expect(counted(), 'nobody who is refused uses up what others share').toEqual([2, 0, 0, 0])
    await request(list, { headers: authorized })
    expect(counted()).toEqual([3, 1, 0, 1])
    await request(`${v21}/packages/p`, write)
    expect(counted()).toEqual([4, 2, 1, 2])
  })

  test('what is counted last only if the rest let it through', async () => {
    const limits = { RL_CALLER: counter(), RL_WRITE: counter(0), RL_GLOBAL: counter() }
    await open(limits).request(`${v21}/packages/p`, write)
    expect([limits.RL_CALLER.keys.length, limits.RL_GLOBAL.keys.length]).toEqual([1, 0])
  })
})

describe('createProxy counts', () => {
  test('addresses: one of IPv4, a network of IPv6, and all where there is none', async () => {
    const RL_ADDRESS = counter()
    const { request } = open({ RL_ADDRESS })
    for (const address of [
      '192.0.2.1',
      '2001:db8:1:2:3:4:5:6',
      '2001:db8::1:2:3:4:5',
      '2001:db8::1',
      '::1',
      '2001:db8:1::',
      '::ffff:192.0.2.1',
    ]) {
      await request(list, from(address))
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

  test('callers by their ids, each on their own, wherever they are', async () => {
    const [RL_CALLER, RL_WRITE, RL_GLOBAL] = [counter(1), counter(1), counter()]
    const PROXY_CALLERS = JSON.stringify(['a', 'b'].map((id) => ({ id, sha256: sha256(id) })))
    const { request } = open({ RL_CALLER, RL_WRITE, RL_GLOBAL, PROXY_CALLERS })
    const ask = async (id: string, address: string) => {
      const headers = { ...jsonHeaders, authorization: `Bearer ${id}`, 'cf-connecting-ip': address }
      return (await request(`${v21}/packages/p`, { ...write, headers })).status
    }
    expect([await ask('a', '192.0.2.1'), await ask('a', '192.0.2.2'), await ask('b', '192.0.2.2')]).toEqual([
      200, 429, 200,
    ])
    expect([RL_CALLER.keys, RL_WRITE.keys, new Set(RL_GLOBAL.keys).size]).toEqual([['a', 'a', 'b'], ['a', 'b'], 1])
  })

  test('anybody by address and together, but not as one caller', async () => {
    const limits = { RL_ADDRESS: counter(), RL_CALLER: counter(0), RL_GLOBAL: counter() }
    const { request } = open({ ...limits, PROXY_AUTH: 'public-read' })
    expect((await request(list)).status).toBe(200)
    expect(names.map((name) => ({ RL_WRITE: counter(), ...limits })[name].keys.length)).toEqual([1, 0, 0, 1])
  })

  test('a caller whose id is anybody like any other', async () => {
    const RL_CALLER = counter(0)
    const { request } = open({ ...callers({ id: 'anybody' }), RL_CALLER })
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

describe.for(Object.entries(failures))('#24 where a limiter %s', ([, limit]) => {
  test.for(names)('%s, a write is refused, nothing is sent, and it is logged', async (name) => {
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

  test.for(names.filter((name) => name !== 'RL_WRITE'))('%s, a list is served, and it is logged', async (name) => {
    const { request, calls, log } = open({ [name]: { limit } })
    expect((await request(list, { headers: authorized })).status).toBe(200)
    expect(calls).toHaveLength(1)
    expect(log.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 'error', status: 200, limiter: 'unavailable' }),
    ])
  })
})
