import type { EndpointOptions } from '../../lib/index.ts'
import { rightParams } from './requests.ts'

/** Parameters that cannot be: what is wrong, the call, all its parameters, class and what the message must name. */
export type RefusedCase = readonly [
  about: string,
  call: string,
  params: unknown,
  type: 'TypeError' | 'RangeError',
  path: string,
  place?: EndpointOptions,
]

/** Parameters at the edge of what can be: what they are, the call, all its parameters. */
export type AcceptedCase = readonly [about: string, call: string, params: unknown, place?: EndpointOptions]

/** What is right, but for these. */
const but = (call: string, wrong: object): object => ({ ...rightParams[call], ...wrong })

const calls = Object.keys(rightParams)
const inActions = calls.filter((call) => /^actions\.(?!list)/.test(call))
const inTriggers = calls.filter((call) => /^triggers\.(?!list)/.test(call))
const links = ['triggers.link', 'triggers.unlink']

/** Which names a call takes. */
const named: [call: string, name: string][] = [
  ...['packages.get', 'packages.put', 'packages.delete', 'actions.list', ...inActions, ...links].map(
    (call): [string, string] => [call, 'packageName'],
  ),
  ...[...inActions, ...links].map((call): [string, string] => [call, 'actionName']),
  ...inTriggers.map((call): [string, string] => [call, 'triggerName']),
]

const badNames: [about: string, name: unknown][] = [
  ['empty', ''],
  ['51 characters', 'a'.repeat(51)],
  ['beginning with -', '-a'],
  ['a dot', '.'],
  ['two dots', '..'],
  ['with a dot', 'a.b'],
  ['a slash', '/'],
  ['with a slash', 'a/b'],
  ['with an encoded slash', 'a%2Fb'],
  ['with a backslash', 'a\\b'],
  ['with a question mark', 'a?b'],
  ['with a fragment', 'a#b'],
  ['with a blank', 'a b'],
  ['with a line feed', 'a\n'],
  ['Korean', '가게'],
  ['a number', 7],
  ['a list', ['a']],
  ['null', null],
]

const names: RefusedCase[] = [
  ...named.flatMap(([call, name]) =>
    badNames.map(([about, value]): RefusedCase => [about, call, but(call, { [name]: value }), 'RangeError', name]),
  ),
  ...named
    .filter(([call, name]) => !(links.includes(call) && name === 'packageName'))
    .map(([call, name]): RefusedCase => ['missing', call, but(call, { [name]: undefined }), 'RangeError', name]),
  ...named
    .filter(([call, name]) => name !== 'packageName' || !/^(actions|triggers)/.test(call))
    .map(([call, name]): RefusedCase => ['-', call, but(call, { [name]: '-' }), 'RangeError', name]),
]

const activationIds: RefusedCase[] = ['actions.getActivation', 'triggers.getActivation'].flatMap((call) =>
  [
    undefined,
    null,
    '',
    '-',
    'a'.repeat(31),
    'a'.repeat(33),
    `${'a'.repeat(31)}-`,
    `${'a'.repeat(31)}/`,
    '_'.repeat(32),
    7,
  ].map(
    (activationId): RefusedCase => [`${activationId}`, call, but(call, { activationId }), 'RangeError', 'activationId'],
  ),
)

const puts = ['packages.put', 'actions.put', 'triggers.put']

const descriptions: RefusedCase[] = puts.flatMap((call) =>
  (
    [
      ['3001 bytes', 'a'.repeat(3001)],
      ['3003 bytes in 1001 letters', '가'.repeat(1001)],
      ['a number', 7],
      ['an object', {}],
      ['a list', ['a']],
      ['an empty list', []],
      ['null', null],
    ] as const
  ).map(([about, description]): RefusedCase => [about, call, but(call, { description }), 'RangeError', 'description']),
)

const takers = [...puts, 'actions.run', 'actions.runAndWait', 'triggers.fire']
const cycle: Record<string, unknown> = {}
cycle.itself = { cycle }
/** JSON of that many bytes. */
const ofBytes = (bytes: number) => ({ a: 'x'.repeat(bytes - '{"a":""}'.length) })
const MB = 2 ** 20

