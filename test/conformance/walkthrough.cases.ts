import { createClient, type EndpointOptions, type NcloudError } from '../../lib/index.ts'
import { createEmulator, developmentCredentials } from '../../worker/emulator/index.ts'
import { equal, holds, thrownBy } from '../support/assert.ts'
import { type CallByName, createCallByName } from './call-by-name.ts'
import type { Case } from './case.ts'
import { vectorTime } from './vectors.ts'

const exec = {
  kind: 'nodejs:22',
  binary: false,
  code: 'exports.main = (parameters) => parameters',
  main: 'main',
} as const
const limits = { timeout: 3000, memory: 128 } as const
const vpc = [{ vpcNo: 21_538, subnetNo: 45_007 }] as const

/** Creates an emulator whose actions return their parameters, its clock, and the options of its clients. */
const startEmulator = (activationDelayMs = 0) => {
  const clock = { time: vectorTime }
  const now = () => clock.time
  const emulator = createEmulator({
    now,
    activationDelayMs,
    // Some runtimes cannot run code from text.
    executor: async ({ parameters }) => ({ status: 'success', result: parameters, logs: ['ran'] }),
  })
  const sleep = async (ms: number) => {
    clock.time += ms
  }
  const credentials = developmentCredentials[0]
  const options = { credentials, baseUrl: 'http://emulator.localhost', fetch: emulator.fetch, now, sleep }
  return { emulator, clock, options }
}

/** An endpoint, and the differences of its actions and triggers. */
interface Endpoint {
  readonly name: string
  readonly options: EndpointOptions
  /** Parameters of `actions.put` besides the common ones. */
  readonly actionParams: object
  /** Fields of an action besides the common ones. */
  readonly actionFields: object
  readonly execOption: unknown
}

const execOption = [{ key: 'cronOption', value: '0 3 * * *' }]
const execOptionV20 = { key: 'ncf_triggerOptions', value: [{ key: 'cron', value: '0 3 * * *' }] }

const endpoints: readonly Endpoint[] = [
  { name: 'v2.1', options: {}, actionParams: { vpc }, actionFields: { type: 'basic' }, execOption },
  {
    name: 'v2.1 on the classic platform',
    options: { platform: 'classic' },
    actionParams: {},
    actionFields: { type: 'basic', vpc: undefined },
    execOption,
  },
  {
    name: 'v2.0',
    options: { apiVersion: 'v2.0' },
    actionParams: { vpc },
    actionFields: { web: false, type: undefined },
    execOption: execOptionV20,
  },
  {
    name: 'v2.0 on the government site',
    options: { site: 'gov' },
    actionParams: {},
    actionFields: { web: false, type: undefined, vpc: undefined },
    execOption: execOptionV20,
  },
]

type Fields = Record<string, unknown>

/** Returns the fields of a result that an expected object has. */
const pickFields = (result: unknown, expected: object): object =>
  Object.fromEntries(Object.keys(expected).map((key) => [key, (result as Fields)[key]]))

const assertions = (makeCall: CallByName) => ({
  returns: async (call: string, params: object, expected: object): Promise<Fields> => {
    const result = await makeCall(call, params)
    equal(pickFields(result, expected), expected, call)
    return result as Fields
  },
  fails: async (call: string, params: object, code: string): Promise<void> =>
    equal(((await thrownBy(() => makeCall(call, params))) as NcloudError).code, code, call),
})

const shop = { packageName: 'shop' }
const greet = { ...shop, actionName: 'greet' }
const nightly = { triggerName: 'nightly' }
const timeWindow = { start: vectorTime - 1000, end: vectorTime + 1000 }

type Emulator = ReturnType<typeof startEmulator>['emulator']

const createAndChangePackage = async (makeCall: CallByName): Promise<void> => {
  const { returns } = assertions(makeCall)
  const parameters = { currency: 'KRW' }
  await returns('packages.put', { ...shop, parameters }, { name: 'shop', description: '' })
  await returns('packages.put', { ...shop, description: 'Orders', parameters }, { description: 'Orders' })
  equal(await makeCall('packages.list'), [{ name: 'shop', description: 'Orders' }])
  await returns('packages.get', shop, { name: 'shop', parameters })
}

const createAction = async (makeCall: CallByName, { actionParams, actionFields }: Endpoint): Promise<void> => {
  const { returns } = assertions(makeCall)
  await returns('actions.put', { ...greet, exec, limits, ...actionParams }, { name: 'greet', exec, ...actionFields })
  await returns('actions.get', greet, { name: 'greet', exec, limits, ...actionFields })
  equal(await makeCall('actions.list', shop), {
    actions: [{ name: 'greet', description: '', type: 'basic', runtime: 'nodejs:22' }],
  })
  await returns('packages.get', shop, { name: 'shop' })
}

