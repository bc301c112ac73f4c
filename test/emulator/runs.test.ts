import { describe, expect, test } from 'vitest'
import type { Executor } from '../../worker/emulator/index.ts'
import { action, echo, open, prepare } from './open-emulator.ts'

const run = '/packages/-/actions/a'

test('Parameters: those of the run, then the action, then the package', async () => {
  const opened = open()
  await prepare(opened, [
    ['/packages/p', { parameters: { who: 'package', where: 'package', when: 'package' } }],
    ['/packages/p/actions/a', { ...echo, parameters: { who: 'action', where: 'action' } }],
  ])
  const { content } = await opened.ask('POST', '/packages/p/actions/a', { who: 'run' })
  expect(content.response.result).toEqual({ who: 'run', where: 'action', when: 'package' })
})

test('Parameters of a firing: runtime, trigger, action, package', async () => {
  const opened = open()
  await prepare(opened, [
    ['/packages/p', { parameters: { a: 'package', b: 'package', c: 'package', d: 'package' } }],
    ['/packages/p/actions/act', { ...echo, parameters: { a: 'action', b: 'action', c: 'action' } }],
    ['/triggers/t?type=cron', { cronOption: '* * * * *', parameters: { a: 'trigger', b: 'trigger' } }],
    ['/triggers/t/link-action', { action: 'act', package: 'p' }],
  ])
  await opened.ask('POST', '/triggers/t', { a: 'runtime' })
  await opened.emulator.idle()
  const { page } = opened.store.listActivations({ platform: 'vpc', start: 0, end: 2 ** 50, offset: 0, limit: 9 })
  expect(page.map(({ result }) => result)).toEqual([{ a: 'runtime', b: 'trigger', c: 'action', d: 'package' }])
})

describe.each([
  ['throws', 'const main = () => { throw new Error("no") }', 'application error'],
  ['rejects', 'const main = async () => { throw new Error("no") }', 'application error'],
  ['returns an error', 'const main = () => ({ error: "no" })', 'application error'],
  ['returns a text', 'const main = () => "text"', 'action developer error'],
  ['has no such function', 'const other = 1', 'action developer error'],
  ['is no JavaScript', 'const main = (', 'action developer error'],
])('An action that %s', (_, code, status) => {
  test('answers, and its activation says so', async () => {
    const opened = open()
    await prepare(opened, [[run, action(code)]])
    const answer = await opened.ask('POST', run, {})
    expect(answer.status).toBe(200)
    expect(answer.content.response).toMatchObject({ status, success: false })
    const { activationId } = answer.content
    const detail = await opened.ask('GET', `${run}/activations/${activationId}`)
    expect(detail.content.response).toEqual(answer.content.response)
    const list = await opened.ask('GET', '/activations')
    expect(list.content.activations).toEqual([{ activationId, duration: 0, status }])
  })
})

test('What an action prints are its logs', async () => {
  const opened = open()
  await prepare(opened, [
    [run, action('const main = () => { console.log("one", 2); console.error("three"); return {} }')],
  ])
  const { content } = await opened.ask('POST', run, {})
  expect(content).not.toHaveProperty('logs')
  const detail = await opened.ask('GET', `${run}/activations/${content.activationId}`)
  expect(detail.content.logs).toEqual([
    expect.stringMatching(/stdout: one 2$/),
    expect.stringMatching(/stderr: three$/),
  ])
})

test('An action cannot change what is stored', async () => {
  const opened = open()
  const code = 'const main = (p) => { p.list.push(1); return p }'
  await prepare(opened, [[run, action(code, { parameters: { list: [] } })]])
  await opened.ask('POST', run, {})
  const { content } = await opened.ask('POST', run, {})
  expect(content.response.result).toEqual({ list: [1] })
})

/** An executor whose runs end when they are told to. */
const slow = () => {
  let end = () => {}
  const execute: Executor = () =>
    new Promise((resolve) => {
      end = () => resolve({ status: 'success', result: { done: true }, logs: [] })
    })
  return { execute, end: () => end() }
}