const parameters: RefusedCase[] = takers.flatMap((call) =>
  (
    [
      ['a list', []],
      ['null', null],
      ['text', '{}'],
      ['a number', 7],
      ['true', true],
      ['a time', new Date(0)],
      ['a function', () => ({})],
      ['a map', new Map([['a', 1]])],
      ['a cycle', cycle],
      ['a bigint', 1n],
      ['a bigint inside', { list: [1n] }],
      ['a byte too many', ofBytes(MB + 1)],
      ['too many bytes, not too many letters', { a: '가'.repeat(MB / 3) }],
    ] as const
  ).map(([about, value]): RefusedCase => [about, call, but(call, { parameters: value }), 'RangeError', 'parameters']),
)

const timeouts: RefusedCase[] = ['actions.run', 'actions.runAndWait'].flatMap((call) =>
  [-1, 60_001, 0.5, Number.NaN, '0', null].map(
    (timeout): RefusedCase => [`${timeout}`, call, but(call, { timeout }), 'RangeError', 'timeout'],
  ),
)

const lists = ['actions.listActivations', 'triggers.listActivations', 'activations.list']
const noCount = [0, -1, 1.5, 2 ** 31, Number.NaN, '1', null]
const noTime = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 253e12 + 1, '2024-03-01', new Date(0), null]

const pages: RefusedCase[] = lists.flatMap((call) =>
  ([{}, { apiVersion: 'v2.0' }] as const).flatMap((place) =>
    (
      [
        ['pageNo', noCount],
        ['pageSize', noCount],
        ['start', noTime],
        ['end', noTime],
      ] as const
    ).flatMap(([name, values]) =>
      values.map((value): RefusedCase => [`${value}`, call, but(call, { [name]: value }), 'RangeError', name, place]),
    ),
  ),
)

const action = { packageName: 'shop', actionName: 'greet' }
const exec = { kind: 'nodejs:22', binary: false, code: 'exports.main = () => ({})', main: 'main' }
const image = { kind: 'custom image', imageUri: 'registry/image:1' }
const limits = { timeout: 500, memory: 128 }
const subnet = { vpcNo: 1, subnetNo: 2 }
const sequence = { ...action, type: 'sequence', exec: { kind: 'sequence', components: ['a/b'] } }

/** Where a platform that is not known is named, rather than what depends on it. */
const beforeAll: RefusedCase[] = (
  [
    ['actions.put', { ...action, exec, limits, vpc: [subnet], platform: 'VPC' }],
    ['actions.put', { platform: 'VPC' }],
    ['actions.run', { ...action, timeout: -1, platform: 'VPC' }],
    ['triggers.put', { triggerName: 'nightly', type: 'moon', platform: 'VPC' }],
    ['activations.list', { start: -1, platform: 'VPC' }],
  ] as const
).map(([call, params]): RefusedCase => ['VPC, and more', call, params, 'RangeError', 'platform'])

/** Platforms that there are not, or not there. */
const platforms: RefusedCase[] = calls.flatMap((call) =>
  (
    [
      ['lambda', {}],
      ['VPC', {}],
      ['', {}],
      [7, {}],
      [null, {}],
      ['lambda', { apiVersion: 'v2.0' }],
      ['classic', { region: 'SGN' }],
      ['classic', { region: 'SGN', apiVersion: 'v2.0' }],
      ['classic', { region: 'JPN' }],
      ['vpc', { site: 'gov' }],
      ['classic', { site: 'fin' }],
    ] as const
  ).map(
    ([platform, place]): RefusedCase => [
      `${platform} where it is not`,
      call,
      but(call, { platform }),
      'RangeError',
      'platform',
      place,
    ],
  ),
)

const unknown: RefusedCase[] = calls.flatMap((call): RefusedCase[] => [
  ['an unknown name', call, but(call, { colour: 'red' }), 'TypeError', 'colour'],
  ['an unknown name in v2.0', call, but(call, { colour: 'red' }), 'TypeError', 'colour', { apiVersion: 'v2.0' }],
  ['an inherited name', call, but(call, { toString: 'text' }), 'TypeError', 'toString'],
])

