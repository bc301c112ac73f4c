import { describe, expect, test } from 'vitest'
import { type Fetch, operations } from '../../lib/index.ts'
import { createSigner } from '../../lib/sign.ts'
import { createEmulator, developmentCredentials, type Emulator } from '../../worker/emulator/index.ts'
import type { ProxyConfig } from '../../worker/proxy/app.ts'
import { authorized, callers, openConfig, openProxy } from '../support/proxy.ts'

const any = expect.anything()
const id = expect.stringMatching(/^[0-9a-f]{32}$/)

/** Text of sensitive fields. Only the full view has it, and the response to a run has the result. */
const sensitive = ['CANARY-CODE', 'CANARY-PARAMETER', 'CANARY-LOG', 'CANARY-RESULT', 'CANARY-TOKEN', 'CANARY-LINK']

const code = `/* CANARY-CODE */
const main = ({ place }) => {
  console.log('CANARY-LOG')
  return { place, result: 'CANARY-RESULT' }
}`
const parameters = { secret: 'CANARY-PARAMETER' }
const exec = { kind: 'nodejs:22', binary: false, main: 'main' }
const limits = { timeout: 5000, memory: 128 }
const vpc = { vpcNo: 21538, subnetNo: 45007 }
const github = { username: 'u', accessToken: 'CANARY-TOKEN', repository: 'o/r' }
const link = { apiName: 'CANARY-LINK', stageName: 's' }
const put = { description: 'Says hello', parameters, limits, exec: { ...exec, code } }
const cron = { description: 'Every day', parameters, cronOption: '0 10 * * *' }

/** The differences between the API versions: request bodies, and fields of the default view. */
const versions = {
  'v2.1': {
    path: '/ncf/api/v2',
    platform: 'vpc',
    type: '&type=basic',
    put: { ...put, vpc: [vpc] },
    cron,
    github: { credential: github, events: ['push'], link: { ...link, productName: 'p' } },
    action: { type: 'basic', vpc },
    cronOption: [{ key: 'cronOption', value: '0 10 * * *' }],
    githubOption: [{ key: 'credential' }, { key: 'events' }, { key: 'link' }],
  },
  'v2.0': {
    path: '/api/v2',
    platform: 'classic',
    type: '',
    put: { ...put, web: false },
    cron: { trigger: cron },
    github: { trigger: { credentials: github, events: ['push'] }, link: { ...link, productId: 'p' } },
    action: { web: false, 'raw-http': false, 'custom-options': false, path: expect.stringMatching(/\/package001$/) },
    cronOption: { key: 'ncf_triggerOptions', value: [{ key: 'cron', value: '0 10 * * *' }] },
    githubOption: { key: 'ncf_triggerOptions', value: [{ key: 'credential' }, { key: 'events' }, { key: 'link' }] },
  },
} as const

type Version = (typeof versions)[keyof typeof versions]

