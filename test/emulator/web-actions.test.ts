import { describe, expect, test } from 'vitest'
import type { EmulatorOptions } from '../../worker/emulator/index.ts'
import { actionBody, createResources, echoAction, openEmulator, readResponse } from './open-emulator.ts'

const returnParameters = 'const main = (parameters) => ({ body: parameters })'

const openWithWebAction = async (code: string, more: object = {}, options: EmulatorOptions = {}) => {
  const opened = openEmulator(options)
  await createResources(opened, [
    ['/packages/p', { parameters: { setting: 'package' } }],
    ['/packages/p/actions/page?type=web', actionBody(code, more)],
    ['/packages/p/actions/basic', echoAction],
  ])
  const get = async (path = '', init: RequestInit = {}) =>
    opened.emulator.fetch(`http://emulator.localhost/web/vpc/p/page/http${path}`, init)
  return { ...opened, get }
}

const readJson = async (response: Response) => JSON.parse(await response.text())

describe('a web action receives', () => {
  const requests: readonly [name: string, path: string, init: RequestInit, expected: object][] = [
    ['the method', '', {}, { __ow_method: 'get', __ow_path: '/' }],
    ['the path and the query', '/a/%20b?x=1&y=%26', {}, { __ow_path: '/a/ b', x: '1', y: '&' }],
    ['the headers', '', { headers: { 'X-Own': 'yes' } }, { __ow_headers: { 'x-own': 'yes' } }],
    ['the default parameters', '', {}, { setting: 'package', mine: 1 }],
    ['the query, which overrides defaults', '?mine=2', {}, { mine: '2' }],
    [
      'the fields of JSON',
      '?x=1',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"x":{"y":2}}' },
      { __ow_method: 'post', x: { y: 2 } },
    ],
    [
      'the fields of a form',
      '',
      { method: 'PUT', body: new URLSearchParams({ a: 'b c' }) },
      { __ow_method: 'put', a: 'b c' },
    ],
    ['the real __ow_method, whatever the query says', '?__ow_method=put', {}, { __ow_method: 'get' }],
  ]
  test.each(requests)('%s', async (_, path, init, expected) => {
    const { get } = await openWithWebAction(returnParameters, { parameters: { mine: 1 } })
    const result = await readJson(await get(path, init))
    expect(result).toMatchObject(expected)
    expect(result).not.toHaveProperty('__ow_body')
    expect(result).not.toHaveProperty('__ow_query')
  })

  test('body and query unchanged, with raw-http', async () => {
    const { get } = await openWithWebAction(returnParameters, { 'raw-http': true })
    const body = new Uint8Array([0, 255, 128])
    const result = await readJson(await get('/x?a=1&b=%20', { method: 'POST', body }))
    expect(result).toMatchObject({ __ow_body: 'AP+A', __ow_path: '/x', __ow_method: 'post' })
    expect(Object.fromEntries(new URLSearchParams(result.__ow_query))).toEqual({ a: '1', b: ' ' })
    expect(result).not.toHaveProperty('a')
  })
})

describe('a web action that returns', () => {
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
  test.each(results)('%s makes the response of it', async (result, status, headers, body) => {
    const { get } = await openWithWebAction(`const main = () => (${result})`)
    const response = await get()
    expect(response.status).toBe(status)
    expect(Object.fromEntries(response.headers)).toMatchObject(headers)
    expect(String.fromCharCode(...new Uint8Array(await response.arrayBuffer()))).toBe(body)
  })

  test.each([
    ['{ statusCode: 99 }', 'valid statusCode, headers and body'],
    ['{ statusCode: "much" }', 'valid statusCode, headers and body'],
    ['{ headers: { "a b": 1 } }', 'valid statusCode, headers and body'],
    ['{ headers: { "content-type": "image/png" }, body: "*" }', 'valid statusCode, headers and body'],
    ['{ error: "no" }', 'application error'],
  ])('%s makes an error response', async (result, details) => {
    const { get } = await openWithWebAction(`const main = () => (${result})`)
    const { status, error } = await readResponse(await get())
    expect([status, error?.details]).toEqual([502, expect.stringContaining(details)])
  })
})

test('OPTIONS runs the action only with custom-options', async () => {
  const fromPlatform = await (await openWithWebAction(returnParameters)).get('', { method: 'OPTIONS' })
  expect([fromPlatform.status, fromPlatform.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  const fromAction = await (await openWithWebAction(returnParameters, { 'custom-options': true })).get('', {
    method: 'OPTIONS',
  })
  expect(await readJson(fromAction)).toMatchObject({ __ow_method: 'options' })
})

test('the response to HEAD has no body', async () => {
  const response = await (await openWithWebAction(returnParameters)).get('', { method: 'HEAD' })
  expect([response.status, await response.text()]).toEqual([200, ''])
})

test('a sequence can be a web action, and each request makes one activation', async () => {
  const opened = await openWithWebAction(returnParameters)
  const exec = { kind: 'sequence', components: ['p/basic', 'p/page'] }
  await createResources(opened, [['/packages/-/actions/chain?type=sequence-web', { exec }]])
  const response = await opened.emulator.fetch('http://emulator.localhost/web/vpc/-/chain/http?a=1')
  expect(await readJson(response)).toMatchObject({ a: '1', __ow_method: 'get' })
  expect((await opened.call('GET', '/packages/-/actions/chain/activations')).content.totalCount).toBe(1)
})

test.each([
  ['a missing action', '/web/vpc/p/missing/http', {}, 404, '80301'],
  ['an action of the other platform', '/web/classic/p/page/http', {}, 400, '80302'],
  ['an action that is not a web action', '/web/vpc/p/basic/http', {}, 404, '300'],
  ['an unknown platform', '/web/moon/p/page/http', {}, 404, '300'],
  ['a path without /http', '/web/vpc/p/page', {}, 404, '300'],
  ['a path that is not UTF-8', '/web/vpc/p/%ff/http', {}, 400, '100'],
  [
    'incomplete JSON',
    '/web/vpc/p/page/http',
    { body: '{', headers: { 'content-type': 'application/json' } },
    400,
    '80000',
  ],
  ['a body of more than 1 MB', '/web/vpc/p/page/http', { body: 'x'.repeat(2 ** 20 + 1) }, 413, '430'],
])('a web request is rejected for %s', async (_, path, init, status, code) => {
  const opened = await openWithWebAction(returnParameters)
  const before = opened.snapshot()
  const response = await readResponse(
    await opened.emulator.fetch(`http://emulator.localhost${path}`, { method: 'POST', ...init }),
  )
  expect([response.status, response.error?.errorCode]).toEqual([status, code])
  expect(opened.snapshot()).toBe(before)
})

test('a web request waits one minute for a run', async () => {
  const waited: number[] = []
  const sleep = async (ms: number) => {
    waited.push(ms)
  }
  const { get } = await openWithWebAction(returnParameters, {}, { sleep, executor: () => new Promise(() => undefined) })
  const { status, error } = await readResponse(await get())
  expect([status, error?.errorCode, waited]).toEqual([504, '510', [60_000]])
})