describe('A run beyond its waiting time', () => {
  test.each([
    ['0', []],
    ['1500', [1500]],
    [undefined, [60_000]],
  ])('of %s ms answers the id alone, and its activation comes when it ends', async (timeout, waits) => {
    const { execute, end } = slow()
    const waited: number[] = []
    const sleep = async (ms: number) => {
      waited.push(ms)
    }
    const kept: Promise<unknown>[] = []
    const opened = open({ execute, sleep, waitUntil: (promise) => kept.push(promise) })
    await prepare(opened, [[run, echo]])
    const { status, content } = await opened.ask('POST', `${run}${timeout ? `?timeout=${timeout}` : ''}`, {})
    expect([status, content, waited]).toEqual([200, { activationId: expect.any(String) }, waits])
    const detail = `${run}/activations/${content.activationId}`
    expect((await opened.ask('GET', detail)).error?.errorCode).toBe('80322')

    opened.clock.time += 2000
    end()
    await opened.emulator.idle()
    await Promise.all(kept)
    expect(kept).toHaveLength(1)
    expect((await opened.ask('GET', detail)).content).toMatchObject({ duration: 2000, response: { success: true } })
  })

  test('waits no longer than the run takes', async () => {
    const signals: (AbortSignal | undefined)[] = []
    const sleep = (_: number, signal?: AbortSignal) => {
      signals.push(signal)
      return new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
    }
    const opened = open({ sleep })
    await prepare(opened, [[run, echo]])
    expect((await opened.ask('POST', run, { a: 1 })).content.response.result).toEqual({ a: 1 })
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
    'gives no JSON',
    async () => ({ status: 'success', result: 1n, logs: [] }),
    { error: expect.stringMatching(/BigInt/) },
  ],
] as const)('An executor that %s makes a failed run', async (_, execute, result) => {
  const opened = open({ execute: execute as Executor })
  await prepare(opened, [[run, echo]])
  expect((await opened.ask('POST', run, {})).content.response).toEqual({
    result,
    status: 'whisk internal error',
    success: false,
  })
})

test('An executor gets code, entry function, parameters and limit', async () => {
  const seen: unknown[] = []
  const execute: Executor = async (execution) => {
    seen.push(execution)
    return { status: 'success', result: {}, logs: [] }
  }
  const opened = open({ execute })
  await prepare(opened, [[run, echo]])
  await opened.ask('POST', run)
  expect(seen).toEqual([{ kind: 'nodejs:22', code: echo.exec.code, main: 'main', parameters: {}, timeoutMs: 5000 }])
})

describe('A sequence', () => {
  const sequence = (...components: string[]) => ({ exec: { kind: 'sequence', components } })
  const add = (name: string) => action(`const main = ({ path = '' }) => ({ path: path + '${name}' })`)

  const furnish = async (components: string[]) => {
    const opened = open()
    await prepare(opened, [
      ['/packages/p', { parameters: { hidden: true } }],
      ['/packages/-/actions/one', add('1')],
      ['/packages/p/actions/two', add('2')],
      ['/packages/-/actions/fails', action('const main = () => ({ error: "no" })')],
      ['/packages/-/actions/echo', { ...echo, parameters: { own: 1, path: 'default' } }],
      ['/packages/-/actions/pair?type=sequence', sequence('-/one', 'p/two')],
      ['/packages/-/actions/all?type=sequence', sequence(...components)],
    ])
    return opened
  }

  test.each([
    ['passes each result on', ['-/one', 'p/two', '-/one'], { path: '>121' }, 3],
    ['may hold a sequence', ['-/pair', '-/one'], { path: '>121' }, 4],
    ['puts results before defaults', ['-/one', '-/echo'], { own: 1, path: '>1' }, 2],
    ['ends at a failure', ['-/one', '-/fails', 'p/two'], { error: 'no' }, 2],
  ])('%s', async (_, components, result, runs) => {
    const opened = await furnish(components)
    const { content } = await opened.ask('POST', '/packages/-/actions/all', { path: '>' })
    expect(content.response.result).toEqual(result)
    expect(content.response.success).toBe(!('error' in result))
    expect((await opened.ask('GET', '/activations')).content.totalCount).toBe(runs + 1)
  })

  test('names the activations of its parts in its logs', async () => {
    const opened = await furnish(['-/one', 'p/two'])
    const { activationId } = (await opened.ask('POST', '/packages/-/actions/all', {})).content
    const { logs } = (await opened.ask('GET', `/packages/-/actions/all/activations/${activationId}`)).content
    const part = await opened.ask('GET', `/packages/-/actions/one/activations/${logs[0]}`)
    expect(part.content.response.result).toEqual({ path: '1' })
  })

  test('fails where a part is gone', async () => {
    const opened = await furnish(['-/one', '-/echo'])
    await opened.ask('DELETE', '/packages/-/actions/echo')
    const { content } = await opened.ask('POST', '/packages/-/actions/all', {})
    expect(content.response).toEqual({
      result: { error: 'There is no -/echo.' },
      status: 'application error',
      success: false,
    })
  })

  test('with a part the emulator cannot run does not begin', async () => {
    const opened = await furnish(['-/one', '-/pair'])
    const python = { ...echo, exec: { ...echo.exec, kind: 'python:3.13' } }
    await opened.ask('PUT', '/packages/p/actions/two', python)
    const before = opened.state()
    const { status, error } = await opened.ask('POST', '/packages/-/actions/all', {})
    expect([status, error?.details]).toEqual([500, 'The emulator runs nodejs actions only; two is python:3.13.'])
    expect(opened.state()).toBe(before)
  })

  test('cannot come to hold itself', async () => {
    const opened = await furnish(['-/pair'])
    const before = opened.state()
    const answer = await opened.ask('PUT', '/packages/-/actions/pair?type=sequence', sequence('-/all'))
    expect([answer.status, answer.error?.details]).toEqual([400, expect.stringContaining('at most 50')])
    expect(opened.state()).toBe(before)
  })
})
