import type { EndpointOptions } from '../../../lib/index.ts'
import { validParams } from '../valid-params.ts'
import { calls, describe, type InvalidParams, invalidValue, unknownName, v20 } from './parameter-case.ts'

const invalidPlatforms: readonly [platform: unknown, endpoint: EndpointOptions][] = [
  ['lambda', {}],
  ['VPC', {}],
  ['', {}],
  [7, {}],
  [null, {}],
  ['lambda', v20],
  ['classic', { region: 'SGN' }],
  ['classic', { region: 'SGN', apiVersion: 'v2.0' }],
  ['classic', { region: 'JPN' }],
  ['vpc', { site: 'gov' }],
  ['classic', { site: 'fin' }],
]

const platforms = calls.flatMap((call) =>
  invalidPlatforms.map(([platform, endpoint]) =>
    invalidValue(call, describe(platform), { platform }, 'platform', endpoint),
  ),
)

/** The platform is validated first, because the other parameters depend on it. */
const platformAndMore = (
  [
    ['actions.put', validParams['actions.put']],
    ['actions.put', {}],
    ['actions.run', { ...validParams['actions.run'], timeout: -1 }],
    ['triggers.put', { triggerName: 'nightly', type: 'moon' }],
    ['activations.list', { start: -1 }],
  ] as const
).map(
  ([call, params], index): InvalidParams => ({
    description: `"VPC" before other parameters, ${index + 1}`,
    call,
    params: { ...params, platform: 'VPC' },
    type: 'RangeError',
    path: 'platform',
    endpoint: {},
  }),
)

const unknownNames = calls.flatMap((call) => [
  unknownName(call, 'an unknown name', { colour: 'red' }, 'colour'),
  unknownName(call, 'an unknown name', { colour: 'red' }, 'colour', v20),
  unknownName(call, 'an inherited name', { toString: 'text' }, 'toString'),
])

/** Values that are not an object of parameters. */
const notAnObject = calls.flatMap((call) =>
  [null, 'vpc', '', 7, true, ['vpc'], new Date(0), new Map([['platform', 'vpc']]), () => ({})].map(
    (params): InvalidParams => ({
      description: `${Object.prototype.toString.call(params)} ${JSON.stringify(params)}`,
      call,
      params,
      type: 'RangeError',
      path: 'params',
      endpoint: {},
    }),
  ),
)

/** The first required parameter of a call. */
const firstRequired: readonly [call: string, path: string][] = [
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
]

const withoutParams = firstRequired.map(
  ([call, path]): InvalidParams => ({
    description: 'missing, as all other parameters',
    call,
    params: undefined,
    type: 'RangeError',
    path,
    endpoint: {},
  }),
)

const namesOfOtherCalls = [
  unknownName('packages.list', 'a name in a list', { packageName: 'shop' }, 'packageName'),
  unknownName('packages.get', 'a field of packages.put', { description: 'd' }, 'description'),
  unknownName('actions.getActivation', 'a time for one activation', { end: 1 }, 'end'),
  unknownName('actions.list', 'a page of a list without pages', { pageNo: 1 }, 'pageNo'),
  unknownName('actions.run', 'a parameter of actions.put', { type: 'basic' }, 'type'),
  unknownName('triggers.fire', 'a parameter of actions.run', { timeout: 1 }, 'timeout'),
  unknownName('triggers.link', 'the name in the body', { action: 'greet' }, 'action'),
  unknownName('triggers.unlink', 'the name in the body', { package: '-' }, 'package'),
]

/** Parameters that are invalid in every call: the platform, unknown names, and values that are not an object. */
export const invalidCommonParams: readonly InvalidParams[] = [
  ...platforms,
  ...platformAndMore,
  ...unknownNames,
  ...notAnObject,
  ...withoutParams,
  ...namesOfOtherCalls,
]
