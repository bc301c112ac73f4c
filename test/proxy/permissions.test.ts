import { describe, expect, test } from 'vitest'
import { type OperationId, operations } from '../../lib/index.ts'
import type { ProxyConfig } from '../../worker/proxy/app.ts'
import { authorized, callers, openConfig, openProxy } from '../support/proxy.ts'
import { sampleRequests } from '../support/requests.ts'
import { upstream } from './send.ts'

const ids = Object.keys(operations) as OperationId[]
const without = (id: OperationId) => ids.filter((each) => each !== id)
const lists = ['getPackageList', 'getActionList', 'getTriggerList', 'getActivationList']
const run = { ALLOWED_ACTIONS: 'package001/hello' }

const versions = [
  ['v2.1', '/ncf/api/v2', 'vpc'],
  ['v2.0', '/api/v2', 'classic'],
] as const

const cases = versions.flatMap(([version, path, platform]) => ids.map((id) => [id, version, path, platform] as const))

describe.for(cases)('%s in %s', ([id, , path, platform]) => {
  const { method, target, body } = sampleRequests[id]
  const ask = async (config: ProxyConfig, headers: Record<string, string> = authorized) => {
    const { request, calls } = openProxy({ ...openConfig, ...config }, upstream)
    const response = await request(path + target, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, code: text && JSON.parse(text).code, text, calls }
  }
  const refused = (status: number, code: string) => expect.objectContaining({ status, code, calls: [] })

  test('#1 is refused without a credential', async () => {
    expect(await ask({ ...run, ALLOWED_OPERATIONS: ids.join() }, {})).toEqual(refused(401, 'unauthenticated'))
  })

  test('#2 is refused with a credential that does not hold', async () => {
    const wrong = { authorization: 'Bearer wrong' }
    expect(await ask({ ...run, ALLOWED_OPERATIONS: ids.join() }, wrong)).toEqual(refused(401, 'invalid_token'))
  })

  test('#4 is refused where everything else is granted', async () => {
    const others = without(id).flatMap((each) => [each, `${each}:full`])
    expect(await ask({ ...run, ALLOWED_OPERATIONS: others.join() })).toEqual(refused(403, 'insufficient_scope'))
  })

  test('#4 is refused to a caller that is granted everything else', async () => {
    const config = { ...run, ALLOWED_OPERATIONS: ids.join(), ...callers({ operations: without(id) }) }
    expect(await ask(config)).toEqual(refused(403, 'insufficient_scope'))
  })

  test('is granted by default if it lists', async () => {
    expect((await ask({})).status).toBe(lists.includes(id) ? 200 : 403)
  })

  test('is for anybody only if it lists', async () => {
    const config = { ...run, PROXY_AUTH: 'public-read', ALLOWED_OPERATIONS: ids.map((each) => `${each}:full`).join() }
    const { status, calls } = await ask(config, {})
    expect([status, calls.length]).toEqual(lists.includes(id) ? [200, 1] : [403, 0])
  })

  test.for([id, `${id}:full`])('is sent once where %s is granted', async (grant) => {
    const config = { ...run, ALLOWED_OPERATIONS: grant, ...callers({ operations: [grant] }) }
    const { status, text, calls } = await ask(config)
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

describe('#4 a run is granted action by action', () => {
  const status = async (target: string, config: ProxyConfig) => {
    const { request, calls } = openProxy({ ...openConfig, ALLOWED_OPERATIONS: 'postAction', ...config }, upstream)
    const headers = { ...authorized, 'content-type': 'application/json' }
    const response = await request(`/ncf/api/v2/packages/${target}`, { method: 'POST', headers, body: '{}' })
    const { code } = await response.json()
    return [response.status, code, calls.length]
  }
  const refused = [403, 'insufficient_scope', 0]
  const granted = [200, undefined, 1]

  test('none by default', async () => {
    expect(await status('p/actions/a', {})).toEqual(refused)
  })

  test('exactly those of the list', async () => {
    const config = { ALLOWED_ACTIONS: ' p/a , -/b ' }
    expect(await status('p/actions/a', config)).toEqual(granted)
    expect(await status('-/actions/b', config)).toEqual(granted)
    for (const other of [
      'p/actions/b',
      '-/actions/a',
      'P/actions/a',
      'p/actions/a1',
      'pp/actions/a',
      '%70/actions/a',
    ]) {
      expect([other, await status(other, config)]).toEqual([other, refused])
    }
  })

  test('no more than the caller has', async () => {
    const config = { ALLOWED_ACTIONS: 'p/a,p/b', ...callers({ actions: ['p/b', 'p/c'] }) }
    expect(await status('p/actions/a', config)).toEqual(refused)
    expect(await status('p/actions/b', config)).toEqual(granted)
    expect(await status('p/actions/c', config), 'nor more than the proxy has').toEqual(refused)
    expect(await status('p/actions/a', { ALLOWED_ACTIONS: 'p/a', ...callers({ actions: [] }) })).toEqual(refused)
  })

  test('with one answer, whether it exists or could exist', async () => {
    const answer = async (target: string) => {
      const { request, calls } = openProxy({ ...openConfig, ALLOWED_OPERATIONS: 'postAction', ALLOWED_ACTIONS: 'p/a' })
      const { requestId: _, ...body } = await (
        await request(`/ncf/api/v2/packages/${target}`, { method: 'POST', headers: authorized })
      ).json()
      return { ...body, calls }
    }
    // The proxy cannot know what exists: it asks nobody.
    const refused = await answer('package001/actions/none')
    expect(refused).toMatchObject({ status: 403, calls: [] })
    expect(await answer('none/actions/%2e%2e%2f')).toEqual(refused)
  })
})
