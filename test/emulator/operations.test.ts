import { describe, expect, test } from 'vitest'
import { type OperationId, operations } from '../../lib/api/operations.ts'
import { actionBody, createResources, echoAction, type OpenEmulator, openEmulator } from './open-emulator.ts'

type Step = readonly [id: OperationId, method: string, target: string, body: unknown, status: number, content: unknown]

const id = expect.stringMatching(/^[0-9a-f]{32}$/)
const text = expect.any(String)
const anyTime = expect.any(Number)

const code = 'const main = ({ name, place }) => ({ greeting: name + ", " + place })'
const exec = { kind: 'nodejs:22', binary: false, code, main: 'main' }
const limits = { timeout: 5000, memory: 128 }
const vpc = { vpcNo: 21538, subnetNo: 45007 }
const summary = { name: 'hello', description: 'Says hello', type: 'basic', runtime: 'nodejs:22' }
const greeting = { result: { greeting: 'Cloud Functions, NAVER' }, status: 'success', success: true }
const runContent = {
  activationId: id,
  duration: 0,
  start: anyTime,
  end: anyTime,
  name: 'hello',
  namespace: text,
  response: greeting,
  subject: text,
}
const activationSummary = { activationId: id, duration: 0, status: 'success' }
const actionFields = { name: 'hello', description: 'Says hello', parameters: {}, exec, limits, resourceId: text }
const packageFields = { name: 'package001', description: 'Create package', parameters: { place: 'NAVER' } }
const link = {
  action: { name: 'hello', path: expect.stringMatching(/\/package001$/) },
  namespace: text,
  status: 'active',
  trigger: { name: 'daily', path: text },
}

/** Lists every operation, in an order in which all succeed. `{run}` and `{firing}` are ids of earlier responses. */
const walkthrough = (
  platform: string,
  put: { action: unknown; trigger: unknown; link: unknown },
  content: { action: object; trigger: object },
): readonly Step[] => {
  const p = `platform=${platform}`
  const hello = `/packages/package001/actions/hello`
  return [
    ['getPackageList', 'GET', '/packages', undefined, 200, []],
    [
      'putPackage',
      'PUT',
      `/packages/package001?${p}`,
      { description: 'Create package', parameters: { place: 'NAVER' } },
      200,
      { ...packageFields, namespace: text, resourceId: text },
    ],
    [
      'getPackageList',
      'GET',
      `/packages?${p}`,
      undefined,
      200,
      [{ name: 'package001', description: 'Create package' }],
    ],
    ['putAction', 'PUT', `${hello}?${p}`, put.action, 200, { ...actionFields, ...content.action }],
    ['getAction', 'GET', `${hello}?${p}`, undefined, 200, { ...actionFields, ...content.action }],
    ['getActionList', 'GET', `/packages/package001/actions?${p}`, undefined, 200, { actions: [summary] }],
    [
      'getPackage',
      'GET',
      `/packages/package001?${p}`,
      undefined,
      200,
      { ...packageFields, platform, resourceId: text, actions: [summary] },
    ],
    ['postAction', 'POST', `${hello}?${p}&timeout=60000`, { name: 'Cloud Functions' }, 200, runContent],
    [
      'getActionActivationList',
      'GET',
      `${hello}/activations?${p}`,
      undefined,
      200,
      { activations: [activationSummary], totalCount: 1 },
    ],
    [
      'getActionActivationDetail',
      'GET',
      `${hello}/activations/{run}?${p}`,
      undefined,
      200,
      { ...runContent, logs: [] },
    ],
    ['putTrigger', 'PUT', `/triggers/daily?${p}&type=cron`, put.trigger, 200, expect.objectContaining(content.trigger)],
    ['postTriggerLinkAction', 'POST', `/triggers/daily/link-action?${p}`, put.link, 200, link],
    ['getTriggerList', 'GET', `/triggers?${p}`, undefined, 200, { triggers: [{ name: 'daily', type: 'cron' }] }],
    [
      'getTrigger',
      'GET',
      `/triggers/daily?${p}`,
      undefined,
      200,
      { ...content.trigger, actions: ['package001/hello'], resourceId: text },
    ],
    ['postTrigger', 'POST', `/triggers/daily?${p}`, { name: 'Cloud Functions' }, 200, { activationId: id }],
    [
      'getTriggerActivationList',
      'GET',
      `/triggers/daily/activations?${p}`,
      undefined,
      200,
      { activations: [activationSummary], totalCount: 1 },
    ],
    [
      'getTriggerActivationDetail',
      'GET',
      `/triggers/daily/activations/{firing}?${p}`,
      undefined,
      200,
      {
        ...activationSummary,
        status: undefined,
        start: anyTime,
        end: 0,
        name: 'daily',
        namespace: text,
        logs: [expect.stringContaining('package001/hello')],
        response: { result: { name: 'Cloud Functions' }, status: 'success', success: true },
        subject: text,
      },
    ],
    [
      'getActivationList',
      'GET',
      `/activations?${p}`,
      undefined,
      200,
      { activations: [activationSummary, activationSummary], totalCount: 2 },
    ],
    ['deleteTriggerLinkAction', 'DELETE', `/triggers/daily/link-action?${p}`, put.link, 204, undefined],
    ['deleteTrigger', 'DELETE', `/triggers/daily?${p}`, undefined, 204, undefined],
    ['deleteAction', 'DELETE', `${hello}?${p}`, undefined, 204, undefined],
    ['deletePackage', 'DELETE', `/packages/package001?${p}`, undefined, 204, undefined],
    ['getPackageList', 'GET', `/packages?${p}`, undefined, 200, []],
  ]
}

