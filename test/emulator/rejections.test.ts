import { describe, expect, test } from 'vitest'
import { action, echo, type Opened, open, prepare } from './open-emulator.ts'

type Row = readonly [
  name: string,
  method: string,
  target: string,
  body: unknown,
  status: number,
  code: string,
  details?: string,
]

/** One of everything on VPC, and of each kind one on Classic. */
const furnish = async (): Promise<Opened> => {
  const opened = open()
  const { vpc: _, ...classic } = echo
  await prepare(opened, [
    ['/packages/full', {}],
    ['/packages/full/actions/inside', echo],
    ['/packages/-/actions/free', echo],
    ['/packages/-/actions/pages?type=web', echo],
    ['/packages/-/actions/chain?type=sequence', { exec: { kind: 'sequence', components: ['-/free', 'full/inside'] } }],
    ['/packages/-/actions/snake', action('def main(args): return {}', { exec: { ...echo.exec, kind: 'python:3.13' } })],
    ['/packages/-/actions/zip', action('UEsDBA==', { exec: { ...echo.exec, binary: true } })],
    ['/triggers/linked?type=cron', { cronOption: '* * * * *' }],
    ['/triggers/alone?type=cron', { cronOption: '* * * * *' }],
    ['/triggers/snakes?type=cron', { cronOption: '* * * * *' }],
    ['/triggers/linked/link-action', { action: 'free' }],
    ['/triggers/snakes/link-action', { action: 'snake' }],
    ['/packages/old?platform=classic', {}],
    ['/packages/-/actions/oldAction?platform=classic', classic],
    ['/triggers/oldTrigger?platform=classic&type=cron', { cronOption: '* * * * *' }],
  ])
  return opened
}

const put = '/packages/-/actions/fresh'
const cron = '/triggers/fresh?type=cron'
const limits = { timeout: 500, memory: 128 }
const long = 'x'.repeat(3001)
const without = (...path: string[]) => {
  const body = structuredClone<Record<string, unknown>>(echo) as Record<string, Record<string, unknown>>
  const [holder = '', field] = path
  if (field) delete body[holder]?.[field]
  else delete body[holder]
  return body
}
const github = {
  credential: { username: 'u', accessToken: 't', repository: 'r' },
  events: ['push'],
  link: { productName: 'p', apiName: 'a', stageName: 's' },
}

