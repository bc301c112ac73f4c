import type {
  Action,
  Activation,
  ActivationPage,
  EndpointOf,
  Package,
  PackageSummary,
  PutPackageResult,
  PutTriggerResult,
  RunningAction,
  RunResult,
  Trigger,
  TriggerLink,
} from '../../lib/index.ts'
import type { ActionList } from '../../lib/resources/actions.ts'
import type { TriggerList } from '../../lib/resources/triggers.ts'

/** A response of the service: the call, and its `content`. */
export interface SampleResponse {
  readonly call: string
  /** The difference from the first sample of the call. */
  readonly variant?: string
  readonly content: unknown
}

type V20 = EndpointOf<{ apiVersion: 'v2.0' }>

// The samples of the documentation. Values that it does not have are marked "made up".

const activationId = '18718fde21424114b18fde21428114c8'

const packageList = [
  { description: 'Create package', name: 'package001' },
  { description: '', name: 'package000' },
] satisfies PackageSummary[]

const aPackage = {
  actions: [],
  description: 'Create package',
  name: 'package001',
  parameters: { name: 'Cloud Funtions', place: 'Naver Cloud Platform' },
  platform: 'vpc', // made up; v2.0 has "classic"
  resourceId: 'xS***',
} satisfies Package

// Made up: the page of the government site has no platform.
const { platform: _, ...packageWithoutPlatform } = aPackage

const putPackage = {
  description: 'Create package',
  name: 'package001',
  namespace: 'oGX7O8Jbeodp', // made up
  parameters: { name: 'Cloud Funtions', place: 'Naver Cloud Platform' },
  resourceId: 'xS***', // made up
} satisfies PutPackageResult

const actionList = {
  actions: [
    { description: 'My action', name: 'myaction', type: 'basic', runtime: 'python:3.11' },
    { description: 'My web action', name: 'mywebaction', type: 'web', runtime: 'python:3.11' },
  ],
} satisfies ActionList

// Only the names of the fields are documented.
const actionFields = {
  description: 'My action',
  exec: { binary: false, code: 'def main(args):\n    return args', kind: 'python:3.13', main: 'main' },
  limits: { memory: 128, timeout: 60_000 },
  name: 'myaction',
  parameters: {},
  resourceId: 'qyyec',
} as const

const action = { ...actionFields, type: 'basic', vpc: [{ vpcNo: 21_538, subnetNo: 45_007 }] } satisfies Action

const webAction = {
  ...actionFields,
  type: 'web',
  'raw-http': true,
  'custom-options': false,
  vpc: { vpcNo: 21_538, subnetNo: 45_007 },
} satisfies Action

// Made up: the documentation's table of sequences cannot be read.
const sequence = {
  description: '',
  exec: { kind: 'sequence', components: ['pkg/a', '-/b'] },
  name: 'mysequence',
  parameters: {},
  type: 'sequence',
} satisfies Action

const actionV20 = {
  ...actionFields,
  path: 'oGX7O8Jbeodp/package003', // made up, as are the next three
  web: true,
  'raw-http': false,
  'custom-options': false,
  vpc: { vpcNo: 21_538, subnetNo: 45_007 },
} satisfies Action<V20>

// Only the names of the fields are documented.
const endedRun = {
  activationId,
  duration: 34,
  end: 1_709_251_200_034,
  name: 'myaction',
  namespace: 'oGX7O8Jbeodp',
  response: { result: { ok: true }, status: 'success', success: true },
  start: 1_709_251_200_000,
  subject: 'kim',
} satisfies RunResult

const runningAction = { activationId } satisfies RunningAction

const activation = {
  activationId,
  duration: 34,
  start: 1_709_251_200_000,
  end: 1_709_251_200_034,
  logs: ['2024-03-01T00:00:00.010Z stdout: hello'],
  name: 'myaction',
  namespace: 'oGX7O8Jbeodp',
  response: { result: { payload: 'hello' }, status: 'success', success: true },
} satisfies Activation

const activationOfTrigger = {
  activationId: 'e251b49a25094dcd91b49a25093dcdb0',
  duration: 0, // made up, as are the time, the namespace and the response
  start: 1_709_251_200_000,
  end: 0,
  logs: [],
  name: 'trg1-os',
  namespace: 'oGX7O8Jbeodp',
  response: { result: {}, status: 'success', success: true },
  subject: 'kim',
} satisfies Activation

