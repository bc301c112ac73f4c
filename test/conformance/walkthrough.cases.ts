import { createClient, type EndpointOptions, type NcloudError } from '../../lib/index.ts'
import { createEmulator, developmentCredentials } from '../../worker/emulator/index.ts'
import { equal, thrownBy } from '../support/assert.ts'
import { caller } from './calls.ts'
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

/** An emulator whose actions give back what they get, its clock, and options for its clients. */
const opened = (activationDelayMs = 0) => {
  const clock = { time: vectorTime }
  const now = () => clock.time
  const emulator = createEmulator({
    now,
    activationDelayMs,
    // Not every runtime may make code of text.
    executor: async ({ parameters }) => ({ status: 'success', result: parameters, logs: ['ran'] }),
  })
  const sleep = async (ms: number) => {
    clock.time += ms
  }
  const options = {
    credentials: developmentCredentials[0],
    baseUrl: 'http://emulator',
    fetch: emulator.fetch,
    now,
    sleep,
  }
  return { emulator, clock, options }
}

/** Where a life is led, and what differs there. */
const lives: [name: string, place: EndpointOptions, action: object, shown: object, execOption: unknown][] = [
  ['v2.1', {}, { vpc }, { type: 'basic' }, [{ key: 'cronOption', value: '0 3 * * *' }]],
  [
    'v2.1 on Classic',
    { platform: 'classic' },
    {},
    { type: 'basic', vpc: undefined },
    [{ key: 'cronOption', value: '0 3 * * *' }],
  ],
  [
    'v2.0',
    { apiVersion: 'v2.0' },
    { vpc },
    { web: false, type: undefined },
    { key: 'ncf_triggerOptions', value: [{ key: 'cron', value: '0 3 * * *' }] },
  ],
  [
    'the government site',
    { site: 'gov' },
    {},
    { web: false, type: undefined, vpc: undefined },
    { key: 'ncf_triggerOptions', value: [{ key: 'cron', value: '0 3 * * *' }] },
  ],
]

type Found = Record<string, unknown>

/** Some fields of what was found. */
const some = (found: unknown, like: object): object =>
  Object.fromEntries(Object.keys(like).map((key) => [key, (found as Found)[key]]))

const life: Case[] = lives.map(([name, place, more, shown, execOption]) => ({
  name: `a whole life in ${name}: from the first package to the last`,
  run: async () => {
    const { emulator, options } = opened()
    const call = caller({ ...options, ...place })
    const has = async (method: string, params: object, like: object) => {
      const found = await call(method, params)
      equal(some(found, like), like, method)
      return found as Found
    }
    const fails = async (method: string, params: object, code: string) =>
      equal(((await thrownBy(() => call(method, params))) as NcloudError).code, code, method)
    const shop = { packageName: 'shop' }
    const greet = { ...shop, actionName: 'greet' }
    const nightly = { triggerName: 'nightly' }
    const page = { start: vectorTime - 1000, end: vectorTime + 1000 }

    await has('packages.put', { ...shop, parameters: { currency: 'KRW' } }, { name: 'shop', description: '' })
    await has(
      'packages.put',
      { ...shop, description: 'Orders', parameters: { currency: 'KRW' } },
      { description: 'Orders' },
    )
    equal(await call('packages.list'), [{ name: 'shop', description: 'Orders' }])
    await has('packages.get', shop, { name: 'shop', parameters: { currency: 'KRW' } })

    await has('actions.put', { ...greet, exec, limits, ...more }, { name: 'greet', exec, ...shown })
    await has('actions.get', greet, { name: 'greet', exec, limits, ...shown })
    equal(await call('actions.list', shop), {
      actions: [{ name: 'greet', description: '', type: 'basic', runtime: 'nodejs:22' }],
    })
    await has('packages.get', shop, { name: 'shop' })

    const result = { currency: 'KRW', name: 'Kim' }
    const response = { result, status: 'success', success: true }
    const run = await has('actions.run', { ...greet, parameters: { name: 'Kim' } }, { name: 'greet', response })
    const { activationId } = run
    equal(await call('actions.listActivations', { ...greet, ...page }), {
      activations: [{ activationId, duration: 0, status: 'success' }],
      totalCount: 1,
    })
    await has('actions.listActivations', { ...greet, end: vectorTime - 1000 }, { activations: [], totalCount: 0 })
    await has('actions.getActivation', { ...greet, activationId }, { name: 'greet', response, logs: ['ran'] })
    await has('activations.list', { pageNo: 1, pageSize: 1, ...page }, { totalCount: 1 })

    const cron = { ...nightly, type: 'cron', cronOption: '0 3 * * *', parameters: { name: 'Lee', at: 3 } }
    await has('triggers.put', cron, { name: 'nightly' })
    equal(await call('triggers.list'), { triggers: [{ name: 'nightly', type: 'cron' }] })
    await fails('triggers.fire', nightly, '80512')
    await has('triggers.link', { ...nightly, ...greet }, { status: 'active' })
    await fails('triggers.link', { ...nightly, ...greet }, '80901')
    const trigger = await has('triggers.get', nightly, { name: 'nightly', type: 'cron', execOption })
    equal((trigger.actions as unknown[]).length, 1, 'linked actions')

    const fired = (await call('triggers.fire', { ...nightly, parameters: { name: 'Park' } })) as Found
    equal(Object.keys(fired), ['activationId'])
    await emulator.idle()
    await has('triggers.listActivations', { ...nightly, ...page }, { totalCount: 1 })
    await has('triggers.getActivation', { ...nightly, ...fired }, { name: 'nightly', end: 0 })
    const { activations } = await has('actions.listActivations', greet, { totalCount: 2 })
    const last = (activations as Found[]).find((each) => each.activationId !== activationId)
    const { response: became } = (await call('actions.getActivation', {
      ...greet,
      ...some(last, { activationId }),
    })) as Found
    equal((became as Found).result, { currency: 'KRW', name: 'Park', at: 3 })

    equal(await call('triggers.unlink', { ...nightly, ...greet }), undefined)
    await fails('triggers.fire', nightly, '80512')
    equal(await call('triggers.delete', nightly), undefined)
    await fails('triggers.get', nightly, '80501')
    await fails('packages.delete', shop, '80109')
    equal(await call('actions.delete', greet), undefined)
    await fails('actions.get', greet, '80301')
    equal(await call('packages.delete', shop), undefined)
    await fails('packages.get', shop, '80101')
    equal(await call('packages.list'), [])
  },
}))

const waiting: Case[] = (['v2.1', 'v2.0'] as const).map((apiVersion) => ({
  name: `a run that outlasts its call is waited for, and listed, in ${apiVersion}`,
  run: async () => {
    const { clock, options } = opened(30_000)
    const { actions, activations } = createClient({ ...options, apiVersion, platform: 'classic' })
    const greet = { packageName: '-', actionName: 'greet' }
    await actions.put({ ...greet, exec, limits })
    const run = await actions.runAndWait({ ...greet, parameters: { name: 'Kim' }, timeout: 0 })
    equal([run.response.result, run.logs], [{ name: 'Kim' }, ['ran']])
    equal(clock.time >= vectorTime + 30_000, true, 'it took its time')
    for (const name of ['Lee', 'Park']) await actions.run({ ...greet, parameters: { name } })
    const all: string[] = []
    const pages = activations.iterate({ pageSize: 2, end: clock.time + 1000 })
    for await (const { activationId } of pages) all.push(activationId)
    equal([all.length, new Set(all).size, all.includes(run.activationId)], [3, 3, true])
  },
}))

export const lifeCases: readonly Case[] = [...life, ...waiting]