/** What holds no parameters. */
const noParams: RefusedCase[] = calls.flatMap((call) =>
  [null, 'vpc', '', 7, true, ['vpc'], new Date(0), new Map([['platform', 'vpc']]), () => ({})].map(
    (params): RefusedCase => [
      `${Object.prototype.toString.call(params)} for all`,
      call,
      params,
      'RangeError',
      'params',
    ],
  ),
)

/** No parameters at all: the first that is needed. */
const nothing: RefusedCase[] = (
  [
    ['packages.get', 'packageName'],
    ['packages.put', 'packageName'],
    ['packages.delete', 'packageName'],
    ['actions.list', 'packageName'],
    ['actions.get', 'packageName'],
    ['actions.put', 'exec'],
    ['actions.run', 'packageName'],
    ['actions.runAndWait', 'packageName'],
    ['actions.delete', 'packageName'],
    ['actions.listActivations', 'packageName'],
    ['triggers.get', 'triggerName'],
    ['triggers.put', 'type'],
    ['triggers.fire', 'triggerName'],
    ['triggers.delete', 'triggerName'],
    ['triggers.link', 'actionName'],
    ['triggers.unlink', 'actionName'],
    ['triggers.listActivations', 'triggerName'],
  ] as const
).map(([call, path]): RefusedCase => ['nothing at all', call, undefined, 'RangeError', path])

const others: RefusedCase[] = [
  ['a name in lists', 'packages.list', { packageName: 'shop' }, 'TypeError', 'packageName'],
  ['a body to read with', 'packages.get', but('packages.get', { description: 'd' }), 'TypeError', 'description'],
  ['a time for one activation', 'actions.getActivation', but('actions.getActivation', { end: 1 }), 'TypeError', 'end'],
  ['a page of actions', 'actions.list', but('actions.list', { pageNo: 1 }), 'TypeError', 'pageNo'],
  ['a type to run with', 'actions.run', but('actions.run', { type: 'basic' }), 'TypeError', 'type'],
  ['a time to wait for triggers', 'triggers.fire', but('triggers.fire', { timeout: 1 }), 'TypeError', 'timeout'],
  ["the body's own name", 'triggers.link', but('triggers.link', { action: 'greet' }), 'TypeError', 'action'],
  ["the body's own name", 'triggers.unlink', but('triggers.unlink', { package: '-' }), 'TypeError', 'package'],
]

/** Wrong in `actions.put`. */
const actionCase = (
  about: string,
  wrong: object,
  type: 'TypeError' | 'RangeError',
  path: string,
  place: EndpointOptions = {},
): RefusedCase => [about, 'actions.put', but('actions.put', wrong), type, path, place]

const sequenceCase = (
  about: string,
  wrong: object,
  type: 'TypeError' | 'RangeError',
  path: string,
  place: EndpointOptions = {},
): RefusedCase => [about, 'actions.put', { ...sequence, ...wrong }, type, path, place]

const old = { apiVersion: 'v2.0' } as const