const rows: readonly Row[] = [
  // Addresses, queries.
  ['an unknown address', 'GET', '/package', undefined, 404, '300', 'URL not found.'],
  ['a wrong method', 'PATCH', '/packages', undefined, 404, '300'],
  ['an address with more', 'GET', '/packages/full/', undefined, 404, '300'],
  ['a path that is no UTF-8', 'GET', '/packages/%ff', undefined, 400, '100', 'UTF-8'],
  ['an unknown platform', 'GET', '/packages?platform=moon', undefined, 400, '80000', 'platform'],
  ['two platforms', 'GET', '/packages?platform=vpc&platform=vpc', undefined, 400, '80000', 'platform'],
  // Not found, and on the other platform.
  ['a missing package', 'GET', '/packages/none', undefined, 404, '80101'],
  ['deleting a missing package', 'DELETE', '/packages/none', undefined, 404, '80101'],
  ['a package of Classic', 'GET', '/packages/old', undefined, 400, '80102'],
  ['deleting a package of Classic', 'DELETE', '/packages/old', undefined, 400, '80102'],
  ['a package that is not empty', 'DELETE', '/packages/full', undefined, 409, '80109'],
  ['the actions of a missing package', 'GET', '/packages/none/actions', undefined, 404, '80101'],
  ['a missing action', 'GET', '/packages/-/actions/none', undefined, 404, '80301'],
  ['an action elsewhere', 'GET', '/packages/-/actions/inside', undefined, 404, '80301'],
  ['running a missing action', 'POST', '/packages/-/actions/none', {}, 404, '80301'],
  ['deleting a missing action', 'DELETE', '/packages/-/actions/none', undefined, 404, '80301'],
  ['runs of a missing action', 'GET', '/packages/-/actions/none/activations', undefined, 404, '80301'],
  ['an action of Classic', 'GET', '/packages/-/actions/oldAction', undefined, 400, '80302'],
  ['running an action of Classic', 'POST', '/packages/-/actions/oldAction', {}, 400, '80302'],
  ['an action in a missing package', 'PUT', '/packages/none/actions/a', echo, 404, '80101'],
  ['an action in a package of Classic', 'PUT', '/packages/old/actions/a', echo, 400, '80102'],
  ['a missing activation', 'GET', `/packages/-/actions/free/activations/${'0'.repeat(32)}`, undefined, 404, '80322'],
  ['a missing trigger', 'GET', '/triggers/none', undefined, 404, '80501'],
  ['firing a missing trigger', 'POST', '/triggers/none', {}, 404, '80501'],
  ['deleting a missing trigger', 'DELETE', '/triggers/none', undefined, 404, '80501'],
  ['firings of a missing trigger', 'GET', '/triggers/none/activations', undefined, 404, '80501'],
  ['a missing firing', 'GET', `/triggers/linked/activations/${'0'.repeat(32)}`, undefined, 404, '80518'],
  ['a trigger of Classic', 'GET', '/triggers/oldTrigger', undefined, 400, '80502'],
  ['deleting a trigger of Classic', 'DELETE', '/triggers/oldTrigger', undefined, 400, '80502'],
  // Names.
  ['a name that begins with -', 'PUT', '/packages/-a', {}, 400, '80000', 'packageName must be 1 to 50'],
  ['no name', 'PUT', '/packages/-', {}, 400, '80000', 'packageName'],
  ['a name of 51', 'PUT', `/packages/${'a'.repeat(51)}`, {}, 400, '80000', 'packageName'],
  ['a name in Korean', 'PUT', '/packages/%ED%8C%A8', {}, 400, '80000', 'packageName'],
  ['a name with a slash', 'PUT', '/packages/a%2Fb', {}, 400, '80000', 'packageName'],
  ['an action with a dot', 'PUT', '/packages/-/actions/a.b', echo, 400, '80000', 'actionName'],
  ['a trigger with a blank', 'PUT', '/triggers/a%20b?type=cron', { cronOption: '* * * * *' }, 400, '80000'],
  ['a package named as an action', 'PUT', '/packages/inside', {}, 400, '80000', 'another resource'],
  ['a package named as a trigger', 'PUT', '/packages/linked', {}, 400, '80000', 'another resource'],
  ['an action named as a package', 'PUT', '/packages/-/actions/full', echo, 400, '80000', 'another resource'],
  ['an action named as one in a package', 'PUT', '/packages/-/actions/inside', echo, 400, '80000', 'another'],
  ['an action named as a trigger', 'PUT', '/packages/-/actions/linked', echo, 400, '80000', 'another resource'],
  ['a trigger named as a package', 'PUT', '/triggers/full?type=cron', { cronOption: '* * * * *' }, 400, '80000'],
  ['a trigger named as an action', 'PUT', '/triggers/free?type=cron', { cronOption: '* * * * *' }, 400, '80000'],
  // Packages.
  ['no body for a package', 'PUT', '/packages/fresh', undefined, 400, '80000', '{}'],
  ['a list for a package', 'PUT', '/packages/fresh', [], 400, '80000'],
  ['a description that is too long', 'PUT', '/packages/fresh', { description: long }, 400, '80000', '3000 bytes'],
  ['a description too long in bytes', 'PUT', '/packages/fresh', { description: '가'.repeat(1001) }, 400, '80000'],
  ['a description that is no text', 'PUT', '/packages/full', { description: 1 }, 400, '80000', 'description'],
  ['parameters that are no object', 'PUT', '/packages/full', { parameters: [] }, 400, '80000', 'parameters'],
  ['parameters of 1 MB', 'PUT', '/packages/full', { parameters: { a: 'x'.repeat(2 ** 20) } }, 400, '80000', '1 MB'],
  // Actions.
  ['no body for an action', 'PUT', put, undefined, 400, '80000'],
  ['no limits', 'PUT', put, without('limits'), 400, '80306', 'limits.timeout is required'],
  ['no timeout', 'PUT', put, without('limits', 'timeout'), 400, '80306', 'limits.timeout is required'],
  ['no memory', 'PUT', put, without('limits', 'memory'), 400, '80306', 'limits.memory is required'],
  ['no exec', 'PUT', put, without('exec'), 400, '80306', 'exec.kind is required'],
  ['no kind', 'PUT', put, without('exec', 'kind'), 400, '80306', 'exec.kind is required'],
  ['no binary', 'PUT', put, without('exec', 'binary'), 400, '80306', 'exec.binary is required'],
  ['no code', 'PUT', put, without('exec', 'code'), 400, '80306', 'exec.code is required'],
  ['no main', 'PUT', put, without('exec', 'main'), 400, '80306', 'exec.main is required'],
  ['no subnet', 'PUT', put, without('vpc'), 400, '80306', 'vpc is required'],
  ['half a subnet', 'PUT', put, { ...echo, vpc: [{ vpcNo: 1 }] }, 400, '80306', 'vpc.subnetNo is required'],
  ['null for a field', 'PUT', put, { ...echo, limits: null }, 400, '80306', 'limits.timeout is required'],
  ['a subnet as an object', 'PUT', put, { ...echo, vpc: echo.vpc[0] }, 400, '80000', 'vpc must be a list'],
  ['a subnet on Classic', 'PUT', `${put}?platform=classic`, echo, 400, '80000', 'vpc is for the VPC platform'],
  ['limits that are a text', 'PUT', put, { ...echo, limits: 'all' }, 400, '80000', 'limits must be an object'],
  ['499 ms', 'PUT', put, { ...echo, limits: { ...limits, timeout: 499 } }, 400, '80000', '500 to 300000'],
  ['300001 ms', 'PUT', put, { ...echo, limits: { ...limits, timeout: 300_001 } }, 400, '80000', 'limits.timeout'],
  ['half a ms', 'PUT', put, { ...echo, limits: { ...limits, timeout: 500.5 } }, 400, '80000', 'limits.timeout'],
  ['ms as text', 'PUT', put, { ...echo, limits: { ...limits, timeout: '500' } }, 400, '80000', 'limits.timeout'],
  ['130 MB', 'PUT', put, { ...echo, limits: { ...limits, memory: 130 } }, 400, '80000', '128, 256, 512, 1024'],
  ['an unknown runtime', 'PUT', put, { ...echo, exec: { ...echo.exec, kind: 'cobol' } }, 400, '80000', 'exec.kind'],
  ['an ended runtime', 'PUT', put, { ...echo, exec: { ...echo.exec, kind: 'nodejs:16' } }, 400, '80000', 'nodejs:22'],
  ['Java as text', 'PUT', put, { ...echo, exec: { ...echo.exec, kind: 'java' } }, 400, '80000', 'exec.binary'],
  ['no image', 'PUT', put, { ...echo, exec: { kind: 'custom image' } }, 400, '80306', 'exec.imageUri is required'],
  ['a basic action with raw-http', 'PUT', put, { ...echo, 'raw-http': true }, 400, '80000', 'raw-http'],
  ['an unknown type', 'PUT', `${put}?type=lambda`, echo, 400, '80000', 'type must be one of'],
  ['a sequence of code', 'PUT', `${put}?type=sequence`, echo, 400, '80000', 'exec.kind must be sequence'],
  ['code that is a sequence', 'PUT', put, { ...echo, exec: { kind: 'sequence' } }, 400, '80000', 'exec.kind'],
  [
    'a sequence of nothing',
    'PUT',
    `${put}?type=sequence`,
    { exec: { kind: 'sequence', components: [] } },
    400,
    '80000',
    'exec.components',
  ],
  [
    'a sequence without parts',
    'PUT',
    `${put}?type=sequence`,
    { exec: { kind: 'sequence' } },
    400,
    '80306',
    'exec.components is required',
  ],
  [
    'a sequence of what there is not',
    'PUT',
    `${put}?type=sequence`,
    { exec: { kind: 'sequence', components: ['-/free', '-/none'] } },
    404,
    '80301',
    'there is no -/none',
  ],
  [
    'a sequence of itself',
    'PUT',
    '/packages/-/actions/chain?type=sequence',
    { exec: { kind: 'sequence', components: ['-/chain'] } },
    400,
    '80000',
    'at most 50',
  ],
  [
    'a sequence that is too long',
    'PUT',
    `${put}?type=sequence`,
    { exec: { kind: 'sequence', components: Array.from({ length: 51 }, () => '-/free') } },
    400,
    '80000',
    'at most 50',
  ],
  ['another type', 'PUT', '/packages/-/actions/free?type=web', echo, 400, '80000', 'type must stay basic'],
  // Runs.
  ['a run with a list', 'POST', '/packages/-/actions/free', [], 400, '80000', 'must be an object'],
  ['a run with too much', 'POST', '/packages/-/actions/free', { a: 'x'.repeat(2 ** 20) }, 400, '80000', '1 MB'],
  ['a run with a long wait', 'POST', '/packages/-/actions/free?timeout=60001', {}, 400, '80000', 'timeout'],
  ['a run with a wait that is no number', 'POST', '/packages/-/actions/free?timeout=1e3', {}, 400, '80000', 'timeout'],
  ['a run of Python', 'POST', '/packages/-/actions/snake', {}, 500, '900', 'nodejs actions only; snake is python:3.13'],
  ['a run of a zip', 'POST', '/packages/-/actions/zip', {}, 500, '900', 'exec.binary of zip'],
  ['firing Python', 'POST', '/triggers/snakes', {}, 500, '900', 'snake is python:3.13'],
  // Triggers.
  ['no body for a trigger', 'PUT', cron, undefined, 400, '80000'],
  ['no type', 'PUT', '/triggers/fresh', { cronOption: '* * * * *' }, 400, '80000', 'type is required'],
  ['a type there is not', 'PUT', '/triggers/fresh?type=basic', {}, 400, '80000', 'type must be one of cron'],
  ['an inherited type', 'PUT', '/triggers/fresh?type=toString', {}, 400, '80000', 'type must be one of cron'],
  ['a type that was another', 'PUT', '/triggers/alone?type=insight', {}, 400, '80000', 'type must stay cron'],
  ['no expression', 'PUT', cron, {}, 400, '80000', 'cronOption is required'],
  ['an expression of six', 'PUT', cron, { cronOption: '0 0 * * * *' }, 400, '80000', 'cronOption must be 5 fields'],
  [
    'an hour of 24',
    'PUT',
    '/triggers/alone?type=cron',
    { cronOption: '0 24 * * *' },
    400,
    '80000',
    'invalid hour (field 2)',
  ],
  ['no credential', 'PUT', '/triggers/fresh?type=github', { ...github, credential: {} }, 400, '80000', 'credential'],
  ['no events', 'PUT', '/triggers/fresh?type=github', { ...github, events: [] }, 400, '80000', 'events'],
  ['no link', 'PUT', '/triggers/fresh?type=github', { ...github, link: {} }, 400, '80000', 'link.productName'],
  ['no buckets', 'PUT', '/triggers/fresh?type=object_storage', {}, 400, '80000', 'objectStorageLink is required'],
  [
    'a bucket without rule',
    'PUT',
    '/triggers/fresh?type=object_storage',
    { objectStorageLink: [{ bucketName: 'b' }] },
    400,
    '80000',
    'objectStorageLink.eventRuleName is required',
  ],
  [
    'a reminder after 4 minutes',
    'PUT',
    '/triggers/fresh?type=insight',
    { insightLink: [{ prodKey: 'k', ruleGrpId: 'g', reminderTime: 4 }] },
    400,
    '80000',
    'insightLink.reminderTime',
  ],
  ['firing with a list', 'POST', '/triggers/linked', [], 400, '80511'],
  ['firing with a text', 'POST', '/triggers/linked', '"text"', 400, '80511'],
  ['firing with half of JSON', 'POST', '/triggers/linked', '{"a":', 400, '80511', 'JSON'],
  ['firing without a link', 'POST', '/triggers/alone', {}, 400, '80512'],
  // Links.
  ['a link of a missing trigger', 'POST', '/triggers/none/link-action', { action: 'free' }, 404, '80501'],
  ['a link to a missing action', 'POST', '/triggers/alone/link-action', { action: 'none' }, 404, '80301'],
  ['a link to an action of Classic', 'POST', '/triggers/alone/link-action', { action: 'oldAction' }, 400, '80302'],
  ['a link to nothing', 'POST', '/triggers/alone/link-action', {}, 400, '80521', 'action is required'],
  ['a link without body', 'POST', '/triggers/alone/link-action', undefined, 400, '80521', 'action is required'],
  ['a link to a number', 'POST', '/triggers/alone/link-action', { action: 7 }, 400, '80520', 'action'],
  ['a link in a list', 'POST', '/triggers/alone/link-action', [], 400, '80520'],
  ['half a link', 'POST', '/triggers/alone/link-action', '{"action"', 400, '80520', 'JSON'],
  ['a link there is', 'POST', '/triggers/linked/link-action', { action: 'free', package: '-' }, 409, '80901'],
  ['unlinking what is not linked', 'DELETE', '/triggers/alone/link-action', { action: 'free' }, 400, '80000'],
  ['unlinking nothing', 'DELETE', '/triggers/linked/link-action', {}, 400, '80521'],
  ['unlinking without body', 'DELETE', '/triggers/linked/link-action', undefined, 400, '80521'],
  ['unlinking a list', 'DELETE', '/triggers/linked/link-action', { action: ['free'] }, 400, '80520'],
  ['unlinking a missing action', 'DELETE', '/triggers/linked/link-action', { action: 'none' }, 404, '80301'],
  // Pages.
  ['page 0', 'GET', '/activations?pageNo=0', undefined, 400, '80000', 'pageNo'],
  ['page -1', 'GET', '/activations?pageNo=-1', undefined, 400, '80000', 'pageNo'],
  ['pages of 0', 'GET', '/triggers/linked/activations?pageSize=0', undefined, 400, '80000', 'pageSize'],
  ['pages of a text', 'GET', '/packages/-/actions/free/activations?pageSize=x', undefined, 400, '80000', 'pageSize'],
  ['a start that is no time', 'GET', '/activations?start=now', undefined, 400, '80000', 'start'],
  ['an end in the region', 'GET', '/activations?end=2026-03-01T00:00:00', undefined, 400, '80000', 'end must be mill'],
]

