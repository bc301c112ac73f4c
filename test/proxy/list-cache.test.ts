import { describe, expect, test } from 'vitest'
import { operations } from '../../lib/index.ts'
import { createProxy, type ProxyConfig } from '../../worker/proxy/app.ts'
import { createListCache } from '../../worker/proxy/response/list-cache.ts'
import { allowedOrigin, authorized, proxyOrigin, sha256 } from '../support/proxy.ts'
import { allPermissions, jsonHeaders, v20, v21 } from './send.ts'

const list = `${v21}/packages`
const unavailable = () => new Response('<p>', { status: 502 })

/** A proxy with a clock and a gateway of its own. The gateway responds with the number of the request. */
const open = (config: ProxyConfig = {}) => {
  const gateway = {
    time: 1_700_000_000_000,
    sent: 0,
    respond: undefined as (() => Response | Promise<Response>) | undefined,
  }
  const lines: { readonly [field: string]: unknown }[] = []
  const app = createProxy(
    { ...allPermissions, LIST_CACHE_SECONDS: '5', ...config },
    {
      now: () => gateway.time,
      sleep: async () => {},
      random: () => 0,
      log: (line) => lines.push(JSON.parse(line)),
      fetch: (_, { method }) => {
        gateway.sent += 1
        if (gateway.respond) return gateway.respond()
        if (method !== 'GET') return Response.json({ content: {} })
        return Response.json({ content: [{ name: `n${gateway.sent}`, description: '' }] })
      },
    },
  )
  const send = async (path = list, init: RequestInit = { headers: authorized }) => {
    const response = await app.request(proxyOrigin + path, init)
    const { content, code } = JSON.parse((await response.text()) || '{}')
    return {
      status: response.status,
      shown: content?.[0]?.name ?? code,
      age: response.headers.get('age'),
      cache: response.headers.get('cache-status'),
      headers: response.headers,
    }
  }
  const shown = async (path?: string, init?: RequestInit) => (await send(path, init)).shown
  return { gateway, lines, send, shown }
}

const write = { method: 'PUT', headers: jsonHeaders, body: '{}' }

