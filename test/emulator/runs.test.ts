import { describe, expect, test } from 'vitest'
import type { Executor } from '../../worker/emulator/index.ts'
import { actionBody, createResources, echoAction, openEmulator } from './open-emulator.ts'

const actionTarget = '/packages/-/actions/a'

test('the parameters of a run override those of the action, which override those of the package', async () => {
  const opened = openEmulator()
  await createResources(opened, [
    ['/packages/p', { parameters: { who: 'package', where: 'package', when: 'package' } }],
    ['/packages/p/actions/a', { ...echoAction, parameters: { who: 'action', where: 'action' } }],
  ])
  const { content } = await opened.call('POST', '/packages/p/actions/a', { who: 'run' })
  expect(content.response.result).toEqual({ who: 'run', where: 'action', when: 'package' })
})

test('the parameters of a firing override those of the trigger, the action and the package, in this order', async () => {
  const opened = openEmulator()
  await createResources(opened, [
    ['/packages/p', { parameters: { a: 'package', b: 'package', c: 'package', d: 'package' } }],
    ['/packages/p/actions/act', { ...echoAction, parameters: { a: 'action', b: 'action', c: 'action' } }],
    ['/triggers/t?type=cron', { cronOption: '* * * * *', parameters: { a: 'trigger', b: 'trigger' } }],
    ['/triggers/t/link-action', { action: 'act', package: 'p' }],
  ])
  await opened.call('POST', '/triggers/t', { a: 'runtime' })
  await opened.emulator.idle()
  const { page } = opened.store.listActivations({ platform: 'vpc', start: 0, end: 2 ** 50, offset: 0, limit: 9 })
  expect(page.map(({ result }) => result)).toEqual([{ a: 'runtime', b: 'trigger', c: 'action', d: 'package' }])
})

describe.each([
  ['throws', 'const main = () => { throw new Error("no") }', 'application error'],
  ['rejects', 'const main = async () => { throw new Error("no") }', 'application error'],
  ['returns an error', 'const main = () => ({ error: "no" })', 'application error'],
  ['returns a string', 'const main = () => "text"', 'action developer error'],
  ['does not have the entry function', 'const other = 1', 'action developer error'],
  ['is not JavaScript', 'const main = (', 'action developer error'],
])('an action that %s', (_, code, status) => {
  test('has a failed activation, and the response reports it', async () => {
    const opened = openEmulator()
    await createResources(opened, [[actionTarget, actionBody(code)]])
    const response = await opened.call('POST', actionTarget, {})
    expect(response.status).toBe(200)
    expect(response.content.response).toMatchObject({ status, success: false })
    const { activationId } = response.content
    const detail = await opened.call('GET', `${actionTarget}/activations/${activationId}`)
    expect(detail.content.response).toEqual(response.content.response)
    const list = await opened.call('GET', '/activations')
    expect(list.content.activations).toEqual([{ activationId, duration: 0, status }])
  })
})

test('the console of an action writes its logs', async () => {
  const opened = openEmulator()
  await createResources(opened, [
    [actionTarget, actionBody('const main = () => { console.log("one", 2); console.error("three"); return {} }')],
  ])
  const { content } = await opened.call('POST', actionTarget, {})
  expect(content).not.toHaveProperty('logs')
  const detail = await opened.call('GET', `${actionTarget}/activations/${content.activationId}`)
  expect(detail.content.logs).toEqual([
    expect.stringMatching(/stdout: one 2$/),
    expect.stringMatching(/stderr: three$/),
  ])
})

test('an action cannot change stored parameters', async () => {
  const opened = openEmulator()
  const code = 'const main = (p) => { p.list.push(1); return p }'
  await createResources(opened, [[actionTarget, actionBody(code, { parameters: { list: [] } })]])
  await opened.call('POST', actionTarget, {})
  const { content } = await opened.call('POST', actionTarget, {})
  expect(content.response.result).toEqual({ list: [1] })
})

/** Creates an executor whose run ends when the test calls `end`. */
const createSlowExecutor = () => {
  let end = () => {}
  const executor: Executor = () =>
    new Promise((resolve) => {
      end = () => resolve({ status: 'success', result: { done: true }, logs: [] })
    })
  return { executor, end: () => end() }
}

describe('a run that takes longer than its timeout', () => {
  test.each([
    ['0', []],
    ['1500', [1500]],
    [undefined, [60_000]],
  ])('of %s ms responds with the activation id, and saves the activation when the run ends', async (timeout, waits) => {
    const { executor, end } = createSlowExecutor()
    const waited: number[] = []
    const sleep = async (ms: number) => {
      waited.push(ms)
    }
    const waitedFor: Promise<unknown>[] = []
    const opened = openEmulator({ executor, sleep, waitUntil: (promise) => waitedFor.push(promise) })
    await createResources(opened, [[actionTarget, echoAction]])
    const { status, content } = await opened.call('POST', `${actionTarget}${timeout ? `?timeout=${timeout}` : ''}`, {})
    expect([status, content, waited]).toEqual([200, { activationId: expect.any(String) }, waits])
    const detailTarget = `${actionTarget}/activations/${content.activationId}`
    expect((await opened.call('GET', detailTarget)).error?.errorCode).toBe('80322')

    opened.clock.time += 2000
    end()
    await opened.emulator.idle()
    await Promise.all(waitedFor)
    expect(waitedFor).toHaveLength(1)
    expect((await opened.call('GET', detailTarget)).content).toMatchObject({
      duration: 2000,
      response: { success: true },
    })
  })

  test('does not delay a run that ends earlier', async () => {
    const signals: (AbortSignal | undefined)[] = []
    const sleep = (_: number, signal?: AbortSignal) => {
      signals.push(signal)
      return new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
    }
    const opened = openEmulator({ sleep })
    await createResources(opened, [[actionTarget, echoAction]])
    expect((await opened.call('POST', actionTarget, { a: 1 })).content.response.result).toEqual({ a: 1 })
    expect(signals.map((signal) => signal?.aborted)).toEqual([true])
  })
})

