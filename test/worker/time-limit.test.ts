import { expect, test } from 'vitest'
import { type OperationId, operations } from '../../lib/index.ts'
import { timeLimit } from '../../worker/time-limit.ts'
import { openProxy } from '../support/proxy.ts'
import { everything, json, v21 } from './ask.ts'

test('timeLimit gives reads 10 s, writes 20 s, and a run what the service waits and 5 s more', () => {
  const limit = (id: OperationId, query = {}) => timeLimit(operations[id], query)
  expect([limit('getPackageList'), limit('getActionActivationDetail')]).toEqual([10_000, 10_000])
  expect([limit('putAction'), limit('deletePackage'), limit('postTrigger')]).toEqual([20_000, 20_000, 20_000])
  expect([limit('postAction', { timeout: '0' }), limit('postAction', { timeout: '1000' })]).toEqual([5_000, 6_000])
  expect(limit('postAction'), 'which waits a minute when it is not told').toBe(65_000)
})

test('createProxy ends a call after that', { timeout: 20_000 }, async () => {
  const { request, log } = openProxy(everything, () => new Promise(() => {}))
  const target = `${v21}/packages/-/actions/hello?timeout=0`
  const response = await request(target, { method: 'POST', headers: json, body: '{}' })
  expect([response.status, await response.json()]).toEqual([
    504,
    expect.objectContaining({ code: 'upstream_timeout', retryable: false, outcome: 'unknown' }),
  ])
  expect(log.join()).toContain('within 5000 ms')
})
