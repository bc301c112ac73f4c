import { expect, test } from 'vitest'
import { type OperationId, operations } from '../../lib/index.ts'
import { readConfig } from '../../worker/proxy/config/read-config.ts'
import { attemptLimit, timeLimit } from '../../worker/proxy/limits/deadlines.ts'
import { authorized, openConfig, openProxy } from '../support/proxy.ts'
import { everything, json, v21 } from './send.ts'

test('timeLimit gives reads 10 s, writes 20 s, and a run what the service waits and 5 s more', () => {
  const settings = readConfig(openConfig, { fetch, fetchKeys: fetch, now: Date.now })
  const limit = (id: OperationId, query = {}) => timeLimit(operations[id], query, settings)
  expect([limit('getPackageList'), limit('getActionActivationDetail')]).toEqual([10_000, 10_000])
  expect([limit('putAction'), limit('deletePackage'), limit('postTrigger')]).toEqual([20_000, 20_000, 20_000])
  expect([limit('postAction', { timeout: '0' }), limit('postAction', { timeout: '1000' })]).toEqual([5_000, 6_000])
  expect(limit('postAction'), 'which waits a minute when it is not told').toBe(65_000)
})

test('attemptLimit gives reads 4 s and writes 15 s, or as much of what is configured', () => {
  const limits = (config = {}) => readConfig({ ...openConfig, ...config }, { fetch, fetchKeys: fetch, now: Date.now })
  const limit = (id: OperationId, config = {}) => attemptLimit(operations[id], limits(config))
  expect([limit('getPackageList'), limit('putAction'), limit('deletePackage')]).toEqual([4_000, 15_000, 15_000])
  expect([limit('getAction', { READ_TIMEOUT_MS: '1' }), limit('putAction', { WRITE_TIMEOUT_MS: '99' })]).toEqual([
    1, 75,
  ])
})

test('createProxy asks again when there is no answer in that time', async () => {
  let asked = 0
  const { request } = openProxy({ ...everything, READ_TIMEOUT_MS: '1000' }, () => {
    asked += 1
    return asked > 1 ? Response.json({ content: [] }) : new Promise(() => {})
  })
  const response = await request(`${v21}/packages`, { headers: authorized })
  expect([response.status, asked]).toEqual([200, 2])
})

test('#40 createProxy ends a call after that', { timeout: 20_000 }, async () => {
  const { request, log } = openProxy(everything, () => new Promise(() => {}))
  const target = `${v21}/packages/-/actions/hello?timeout=0`
  const response = await request(target, { method: 'POST', headers: json, body: '{}' })
  expect([response.status, await response.json()]).toEqual([
    504,
    expect.objectContaining({ code: 'upstream_timeout', retryable: false, outcome: 'unknown' }),
  ])
  expect(log.join()).toContain('timed out after 5 s')
})

test.for([
  ['READ_TIMEOUT_MS', 'GET', `${v21}/packages`],
  ['WRITE_TIMEOUT_MS', 'DELETE', `${v21}/packages/p`],
] as const)('createProxy ends a call after %s', async ([name, method, target]) => {
  const { request, log } = openProxy({ ...everything, [name]: '200' }, () => new Promise(() => {}))
  const response = await request(target, { method, headers: authorized })
  expect([response.status, (await response.json()).code]).toEqual([504, 'upstream_timeout'])
  expect(log.join()).toContain('timed out after 200 ms')
})

test('createProxy takes no longer answer than MAX_RESPONSE_BYTES and what it may repeat', async () => {
  const content = (length: number) => () => new Response(`{"content":[]}${' '.repeat(length - 14)}`)
  const config = { ...everything, MAX_RESPONSE_BYTES: '1000', MAX_BODY_BYTES: '10' }
  const status = async (length: number) =>
    (await openProxy(config, content(length)).request(`${v21}/packages`, { headers: authorized })).status
  expect([await status(1010), await status(1011)]).toEqual([200, 502])
})
