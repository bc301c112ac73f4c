import type { EndpointOptions } from '../../../lib/index.ts'
import { equal, thrownBy } from '../../support/assert.ts'
import { createCallByName } from '../call-by-name.ts'
import type { Case } from '../case.ts'
import { validParams } from '../valid-params.ts'
import { vectorKey } from '../vectors.ts'

/** Changes of valid parameters, and the error of the call. */
type Message = readonly [call: string, changes: object, message: string, endpoint?: EndpointOptions]

const noVpc = 'a list such as [{ vpcNo: 21538, subnetNo: 45007 }], because the platform is vpc'
const anExec = 'an object with kind, binary, code, main'
const aName = '1 to 50 characters of A-Z a-z 0-9 - _, and must not start with -'

const exec = { kind: 'nodejs:22', binary: false, code: '…', main: 'main' }
const github = {
  type: 'github',
  credential: { username: 'kim', accessToken: 'TOKEN', repository: 'shop' },
  events: ['push'],
}

const messages: readonly Message[] = [
  // A misspelt parameter or field: the known name.
  [
    'packages.get',
    { packageName: undefined, packageNme: 'shop' },
    'unknown parameter of getPackage `packageNme`: did you mean `packageName`?',
  ],
  [
    'actions.put',
    { exec: { ...exec, main: undefined, mian: 'main' } },
    'unknown field `exec.mian`: did you mean `main`?',
  ],
  ['packages.get', { packageNme: 'shop' }, 'unknown parameter of getPackage `packageNme`: did you mean `packageName`?'],
  ['packages.list', { plattform: 'vpc' }, 'unknown parameter of getPackageList `plattform`: did you mean `platform`?'],
  ['actions.put', { exec: { ...exec, mian: 'main' } }, 'unknown field `exec.mian`: did you mean `main`?'],
  [
    'actions.put',
    { limits: { timeout: 500, memory: 128, memmory: 128 } },
    'unknown field `limits.memmory`: did you mean `memory`?',
  ],
  // A parameter of another type, platform or version.
  [
    'triggers.put',
    { ...github, cronOption: '* * * * *' },
    'parameter `cronOption` is not allowed for this type, platform or API version: leave it out',
  ],
  [
    'actions.put',
    { platform: 'classic' },
    'parameter `vpc` is not allowed for this type, platform or API version: leave it out',
  ],
  // A missing value and an invalid one.
  ['actions.put', { vpc: undefined }, `vpc is missing: it must be ${noVpc}`],
  ['actions.put', { vpc: [] }, `vpc is empty: it must be ${noVpc}`],
  ['actions.put', { exec: undefined }, `exec is missing: it must be ${anExec}`],
  ['actions.put', { exec: 'nodejs:22' }, `exec must be ${anExec}`],
  ['actions.put', { exec: { ...exec, main: undefined } }, 'exec.main is missing: it must be text that is not empty'],
  ['actions.put', { exec: { ...exec, main: '' } }, 'exec.main must be text that is not empty'],
  ['packages.get', { packageName: undefined }, `packageName is missing: it must be ${aName}`],
  ['packages.get', { packageName: 'a/b' }, `packageName must be ${aName}`],
  ['actions.get', { packageName: 'a/b' }, `packageName must be ${aName}; or - for no package`],
  [
    'triggers.put',
    { cronOption: undefined },
    'cronOption is missing: it must be 5 fields: minute, hour, day of month, month, day of week, such as "0 3 * * *"',
  ],
  ['actions.run', { timeout: 60_001 }, 'timeout must be an integer from 0 to 60000'],
  [
    'triggers.put',
    { type: 'source_commit' },
    'type must be one of cron, github, insight, object_storage, secret_manager',
    { region: 'JPN' },
  ],
]

/** The messages for parameters: what failed, the rule, and the fix. */
export const parameterMessageCases: readonly Case[] = messages.map(([call, changes, message, endpoint]) => ({
  name: `${call} with ${JSON.stringify(changes, (_, value) => value ?? 'undefined')} rejects with "${message}"`,
  run: async () => {
    const makeCall = createCallByName({ ...vectorKey, ...endpoint })
    equal((await thrownBy(() => makeCall(call, { ...validParams[call], ...changes }))).message, message)
  },
}))