describe('createProxy', () => {
  test('caches no list by default', async () => {
    const { gateway, send, shown } = open({ LIST_CACHE_SECONDS: '' })
    expect(await shown()).toBe('n1')
    expect(await send()).toMatchObject({ shown: 'n2', age: null, cache: null })
    gateway.respond = unavailable
    expect((await send()).status, 'and has no stale list').toBe(502)
  })

  test('serves a cached list for the configured time, with its age', async () => {
    const { gateway, lines, send } = open()
    expect(await send()).toMatchObject({ shown: 'n1', age: null, cache: null })
    gateway.time += 4_900
    expect(await send()).toMatchObject({ status: 200, shown: 'n1', age: '4', cache: 'ncloud-functions; hit; ttl=0' })
    expect(gateway.sent).toBe(1)
    expect(lines.at(-1)).toMatchObject({ level: 'info', status: 200, cache: 'hit', operation: 'getPackageList' })
    expect(lines.at(-1)).not.toHaveProperty('attempts')
    gateway.time += 100
    expect(await send()).toMatchObject({ shown: 'n2', age: null })
    expect(lines.at(-1)).not.toHaveProperty('cache')
  })

  test('counts the age of a list from the request for it', async () => {
    const { gateway, send } = open()
    gateway.respond = () => {
      gateway.time += 3_000
      return Response.json({ content: [] })
    }
    await send()
    gateway.time += 1_999
    expect((await send()).age).toBe('4')
    gateway.time += 1
    expect((await send()).age).toBeNull()
  })

  test('caches the four lists and no other response', async () => {
    const { gateway, send } = open()
    const requestsFor = async (path: string) => {
      const before = gateway.sent
      for (const _ of [1, 2]) await send(path)
      return gateway.sent - before
    }
    gateway.respond = () => Response.json({ content: [] })
    expect([await requestsFor(list), await requestsFor(`${v20}/packages`)]).toEqual([1, 1])
    gateway.respond = () => Response.json({ content: {} })
    expect(await requestsFor(`${v21}/packages/-/actions`)).toBe(1)
    expect(await requestsFor(`${v21}/triggers`)).toBe(1)
    expect(await requestsFor(`${v21}/activations`)).toBe(1)
    expect([await requestsFor(`${v21}/packages/p`), await requestsFor(`${v21}/triggers/t`)]).toEqual([2, 2])
  })

  test('#26 gives a caller only a cached list of its own, for the same request', async () => {
    const callers = [
      { id: 'a', sha256: sha256('a') },
      { id: 'b', sha256: sha256('b') },
      { id: 'c', sha256: sha256('c'), expires: '2023-11-14T22:13:21Z' },
    ]
    const { gateway, send, shown } = open({ PROXY_CALLERS: JSON.stringify(callers) })
    const as = (id: string, path?: string) => shown(path, { headers: { authorization: `Bearer ${id}` } })
    const paths = [list, `${list}?platform=classic`, `${v20}/packages`, `${v20}/packages?platform=vpc`]
    expect([await as('a'), await as('b'), await as('c')]).toEqual(['n1', 'n2', 'n3'])
    expect([await as('a'), await as('b'), await as('c')]).toEqual(['n1', 'n2', 'n3'])
    const names: unknown[] = []
    for (const path of paths) names.push(await as('a', path))
    expect(names).toEqual(['n1', 'n4', 'n5', 'n6'])
    gateway.time += 1_000
    expect([await as('c'), await as('d'), gateway.sent], 'an expired caller gets no cached list').toEqual([
      'invalid_token',
      'invalid_token',
      6,
    ])
    expect([(await send(list, {})).status, gateway.sent]).toEqual([401, 6])
  })

  test('#26 marks a cached list no-store, and hides it from other origins', async () => {
    const { gateway, send } = open()
    const from = (origin: string) => send(list, { headers: { ...authorized, origin } })
    await from(allowedOrigin)
    const { headers, cache } = await from(allowedOrigin)
    expect(cache).toMatch(/hit/)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('access-control-expose-headers')).toContain('age, cache-status')
    expect(await from('https://evil.example')).toMatchObject({ status: 403, age: null })
    expect(gateway.sent).toBe(1)
  })

  test('serves a stale list up to a minute old if the gateway fails, and logs the reason', async () => {
    const { gateway, lines, send } = open()
    await send()
    gateway.respond = unavailable
    gateway.time += 5_001
    expect(await send()).toMatchObject({ status: 200, shown: 'n1', age: '5', cache: 'ncloud-functions; hit; ttl=-1' })
    expect(lines.at(-1)).toMatchObject({
      level: 'error',
      status: 200,
      cache: 'stale',
      code: 'upstream_invalid_response',
    })
    expect(lines.at(-1)?.reason).toMatch(/502/)
    gateway.time += 54_998
    expect(await send()).toMatchObject({ status: 200, age: '59' })
    gateway.time += 1
    expect(await send()).toMatchObject({ status: 502, age: null })
  })

  test.for([
    ['unreachable', () => Promise.reject(new TypeError('CANARY')), 200],
    ['busy', () => new Response('', { status: 503 }), 200],
    ['timing out', () => new Response('', { status: 504 }), 200],
    ['rejecting the key', () => Response.json({ error: { errorCode: '200' } }, { status: 401 }), 502],
    ['denying the permission', () => Response.json({ error: { errorCode: '80002' } }, { status: 403 }), 403],
    ['redirecting', () => new Response(null, { status: 302 }), 502],
  ] as const)('serves a stale list only if the gateway may recover: %s', async ([, respond, status]) => {
    const { gateway, send } = open()
    await send()
    gateway.respond = respond
    gateway.time += 6_000
    expect((await send()).status).toBe(status)
    gateway.respond = unavailable
    expect((await send()).status, 'a list that was dropped stays dropped').toBe(status === 200 ? 200 : 502)
  })

  test('serves no stale list to a caller that left', async () => {
    const { gateway, send } = open()
    await send()
    const controller = new AbortController()
    gateway.respond = () => {
      controller.abort()
      return unavailable()
    }
    gateway.time += 6_000
    expect((await send(list, { headers: authorized, signal: controller.signal })).status).toBe(499)
    gateway.respond = unavailable
    expect((await send()).status, 'the list is still cached for others').toBe(200)
  })

  test('drops all lists on a change, even a failed one', async () => {
    const { gateway, shown, send } = open()
    expect(await shown()).toBe('n1')
    await send(`${v21}/packages/p`, write)
    expect(await shown()).toBe('n3')
    gateway.respond = unavailable
    expect((await send(`${v21}/triggers/t`, { method: 'DELETE', headers: authorized })).status).toBe(502)
    expect((await send()).status, 'no stale list is left').toBe(502)
  })

  test('does not cache a list that was requested before a change', async () => {
    const { gateway, send, shown } = open()
    let respond = (): void => {}
    const isRequested = new Promise<void>((resolveRequested) => {
      gateway.respond = () =>
        new Promise((resolve) => {
          respond = () => resolve(Response.json({ content: [{ name: 'before' }] }))
          resolveRequested()
        })
    })
    const slow = shown()
    await isRequested
    gateway.respond = undefined
    await send(`${v21}/packages/p`, write)
    respond()
    expect(await slow).toBe('before')
    expect(await shown()).toBe('n3')
  })

  test('does not cache a list that was requested during a change', async () => {
    const { gateway, send, shown } = open()
    gateway.respond = async () => {
      gateway.respond = undefined
      expect(await shown()).toBe('n2')
      return Response.json({ content: {} })
    }
    await send(`${v21}/packages/p`, write)
    expect(await shown()).toBe('n3')
  })

  test('serves no stale list after a change, even to an earlier request', async () => {
    const { gateway, send } = open()
    await send()
    gateway.time += 6_000
    gateway.respond = async () => {
      gateway.respond = undefined
      await send(`${v21}/packages/p`, write)
      gateway.respond = unavailable
      return unavailable()
    }
    expect((await send()).status).toBe(502)
  })

  test('finds a list for the same query in another order', async () => {
    const { gateway, send } = open()
    gateway.respond = () => Response.json({ content: {} })
    for (const query of ['pageNo=1&pageSize=9', 'pageSize=9&pageNo=1']) await send(`${v21}/activations?${query}`)
    expect(gateway.sent).toBe(1)
  })

  test('caches the newest 64 lists, and no large one', async () => {
    const { gateway, shown, send } = open()
    const pages = Array.from({ length: 65 }, (_, at) => `${v21}/activations?pageNo=${at + 1}`)
    gateway.respond = () => Response.json({ content: {} })
    for (const page of pages) await send(page)
    const sentBy = async (path = list) => {
      const before = gateway.sent
      await send(path)
      return gateway.sent - before
    }
    expect(await sentBy(pages[64])).toBe(0)
    expect(await sentBy(pages[1])).toBe(0)
    expect(await sentBy(pages[0])).toBe(1)
    gateway.respond = () => Response.json({ content: [{ name: 'n'.repeat(2 ** 17) }] })
    expect([(await shown()).length, await sentBy()]).toEqual([2 ** 17, 1])
  })

  test('counts a list that it loaded again as new', async () => {
    const { gateway, send } = open()
    const page = (at: number) => send(`${v21}/activations?pageNo=${at}`)
    gateway.respond = () => Response.json({ content: {} })
    for (let at = 1; at <= 64; at += 1) await page(at)
    gateway.time += 5_000
    for (const at of [1, 65]) await page(at)
    const before = gateway.sent
    await page(1)
    expect(gateway.sent - before, 'the second list was the oldest').toBe(0)
  })

  test.for(['0', '61', '-1', '1.5', 'CANARY'])(
    'rejects LIST_CACHE_SECONDS %s as misconfigured',
    async (LIST_CACHE_SECONDS) => {
      const { send, lines } = open({ LIST_CACHE_SECONDS })
      expect((await send()).status).toBe(503)
      expect(lines[0]?.reason).toBe('LIST_CACHE_SECONDS is invalid: set a whole number from 1 to 60.')
    },
  )
})

test('createListCache keeps the bytes of a list, not the larger buffer around them', async () => {
  const cache = createListCache(5, () => 0)
  const request = { operation: operations.getPackageList, caller: '', view: 'default', path: v21, names: {}, query: {} }
  const json = new TextEncoder().encode('{"content":[]}      ').subarray(0, 14)
  expect(await cache(request, async () => json)).toEqual({ json })
  const { json: cached, cache: from } = await cache(request, () => Promise.reject(new Error('not loaded')))
  expect([cached, from]).toEqual([json, 'hit'])
  expect((cached as Uint8Array).buffer.byteLength).toBe(14)
})
