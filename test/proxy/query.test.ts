import { describe, expect, test } from 'vitest'
import { jsonHeaders, rejected, sendRequest, v20, v21 } from './send.ts'

const activations = '/packages/p/actions/a/activations'

describe('#10 createProxy rejects the query of', () => {
  test.for([
    ['GET', `${v21}/packages/p?type=basic`],
    ['GET', `${v21}/packages?pageNo=1`],
    ['GET', `${v21}/triggers?timeout=1`],
    ...['type=', 'type=BASIC', 'type=cron', 'type=basic&type=basic', 'timeout=1'].map((query) => [
      'PUT',
      `${v21}/packages/p/actions/a?${query}`,
    ]),
    ['PUT', `${v20}/packages/p/actions/a?type=basic`],
    ...['type=', 'type=basic', 'type=constructor', 'type=CRON'].map((query) => ['PUT', `${v21}/triggers/t?${query}`]),
    ['PUT', `${v20}/triggers/t?type=secret_manager`],
    ...['', '-1', '60001', '1e3', '1.5', '+1', '01', '0x1', '%201', '999999', '١'].map((timeout) => [
      'POST',
      `${v21}/packages/package001/actions/hello?timeout=${timeout}`,
    ]),
    ...['pageNo', 'pageSize'].flatMap((name) =>
      ['', '0', '-1', '1.5', '1e3', 'a', '01', '9'.repeat(20)].map((value) => [
        'GET',
        `${v21}${activations}?${name}=${value}`,
      ]),
    ),
    ...['', '-1', '1.5', '1e3', '2026-01-01T00:00:00', '9'.repeat(16)].map((value) => [
      'GET',
      `${v21}/activations?start=${value}`,
    ]),
    ...['', '0', '1700000000000', '2026-01-01', '2026-01-01T00:00:00Z', '2026-01-01%2000:00:00', '2026-1-1T0:0:0'].map(
      (value) => ['GET', `${v20}/triggers/t/activations?end=${value}`],
    ),
    ...[
      'platform=VPC',
      'platform=vpc&platform=classic',
      'region=JPN',
      'start=1&start=1',
      'token',
      '=',
      '__proto__=1',
    ].map((query) => ['GET', `${v21}/activations?${query}`]),
  ] as [string, string][])('%s %s', async ([method, path]) => {
    const init = method === 'GET' ? {} : { method, headers: jsonHeaders, body: '{}' }
    expect(await sendRequest(path, init)).toEqual(rejected(400, 'invalid_query'))
  })
})

describe('createProxy sends the query of', () => {
  test.for([
    ['PUT', '/packages/p/actions/a?platform=classic&type=sequence-web', 'platform=classic&type=sequence-web'],
    ['PUT', '/triggers/t?type=secret_manager', 'platform=vpc&type=secret_manager'],
    ['POST', '/packages/package001/actions/hello?timeout=0', 'platform=vpc&timeout=0'],
    ['POST', '/packages/-/actions/hello?timeout=60000', 'platform=vpc&timeout=60000'],
    ['GET', '/activations?end=2&start=0&pageSize=999999999&pageNo=1', undefined],
    ['GET', '/activations?', 'platform=vpc'],
  ] as const)('%s %s', async ([method, target, sent]) => {
    const { status, calls } = await sendRequest(
      v21 + target,
      method === 'GET' ? {} : { method, headers: jsonHeaders, body: '{}' },
    )
    expect([status, calls.length]).toEqual([200, 1])
    if (sent) expect(new URL(calls[0]?.url ?? '').search).toBe(`?${sent}`)
    for (const [name, value] of new URL(`http://x${target}`).searchParams) {
      expect(new URL(calls[0]?.url ?? '').searchParams.get(name)).toBe(value)
    }
  })
})

describe('#10 createProxy rejects a trigger type that the endpoint does not have:', () => {
  const types = ['cron', 'github', 'insight', 'object_storage', 'source_commit', 'secret_manager'] as const
  test.for([
    ['public', 'KR', v21, ['cron', 'github', 'insight', 'object_storage', 'source_commit', 'secret_manager']],
    ['public', 'KR', v20, ['cron', 'github', 'insight', 'object_storage', 'source_commit']],
    ['public', 'SGN', v21, ['cron', 'github', 'insight', 'object_storage']],
    ['public', 'JPN', v21, ['cron', 'github', 'insight', 'object_storage', 'secret_manager']],
    ['gov', 'KR', v20, ['cron', 'github']],
  ] as const)('site %s, region %s, path %s', async ([site, region, path, available]) => {
    const config = { NCLOUD_SITE: site, NCLOUD_REGION: region }
    for (const type of types) {
      const init = { method: 'PUT', headers: jsonHeaders, body: '{}' }
      const { status, calls } = await sendRequest(`${path}/triggers/t?type=${type}`, init, config)
      const isAvailable = (available as readonly string[]).includes(type)
      expect([type, status, calls.length]).toEqual([type, ...(isAvailable ? [200, 1] : [400, 0])])
    }
  })
})