const oldRows: readonly Row[] = [
  ['a missing package', 'GET', '/packages/none', undefined, 404, '80101'],
  ['a package of VPC', 'GET', '/packages/full', undefined, 400, '80102'],
  ['an action of v2.1', 'PUT', `${put}?platform=vpc`, echo, 400, '80000', 'vpc must be an object'],
  ['a basic action with raw-http', 'PUT', put, { ...echo, vpc: undefined, 'raw-http': true }, 400, '80000', 'raw-http'],
  ['a web that is a text', 'PUT', put, { ...echo, vpc: undefined, web: 'yes' }, 400, '80000', 'web'],
  [
    'another type',
    'PUT',
    '/packages/-/actions/oldAction',
    { ...echo, vpc: undefined, web: true },
    400,
    '80000',
    'stay',
  ],
  ['a trigger of v2.1', 'PUT', cron, { cronOption: '* * * * *' }, 400, '80000', 'trigger is required'],
  ['a wrong expression', 'PUT', cron, { trigger: { cronOption: '*' } }, 400, '80000', 'cronOption must be 5 fields'],
  ['no expression', 'PUT', cron, { trigger: {} }, 400, '80000', 'trigger.cronOption is required'],
  [
    'a type of v2.1',
    'PUT',
    '/triggers/fresh?type=secret_manager',
    { trigger: {} },
    400,
    '80000',
    'type must be one of',
  ],
  [
    'a product by its name',
    'PUT',
    '/triggers/fresh?type=github',
    { trigger: { credentials: github.credential, events: ['push'] }, link: github.link },
    400,
    '80000',
    'link.productId is required',
  ],
  [
    'a link without package',
    'POST',
    '/triggers/oldTrigger/link-action',
    { action: 'oldAction' },
    400,
    '80521',
    'package',
  ],
  ['a start in ms', 'GET', '/activations?start=1700000000000', undefined, 400, '80000', "the region's time"],
  [
    'an impossible start',
    'GET',
    '/activations?start=2026-13-41T00:00:00',
    undefined,
    400,
    '80000',
    "the region's time",
  ],
]

