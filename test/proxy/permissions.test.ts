import { describe, expect, test } from 'vitest'
import { type OperationId, operations } from '../../lib/index.ts'
import type { ProxyConfig } from '../../worker/proxy/app.ts'
import { authorized, callers, openConfig, openProxy } from '../support/proxy.ts'
import { sampleRequests } from '../support/requests.ts'
import { rejected as rejectedRequest, sendRequest, upstream, v21 } from './send.ts'

const ids = Object.keys(operations) as OperationId[]
const without = (id: OperationId) => ids.filter((each) => each !== id)
const lists = ['getPackageList', 'getActionList', 'getTriggerList', 'getActivationList']
const run = { ALLOWED_ACTIONS: 'package001/hello' }

const versions = [
  ['v2.1', '/ncf/api/v2', 'vpc'],
  ['v2.0', '/api/v2', 'classic'],
] as const

const cases = versions.flatMap(([version, path, platform]) => ids.map((id) => [id, version, path, platform] as const))

describe.for(cases)('createProxy, for %s in %s,', ([id, , path, platform]) => {
  const { method, target, body } = sampleRequests[id]
  const send = async (config: ProxyConfig, headers: Record<string, string> = authorized) => {
    const { request, calls } = openProxy({ ...openConfig, ...config }, upstream)
    const response = await request(path + target, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, code: text && JSON.parse(text).code, text, calls }
  }
  const rejected = (status: number, code: string) => expect.objectContaining({ status, code, calls: [] })

  test('#1 rejects a request without a token', async () => {
    expect(await send({ ...run, ALLOWED_OPERATIONS: ids.join() }, {})).toEqual(rejected(401, 'unauthenticated'))
  })

  test('#2 rejects a request with an invalid token', async () => {
    const wrong = { authorization: 'Bearer wrong' }
    expect(await send({ ...run, ALLOWED_OPERATIONS: ids.join() }, wrong)).toEqual(rejected(401, 'invalid_token'))
  })

  test('#4 rejects the request if the proxy allows every other operation', async () => {
    const others = without(id).flatMap((each) => [each, `${each}:full`])
    expect(await send({ ...run, ALLOWED_OPERATIONS: others.join() })).toEqual(rejected(403, 'insufficient_scope'))
  })

  test('#4 rejects the request if the caller may use every other operation', async () => {
    const config = { ...run, ALLOWED_OPERATIONS: ids.join(), ...callers({ operations: without(id) }) }
    expect(await send(config)).toEqual(rejected(403, 'insufficient_scope'))
  })

  test('allows it by default only if it returns names', async () => {
    expect((await send({})).status).toBe(lists.includes(id) ? 200 : 403)
  })

  test('allows it to anonymous callers only if it returns names', async () => {
    const config = { ...run, PROXY_AUTH: 'public-read', ALLOWED_OPERATIONS: ids.map((each) => `${each}:full`).join() }
    const { status, calls } = await send(config, {})
    expect([status, calls.length]).toEqual(lists.includes(id) ? [200, 1] : [403, 0])
  })

  test.for([id, `${id}:full`])('sends the request once if %s is allowed', async (permission) => {
    const config = { ...run, ALLOWED_OPERATIONS: permission, ...callers({ operations: [permission] }) }
    const { status, text, calls } = await send(config)
    expect([status, text]).toEqual(
      method === 'DELETE' ? [204, ''] : [200, id === 'getPackageList' ? '{"content":[]}' : '{"content":{}}'],
    )
    const [plain, query] = target.split('?')
    const sent = `https://cloudfunctions.apigw.ntruss.com${path}${plain}?platform=${platform}${query ? `&${query}` : ''}`
    expect(calls.map(({ url, init }) => [url, init.method, init.body ?? undefined])).toEqual([
      [sent, method, body && JSON.stringify(body)],
    ])
  })
})

describe('#4 createProxy allows a run', () => {
  const status = async (target: string, config: ProxyConfig) => {
    const { request, calls } = openProxy({ ...openConfig, ALLOWED_OPERATIONS: 'postAction', ...config }, upstream)
    const headers = { ...authorized, 'content-type': 'application/json' }
    const response = await request(`/ncf/api/v2/packages/${target}`, { method: 'POST', headers, body: '{}' })
    const { code } = await response.json()
    return [response.status, code, calls.length]
  }
  const denied = [403, 'insufficient_scope', 0]
  const allowed = [200, undefined, 1]

  test('of no action by default', async () => {
    expect(await status('p/actions/a', {})).toEqual(denied)
  })

  test('of exactly the actions in ALLOWED_ACTIONS', async () => {
    const config = { ALLOWED_ACTIONS: ' p/a , -/b ' }
    expect(await status('p/actions/a', config)).toEqual(allowed)
    expect(await status('-/actions/b', config)).toEqual(allowed)
    for (const other of [
      'p/actions/b',
      '-/actions/a',
      'P/actions/a',
      'p/actions/a1',
      'pp/actions/a',
      '%70/actions/a',
    ]) {
      expect([other, await status(other, config)]).toEqual([other, denied])
    }
  })

  test('of the actions that both the proxy and the caller allow', async () => {
    const config = { ALLOWED_ACTIONS: 'p/a,p/b', ...callers({ actions: ['p/b', 'p/c'] }) }
    expect(await status('p/actions/a', config)).toEqual(denied)
    expect(await status('p/actions/b', config)).toEqual(allowed)
    expect(await status('p/actions/c', config), 'the proxy does not allow it').toEqual(denied)
    expect(await status('p/actions/a', { ALLOWED_ACTIONS: 'p/a', ...callers({ actions: [] }) })).toEqual(denied)
  })

  test('without a hint whether the action exists', async () => {
    const responseTo = async (target: string) => {
      const { request, calls } = openProxy({ ...openConfig, ALLOWED_OPERATIONS: 'postAction', ALLOWED_ACTIONS: 'p/a' })
      const { requestId: _, ...body } = await (
        await request(`/ncf/api/v2/packages/${target}`, { method: 'POST', headers: authorized })
      ).json()
      return { ...body, calls }
    }
    // The proxy sends no request, so it cannot know.
    const denial = await responseTo('package001/actions/none')
    expect(denial).toMatchObject({ status: 403, calls: [] })
    expect(await responseTo('none/actions/%2e%2e%2f')).toEqual(denial)
  })
})

test('createProxy allows an anonymous caller the allowed lists and no others', async () => {
  const config = { PROXY_AUTH: 'public-read', ALLOWED_OPERATIONS: 'getPackageList', ALLOWED_ACTIONS: '' }
  expect(await sendRequest(`${v21}/packages`, {}, config)).toMatchObject({ status: 200, calls: [{}] })
  for (const path of ['/triggers', '/activations', '/packages/-/actions']) {
    expect([path, await sendRequest(v21 + path, {}, config)]).toEqual([
      path,
      rejectedRequest(403, 'insufficient_scope'),
    ])
  }
})