/** Every operation once, in an order in which all succeed, with the default view of each response. */
const walkthrough = ({ type, ...its }: Version) => {
  const hello = '/packages/package001/actions/hello'
  const summary = { name: 'hello', description: 'Says hello', type: 'basic', runtime: 'nodejs:22' }
  const action = { name: 'hello', description: 'Says hello', limits, exec, resourceId: any, ...its.action }
  const trigger = { name: 'daily', description: 'Every day', type: 'cron', resourceId: any, execOption: its.cronOption }
  const hook = { name: 'hook', description: '', type: 'github', resourceId: any, actions: [] }
  const listed = { activationId: id, duration: any, status: 'success' }
  const ran = { activationId: id, duration: any, start: any, name: 'hello', namespace: any, subject: any }
  const outcome = { status: 'success', success: true }
  const joined = { action: 'hello', package: 'package001' }
  return [
    [
      'putPackage',
      '/packages/package001',
      { description: 'Create package', parameters },
      { name: 'package001', description: 'Create package', namespace: any, resourceId: any },
    ],
    ['getPackageList', '/packages', undefined, [{ name: 'package001', description: 'Create package' }]],
    ['putAction', `${hello}?platform=${its.platform}${type}`, its.put, action],
    ['getAction', hello, undefined, action],
    ['getActionList', '/packages/package001/actions', undefined, { actions: [summary] }],
    [
      'getPackage',
      '/packages/package001',
      undefined,
      {
        name: 'package001',
        description: 'Create package',
        platform: its.platform,
        resourceId: any,
        actions: [summary],
      },
    ],
    [
      'postAction',
      `${hello}?timeout=60000`,
      { place: 'NAVER' },
      { ...ran, end: any, response: { ...outcome, result: { place: 'NAVER', result: 'CANARY-RESULT' } } },
    ],
    [
      'getActionActivationList',
      `${hello}/activations?pageNo=1&pageSize=20`,
      undefined,
      { activations: [listed], totalCount: 1 },
    ],
    ['getActionActivationDetail', `${hello}/activations/{hello}`, undefined, { ...ran, end: any, response: outcome }],
    ['putTrigger', '/triggers/hook?type=github', its.github, { ...hook, namespace: any, execOption: its.githubOption }],
    ['getTrigger', '/triggers/hook', undefined, { ...hook, execOption: its.githubOption }],
    ['deleteTrigger', '/triggers/hook', undefined, undefined],
    [
      'putTrigger',
      '/triggers/daily?type=cron',
      its.cron,
      { ...trigger, actions: [], cronOption: '0 10 * * *', namespace: any },
    ],
    [
      'postTriggerLinkAction',
      '/triggers/daily/link-action',
      joined,
      { action: { name: 'hello', path: any }, namespace: any, status: 'active', trigger: { name: 'daily', path: any } },
    ],
    ['getTriggerList', '/triggers', undefined, { triggers: [{ name: 'daily', type: 'cron' }] }],
    ['getTrigger', '/triggers/daily', undefined, { ...trigger, actions: ['package001/hello'] }],
    ['postTrigger', '/triggers/daily', { place: 'CANARY-RESULT' }, { activationId: id }],
    ['getTriggerActivationList', '/triggers/daily/activations', undefined, { activations: [listed], totalCount: 1 }],
    [
      'getTriggerActivationDetail',
      '/triggers/daily/activations/{daily}',
      undefined,
      { ...ran, name: 'daily', end: 0, response: outcome },
    ],
    ['getActivationList', '/activations', undefined, { activations: [listed, listed], totalCount: 2 }],
    ['deleteTriggerLinkAction', '/triggers/daily/link-action', joined, undefined],
    ['deleteTrigger', '/triggers/daily', undefined, undefined],
    ['deleteAction', hello, undefined, undefined],
    ['deletePackage', '/packages/package001', undefined, undefined],
  ] as const
}

const ids = Object.keys(operations)
const config = { ...openConfig, ALLOWED_ACTIONS: 'package001/hello' }
const defaultView = { ...config, ALLOWED_OPERATIONS: ids.join() }
const fullView = { ...config, ALLOWED_OPERATIONS: ids.map((each) => `${each}:full`).join() }

/** Records the last response of the gateway. */
const record = (fetch: Fetch) => {
  const recorded = { last: '' }
  const recording: Fetch = async (url, init) => {
    const response = await fetch(url, init)
    recorded.last = await response.clone().text()
    return response
  }
  return { recorded, recording }
}