const actions: RefusedCase[] = [
  ...[null, '', 7, 'http', 'Web', 'web-sequence', 'toString'].map((type) =>
    actionCase(`type ${type}`, { type }, 'RangeError', 'type'),
  ),
  actionCase('type in v2.0', { type: 'http' }, 'RangeError', 'type', old),

  actionCase('no limits', { limits: undefined }, 'RangeError', 'limits'),
  actionCase('limits as a number', { limits: 500 }, 'RangeError', 'limits'),
  actionCase('limits null', { limits: null }, 'RangeError', 'limits'),
  ...[undefined, null, 499, 300_001, 500.5, Number.NaN, '500'].map((timeout) =>
    actionCase(`limits.timeout ${timeout}`, { limits: { ...limits, timeout } }, 'RangeError', 'limits.timeout'),
  ),
  ...[undefined, null, 0, 127, 200, 2048, '128'].map((memory) =>
    actionCase(`limits.memory ${memory}`, { limits: { ...limits, memory } }, 'RangeError', 'limits.memory'),
  ),
  actionCase('limits of another name', { limits: { ...limits, foo: 1 } }, 'TypeError', 'limits.foo'),

  actionCase('no exec', { exec: undefined }, 'RangeError', 'exec'),
  actionCase('exec as a number', { exec: 7 }, 'RangeError', 'exec'),
  actionCase('exec as text', { exec: 'nodejs:22' }, 'RangeError', 'exec'),
  actionCase('exec as a list', { exec: [exec] }, 'RangeError', 'exec'),
  actionCase('exec null', { exec: null }, 'RangeError', 'exec'),
  ...(['kind', 'code', 'main'] as const).flatMap((name) =>
    [undefined, null, '', ' ', 7, ['a']].map((value) =>
      actionCase(`exec.${name} "${value}"`, { exec: { ...exec, [name]: value } }, 'RangeError', `exec.${name}`),
    ),
  ),
  ...[undefined, null, 0, 'false'].map((binary) =>
    actionCase(`exec.binary ${binary}`, { exec: { ...exec, binary } }, 'RangeError', 'exec.binary'),
  ),
  ...['java', 'java:21', 'dotnet:2.2'].flatMap((kind) =>
    [false, undefined].map((binary) =>
      actionCase(`${kind}, binary ${binary}`, { exec: { ...exec, kind, binary } }, 'RangeError', 'exec.binary'),
    ),
  ),
  actionCase('exec of another name', { exec: { ...exec, foo: 1 } }, 'TypeError', 'exec.foo'),
  actionCase('an image for a runtime', { exec: { ...exec, imageUri: 'a/b' } }, 'TypeError', 'exec.imageUri'),
  actionCase('components for a runtime', { exec: { ...exec, components: ['a/b'] } }, 'TypeError', 'exec.components'),
  ...[
    undefined,
    null,
    '',
    'image',
    '/image',
    'registry/',
    'registry/im age',
    ' registry/image',
    'registry/image:1\n',
    '\n/a',
    7,
  ].map((imageUri) =>
    actionCase(`imageUri ${imageUri}`, { exec: { ...image, imageUri } }, 'RangeError', 'exec.imageUri'),
  ),
  actionCase('an image with binary', { exec: { ...image, binary: 'no' } }, 'RangeError', 'exec.binary'),
  actionCase(
    'more code than there may be',
    { exec: { ...exec, code: 'x'.repeat(51 * MB + 1) } },
    'RangeError',
    'exec.code',
  ),
  actionCase('an image with empty code', { exec: { ...image, code: '' } }, 'RangeError', 'exec.code'),
  actionCase('an image with a number as main', { exec: { ...image, main: 7 } }, 'RangeError', 'exec.main'),
  actionCase('an image on the government site', { exec: image, vpc: undefined }, 'RangeError', 'exec.kind', {
    site: 'gov',
  }),
  actionCase('an image with another name', { exec: { ...image, foo: 1 } }, 'TypeError', 'exec.foo'),

  actionCase('no subnet', { vpc: undefined }, 'RangeError', 'vpc'),
  actionCase('no subnet in Singapore', { vpc: undefined }, 'RangeError', 'vpc', { region: 'SGN' }),
  actionCase('no subnet on the financial site', { vpc: undefined }, 'RangeError', 'vpc', { site: 'fin' }),
  actionCase('no subnet, where only the call says VPC', { vpc: undefined, platform: 'vpc' }, 'RangeError', 'vpc', {
    platform: 'classic',
  }),
  ...[[], {}, null, 'vpc', subnet].map((vpc) => actionCase(`vpc ${JSON.stringify(vpc)}`, { vpc }, 'RangeError', 'vpc')),
  ...[[], subnet, null].map((vpc) =>
    actionCase(`vpc ${JSON.stringify(vpc)} in v2.0`, { vpc }, 'RangeError', 'vpc', old),
  ),
  actionCase('a subnet as a number', { vpc: [1] }, 'RangeError', 'vpc[0]'),
  actionCase('a subnet as text', { vpc: ['12'] }, 'RangeError', 'vpc[0]'),
  actionCase('a subnet without its network', { vpc: [{ subnetNo: 2 }] }, 'RangeError', 'vpc[0].vpcNo'),
  actionCase('a subnet without its number', { vpc: [{ vpcNo: 1 }] }, 'RangeError', 'vpc[0].subnetNo'),
  ...[null, 0, -1, 1.5, '1', 2 ** 53].flatMap((no) => [
    actionCase(`network ${no}`, { vpc: [{ vpcNo: no, subnetNo: 2 }] }, 'RangeError', 'vpc[0].vpcNo'),
    actionCase(`subnet ${no}`, { vpc: [subnet, { vpcNo: 1, subnetNo: no }] }, 'RangeError', 'vpc[1].subnetNo'),
    actionCase(`subnet ${no}, v2.0`, { vpc: [{ vpcNo: 1, subnetNo: no }] }, 'RangeError', 'vpc[0].subnetNo', old),
  ]),
  actionCase('a subnet of another name', { vpc: [{ ...subnet, foo: 1 }] }, 'TypeError', 'vpc[0].foo'),
  actionCase('a subnet on Classic', { platform: 'classic' }, 'TypeError', 'vpc'),
  actionCase('a subnet on Classic, v2.0', { platform: 'classic' }, 'TypeError', 'vpc', old),
  actionCase('a subnet where the client says Classic', {}, 'TypeError', 'vpc', { platform: 'classic' }),
  actionCase('a subnet on the government site', {}, 'TypeError', 'vpc', { site: 'gov' }),
  actionCase('two subnets in v2.0', { vpc: [subnet, subnet] }, 'RangeError', 'vpc', old),

  ...(['raw-http', 'custom-options'] as const).flatMap((name) => [
    actionCase(`${name} that is not of the web`, { [name]: true }, 'TypeError', name),
    actionCase(`${name} false that is not of the web`, { [name]: false, type: 'basic' }, 'TypeError', name),
    actionCase(`${name} that is not of the web, v2.0`, { [name]: true }, 'TypeError', name, old),
    sequenceCase(`${name} of a sequence that is not of the web`, { [name]: true }, 'TypeError', name),
    actionCase(`${name} as text`, { [name]: 'yes', type: 'web' }, 'RangeError', name),
    actionCase(`${name} null`, { [name]: null, type: 'web' }, 'RangeError', name),
    sequenceCase(`${name} as a number`, { [name]: 1, type: 'sequence-web' }, 'RangeError', name),
  ]),
  actionCase('raw_http', { raw_http: true, type: 'web' }, 'TypeError', 'raw_http'),
  actionCase('web, which is for the client to say', { web: true }, 'TypeError', 'web', old),

  ...[
    'nodejs',
    'nodejs:',
    'nodejs: ',
    'nodejs:22 ',
    'nodejs: 22',
    'nodejs:22\n',
    ' nodejs:22',
    'NODEJS:22',
    'foo\n',
    'java:',
    'java\n',
    'javascript',
    'sequence',
    'custom',
    'custom image:1',
  ].map((kind) =>
    actionCase(
      `exec.kind ${JSON.stringify(kind)}`,
      { exec: { ...exec, kind, binary: true } },
      'RangeError',
      'exec.kind',
    ),
  ),
  actionCase('a sequence without its type', { exec: sequence.exec }, 'RangeError', 'exec.kind'),
  actionCase('a sequence that is basic', { exec: sequence.exec, type: 'basic' }, 'RangeError', 'exec.kind'),
  sequenceCase('a runtime as a sequence', { exec }, 'RangeError', 'exec.kind'),
  sequenceCase('a sequence with code', { exec: { ...sequence.exec, code: 'x' } }, 'TypeError', 'exec.code'),
  sequenceCase('a sequence with limits', { limits }, 'TypeError', 'limits'),
  sequenceCase('a sequence with limits, v2.0', { limits }, 'TypeError', 'limits', old),
  sequenceCase('a sequence with a subnet', { vpc: [subnet] }, 'TypeError', 'vpc'),
  sequenceCase('a sequence for the web with a subnet', { vpc: [subnet], type: 'sequence-web' }, 'TypeError', 'vpc'),
  ...[undefined, null, [], 'a/b', {}].map((components) =>
    sequenceCase(
      `components ${JSON.stringify(components)}`,
      { exec: { kind: 'sequence', components } },
      'RangeError',
      'exec.components',
    ),
  ),
  ...[
    '',
    'a',
    '/',
    '/a',
    'a/',
    'a/b/c',
    '../a',
    'a/..',
    'a b/c',
    '-a/b',
    'a/-b',
    '--/b',
    `a/${'b'.repeat(51)}`,
    7,
    null,
  ].map((component) =>
    sequenceCase(
      `component ${component}`,
      { exec: { kind: 'sequence', components: ['a/b', component] } },
      'RangeError',
      'exec.components[1]',
    ),
  ),
]

