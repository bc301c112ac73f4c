import { expect, test } from 'vitest'
import { createProxy, type ProxyConfig } from '../../worker/proxy/app.ts'
import { allowedOrigin, authorized, proxyOrigin, sha256 } from '../support/proxy.ts'
import { allPermissions, jsonHeaders, v20, v21 } from './send.ts'

const list = `${v21}/packages`
const away = () => new Response('<p>', { status: 502 })

/** A proxy with a clock and a gateway of ours: it answers with the number of the request. */
const open = (config: ProxyConfig = {}) => {
  const gateway = {
    time: 1_700_000_000_000,
    sent: 0,
    answer: undefined as (() => Response | Promise<Response>) | undefined,
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
        if (gateway.answer) return gateway.answer()
        if (method !== 'GET') return Response.json({ content: {} })
        return Response.json({ content: [{ name: `n${gateway.sent}`, description: '' }] })
      },
    },
  )
  const ask = async (path = list, init: RequestInit = { headers: authorized }) => {
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
  const shown = async (path?: string, init?: RequestInit) => (await ask(path, init)).shown
  return { gateway, lines, ask, shown }
}

const write = { method: 'PUT', headers: jsonHeaders, body: '{}' }

test('keeps no list unless it is configured', async () => {
  const { gateway, ask, shown } = open({ LIST_CACHE_SECONDS: '' })
  expect(await shown()).toBe('n1')
  expect(await ask()).toMatchObject({ shown: 'n2', age: null, cache: null })
  gateway.answer = away
  expect((await ask()).status, 'nor an old one for when there is no other').toBe(502)
})

test('answers a list again for as long as is configured, and says how old it is', async () => {
  const { gateway, lines, ask } = open()
  expect(await ask()).toMatchObject({ shown: 'n1', age: null, cache: null })
  gateway.time += 4_900
  expect(await ask()).toMatchObject({ status: 200, shown: 'n1', age: '4', cache: 'ncloud-functions; hit; ttl=0' })
  expect(gateway.sent).toBe(1)
  expect(lines.at(-1)).toMatchObject({ level: 'info', status: 200, cache: 'hit', operation: 'getPackageList' })
  expect(lines.at(-1)).not.toHaveProperty('attempts')
  gateway.time += 100
  expect(await ask()).toMatchObject({ shown: 'n2', age: null })
  expect(lines.at(-1)).not.toHaveProperty('cache')
})

test('keeps a list by when it was asked for', async () => {
  const { gateway, ask } = open()
  gateway.answer = () => {
    gateway.time += 3_000
    return Response.json({ content: [] })
  }
  await ask()
  gateway.time += 1_999
  expect((await ask()).age).toBe('4')
  gateway.time += 1
  expect((await ask()).age).toBeNull()
})

test('keeps the four lists, and nothing else', async () => {
  const { gateway, ask } = open()
  const asks = async (path: string) => {
    const before = gateway.sent
    for (const _ of [1, 2]) await ask(path)
    return gateway.sent - before
  }
  gateway.answer = () => Response.json({ content: [] })
  expect([await asks(list), await asks(`${v20}/packages`)]).toEqual([1, 1])
  gateway.answer = () => Response.json({ content: {} })
  expect(await asks(`${v21}/packages/-/actions`)).toBe(1)
  expect(await asks(`${v21}/triggers`)).toBe(1)
  expect(await asks(`${v21}/activations`)).toBe(1)
  expect([await asks(`${v21}/packages/p`), await asks(`${v21}/triggers/t`)]).toEqual([2, 2])
})

test('#26 no caller is given what another one was answered, and none another list than it asked for', async () => {
  const callers = [
    { id: 'a', sha256: sha256('a') },
    { id: 'b', sha256: sha256('b') },
    { id: 'c', sha256: sha256('c'), expires: '2023-11-14T22:13:21Z' },
  ]
  const { gateway, ask, shown } = open({ PROXY_CALLERS: JSON.stringify(callers) })
  const as = (id: string, path?: string) => shown(path, { headers: { authorization: `Bearer ${id}` } })
  const paths = [list, `${list}?platform=classic`, `${v20}/packages`, `${v20}/packages?platform=vpc`]
  expect([await as('a'), await as('b'), await as('c')]).toEqual(['n1', 'n2', 'n3'])
  expect([await as('a'), await as('b'), await as('c')]).toEqual(['n1', 'n2', 'n3'])
  const answers: unknown[] = []
  for (const path of paths) answers.push(await as('a', path))
  expect(answers).toEqual(['n1', 'n4', 'n5', 'n6'])
  gateway.time += 1_000
  expect([await as('c'), await as('d'), gateway.sent], 'who may ask no longer is told nothing').toEqual([
    'invalid_token',
    'invalid_token',
    6,
  ])
  expect([(await ask(list, {})).status, gateway.sent]).toEqual([401, 6])
})

test('#26 what is kept stays out of other caches, and of reach for pages that may not read it', async () => {
  const { gateway, ask } = open()
  const from = (origin: string) => ask(list, { headers: { ...authorized, origin } })
  await from(allowedOrigin)
  const { headers, cache } = await from(allowedOrigin)
  expect(cache).toMatch(/hit/)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('access-control-expose-headers')).toContain('age, cache-status')
  expect(await from('https://evil.example')).toMatchObject({ status: 403, age: null })
  expect(gateway.sent).toBe(1)
})