/** Sends every request of the walkthrough, and passes each response to a check. */
const runWalkthrough = async (
  version: Version,
  emulator: Emulator,
  request: (path: string, init: RequestInit) => Promise<Response>,
  check: (id: string, response: Response, expected: unknown) => Promise<void>,
) => {
  const last: Record<string, string> = {}
  for (const [operation, target, body, expected] of walkthrough(version)) {
    const filled = version.path + target.replace(/\{(\w+)\}/, (_, name) => last[name] ?? '')
    const response = await request(filled, {
      method: operations[operation].method,
      headers: { ...authorized, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (operation === 'postAction') last.hello = (await response.clone().json()).content.activationId
    if (operation === 'postTrigger') last.daily = (await response.clone().json()).content.activationId
    await check(operation, response, expected)
    await emulator.idle()
  }
}

describe.for(Object.entries(versions))('createProxy in %s', ([, version]) => {
  test('#22 serves every operation with the default view of its response', async () => {
    const emulator = createEmulator()
    const { request, log } = openProxy(defaultView, emulator.fetch)
    const served = new Set<string>()
    await runWalkthrough(version, emulator, request, async (operation, response, expected) => {
      const text = await response.text()
      if (expected === undefined) {
        expect([operation, response.status, text, response.headers.get('content-type')]).toEqual([
          operation,
          204,
          '',
          null,
        ])
      } else {
        expect([operation, response.status, JSON.parse(text)]).toEqual([operation, 200, { content: expected }])
      }
      for (const secret of operation === 'postAction' ? ['CANARY-LOG', 'CANARY-CODE', 'CANARY-PARAMETER'] : sensitive) {
        expect(text, operation).not.toContain(secret)
      }
      served.add(operation)
    })
    expect([...served].sort()).toEqual([...ids].sort())
    expect(log).toEqual([])
  })

  test('serves the whole response of the gateway with the full view', async () => {
    const emulator = createEmulator()
    const { recorded, recording } = record(emulator.fetch)
    const { request } = openProxy(fullView, recording)
    const seen: string[] = []
    await runWalkthrough(version, emulator, request, async (operation, response) => {
      const text = await response.text()
      if (text) expect([operation, JSON.parse(text)]).toEqual([operation, JSON.parse(recorded.last)])
      seen.push(text)
    })
    // The emulator returns tokens in the response to PUT, not to GET.
    for (const each of sensitive) expect(seen.join(), each).toContain(each)
  })

  test('#22 serves the full view only if both proxy and caller have the permission', async () => {
    const emulator = createEmulator()
    const { request } = openProxy(defaultView, emulator.fetch)
    const path = `${version.path}/packages/package001/actions/hello`
    const hasSensitive = async (config: ProxyConfig) => {
      const response = await openProxy(config, emulator.fetch).request(path, { headers: authorized })
      return [response.status, /CANARY/.test(await response.text())]
    }
    await runWalkthrough(version, emulator, request, async (operation) => {
      if (operation !== 'putAction') return
      expect(await hasSensitive({ ...fullView, ...callers({ operations: ['getAction'] }) })).toEqual([200, false])
      expect(await hasSensitive({ ...defaultView, ...callers({ operations: ['getAction:full'] }) })).toEqual([
        200,
        false,
      ])
      expect(await hasSensitive({ ...fullView, ...callers({ operations: ['getAction:full'] }) })).toEqual([200, true])
      expect(await hasSensitive({ ...fullView, ALLOWED_OPERATIONS: 'getAction,getAction:full' })).toEqual([200, true])
    })
  })

  test('passes on the error of the service for a missing package', async () => {
    const { request } = openProxy(defaultView, createEmulator().fetch)
    const response = await request(`${version.path}/packages/none`, { headers: authorized })
    expect([response.status, (await response.json()).code]).toEqual([404, '80101'])
  })
})

describe('createProxy sends times', () => {
  test.for([
    ['v2.1', 'start=1700000000000&end=1700000000001'],
    ['v2.0', 'start=2026-01-31T00%3A00%3A00&end=2026-02-01T23%3A59%3A59'],
  ] as const)('in the format of %s', async ([version, times]) => {
    const { request, calls } = openProxy(defaultView, createEmulator().fetch)
    const { path } = versions[version]
    const response = await request(`${path}/activations?${times}`, { headers: authorized })
    expect(response.status).toBe(200)
    expect(calls.map(({ url }) => url)).toEqual([expect.stringContaining(`&${times}`)])
  })
})

test('createProxy serves only the API versions of the site', async () => {
  for (const [site, has, hasNot] of [
    ['gov', 'v2.0', 'v2.1'],
    ['fin', 'v2.1', 'v2.0'],
  ] as const) {
    const { request, calls } = openProxy({ ...openConfig, NCLOUD_SITE: site }, () => Response.json({ content: [] }))
    const status = async (version: keyof typeof versions) =>
      (await request(`${versions[version].path}/packages`, { headers: authorized })).status
    expect([await status(has), await status(hasNot), calls.length]).toEqual([200, 404, 1])
  }
})

test('createProxy signs requests of both API versions at the same time', async () => {
  const { request, calls } = openProxy(openConfig, createEmulator().fetch)
  const paths = [versions['v2.1'].path, versions['v2.0'].path]
  const responses = [...paths, ...paths].map((path) => request(`${path}/packages`, { headers: authorized }))
  expect((await Promise.all(responses)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const [key] = developmentCredentials
  for (const { url, init } of calls) {
    const headers = init.headers as Record<string, string>
    const signer = createSigner(key, { now: () => Number(headers['x-ncp-apigw-timestamp']) })
    const { pathname, search } = new URL(url)
    expect(headers).toMatchObject(await signer.headers('GET', pathname + search))
  }
})
