import { exec, image, limits, sequenceWith, subnet } from './actions.ts'
import {
  calls,
  callsWithParameters,
  largestKoreanParameters,
  largestParameters,
  namedCalls,
  pagedLists,
  puts,
  type ValidParams,
  v20,
  validValue,
} from './parameter-case.ts'
import { bucket, credential, gateway, github, insight, webhook } from './triggers.ts'

const validNames = ['a', 'A', '0', '_', 'a-', '_-', 'a'.repeat(50), '_'.repeat(50)]

const common = [
  ...calls.flatMap((call) => [
    validValue(call, 'the required parameters', {}),
    validValue(call, 'an unknown name without a value', { colour: undefined }),
  ]),
  ...namedCalls.flatMap(([call, parameter]) =>
    validNames.map((name) => validValue(call, `${parameter} ${name}`, { [parameter]: name })),
  ),
  ...namedCalls
    .filter(([call, parameter]) => parameter === 'packageName' && /^(actions|triggers)/.test(call))
    .map(([call, parameter]) => validValue(call, `${parameter} - for no package`, { [parameter]: '-' })),
  ...['actions.getActivation', 'triggers.getActivation'].map((call) =>
    validValue(call, 'activationId with capital letters', { activationId: 'AZ09az'.repeat(6).slice(0, 32) }),
  ),
  ...puts.flatMap((call) =>
    ['', ' ', 'a'.repeat(3000), '가'.repeat(1000)].map((description) =>
      validValue(call, `a description of ${description.length} characters`, { description }),
    ),
  ),
  ...callsWithParameters.flatMap((call) => [
    validValue(call, 'empty parameters', { parameters: {} }),
    validValue(call, 'parameters of 1 MB', { parameters: largestParameters }),
    validValue(call, 'parameters of 1 MB in Korean letters', { parameters: largestKoreanParameters }),
  ]),
  ...['actions.run', 'actions.runAndWait'].flatMap((call) =>
    [0, 1, 60_000].map((timeout) => validValue(call, `timeout ${timeout}`, { timeout })),
  ),
  ...pagedLists.flatMap((call) => [
    validValue(call, 'the smallest page', { pageNo: 1, pageSize: 1 }),
    validValue(call, 'the largest page', { pageNo: 2 ** 31 - 1, pageSize: 2 ** 31 - 1 }),
    validValue(call, 'the longest time window', { start: 0, end: 253e12 }),
    validValue(call, 'the longest time window', { start: 0, end: 253e12 }, v20),
  ]),
]

const actionChanges: readonly object[] = [
  // The other cases have the shortest timeout.
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
]

const actions = [
  ...actionChanges.map((changes) => validValue('actions.put', JSON.stringify(changes), { limits, ...changes })),
  ...['-/a', 'a/b', `${'a'.repeat(50)}/${'_'.repeat(50)}`].map((component) =>
    validValue(
      'actions.put',
      `a sequence of ${component}`,
      sequenceWith({ exec: { kind: 'sequence', components: [component, component] } }),
    ),
  ),
  validValue('actions.put', 'no subnet on the classic platform', { platform: 'classic', vpc: undefined }),
  validValue('actions.put', 'no subnet', { vpc: undefined }, v20),
  validValue('actions.put', 'a sequence on the classic platform', sequenceWith({ platform: 'classic' })),
]

const validCronExpressions = [
  '* * * * *',
  '0 0 1 1 0',
  '59 23 31 12 7',
  '*/5 * * * *',
  '0-59/59 */23 1-31 1-12/2 0-7',
  '0,30 9,18 1,15 3,9 1-5',
  '05 08 05 09 1',
  '  0   10 * *  1 ',
  // Unknown: whether the service accepts a range that goes down.
  '0 0 * * 5-1',
]

const triggerParams: readonly object[] = [
  ...validCronExpressions.map((cronOption) => ({ type: 'cron', cronOption })),
  { ...github, events: ['*'] },
  { ...github, events: ['workflow_run', 'push'], link: { productName: 'shop', ...gateway } },
  { ...github, credential: { ...credential, repository: 'organization/shop' } },
  ...[5, 720].map((reminderTime) => ({ type: 'insight', insightLink: [{ ...insight, reminderTime }] })),
  { type: 'insight', insightLink: [{ ...insight, enableNotiWhenEventClose: false }, insight] },
  { type: 'object_storage', objectStorageLink: [bucket, bucket] },
  { type: 'source_commit', sourceCommitLink: [{ ...webhook, enable: true }, webhook] },
  { type: 'secret_manager', secretManagerLink: [{ secretName: 'a' }, { secretName: 'b' }] },
]

const triggers = triggerParams.map((params) =>
  validValue('triggers.put', JSON.stringify(params), { cronOption: undefined, ...params }),
)

/** Parameters that a call accepts, among them the smallest and the largest values. */
export const validParamCases: readonly ValidParams[] = [...common, ...actions, ...triggers]
