import { describe, expect, test } from 'vitest'
import type { EmulatorOptions } from '../../worker/emulator/index.ts'
import { action, echo, open, prepare, read } from './open-emulator.ts'

const whole = 'const main = (parameters) => ({ body: parameters })'

const furnish = async (code: string, more: object = {}, options: EmulatorOptions = {}) => {
  const opened = open(options)
  await prepare(opened, [
    ['/packages/p', { parameters: { place: 'package' } }],
    ['/packages/p/actions/page?type=web', action(code, more)],
    ['/packages/p/actions/basic', echo],
  ])
  const get = async (path = '', init: RequestInit = {}) =>
    opened.emulator.fetch(`http://emulator/web/vpc/p/page/http${path}`, init)
  return { ...opened, get }
}

const json = async (response: Response) => JSON.parse(await response.text())

describe('A web action gets', () => {
  const requests: readonly [name: string, path: string, init: RequestInit, expected: object][] = [
    ['a method', '', {}, { __ow_method: 'get', __ow_path: '/' }],
    ['a path and a query', '/a/%20b?x=1&y=%26', {}, { __ow_path: '/a/ b', x: '1', y: '&' }],
    ['headers', '', { headers: { 'X-Own': 'yes' } }, { __ow_headers: { 'x-own': 'yes' } }],
    ['defaults', '', {}, { place: 'package', mine: 1 }],
    ['a query before defaults', '?mine=2', {}, { mine: '2' }],
    [
      'JSON',
      '?x=1',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"x":{"y":2}}' },
      { __ow_method: 'post', x: { y: 2 } },
    ],
    ['a form', '', { method: 'PUT', body: new URLSearchParams({ a: 'b c' }) }, { __ow_method: 'put', a: 'b c' }],
    ['no false __ow_method', '?__ow_method=put', {}, { __ow_method: 'get' }],
  ]
  test.each(requests)('%s', async (_, path, init, expected) => {
    const { get } = await furnish(whole, { parameters: { mine: 1 } })
    const result = await json(await get(path, init))
    expect(result).toMatchObject(expected)
    expect(result).not.toHaveProperty('__ow_body')
    expect(result).not.toHaveProperty('__ow_query')
  })

  test('body and query as they came, with raw-http', async () => {
    const { get } = await furnish(whole, { 'raw-http': true })
    const body = new Uint8Array([0, 255, 128])
    const result = await json(await get('/x?a=1&b=%20', { method: 'POST', body }))
    expect(result).toMatchObject({ __ow_body: 'AP+A', __ow_path: '/x', __ow_method: 'post' })
    expect(Object.fromEntries(new URLSearchParams(result.__ow_query))).toEqual({ a: '1', b: ' ' })
    expect(result).not.toHaveProperty('a')
  })
})

describe('The result of a web action becomes', () => {
  const png = 'iVBORw=='
  const results: readonly [result: string, status: number, headers: Record<string, string>, body: string][] = [
    ['{ body: "hello" }', 200, { 'content-type': 'text/html; charset=utf-8' }, 'hello'],
    ['{ body: { a: 1 } }', 200, { 'content-type': 'application/json' }, '{"a":1}'],
    ['{ statusCode: 201, headers: { "x-own": 1 }, body: "x" }', 201, { 'x-own': '1' }, 'x'],
    ['{ statusCode: 302, headers: { location: "/there" } }', 302, { location: '/there' }, ''],
    ['{ statusCode: 304, body: "never" }', 304, {}, ''],
    ['{ headers: { "content-type": "text/plain" }, body: "plain" }', 200, { 'content-type': 'text/plain' }, 'plain'],
    [`{ headers: { "Content-Type": "image/png" }, body: "${png}" }`, 200, { 'content-type': 'image/png' }, atob(png)],
    ['{}', 204, {}, ''],
  ]
  test.each(results)('%s', async (result, status, headers, body) => {
    const { get } = await furnish(`const main = () => (${result})`)
    const response = await get()
    expect(response.status).toBe(status)
    expect(Object.fromEntries(response.headers)).toMatchObject(headers)
    expect(String.fromCharCode(...new Uint8Array(await response.arrayBuffer()))).toBe(body)
  })

  test.each([
    ['{ statusCode: 99 }', 'no HTTP answer'],
    ['{ statusCode: "much" }', 'no HTTP answer'],
    ['{ headers: { "a b": 1 } }', 'no HTTP answer'],
    ['{ headers: { "content-type": "image/png" }, body: "*" }', 'no HTTP answer'],
    ['{ error: "no" }', 'application error'],
  ])('an error: %s', async (result, details) => {
    const { get } = await furnish(`const main = () => (${result})`)
    const { status, error } = await read(await get())
    expect([status, error?.details]).toEqual([502, expect.stringContaining(details)])
  })
})

test('OPTIONS is answered by the platform, unless the action wants it', async () => {
  const platform = await (await furnish(whole)).get('', { method: 'OPTIONS' })
  expect([platform.status, platform.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  const own = await (await furnish(whole, { 'custom-options': true })).get('', { method: 'OPTIONS' })
  expect(await json(own)).toMatchObject({ __ow_method: 'options' })
})

test('HEAD has no body', async () => {
  const response = await (await furnish(whole)).get('', { method: 'HEAD' })
  expect([response.status, await response.text()]).toEqual([200, ''])
})

test('A sequence can be on the web, and every request is an activation', async () => {
  const opened = await furnish(whole)
  const exec = { kind: 'sequence', components: ['p/basic', 'p/page'] }
  await prepare(opened, [['/packages/-/actions/chain?type=sequence-web', { exec }]])
  const response = await opened.emulator.fetch('http://emulator/web/vpc/-/chain/http?a=1')
  expect(await json(response)).toMatchObject({ a: '1', __ow_method: 'get' })
  expect((await opened.ask('GET', '/packages/-/actions/chain/activations')).content.totalCount).toBe(1)
})

test.each([
  ['no such action', '/web/vpc/p/none/http', {}, 404, '80301'],
  ['on the other platform', '/web/classic/p/page/http', {}, 400, '80302'],
  ['no web action', '/web/vpc/p/basic/http', {}, 404, '300'],
  ['no such platform', '/web/moon/p/page/http', {}, 404, '300'],
  ['no /http', '/web/vpc/p/page', {}, 404, '300'],
  ['no UTF-8', '/web/vpc/p/%ff/http', {}, 400, '100'],
  [
    'half of JSON',
    '/web/vpc/p/page/http',
    { body: '{', headers: { 'content-type': 'application/json' } },
    400,
    '80000',
  ],
  ['too much', '/web/vpc/p/page/http', { body: 'x'.repeat(2 ** 20 + 1) }, 413, '430'],
])('The web refuses %s', async (_, path, init, status, code) => {
  const opened = await furnish(whole)
  const before = opened.state()
  const answer = await read(await opened.emulator.fetch(`http://emulator${path}`, { method: 'POST', ...init }))
  expect([answer.status, answer.error?.errorCode]).toEqual([status, code])
  expect(opened.state()).toBe(before)
})

test('The web waits a minute', async () => {
  const waited: number[] = []
  const sleep = async (ms: number) => {
    waited.push(ms)
  }
  const { get } = await furnish(whole, {}, { sleep, execute: () => new Promise(() => undefined) })
  const { status, error } = await read(await get())
  expect([status, error?.errorCode, waited]).toEqual([504, '510', [60_000]])
})
