import { describe, expect, test } from 'vitest'
import { rejected, sendRequest, v20, v21 } from './send.ts'

const hostileNames = [
  '%2e%2e%2f',
  '%2e%2e%2fadmin',
  '..%2f..',
  '%252e%252e',
  '..;',
  'a%00',
  'a%0d%0a',
  'a%5cb',
  'a%2fb',
  '-a',
  '--',
  'a.b',
  'a b',
  'a+b',
  '%61',
  'é',
  "a'",
  'a;b',
  'a:b',
  '{packageName}',
  'a'.repeat(51),
]

describe('#9 createProxy rejects the name', () => {
  test.for(hostileNames)('%s in every part of a path', async (name) => {
    for (const target of [
      `/packages/${name}`,
      `/packages/${name}/actions`,
      `/packages/${name}/actions/a`,
      `/packages/p/actions/${name}`,
      `/packages/p/actions/${name}/activations`,
      `/packages/p/actions/a/activations/${name}`,
      `/triggers/${name}`,
      `/triggers/${name}/activations`,
      `/triggers/t/activations/${name}`,
    ]) {
      for (const path of [v21, v20]) {
        expect([target, await sendRequest(path + target)]).toEqual([target, rejected(400, 'invalid_name')])
      }
    }
  })

  test.for([
    '/packages/-',
    '/packages/p/actions/-',
    '/triggers/-',
    '/triggers/-/activations',
    `/triggers/t/activations/${'a'.repeat(31)}`,
    `/triggers/t/activations/${'a'.repeat(33)}`,
    `/packages/p/actions/a/activations/${'-'.repeat(32)}`,
    `/packages/p/actions/a/activations/${'_'.repeat(32)}`,
  ])('in %s', async (target) => {
    expect(await sendRequest(`${v21}${target}`)).toEqual(rejected(400, 'invalid_name'))
  })
})

describe('createProxy', () => {
  test('serves every valid name', async () => {
    for (const name of ['a', '_', 'A-z_0', '0', 'a'.repeat(50)]) {
      for (const target of [`/packages/${name}`, `/packages/-/actions/${name}`, `/triggers/${name}`]) {
        const { status, calls } = await sendRequest(`${v21}${target}`)
        expect([target, status, calls.map(({ url }) => new URL(url).pathname)]).toEqual([
          target,
          200,
          [`${v21}${target}`],
        ])
      }
    }
  })

  test('#9 sends no request for a path with dots', async () => {
    expect(await sendRequest(`${v21}/packages/../../../healthz`)).toEqual(
      expect.objectContaining({ status: 404, calls: [] }),
    )
    const { calls } = await sendRequest(`${v21}/packages/p/actions/..`)
    expect(
      calls.map(({ url }) => new URL(url).pathname),
      'no path that was not validated',
    ).toEqual([])
  })
})