test('shows an old list where there is no newer one to be had, and logs why', async () => {
  const { gateway, lines, ask } = open()
  await ask()
  gateway.answer = away
  gateway.time += 5_001
  expect(await ask()).toMatchObject({ status: 200, shown: 'n1', age: '5', cache: 'ncloud-functions; hit; ttl=-1' })
  expect(lines.at(-1)).toMatchObject({ level: 'error', status: 200, cache: 'stale', code: 'upstream_invalid_response' })
  expect(lines.at(-1)?.reason).toMatch(/502/)
  gateway.time += 54_998
  expect(await ask()).toMatchObject({ status: 200, age: '59' })
  gateway.time += 1
  expect(await ask()).toMatchObject({ status: 502, age: null })
})

test.for([
  ['unreachable', () => Promise.reject(new TypeError('CANARY')), 200],
  ['busy', () => new Response('', { status: 503 }), 200],
  ['late', () => new Response('', { status: 504 }), 200],
  ['refusing the key', () => Response.json({ error: { errorCode: '200' } }, { status: 401 }), 502],
  ['refusing the permission', () => Response.json({ error: { errorCode: '80002' } }, { status: 403 }), 403],
  ['redirecting', () => new Response(null, { status: 302 }), 502],
] as const)('with a gateway that is %s, whether the old list is shown: %o', async ([, answer, status]) => {
  const { gateway, ask } = open()
  await ask()
  gateway.answer = answer
  gateway.time += 6_000
  expect((await ask()).status).toBe(status)
  gateway.answer = away
  expect((await ask()).status, 'nor does it come back later').toBe(status === 200 ? 200 : 502)
})

test('shows no old list to a caller that left', async () => {
  const { gateway, ask } = open()
  await ask()
  const controller = new AbortController()
  gateway.answer = () => {
    controller.abort()
    return away()
  }
  gateway.time += 6_000
  expect((await ask(list, { headers: authorized, signal: controller.signal })).status).toBe(499)
  gateway.answer = away
  expect((await ask()).status, 'but to those who stay').toBe(200)
})

test('forgets all lists when something is changed, whatever came of it', async () => {
  const { gateway, shown, ask } = open()
  expect(await shown()).toBe('n1')
  await ask(`${v21}/packages/p`, write)
  expect(await shown()).toBe('n3')
  gateway.answer = away
  expect((await ask(`${v21}/triggers/t`, { method: 'DELETE', headers: authorized })).status).toBe(502)
  expect((await ask()).status, 'nor does it show an old one').toBe(502)
})

test('keeps no list that was asked for before something was changed', async () => {
  const { gateway, ask, shown } = open()
  let goOn = (): void => {}
  const asked = new Promise<void>((isAsked) => {
    gateway.answer = () =>
      new Promise((resolve) => {
        goOn = () => resolve(Response.json({ content: [{ name: 'before' }] }))
        isAsked()
      })
  })
  const slow = shown()
  await asked
  gateway.answer = undefined
  await ask(`${v21}/packages/p`, write)
  goOn()
  expect(await slow).toBe('before')
  expect(await shown()).toBe('n3')
})

test('keeps no list that was asked for while something was changed', async () => {
  const { gateway, ask, shown } = open()
  gateway.answer = async () => {
    gateway.answer = undefined
    expect(await shown()).toBe('n2')
    return Response.json({ content: {} })
  }
  await ask(`${v21}/packages/p`, write)
  expect(await shown()).toBe('n3')
})

test('shows no old list once something was changed, even if it was asked for before', async () => {
  const { gateway, ask } = open()
  await ask()
  gateway.time += 6_000
  gateway.answer = async () => {
    gateway.answer = undefined
    await ask(`${v21}/packages/p`, write)
    gateway.answer = away
    return away()
  }
  expect((await ask()).status).toBe(502)
})

test('takes a query for the same in another order', async () => {
  const { gateway, ask } = open()
  gateway.answer = () => Response.json({ content: {} })
  for (const query of ['pageNo=1&pageSize=9', 'pageSize=9&pageNo=1']) await ask(`${v21}/activations?${query}`)
  expect(gateway.sent).toBe(1)
})

test('keeps a number of lists, the newest, and none that is large', async () => {
  const { gateway, shown, ask } = open()
  const pages = Array.from({ length: 65 }, (_, at) => `${v21}/activations?pageNo=${at + 1}`)
  gateway.answer = () => Response.json({ content: {} })
  for (const page of pages) await ask(page)
  const sentBy = async (path = list) => {
    const before = gateway.sent
    await ask(path)
    return gateway.sent - before
  }
  expect(await sentBy(pages[64])).toBe(0)
  expect(await sentBy(pages[1])).toBe(0)
  expect(await sentBy(pages[0])).toBe(1)
  gateway.answer = () => Response.json({ content: [{ name: 'n'.repeat(2 ** 17) }] })
  expect([(await shown()).length, await sentBy()]).toEqual([2 ** 17, 1])
})

test('takes a list that it got anew for a new one', async () => {
  const { gateway, ask } = open()
  const page = (at: number) => ask(`${v21}/activations?pageNo=${at}`)
  gateway.answer = () => Response.json({ content: {} })
  for (let at = 1; at <= 64; at += 1) await page(at)
  gateway.time += 5_000
  for (const at of [1, 65]) await page(at)
  const before = gateway.sent
  await page(1)
  expect(gateway.sent - before, 'it was the second that had to go').toBe(0)
})

test.for(['0', '61', '-1', '1.5', 'CANARY'])('is closed with LIST_CACHE_SECONDS %s', async (LIST_CACHE_SECONDS) => {
  const { ask, lines } = open({ LIST_CACHE_SECONDS })
  expect((await ask()).status).toBe(503)
  expect(lines[0]?.reason).toBe('LIST_CACHE_SECONDS is invalid: set a whole number from 1 to 60.')
})
