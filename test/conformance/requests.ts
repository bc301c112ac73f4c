import { times } from './endpoints.ts'

/** A call, and what it sends. */
export interface RequestCase {
  readonly call: string
  /** What is special about it. */
  readonly about?: string
  readonly params?: Readonly<Record<string, unknown>>
  /** Method, and path behind that of the place. */
  readonly line: string
  /** Behind the platform; `{start}` and `{end}` as the place writes them. */
  readonly query?: string
  /** JSON. Default: none. */
  readonly body?: unknown
  /** What is other in v2.0. */
  readonly old?: { readonly query?: string; readonly body?: unknown }
  /** Only where this is the platform. */
  readonly platform?: 'vpc' | 'classic'
  /** Only in these places. Default: in all. */
  readonly only?: readonly string[]
}

const page = { pageNo: 2, pageSize: 50, ...times }
const pageQuery = 'pageNo=2&pageSize=50&start={start}&end={end}'
const activationId = '18718fde21424114b18fde21428114c8'

const action = { packageName: 'shop', actionName: 'greet' }
const actionPath = '/packages/shop/actions/greet'
const exec = { kind: 'python:3.13', binary: false, code: "def main(args):\n    return {'안녕': True}", main: 'main' }
const jar = { kind: 'java:21', binary: true, code: 'UEsDBA==', main: 'Main' }
const limits = { timeout: 60_000, memory: 128 }
const subnet = { vpcNo: 21_538, subnetNo: 45_007 }
const onVpc = { exec, limits, vpc: [subnet] }
const image = { kind: 'custom image', imageUri: 'registry/image:1' }
const sequence = { kind: 'sequence', components: ['shop/first', '-/second'] }
const http = { 'raw-http': true, 'custom-options': false }
const about = { description: '인사', parameters: { name: 'Kim', nested: { list: [1, null] } } }

const trigger = { triggerName: 'nightly' }
const triggerPath = '/triggers/nightly'
const credential = { username: 'kim', accessToken: 'TOKEN', repository: 'kim/shop' }
const events = ['push', 'pull_request']
const insightLink = [{ prodKey: '1', ruleGrpId: '2', reminderTime: 5, enableNotiWhenEventClose: true }]
const objectStorageLink = [{ bucketName: 'bucket', eventRuleName: 'created' }]
const sourceCommitLink = [{ repositoryName: 'shop', webhookName: 'pushed', enable: false }]
const secretManagerLink = [{ secretName: 'password' }]

const notOnGov = ['KR', 'KR classic', 'KR v2.0', 'KR v2.0 classic', 'SGN', 'SGN v2.0', 'JPN', 'JPN v2.0', 'fin']

