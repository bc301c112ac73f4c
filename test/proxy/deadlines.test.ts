import { expect, test } from 'vitest'
import { type OperationId, operations } from '../../lib/index.ts'
import { readConfig } from '../../worker/proxy/config/read-config.ts'
import { attemptTimeoutMs, callTimeoutMs } from '../../worker/proxy/limits/deadlines.ts'
import { authorized, openConfig, openProxy } from '../support/proxy.ts'
import { sampleRequests } from '../support/requests.ts'
import { allPermissions, jsonHeaders, v21 } from './send.ts'

test('callTimeoutMs returns 10 s for reads, 20 s for writes, and 5 s more than the wait of a run', () => {
  const { timeouts } = readConfig(openConfig, { fetch, fetchKeys: fetch, now: Date.now })
  const limit = (id: OperationId, query = {}) => callTimeoutMs(operations[id], query, timeouts)
  expect([limit('getPackageList'), limit('getActionActivationDetail')]).toEqual([10_000, 10_000])
  expect([limit('putAction'), limit('deletePackage'), limit('postTrigger')]).toEqual([20_000, 20_000, 20_000])
  expect([limit('postAction', { timeout: '0' }), limit('postAction', { timeout: '1000' })]).toEqual([5_000, 6_000])
  expect(limit('postAction'), 'the service waits 60 s by default').toBe(65_000)
})

test('attemptTimeoutMs returns 4 s for reads and 15 s for writes, or the same part of other timeouts', () => {
  const limit = (id: OperationId, config = {}) => {
    const { timeouts } = readConfig({ ...openConfig, ...config }, { fetch, fetchKeys: fetch, now: Date.now })
    return attemptTimeoutMs(operations[id], timeouts)
  }
  expect([limit('getPackageList'), limit('putAction'), limit('deletePackage')]).toEqual([4_000, 15_000, 15_000])
  expect([limit('getAction', { READ_TIMEOUT_MS: '1' }), limit('putAction', { WRITE_TIMEOUT_MS: '99' })]).toEqual([
    1, 75,
  ])
})

test('createProxy retries after the timeout of an attempt', async () => {
  let attempts = 0
  const { request } = openProxy({ ...allPermissions, READ_TIMEOUT_MS: '1000' }, () => {
    attempts += 1
    return attempts > 1 ? Response.json({ content: [] }) : new Promise(() => {})
  })
  const response = await request(`${v21}/packages`, { headers: authorized })
  expect([response.status, attempts]).toEqual([200, 2])
})

test.concurrent('#37 createProxy ends a run at its deadline', { timeout: 20_000 }, async () => {
  const { request, log } = openProxy(allPermissions, () => new Promise(() => {}))
  const target = `${v21}/packages/-/actions/hello?timeout=0`
  const response = await request(target, { method: 'POST', headers: jsonHeaders, body: '{}' })
  expect([response.status, await response.json()]).toEqual([
    504,
    expect.objectContaining({ code: 'upstream_timeout', retryable: false, outcome: 'unknown' }),
  ])
  expect(log.join()).toContain('timed out after 5 s')
})

test.concurrent.for([
  ['READ_TIMEOUT_MS', 'GET', `${v21}/packages`],
  ['WRITE_TIMEOUT_MS', 'DELETE', `${v21}/packages/p`],
] as const)('#37 createProxy ends a call after %s', async ([name, method, target]) => {
  const { request, log } = openProxy({ ...allPermissions, [name]: '1000' }, () => new Promise(() => {}))
  const response = await request(target, { method, headers: authorized })
  expect([response.status, (await response.json()).code]).toEqual([504, 'upstream_timeout'])
  expect(log.join()).toContain('timed out after 1 s')
})

test('createProxy rejects a response larger than MAX_RESPONSE_BYTES and MAX_BODY_BYTES together', async () => {
  const content = (length: number) => () => new Response(`{"content":[]}${' '.repeat(length - 14)}`)
  const config = { ...allPermissions, MAX_RESPONSE_BYTES: '1000', MAX_BODY_BYTES: '10' }
  const status = async (length: number) =>
    (await openProxy(config, content(length)).request(`${v21}/packages`, { headers: authorized })).status
  expect([await status(1010), await status(1011)]).toEqual([200, 502])
})

test.for(['getAction', 'putAction'] as const)(
  'createProxy accepts a response of %s up to MAX_RESPONSE_BYTES and MAX_CODE_BYTES together',
  async (id) => {
    const config = { ...allPermissions, MAX_RESPONSE_BYTES: '1000', MAX_BODY_BYTES: '10', MAX_CODE_BYTES: '200' }
    const { method, target } = sampleRequests[id]
    const init = { method, headers: jsonHeaders, ...(method === 'PUT' && { body: '{}' }) }
    const status = async (length: number) =>
      (await openProxy(config, () => new Response('{"content":{}}'.padEnd(length))).request(v21 + target, init)).status
    expect([await status(1200), await status(1201)]).toEqual([200, 502])
  },
)

test('createProxy has a default of 16 MiB for code, and of 1 MiB for every other body', async () => {
  const status = async (id: 'putAction' | 'putPackage', length: number) => {
    const { method, target } = sampleRequests[id]
    const { request } = openProxy(allPermissions, () => Response.json({ content: {} }))
    const headers = { ...jsonHeaders, 'content-length': `${length}` }
    return (await request(v21 + target, { method, headers, body: '{}' })).status
  }
  expect([await status('putAction', 2 ** 24), await status('putAction', 2 ** 24 + 1)]).toEqual([200, 413])
  expect([await status('putPackage', 2 ** 20), await status('putPackage', 2 ** 20 + 1)]).toEqual([200, 413])
})
