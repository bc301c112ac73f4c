import type { EndpointOptions } from '../../../lib/index.ts'
import { describe, type InvalidParams, invalidValue, unknownName, v20 } from './parameter-case.ts'

/** The valid cron expression of the trigger is not a parameter of the other types. */
const withoutCron = { type: undefined, cronOption: undefined }

const invalid = (description: string, params: object, path: string, endpoint?: EndpointOptions): InvalidParams =>
  invalidValue('triggers.put', description, { ...withoutCron, ...params }, path, endpoint)

const unknown = (description: string, params: object, path: string, endpoint?: EndpointOptions): InvalidParams =>
  unknownName('triggers.put', description, { ...withoutCron, ...params }, path, endpoint)

const cron = { type: 'cron', cronOption: '* * * * *' }
export const credential = { username: 'kim', accessToken: 'TOKEN', repository: 'shop' }
export const github = { type: 'github', credential, events: ['push'] }
export const gateway = { apiName: 'hooks', stageName: 'v1' }
export const insight = { prodKey: '1', ruleGrpId: '2' }
export const bucket = { bucketName: 'bucket', eventRuleName: 'created' }
export const webhook = { repositoryName: 'shop', webhookName: 'pushed' }

/** Values that are not text, or empty text. */
const notText = [undefined, null, '', ' ', 7]

const missingTypes: readonly [type: string, endpoint: EndpointOptions][] = [
  ...['insight', 'object_storage', 'source_commit', 'secret_manager'].map((type): [string, EndpointOptions] => [
    type,
    { site: 'gov' },
  ]),
  ...(['v2.1', 'v2.0'] as const).flatMap((apiVersion): [string, EndpointOptions][] => [
    ['source_commit', { region: 'SGN', apiVersion }],
    ['secret_manager', { region: 'SGN', apiVersion }],
    ['source_commit', { region: 'JPN', apiVersion }],
  ]),
  ['secret_manager', v20],
  ['secret_manager', { apiVersion: 'v2.0', platform: 'classic' }],
  ['secret_manager', { region: 'JPN', apiVersion: 'v2.0' }],
]

const types = [
  ...[undefined, null, '', 7, 'moon', 'Cron', 'api_gateway', 'toString'].map((type) =>
    invalid(describe(type), { ...cron, type }, 'type'),
  ),
  ...missingTypes.map(([type, endpoint]) => invalid(describe(type), { type }, 'type', endpoint)),
]

const invalidCronExpressions = [
  undefined,
  null,
  7,
  '',
  '@daily',
  '* * * *',
  '* * * * * *',
  '*,* * * *',
  '60 * * * *',
  '-1 * * * *',
  '* 24 * * *',
  '* * 0 * *',
  '* * 32 * *',
  '* * * 0 *',
  '* * * 13 *',
  '* * * JAN *',
  '* * * * 8',
  '* * * * MON',
  '* * * * ?',
  '*/0 * * * *',
  '*/x * * * *',
  '/5 * * * *',
  '5- * * * *',
  '5, * * * *',
  '1-2-3 * * * *',
  '1.5 * * * *',
  '*\t* * * *',
  '* * * * *\n',
]

const crons = [
  ...invalidCronExpressions.map((cronOption) => invalid(describe(cronOption), { ...cron, cronOption }, 'cronOption')),
  unknown('a parameter of a github trigger', { ...cron, events: ['push'] }, 'events'),
  unknown('a field of the body in v2.0', { ...cron, trigger: {} }, 'trigger', v20),
]

const githubs = [
  ...[undefined, 7].map((value) => invalid(describe(value), { ...github, credential: value }, 'credential')),
  ...Object.keys(credential).flatMap((name) =>
    notText.map((value) =>
      invalid(describe(value), { ...github, credential: { ...credential, [name]: value } }, `credential.${name}`),
    ),
  ),
  unknown('an unknown name', { ...github, credential: { ...credential, foo: 1 } }, 'credential.foo'),
  unknown('the field of the body in v2.0', { ...github, credentials: credential }, 'credentials', v20),
  unknown('a parameter of a cron trigger', { ...github, cronOption: '* * * * *' }, 'cronOption'),
  ...[undefined, null, [], 'push', {}].map((events) => invalid(describe(events), { ...github, events }, 'events')),
  ...['', 'PUSH', 'a b', '**', 7, null].map((event) =>
    invalid(describe(event), { ...github, events: ['push', event] }, 'events[1]'),
  ),
]

const githubLinks = [
  invalid('true', { ...github, link: true }, 'link'),
  invalid('missing', { ...github, link: gateway }, 'link.productName'),
  invalid('missing', { ...github, link: gateway }, 'link.productId', v20),
  invalid('missing', { ...github, link: gateway }, 'link.productId', { site: 'gov' }),
  ...Object.keys(gateway).flatMap((name) =>
    notText.map((value) =>
      invalid(describe(value), { ...github, link: { productName: 'shop', ...gateway, [name]: value } }, `link.${name}`),
    ),
  ),
  unknown(
    'the field of v2.0',
    { ...github, link: { productName: 'shop', ...gateway, productId: 'p1' } },
    'link.productId',
  ),
  unknown(
    'the field of v2.1',
    { ...github, link: { productId: 'p1', ...gateway, productName: 'shop' } },
    'link.productName',
    v20,
  ),
]

/** A trigger type with a list of links: a valid link, and the invalid values of its optional fields. */
interface LinkedType {
  readonly type: string
  readonly parameter: string
  readonly valid: Readonly<Record<string, unknown>>
  readonly optional: Readonly<Record<string, readonly unknown[]>>
}

const linkedTypes: readonly LinkedType[] = [
  {
    type: 'insight',
    parameter: 'insightLink',
    valid: insight,
    optional: { reminderTime: [null, 4, 721, 5.5, '5'], enableNotiWhenEventClose: [null, 'yes', 1] },
  },
  { type: 'object_storage', parameter: 'objectStorageLink', valid: bucket, optional: {} },
  { type: 'source_commit', parameter: 'sourceCommitLink', valid: webhook, optional: { enable: [null, 'yes', 0] } },
  { type: 'secret_manager', parameter: 'secretManagerLink', valid: { secretName: 'password' }, optional: {} },
]

const links = linkedTypes.flatMap(({ type, parameter, valid, optional }) => [
  ...[null, [], {}, 'text', valid].map((value) => invalid(describe(value), { type, [parameter]: value }, parameter)),
  ...(type === 'insight' ? [] : [invalid('missing', { type }, parameter)]),
  invalid('a number', { type, [parameter]: [valid, 7] }, `${parameter}[1]`),
  unknown('an unknown name', { type, [parameter]: [{ ...valid, foo: 1 }] }, `${parameter}[0].foo`),
  ...Object.keys(valid).flatMap((name) =>
    notText.map((value) =>
      invalid(describe(value), { type, [parameter]: [valid, { ...valid, [name]: value }] }, `${parameter}[1].${name}`),
    ),
  ),
  ...Object.entries(optional).flatMap(([name, values]) =>
    values.map((value) =>
      invalid(describe(value), { type, [parameter]: [{ ...valid, [name]: value }] }, `${parameter}[0].${name}`),
    ),
  ),
])

/** Invalid parameters of `triggers.put`. */
export const invalidTriggerParams: readonly InvalidParams[] = [...types, ...crons, ...githubs, ...githubLinks, ...links]