export const requestCases: readonly RequestCase[] = [
  { call: 'packages.list', line: 'GET /packages' },
  { call: 'packages.list', about: 'no field', params: {}, line: 'GET /packages' },
  { call: 'packages.get', params: { packageName: 'shop' }, line: 'GET /packages/shop' },
  { call: 'packages.put', params: { packageName: 'shop', ...about }, line: 'PUT /packages/shop', body: about },
  { call: 'packages.put', about: 'nothing', params: { packageName: 'shop' }, line: 'PUT /packages/shop', body: {} },
  {
    call: 'packages.put',
    about: 'an empty description and parameters',
    params: { packageName: 'shop', description: '', parameters: {} },
    line: 'PUT /packages/shop',
    body: { description: '', parameters: {} },
  },
  { call: 'packages.delete', params: { packageName: 'shop' }, line: 'DELETE /packages/shop' },

  { call: 'actions.list', params: { packageName: 'shop' }, line: 'GET /packages/shop/actions' },
  { call: 'actions.list', about: 'no package', params: { packageName: '-' }, line: 'GET /packages/-/actions' },
  { call: 'actions.get', params: action, line: `GET ${actionPath}` },
  {
    call: 'actions.put',
    about: 'source text on VPC',
    params: { ...action, ...onVpc, ...about },
    platform: 'vpc',
    line: `PUT ${actionPath}`,
    query: 'type=basic',
    body: { ...onVpc, ...about },
    old: { query: '', body: { exec, limits, vpc: subnet, ...about, web: false } },
  },
  {
    call: 'actions.put',
    about: 'source text on Classic',
    params: { ...action, exec, limits, type: 'basic' },
    platform: 'classic',
    line: `PUT ${actionPath}`,
    query: 'type=basic',
    body: { exec, limits },
    old: { query: '', body: { exec, limits, web: false } },
  },
  {
    call: 'actions.put',
    about: 'no subnet, which v2.0 allows',
    params: { ...action, exec, limits },
    only: ['KR v2.0', 'SGN v2.0', 'JPN v2.0'],
    line: `PUT ${actionPath}`,
    old: { body: { exec, limits, web: false } },
  },
  {
    call: 'actions.put',
    about: 'two subnets',
    params: { ...action, exec, limits, vpc: [subnet, { vpcNo: 1, subnetNo: 2 }] },
    only: ['KR', 'SGN', 'JPN', 'fin'],
    line: `PUT ${actionPath}`,
    query: 'type=basic',
    body: { exec, limits, vpc: [subnet, { vpcNo: 1, subnetNo: 2 }] },
  },
  {
    call: 'actions.put',
    about: 'a file for the web',
    params: { ...action, packageName: '-', exec: jar, limits, vpc: [subnet], type: 'web', ...http },
    platform: 'vpc',
    line: 'PUT /packages/-/actions/greet',
    query: 'type=web',
    body: { exec: jar, limits, vpc: [subnet], ...http },
    old: { query: '', body: { exec: jar, limits, vpc: subnet, ...http, web: true } },
  },
  {
    call: 'actions.put',
    about: 'for the web, on Classic',
    params: { ...action, exec: jar, limits, type: 'web' },
    platform: 'classic',
    line: `PUT ${actionPath}`,
    query: 'type=web',
    body: { exec: jar, limits },
    old: { query: '', body: { exec: jar, limits, web: true } },
  },
  {
    call: 'actions.put',
    about: 'an image',
    params: { ...action, exec: image, limits, vpc: [subnet] },
    platform: 'vpc',
    line: `PUT ${actionPath}`,
    query: 'type=basic',
    body: { exec: image, limits, vpc: [subnet] },
    old: { query: '', body: { exec: image, limits, vpc: subnet, web: false } },
  },
  {
    call: 'actions.put',
    about: 'a sequence',
    params: { ...action, exec: sequence, type: 'sequence', description: 'd' },
    line: `PUT ${actionPath}`,
    query: 'type=sequence',
    body: { exec: sequence, description: 'd' },
    old: { query: '', body: { exec: sequence, description: 'd', web: false } },
  },
  {
    call: 'actions.put',
    about: 'a sequence for the web',
    params: { ...action, exec: sequence, type: 'sequence-web', ...http },
    line: `PUT ${actionPath}`,
    query: 'type=sequence-web',
    body: { exec: sequence, ...http },
    old: { query: '', body: { exec: sequence, ...http, web: true } },
  },
  { call: 'actions.run', params: action, line: `POST ${actionPath}`, body: {} },
  {
    call: 'actions.run',
    about: 'all it takes',
    params: { ...action, packageName: '-', parameters: { name: '김' }, timeout: 0 },
    line: 'POST /packages/-/actions/greet',
    query: 'timeout=0',
    body: { name: '김' },
  },
  { call: 'actions.delete', params: action, line: `DELETE ${actionPath}` },
  { call: 'actions.listActivations', params: action, line: `GET ${actionPath}/activations` },
  {
    call: 'actions.listActivations',
    about: 'a page',
    params: { ...action, ...page },
    line: `GET ${actionPath}/activations`,
    query: pageQuery,
  },
  {
    call: 'actions.getActivation',
    params: { ...action, activationId },
    line: `GET ${actionPath}/activations/${activationId}`,
  },

  { call: 'triggers.list', line: 'GET /triggers' },
  { call: 'triggers.get', params: trigger, line: `GET ${triggerPath}` },
  {
    call: 'triggers.put',
    about: 'a time',
    params: { ...trigger, type: 'cron', cronOption: '0 20 * * 1-5', ...about },
    line: `PUT ${triggerPath}`,
    query: 'type=cron',
    body: { cronOption: '0 20 * * 1-5', ...about },
    old: { body: { trigger: { cronOption: '0 20 * * 1-5', ...about } } },
  },
  {
    call: 'triggers.put',
    about: 'an existing repository',
    params: { ...trigger, type: 'github', credential, events },
    line: `PUT ${triggerPath}`,
    query: 'type=github',
    body: { credential, events },
    old: { body: { trigger: { credentials: credential, events } } },
  },
  {
    call: 'triggers.put',
    about: 'a repository',
    params: {
      ...trigger,
      type: 'github',
      credential,
      events: ['*'],
      link: { productName: 'shop', apiName: 'hooks', stageName: 'v1' },
    },
    only: ['KR', 'KR classic', 'SGN', 'JPN', 'fin'],
    line: `PUT ${triggerPath}`,
    query: 'type=github',
    body: { credential, events: ['*'], link: { productName: 'shop', apiName: 'hooks', stageName: 'v1' } },
  },
  {
    call: 'triggers.put',
    about: 'a repository, in v2.0',
    params: {
      ...trigger,
      type: 'github',
      credential,
      events,
      link: { productId: 'p1', apiName: 'hooks', stageName: 'v1' },
    },
    only: ['KR v2.0', 'KR v2.0 classic', 'SGN v2.0', 'JPN v2.0', 'gov'],
    line: `PUT ${triggerPath}`,
    query: 'type=github',
    old: {
      body: {
        trigger: { credentials: credential, events },
        link: { productId: 'p1', apiName: 'hooks', stageName: 'v1' },
      },
    },
  },
  {
    call: 'triggers.put',
    about: 'an alarm',
    params: { ...trigger, type: 'insight', insightLink },
    only: notOnGov,
    line: `PUT ${triggerPath}`,
    query: 'type=insight',
    body: { insightLink },
    old: { body: { trigger: { insightLink } } },
  },
  {
    call: 'triggers.put',
    about: 'nothing',
    params: { ...trigger, type: 'insight' },
    only: notOnGov,
    line: `PUT ${triggerPath}`,
    query: 'type=insight',
    body: {},
    old: { body: { trigger: {} } },
  },
  {
    call: 'triggers.put',
    about: 'a bucket',
    params: { ...trigger, type: 'object_storage', objectStorageLink },
    only: notOnGov,
    line: `PUT ${triggerPath}`,
    query: 'type=object_storage',
    body: { objectStorageLink },
    old: { body: { trigger: { objectStorageLink } } },
  },
  {
    call: 'triggers.put',
    about: 'a webhook',
    params: { ...trigger, type: 'source_commit', sourceCommitLink },
    only: ['KR', 'KR classic', 'KR v2.0', 'KR v2.0 classic', 'fin'],
    line: `PUT ${triggerPath}`,
    query: 'type=source_commit',
    body: { sourceCommitLink },
    old: { body: { trigger: { sourceCommitLink } } },
  },
  {
    call: 'triggers.put',
    about: 'a secret',
    params: { ...trigger, type: 'secret_manager', secretManagerLink },
    only: ['KR', 'KR classic', 'JPN', 'fin'],
    line: `PUT ${triggerPath}`,
    query: 'type=secret_manager',
    body: { secretManagerLink },
  },
  { call: 'triggers.fire', params: trigger, line: `POST ${triggerPath}`, body: {} },
  {
    call: 'triggers.fire',
    about: 'parameters',
    params: { ...trigger, parameters: { name: '김' } },
    line: `POST ${triggerPath}`,
    body: { name: '김' },
  },
  { call: 'triggers.delete', params: trigger, line: `DELETE ${triggerPath}` },
  {
    call: 'triggers.link',
    params: { ...trigger, ...action },
    line: `POST ${triggerPath}/link-action`,
    body: { action: 'greet', package: 'shop' },
  },
  {
    call: 'triggers.link',
    about: 'an action in no package',
    params: { ...trigger, actionName: 'greet' },
    line: `POST ${triggerPath}/link-action`,
    body: { action: 'greet', package: '-' },
  },
  {
    call: 'triggers.unlink',
    params: { ...trigger, ...action },
    line: `DELETE ${triggerPath}/link-action`,
    body: { action: 'greet', package: 'shop' },
  },
  {
    call: 'triggers.unlink',
    about: 'an action in no package',
    params: { ...trigger, ...action, packageName: '-' },
    line: `DELETE ${triggerPath}/link-action`,
    body: { action: 'greet', package: '-' },
  },
  { call: 'triggers.listActivations', params: trigger, line: `GET ${triggerPath}/activations` },
  {
    call: 'triggers.listActivations',
    about: 'a page',
    params: { ...trigger, ...page },
    line: `GET ${triggerPath}/activations`,
    query: pageQuery,
  },
  {
    call: 'triggers.getActivation',
    params: { ...trigger, activationId },
    line: `GET ${triggerPath}/activations/${activationId}`,
  },

  { call: 'activations.list', line: 'GET /activations' },
  { call: 'activations.list', about: 'a page', params: page, line: 'GET /activations', query: pageQuery },
  {
    call: 'activations.list',
    about: 'the end of a page only',
    params: { end: times.end },
    line: 'GET /activations',
    query: 'end={end}',
  },
]

/** Parameters that are right for the client that was told nothing, and in v2.0: all there must be, by call. */
export const rightParams: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'packages.list': {},
  'packages.get': { packageName: 'shop' },
  'packages.put': { packageName: 'shop' },
  'packages.delete': { packageName: 'shop' },
  'actions.list': { packageName: 'shop' },
  'actions.get': action,
  'actions.put': { ...action, ...onVpc },
  'actions.run': action,
  'actions.runAndWait': action,
  'actions.delete': action,
  'actions.listActivations': action,
  'actions.getActivation': { ...action, activationId },
  'triggers.list': {},
  'triggers.get': trigger,
  'triggers.put': { ...trigger, type: 'cron', cronOption: '* * * * *' },
  'triggers.fire': trigger,
  'triggers.delete': trigger,
  'triggers.link': { ...trigger, actionName: 'greet' },
  'triggers.unlink': { ...trigger, actionName: 'greet' },
  'triggers.listActivations': trigger,
  'triggers.getActivation': { ...trigger, activationId },
  'activations.list': {},
}