test.each([
  ['rejects', () => Promise.reject(new Error('gone')), { error: 'The executor failed: Error: gone' }],
  [
    'throws',
    () => {
      throw new Error('gone')
    },
    { error: 'The executor failed: Error: gone' },
  ],
  [
    'returns a value that is not JSON',
    async () => ({ status: 'success', result: 1n, logs: [] }),
    { error: expect.stringMatching(/BigInt/) },
  ],
] as const)('an executor that %s makes a failed run', async (_, executor, result) => {
  const opened = openEmulator({ executor: executor as Executor })
  await createResources(opened, [[actionTarget, echoAction]])
  expect((await opened.call('POST', actionTarget, {})).content.response).toEqual({
    result,
    status: 'whisk internal error',
    success: false,
  })
})

test('an executor receives runtime, code, entry function, parameters and timeout', async () => {
  const received: unknown[] = []
  const executor: Executor = async (execution) => {
    received.push(execution)
    return { status: 'success', result: {}, logs: [] }
  }
  const opened = openEmulator({ executor })
  await createResources(opened, [[actionTarget, echoAction]])
  await opened.call('POST', actionTarget)
  expect(received).toEqual([
    { kind: 'nodejs:22', code: echoAction.exec.code, main: 'main', parameters: {}, timeoutMs: 5000 },
  ])
})

describe('a sequence', () => {
  const sequence = (...components: string[]) => ({ exec: { kind: 'sequence', components } })
  const append = (name: string) => actionBody(`const main = ({ path = '' }) => ({ path: path + '${name}' })`)

  const openWithSequences = async (components: string[]) => {
    const opened = openEmulator()
    await createResources(opened, [
      ['/packages/p', { parameters: { fromPackage: true } }],
      ['/packages/-/actions/one', append('1')],
      ['/packages/p/actions/two', append('2')],
      ['/packages/-/actions/fails', actionBody('const main = () => ({ error: "no" })')],
      ['/packages/-/actions/echo', { ...echoAction, parameters: { own: 1, path: 'default' } }],
      ['/packages/-/actions/pair?type=sequence', sequence('-/one', 'p/two')],
      ['/packages/-/actions/all?type=sequence', sequence(...components)],
    ])
    return opened
  }

  test.each([
    ['passes each result to the next action', ['-/one', 'p/two', '-/one'], { path: '>121' }, 3],
    ['can contain a sequence', ['-/pair', '-/one'], { path: '>121' }, 4],
    ['overrides default parameters with results', ['-/one', '-/echo'], { own: 1, path: '>1' }, 2],
    ['ends at the first failure', ['-/one', '-/fails', 'p/two'], { error: 'no' }, 2],
  ])('%s', async (_, components, result, runs) => {
    const opened = await openWithSequences(components)
    const { content } = await opened.call('POST', '/packages/-/actions/all', { path: '>' })
    expect(content.response.result).toEqual(result)
    expect(content.response.success).toBe(!('error' in result))
    expect((await opened.call('GET', '/activations')).content.totalCount).toBe(runs + 1)
  })

  test('has the activation ids of its components in its logs', async () => {
    const opened = await openWithSequences(['-/one', 'p/two'])
    const { activationId } = (await opened.call('POST', '/packages/-/actions/all', {})).content
    const { logs } = (await opened.call('GET', `/packages/-/actions/all/activations/${activationId}`)).content
    const component = await opened.call('GET', `/packages/-/actions/one/activations/${logs[0]}`)
    expect(component.content.response.result).toEqual({ path: '1' })
  })

  test('fails at a component that was deleted', async () => {
    const opened = await openWithSequences(['-/one', '-/echo'])
    await opened.call('DELETE', '/packages/-/actions/echo')
    const { content } = await opened.call('POST', '/packages/-/actions/all', {})
    expect(content.response).toEqual({
      result: { error: 'The component -/echo does not exist.' },
      status: 'application error',
      success: false,
    })
  })

  test('does not start if the emulator cannot run a component', async () => {
    const opened = await openWithSequences(['-/one', '-/pair'])
    const python = { ...echoAction, exec: { ...echoAction.exec, kind: 'python:3.13' } }
    await opened.call('PUT', '/packages/p/actions/two', python)
    const before = opened.snapshot()
    const { status, error } = await opened.call('POST', '/packages/-/actions/all', {})
    expect([status, error?.details]).toEqual([
      500,
      'The emulator runs only nodejs:* actions: the runtime of two is python:3.13.',
    ])
    expect(opened.snapshot()).toBe(before)
  })

  test('cannot contain itself after a change', async () => {
    const opened = await openWithSequences(['-/pair'])
    const before = opened.snapshot()
    const response = await opened.call('PUT', '/packages/-/actions/pair?type=sequence', sequence('-/all'))
    expect([response.status, response.error?.details]).toEqual([400, expect.stringContaining('at most 50')])
    expect(opened.snapshot()).toBe(before)
  })
})