const putBody = { description: 'Says hello', limits, exec }
const cron = { description: 'Every day', cronOption: '0 10 * * *' }
const cronContent = { name: 'daily', description: 'Every day', type: 'cron' }
const execOption = [{ key: 'cronOption', value: '0 10 * * *' }]
const execOptionOfV20 = { key: 'ncf_triggerOptions', value: [{ key: 'cron', value: '0 10 * * *' }] }
const fieldsOfV20 = {
  web: false,
  'raw-http': false,
  'custom-options': false,
  path: expect.stringMatching(/\/package001$/),
}
const separateLink = { action: 'hello', package: 'package001' }

const walkthroughs: readonly [version: 'v2.1' | 'v2.0', platform: string, steps: readonly Step[]][] = [
  [
    'v2.1',
    'vpc',
    walkthrough(
      'vpc',
      { action: { ...putBody, vpc: [vpc] }, trigger: cron, link: { action: 'package001/hello', package: '-' } },
      { action: { type: 'basic', vpc }, trigger: { ...cronContent, execOption } },
    ),
  ],
  [
    'v2.1',
    'classic',
    walkthrough(
      'classic',
      { action: putBody, trigger: cron, link: { action: 'package001/hello' } },
      { action: { type: 'basic' }, trigger: { ...cronContent, execOption } },
    ),
  ],
  [
    'v2.0',
    'classic',
    walkthrough(
      'classic',
      { action: putBody, trigger: { trigger: cron }, link: separateLink },
      { action: fieldsOfV20, trigger: { ...cronContent, execOption: execOptionOfV20 } },
    ),
  ],
  [
    'v2.0',
    'vpc',
    walkthrough(
      'vpc',
      { action: { ...putBody, web: false, vpc }, trigger: { trigger: cron }, link: separateLink },
      { action: { ...fieldsOfV20, vpc }, trigger: { ...cronContent, execOption: execOptionOfV20 } },
    ),
  ],
]

describe.each(walkthroughs)('createEmulator in %s on the platform %s', (version, platform, steps) => {
  test('has a case for every operation', () => {
    expect(new Set(steps.map(([each]) => each))).toEqual(new Set(Object.keys(operations)))
  })

  test('responds to every operation', async () => {
    const opened = openEmulator()
    const ids: Record<string, string> = {}
    for (const [operation, method, target, body, status, content] of steps) {
      const filled = target.replace(/\{(\w+)\}/, (_, name) => ids[name] ?? '')
      const response = await opened.call(method, filled, body, { version })
      expect([operation, response.status, response.content]).toEqual([operation, status, content])
      if (status === 204) expect(response.text).toBe('')
      if (operation === 'postAction') ids.run = response.content.activationId
      if (operation === 'postTrigger') {
        ids.firing = response.content.activationId
        await opened.emulator.idle()
      }
    }
  })

  test('does not change the other platform', async () => {
    const opened = openEmulator()
    await opened.call('PUT', `/packages/package001?platform=${platform}`, {}, { version })
    const other = platform === 'vpc' ? 'classic' : 'vpc'
    expect((await opened.call('GET', `/packages?platform=${other}`, undefined, { version })).content).toEqual([])
  })
})

describe('a second PUT', () => {
  const put = async (opened: OpenEmulator, body: unknown) => (await opened.call('PUT', '/packages/p', body)).content

  test('changes the fields of its body and keeps the others', async () => {
    const opened = openEmulator()
    const first = await put(opened, { description: 'one', parameters: { a: 1 } })
    expect(await put(opened, { description: 'two' })).toEqual({ ...first, description: 'two' })
    expect(await put(opened, { parameters: {} })).toEqual({ ...first, description: 'two', parameters: {} })
  })

  test('of an action in v2.0 without web keeps its type', async () => {
    const { call } = openEmulator()
    const { vpc: _, ...body } = actionBody('const main = () => ({})')
    await call('PUT', '/packages/-/actions/a', { ...body, web: true, 'raw-http': true }, { version: 'v2.0' })
    const { status, content } = await call('PUT', '/packages/-/actions/a', body, { version: 'v2.0' })
    expect([status, content.web, content['raw-http']]).toEqual([200, true, true])
  })
})