const check = (version: 'v2.1' | 'v2.0') => async (row: Row) => {
  const [, method, target, body, status, errorCode, details = ''] = row
  const opened = await furnish()
  const before = opened.state()
  const { error, ...answer } = await opened.ask(method, target, body, { version })
  await opened.emulator.idle()
  expect([answer.status, error?.errorCode]).toEqual([status, errorCode])
  expect(error?.details).toContain(details)
  expect(opened.state()).toBe(before)
}

describe('createEmulator refuses, and changes nothing', () => {
  test.each(rows.map((row) => [row[0], row] as const))('v2.1: %s', (_, row) => check('v2.1')(row))
  test.each(oldRows.map((row) => [row[0], row] as const))('v2.0: %s', (_, row) => check('v2.0')(row))
})

const quotas: readonly [kind: string, make: (number: number) => readonly [target: string, body: unknown]][] = [
  ['packages', (number: number) => [`/packages/p${number}`, {}]],
  ['actions', (number: number) => [`/packages/-/actions/a${number}`, echo]],
  ['triggers', (number: number) => [`/triggers/t${number}?type=cron`, { cronOption: '* * * * *' }]],
]

test.each(quotas)('There can be 500 %s on both platforms, and changed still', async (kind, make) => {
  const opened = open()
  const { ask } = opened
  const onClassic = (target: string) => `${target}${target.includes('?') ? '&' : '?'}platform=classic`
  const { vpc: _, ...classic } = echo
  for (let number = 0; number < 500; number += 1) {
    const [target, body] = make(number)
    const isClassic = number % 2 === 1
    const answer = await ask('PUT', isClassic ? onClassic(target) : target, isClassic && body === echo ? classic : body)
    expect(answer.status).toBe(200)
  }
  const before = opened.state()
  const [target, body] = make(500)
  const { status, error } = await ask('PUT', target, body)
  expect([status, error?.details]).toEqual([400, `There can be at most 500 ${kind}.`])
  expect(opened.state()).toBe(before)
  const [first, same] = make(0)
  expect((await ask('PUT', first, same)).status).toBe(200)
})