/** Runs the action, and returns the id of its activation. */
const runAction = async (makeCall: CallByName): Promise<unknown> => {
  const { returns } = assertions(makeCall)
  const response = { result: { currency: 'KRW', name: 'Kim' }, status: 'success', success: true }
  const params = { ...greet, parameters: { name: 'Kim' } }
  const { activationId } = await returns('actions.run', params, { name: 'greet', response })
  equal(await makeCall('actions.listActivations', { ...greet, ...timeWindow }), {
    activations: [{ activationId, duration: 0, status: 'success' }],
    totalCount: 1,
  })
  const empty = { activations: [], totalCount: 0 }
  await returns('actions.listActivations', { ...greet, end: vectorTime - 1000 }, empty)
  await returns('actions.getActivation', { ...greet, activationId }, { name: 'greet', response, logs: ['ran'] })
  await returns('activations.list', { pageNo: 1, pageSize: 1, ...timeWindow }, { totalCount: 1 })
  return activationId
}

const createAndLinkTrigger = async (makeCall: CallByName, { execOption }: Endpoint): Promise<void> => {
  const { returns, fails } = assertions(makeCall)
  const cron = { ...nightly, type: 'cron', cronOption: '0 3 * * *', parameters: { name: 'Lee', at: 3 } }
  await returns('triggers.put', cron, { name: 'nightly' })
  equal(await makeCall('triggers.list'), { triggers: [{ name: 'nightly', type: 'cron' }] })
  await fails('triggers.fire', nightly, '80512')
  await returns('triggers.link', { ...nightly, ...greet }, { status: 'active' })
  await fails('triggers.link', { ...nightly, ...greet }, '80901')
  const trigger = await returns('triggers.get', nightly, { name: 'nightly', type: 'cron', execOption })
  equal((trigger.actions as unknown[]).length, 1, 'linked actions')
}

const fireTrigger = async (makeCall: CallByName, emulator: Emulator, firstActivation: unknown): Promise<void> => {
  const { returns } = assertions(makeCall)
  const firing = (await makeCall('triggers.fire', { ...nightly, parameters: { name: 'Park' } })) as Fields
  equal(Object.keys(firing), ['activationId'])
  await emulator.idle()
  await returns('triggers.listActivations', { ...nightly, ...timeWindow }, { totalCount: 1 })
  await returns('triggers.getActivation', { ...nightly, ...firing }, { name: 'nightly', end: 0 })
  const { activations } = await returns('actions.listActivations', greet, { totalCount: 2 })
  const started = (activations as Fields[]).find(({ activationId }) => activationId !== firstActivation)
  const { activationId } = started as Fields
  const activation = (await makeCall('actions.getActivation', { ...greet, activationId })) as Fields
  equal((activation.response as Fields).result, { currency: 'KRW', name: 'Park', at: 3 })
}

const deleteAll = async (makeCall: CallByName): Promise<void> => {
  const { fails } = assertions(makeCall)
  equal(await makeCall('triggers.unlink', { ...nightly, ...greet }), undefined)
  await fails('triggers.fire', nightly, '80512')
  equal(await makeCall('triggers.delete', nightly), undefined)
  await fails('triggers.get', nightly, '80501')
  await fails('packages.delete', shop, '80109')
  equal(await makeCall('actions.delete', greet), undefined)
  await fails('actions.get', greet, '80301')
  equal(await makeCall('packages.delete', shop), undefined)
  await fails('packages.get', shop, '80101')
  equal(await makeCall('packages.list'), [])
}

const everyCall: Case[] = endpoints.map((endpoint) => ({
  name: `a client makes every call in ${endpoint.name}, from the first package to its deletion`,
  run: async () => {
    const { emulator, options } = startEmulator()
    const makeCall = createCallByName({ ...options, ...endpoint.options })
    await createAndChangePackage(makeCall)
    await createAction(makeCall, endpoint)
    const activationId = await runAction(makeCall)
    await createAndLinkTrigger(makeCall, endpoint)
    await fireTrigger(makeCall, emulator, activationId)
    await deleteAll(makeCall)
  },
}))

const longRuns: Case[] = (['v2.1', 'v2.0'] as const).map((apiVersion) => ({
  name: `a client waits for a run that is longer than its request, and iterates over its activation, in ${apiVersion}`,
  run: async () => {
    const { clock, options } = startEmulator(30_000)
    const { actions, activations } = createClient({ ...options, apiVersion, platform: 'classic' })
    const params = { packageName: '-', actionName: 'greet' }
    await actions.put({ ...params, exec, limits })
    const run = await actions.runAndWait({ ...params, parameters: { name: 'Kim' }, timeout: 0 })
    equal([run.response.result, run.logs], [{ name: 'Kim' }, ['ran']])
    holds(clock.time >= vectorTime + 30_000, 'the run took 30 s')
    for (const name of ['Lee', 'Park']) await actions.run({ ...params, parameters: { name } })
    const ids: string[] = []
    const iterator = activations.iterate({ pageSize: 2, end: clock.time + 1000 })
    for await (const { activationId } of iterator) ids.push(activationId)
    equal([ids.length, new Set(ids).size, ids.includes(run.activationId)], [3, 3, true])
  },
}))

export const walkthroughCases: readonly Case[] = [...everyCall, ...longRuns]