test('code is deleted with its action, and when the kind changes to one without code', async () => {
  const { call, store, snapshot } = openEmulator()
  const before = snapshot()
  await call('PUT', '/packages/-/actions/a', actionBody(code))
  expect(store.get('code', 'vpc', '-/a')).toBe(code)
  expect(JSON.stringify(store.list('action', 'vpc'))).not.toContain('greeting')
  const image = { exec: { kind: 'custom image', imageUri: 'registry/image' } }
  expect((await call('PUT', '/packages/-/actions/a', actionBody('', image))).content.exec).toEqual(image.exec)
  expect(store.list('code', 'vpc')).toEqual([])
  await call('PUT', '/packages/-/actions/a', actionBody(code))
  await call('DELETE', '/packages/-/actions/a')
  expect(snapshot()).toBe(before)
})

test('lists are in the order of creation', async () => {
  const { call, clock } = openEmulator()
  for (const name of ['b', 'c', 'a']) {
    await call('PUT', `/packages/${name}`, {})
    clock.time += 1
  }
  const { content } = await call('GET', '/packages')
  expect(content.map(({ name }: { name: string }) => name)).toEqual(['b', 'c', 'a'])
})

const triggers: readonly [name: string, version: 'v2.1' | 'v2.0', type: string, body: object, content: object][] = [
  [
    'github',
    'v2.1',
    'github',
    {
      credential: { username: 'u', accessToken: 'secret-token', repository: 'o/r' },
      events: ['push', '*'],
      link: { productName: 'p', apiName: 'a', stageName: 's' },
    },
    {
      execOption: [
        { key: 'credential', value: { username: 'u', repository: 'o/r' } },
        { key: 'events', value: ['push', '*'] },
        { key: 'link', value: { productName: 'p', apiName: 'a', stageName: 's' } },
      ],
    },
  ],
  [
    'github, with credentials beside the trigger',
    'v2.0',
    'github',
    {
      trigger: { events: ['push'] },
      credentials: { username: 'u', accessToken: 'secret-token', repository: 'r' },
      link: { productId: 'p', apiName: 'a', stageName: 's' },
    },
    { type: 'github' },
  ],
  [
    'github, with credentials in the trigger',
    'v2.0',
    'github',
    {
      trigger: { events: ['push'], credentials: { username: 'u', accessToken: 'secret-token', repository: 'r' } },
      link: { productId: 'p', apiName: 'a', stageName: 's' },
    },
    { type: 'github' },
  ],
  ['insight, without rules', 'v2.1', 'insight', {}, { execOption: [{ key: 'insightLink', value: [] }] }],
  [
    'insight',
    'v2.1',
    'insight',
    { insightLink: [{ prodKey: 'k', ruleGrpId: 'g', reminderTime: 5 }] },
    {
      execOption: [
        {
          key: 'insightLink',
          value: [{ prodKey: 'k', ruleGrpId: 'g', reminderTime: 5, enableNotiWhenEventClose: false }],
        },
      ],
    },
  ],
  [
    'object_storage',
    'v2.1',
    'object_storage',
    { objectStorageLink: [{ bucketName: 'b', eventRuleName: 'e' }] },
    { execOption: [{ key: 'objectStorageLink', value: [{ bucketName: 'b', eventRuleName: 'e' }] }] },
  ],
  [
    'source_commit',
    'v2.0',
    'source_commit',
    { trigger: { sourceCommitLink: [{ repositoryName: 'r', webhookName: 'w' }] } },
    {
      execOption: {
        key: 'ncf_triggerOptions',
        value: [{ key: 'sourceCommitLink', value: [{ repositoryName: 'r', webhookName: 'w', enable: true }] }],
      },
    },
  ],
  [
    'secret_manager',
    'v2.1',
    'secret_manager',
    { secretManagerLink: [{ secretName: 's' }] },
    { execOption: [{ key: 'secretManagerLink', value: [{ secretName: 's' }] }] },
  ],
]

test.each(triggers)('creates a trigger: %s (%s)', async (_, version, type, body, content) => {
  const { call } = openEmulator()
  const put = await call('PUT', `/triggers/t?type=${type}`, body, { version })
  expect(put).toMatchObject({ status: 200, content: { name: 't', type, actions: [] } })
  const got = await call('GET', '/triggers/t', undefined, { version })
  expect(got).toMatchObject({ status: 200, content })
  expect(got.text).not.toContain('secret-token')
})

test('a PUT of v2.0 without vpc keeps the subnet of an action', async () => {
  const opened = openEmulator()
  const { vpc, ...withoutVpc } = echoAction
  await createResources(opened, [['/packages/-/actions/a', echoAction]])
  const put = await opened.call('PUT', '/packages/-/actions/a?platform=vpc', withoutVpc, { version: 'v2.0' })
  expect([put.status, put.content.vpc]).toEqual([200, vpc[0]])
  expect((await opened.call('GET', '/packages/-/actions/a')).content.vpc).toEqual(vpc[0])
})