/** Wrong in `triggers.put`. */
const triggerCase = (
  about: string,
  wrong: object,
  type: 'TypeError' | 'RangeError',
  path: string,
  place: EndpointOptions = {},
): RefusedCase => [about, 'triggers.put', { triggerName: 'nightly', ...wrong }, type, path, place]

const cron = { type: 'cron', cronOption: '* * * * *' }
const credential = { username: 'kim', accessToken: 'TOKEN', repository: 'shop' }
const github = { type: 'github', credential, events: ['push'] }
const gateway = { apiName: 'hooks', stageName: 'v1' }
const insight = { prodKey: '1', ruleGrpId: '2' }
const bucket = { bucketName: 'bucket', eventRuleName: 'created' }
const webhook = { repositoryName: 'shop', webhookName: 'pushed' }
const noText = [undefined, null, '', ' ', 7]

const badCrons = [
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

/** Types with a list of links, and what each link must have. */
const linked: [type: string, list: string, right: Record<string, unknown>, optional: Record<string, unknown[]>][] = [
  [
    'insight',
    'insightLink',
    insight,
    { reminderTime: [null, 4, 721, 5.5, '5'], enableNotiWhenEventClose: [null, 'yes', 1] },
  ],
  ['object_storage', 'objectStorageLink', bucket, {}],
  ['source_commit', 'sourceCommitLink', webhook, { enable: [null, 'yes', 0] }],
  ['secret_manager', 'secretManagerLink', { secretName: 'password' }, {}],
]

const types: [type: string, place: EndpointOptions][] = [
  ...['insight', 'object_storage', 'source_commit', 'secret_manager'].map((type): [string, EndpointOptions] => [
    type,
    { site: 'gov' },
  ]),
  ...(['v2.1', 'v2.0'] as const).flatMap((apiVersion): [string, EndpointOptions][] => [
    ['source_commit', { region: 'SGN', apiVersion }],
    ['secret_manager', { region: 'SGN', apiVersion }],
    ['source_commit', { region: 'JPN', apiVersion }],
  ]),
  ['secret_manager', { apiVersion: 'v2.0' }],
  ['secret_manager', { apiVersion: 'v2.0', platform: 'classic' }],
  ['secret_manager', { region: 'JPN', apiVersion: 'v2.0' }],
]

const triggers: RefusedCase[] = [
  ...[undefined, null, '', 7, 'moon', 'Cron', 'api_gateway', 'toString'].map((type) =>
    triggerCase(`type ${type}`, { ...cron, type }, 'RangeError', 'type'),
  ),
  ...types.map(([type, place]) => triggerCase(`${type} where it is not`, { type }, 'RangeError', 'type', place)),

  ...badCrons.map((cronOption) =>
    triggerCase(`cronOption ${JSON.stringify(cronOption)}`, { ...cron, cronOption }, 'RangeError', 'cronOption'),
  ),
  triggerCase('a field of another type', { ...cron, events: ['push'] }, 'TypeError', 'events'),
  triggerCase('a field of the body of v2.0', { ...cron, trigger: {} }, 'TypeError', 'trigger', old),

  triggerCase('no credential', { ...github, credential: undefined }, 'RangeError', 'credential'),
  triggerCase('a credential as a number', { ...github, credential: 7 }, 'RangeError', 'credential'),
  ...Object.keys(credential).flatMap((name) =>
    noText.map((value) =>
      triggerCase(
        `credential.${name} "${value}"`,
        { ...github, credential: { ...credential, [name]: value } },
        'RangeError',
        `credential.${name}`,
      ),
    ),
  ),
  triggerCase(
    'a credential of another name',
    { ...github, credential: { ...credential, foo: 1 } },
    'TypeError',
    'credential.foo',
  ),
  triggerCase("v2.0's own credentials", { ...github, credentials: credential }, 'TypeError', 'credentials', old),
  ...[undefined, null, [], 'push', {}].map((events) =>
    triggerCase(`events ${JSON.stringify(events)}`, { ...github, events }, 'RangeError', 'events'),
  ),
  ...['', 'PUSH', 'a b', '**', 7, null].map((event) =>
    triggerCase(`event ${event}`, { ...github, events: ['push', event] }, 'RangeError', 'events[1]'),
  ),
  triggerCase('a link that is true', { ...github, link: true }, 'RangeError', 'link'),
  triggerCase('a link without a product', { ...github, link: gateway }, 'RangeError', 'link.productName'),
  triggerCase('a link without a product, v2.0', { ...github, link: gateway }, 'RangeError', 'link.productId', old),
  triggerCase(
    'a link without a product on the government site',
    { ...github, link: gateway },
    'RangeError',
    'link.productId',
    { site: 'gov' },
  ),
  ...(['apiName', 'stageName'] as const).flatMap((name) =>
    noText.map((value) =>
      triggerCase(
        `link.${name} "${value}"`,
        { ...github, link: { productName: 'shop', ...gateway, [name]: value } },
        'RangeError',
        `link.${name}`,
      ),
    ),
  ),
  triggerCase(
    'the product of v2.0',
    { ...github, link: { productName: 'shop', ...gateway, productId: 'p1' } },
    'TypeError',
    'link.productId',
  ),
  triggerCase(
    'the product of v2.1',
    { ...github, link: { productId: 'p1', ...gateway, productName: 'shop' } },
    'TypeError',
    'link.productName',
    old,
  ),

  ...linked.flatMap(([type, list, right, optional]) => [
    ...[null, [], {}, 'text', right].map((links) =>
      triggerCase(`${list} ${JSON.stringify(links)}`, { type, [list]: links }, 'RangeError', list),
    ),
    triggerCase(`a link of ${type} as a number`, { type, [list]: [right, 7] }, 'RangeError', `${list}[1]`),
    triggerCase(
      `a link of ${type} with another name`,
      { type, [list]: [{ ...right, foo: 1 }] },
      'TypeError',
      `${list}[0].foo`,
    ),
    ...Object.keys(right).flatMap((name) =>
      noText.map((value) =>
        triggerCase(
          `${list} with ${name} "${value}"`,
          { type, [list]: [right, { ...right, [name]: value }] },
          'RangeError',
          `${list}[1].${name}`,
        ),
      ),
    ),
    ...Object.entries(optional).flatMap(([name, values]) =>
      values.map((value) =>
        triggerCase(
          `${list} with ${name} ${value}`,
          { type, [list]: [{ ...right, [name]: value }] },
          'RangeError',
          `${list}[0].${name}`,
        ),
      ),
    ),
  ]),
  ...linked
    .filter(([type]) => type !== 'insight')
    .map(([type, list]) => triggerCase(`no ${list}`, { type }, 'RangeError', list)),
]

export const refusedCases: readonly RefusedCase[] = [
  ...names,
  ...activationIds,
  ...descriptions,
  ...parameters,
  ...timeouts,
  ...pages,
  ...beforeAll,
  ...platforms,
  ...unknown,
  ...noParams,
  ...nothing,
  ...others,
  ...actions,
  ...triggers,
]

const goodNames = ['a', 'A', '0', '_', 'a-', '_-', 'a'.repeat(50), '_'.repeat(50)]

const crons = [
  '* * * * *',
  '0 0 1 1 0',
  '59 23 31 12 7',
  '*/5 * * * *',
  '0-59/59 */23 1-31 1-12/2 0-7',
  '0,30 9,18 1,15 3,9 1-5',
  '05 08 05 09 1',
  '  0   10 * *  1 ',
  // Unknown: what a range over the end means. That is for the service to say.
  '0 0 * * 5-1',
]

export const acceptedCases: readonly AcceptedCase[] = [
  ...calls.map((call): AcceptedCase => ['all there must be', call, rightParams[call]]),
  ...calls.map(
    (call): AcceptedCase => [
      'what is undefined',
      call,
      Object.fromEntries([...Object.entries(rightParams[call] ?? {}), ['colour', undefined]]),
    ],
  ),
  ...named.flatMap(([call, name]) =>
    goodNames.map((value): AcceptedCase => [`${name} ${value}`, call, but(call, { [name]: value })]),
  ),
  ...named
    .filter(([call, name]) => name === 'packageName' && /^(actions|triggers)/.test(call))
    .map(([call, name]): AcceptedCase => ['no package', call, but(call, { [name]: '-' })]),
  ...['actions.getActivation', 'triggers.getActivation'].map(
    (call): AcceptedCase => ['an id in capitals', call, but(call, { activationId: 'AZ09az'.repeat(6).slice(0, 32) })],
  ),
  ...puts.flatMap((call) =>
    ['', ' ', 'a'.repeat(3000), '가'.repeat(1000)].map(
      (description): AcceptedCase => [`a description of ${description.length}`, call, but(call, { description })],
    ),
  ),
  ...takers.flatMap((call): AcceptedCase[] => [
    ['no parameter', call, but(call, { parameters: {} })],
    ['1 MB of parameters', call, but(call, { parameters: ofBytes(MB) })],
    ['1 MB of Korean parameters', call, but(call, { parameters: { a: '가'.repeat((MB - 8) / 3) } })],
  ]),
  ...['actions.run', 'actions.runAndWait'].flatMap((call) =>
    [0, 1, 60_000].map((timeout): AcceptedCase => [`timeout ${timeout}`, call, but(call, { timeout })]),
  ),
  ...lists.flatMap((call): AcceptedCase[] => [
    ['the first of pages', call, but(call, { pageNo: 1, pageSize: 1 })],
    ['the last of pages', call, but(call, { pageNo: 2 ** 31 - 1, pageSize: 2 ** 31 - 1 })],
    ['early and late times', call, but(call, { start: 0, end: 253e12 })],
    ['early and late times', call, but(call, { start: 0, end: 253e12 }), old],
  ]),
  ...[
    // The others have the least timeout.
    { limits: { ...limits, timeout: 300_000 } },
    ...[128, 256, 512, 1024].map((memory) => ({ limits: { ...limits, memory } })),
    ...['nodejs:22', 'python:3.13', 'swift:3.1.1', 'php:7.3', 'go:1.19'].flatMap((kind) =>
      [true, false].map((binary) => ({ exec: { ...exec, kind, binary } })),
    ),
    ...['java', 'java:21', 'dotnet:2.2'].map((kind) => ({ exec: { ...exec, kind, binary: true } })),
    ...['registry/image', 'registry/image:1', 'r.example/a/b:latest'].map((imageUri) => ({
      exec: { ...image, imageUri },
    })),
    { exec: { ...image, binary: false, code: 'x', main: 'main' } },
    { vpc: [subnet, { vpcNo: Number.MAX_SAFE_INTEGER, subnetNo: 1 }] },
    { type: 'web', 'raw-http': false, 'custom-options': true },
  ].map((right): AcceptedCase => [JSON.stringify(right), 'actions.put', but('actions.put', right)]),
  ...['-/a', 'a/b', `${'a'.repeat(50)}/${'_'.repeat(50)}`].map(
    (component): AcceptedCase => [
      `component ${component}`,
      'actions.put',
      { ...sequence, exec: { kind: 'sequence', components: [component, component] } },
    ],
  ),
  ['Classic', 'actions.put', { ...action, exec, limits, platform: 'classic' }],
  ['no subnet in v2.0', 'actions.put', { ...action, exec, limits }, old],
  ['a sequence on Classic', 'actions.put', { ...sequence, platform: 'classic' }],
  ...[
    ...crons.map((cronOption) => ({ type: 'cron', cronOption })),
    { ...github, events: ['*'] },
    { ...github, events: ['workflow_run', 'push'], link: { productName: 'shop', ...gateway } },
    { ...github, credential: { ...credential, repository: 'organization/shop' } },
    ...[5, 720].map((reminderTime) => ({ type: 'insight', insightLink: [{ ...insight, reminderTime }] })),
    { type: 'insight', insightLink: [{ ...insight, enableNotiWhenEventClose: false }, insight] },
    { type: 'object_storage', objectStorageLink: [bucket, bucket] },
    { type: 'source_commit', sourceCommitLink: [{ ...webhook, enable: true }, webhook] },
    { type: 'secret_manager', secretManagerLink: [{ secretName: 'a' }, { secretName: 'b' }] },
  ].map((right): AcceptedCase => [JSON.stringify(right), 'triggers.put', { triggerName: 'nightly', ...right }]),
]