const activationPage = {
  activations: [{ activationId, duration: 34, status: 'success' }],
  totalCount: 1,
} satisfies ActivationPage

const noActivations = { activations: [], totalCount: 0 } satisfies ActivationPage

const triggerList = { triggers: [{ name: 'my_cron_trigger', type: 'cron' }] } satisfies TriggerList

const trigger = {
  actions: [],
  description: 'My Cron Trigger',
  execOption: [{ key: 'cronOption', value: '* * * * *' }],
  name: 'mytrigger_cron',
  resourceId: 'qyyec',
  type: 'cron',
} satisfies Trigger

const triggerV20 = {
  actions: ['action111'],
  description: '',
  execOption: { key: 'ncf_triggerOptions', value: [{ key: 'cron', value: '*/1 * * * *' }] },
  name: 'trigger000',
  resourceId: 'qyyec', // made up, as is the type
  type: 'cron',
} satisfies Trigger<V20>

// Made up: the documentation's table of its fields cannot be read.
const putTrigger = { name: 'trg1-os', triggerType: 'cron' } satisfies PutTriggerResult

// Only the names of the fields and the beginning of the path are documented.
const link = {
  action: { name: 'act-01', path: 'oGX7O8Jbeodp/hsh' },
  namespace: 'oGX7O8Jbeodp',
  status: 'active',
  trigger: { name: 'trg2-os', path: 'oGX7O8Jbeodp' },
} satisfies TriggerLink

/** Responses that are the same in both versions. */
const common: SampleResponse[] = [
  { call: 'packages.list', content: packageList },
  { call: 'packages.list', variant: 'no package', content: [] },
  { call: 'packages.get', content: aPackage },
  { call: 'packages.get', variant: 'a package without a platform', content: packageWithoutPlatform },
  { call: 'packages.put', content: putPackage },
  { call: 'actions.list', content: actionList },
  { call: 'actions.run', content: endedRun },
  { call: 'actions.run', variant: 'an action that is still running', content: runningAction },
  { call: 'actions.runAndWait', content: endedRun },
  { call: 'actions.listActivations', content: activationPage },
  { call: 'actions.getActivation', content: activation },
  { call: 'triggers.list', content: triggerList },
  { call: 'triggers.put', content: putTrigger },
  { call: 'triggers.fire', content: { activationId: activationOfTrigger.activationId } },
  { call: 'triggers.link', content: link },
  { call: 'triggers.listActivations', content: activationPage },
  { call: 'triggers.getActivation', content: activationOfTrigger },
  { call: 'activations.list', content: activationPage },
  { call: 'activations.list', variant: 'no activation', content: noActivations },
]

/** The responses of each version. */
export const sampleResponses: Readonly<Record<'v2.1' | 'v2.0', readonly SampleResponse[]>> = {
  'v2.1': [
    ...common,
    { call: 'actions.get', content: action },
    { call: 'actions.get', variant: 'a web action', content: webAction },
    { call: 'actions.get', variant: 'a sequence', content: sequence },
    { call: 'actions.put', content: action },
    { call: 'triggers.get', content: trigger },
  ],
  'v2.0': [
    ...common,
    { call: 'actions.get', content: actionV20 },
    { call: 'actions.put', content: actionV20 },
    { call: 'triggers.get', content: triggerV20 },
  ],
}

/** The calls whose response has no content. */
export const callsWithoutContent: readonly string[] = [
  'packages.delete',
  'actions.delete',
  'triggers.delete',
  'triggers.unlink',
]

/** Bodies without a list or an object as content. */
const withoutContent = [
  '',
  'null',
  '[]',
  '{}',
  '{"content":null}',
  '{"content":"text"}',
  '{"content":7}',
  '{"content":true}',
]
/** Bodies that are invalid for a list. */
export const bodiesWithoutList: readonly string[] = [
  ...withoutContent,
  '{"content":{}}',
  '{"content":{"0":{},"length":1}}',
  '{"content":[',
]
/** Bodies that are invalid for an object. */
export const bodiesWithoutObject: readonly string[] = [
  ...withoutContent,
  '{"content":[]}',
  '{"content":[{}]}',
  '{"content":{',
  '<p>Maintenance</p>',
]
