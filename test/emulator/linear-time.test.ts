import { describe, expect, test } from 'vitest'
import { createInProcessExecutor } from '../../worker/emulator/execute/in-process-executor.ts'
import { createWorkerLoaderExecutor } from '../../worker/emulator/execute/worker-loader-executor.ts'
import { findMistake } from '../../worker/emulator/gateway/diagnose-signature.ts'
import { memoryStore } from '../../worker/emulator/index.ts'
import { createWebResponse } from '../../worker/emulator/runs/web-response.ts'
import { expectGrowth } from '../support/growth.ts'
import { createResources, echoAction, openEmulator } from './open-emulator.ts'

const MEGABYTE = 1_048_576

const execute = createInProcessExecutor()
const runCode = (body: string) =>
  execute({
    kind: 'nodejs:22',
    code: `const main = () => { ${body} }`,
    main: 'main',
    parameters: {},
    timeoutMs: 60_000,
  })

describe('an action', () => {
  test('prints a million lines in about the time of the lines that fill its logs', () =>
    expectGrowth((lines) => runCode(`for (let i = 0; i < ${lines}; i += 1) console.log('a line'); return {}`), {
      size: 40_000,
      times: 25,
      mostTimes: 8,
    }))

  test.for([
    ['a text of many lines', (size: number) => `'x\\n'.repeat(${size})`],
    ['a text of one line', (size: number) => `'x'.repeat(${size})`],
    ['an object', (size: number) => `{ text: 'x'.repeat(${size}) }`],
    [
      'an object with many fields',
      (size: number) => `Object.fromEntries(Array.from('x'.repeat(${size} / 20)).entries())`,
    ],
    ['an error', (size: number) => `new Error('x'.repeat(${size}))`],
  ] as const)('prints %s in linear time', ([, value]) =>
    expectGrowth((size) => runCode(`console.log(${value(size)}, 'end'); return {}`), { size: 2.5 * MEGABYTE }),
  )

  test('fills placeholders in linear time', () =>
    expectGrowth((count) => runCode(`console.log('%s'.repeat(${count}), ...Array(${count}).fill('x')); return {}`), {
      size: 10_000,
    }))

  test.for([
    ['returns a text', (size: number) => `return { text: 'x'.repeat(${size}) }`],
    ['returns a list', (size: number) => `return { list: Array(${size} / 8).fill(1) }`],
    ['throws an error', (size: number) => `throw new Error('x'.repeat(${size}))`],
    ['throws an object', (size: number) => `throw { text: 'x'.repeat(${size}) }`],
  ] as const)('%s in linear time', ([, body]) => expectGrowth((size) => runCode(body(size)), { size: 2.5 * MEGABYTE }))
})

test('the executor in workerd reads a line of many chunks in linear time', () => {
  const encoder = new TextEncoder()
  const chunk = encoder.encode('x'.repeat(4096))
  const loaderOf = (chunks: number) => ({
    load: () => ({
      getEntrypoint: () => ({
        async fetch() {
          let sent = 0
          return new Response(
            new ReadableStream({
              pull(controller) {
                sent += 1
                if (sent === 1) controller.enqueue(encoder.encode('["outcome",{"type":"returned","json":"'))
                else if (sent <= chunks) controller.enqueue(chunk)
                else {
                  controller.enqueue(encoder.encode('"}]\n'))
                  controller.close()
                }
              },
            }),
          )
        },
      }),
    }),
  })
  return expectGrowth(
    async (chunks) => {
      const run = createWorkerLoaderExecutor(loaderOf(chunks))
      const execution = { kind: 'nodejs:22', code: '', main: 'main', parameters: {}, timeoutMs: 60_000 }
      expect((await run(execution)).status).toBe('application error')
    },
    { size: 600 },
  )
})

test('the diagnosis of a signature takes linear time for every padding', () => {
  const request = { method: 'GET', url: 'http://emulator/', target: '/ncf/api/v2/packages', timestamp: '1' }
  const secrets = { accessKey: 'ACCESSKEY', secretKey: 'a-secret-key' }
  return expectGrowth((size) => findMistake({ ...request, ...secrets, signature: `${'='.repeat(size)}x` }), {
    size: 5000,
  })
})

test('the headers of a web action take linear time', () =>
  expectGrowth((count) => createWebResponse({ headers: { 'x-many': Array(count).fill('value') } }, 'GET'), {
    size: 5000,
  }))

describe('memoryStore', () => {
  const addActivations = (count: number, startOf: (index: number) => number) => {
    const store = memoryStore()
    for (let index = 0; index < count; index += 1) {
      const start = startOf(index)
      const id = { platform: 'vpc', owner: '-/a', name: 'a', activationId: `${index}` } as const
      store.addActivation({
        ...id,
        start,
        end: start,
        duration: 0,
        status: 'success',
        success: true,
        result: {},
        logs: [],
      })
    }
    return store
  }

  test.for([
    ['of rising times', (index: number) => index],
    ['of the same time', () => 1],
    ['of falling times', (index: number) => 1_000_000 - index],
  ] as const)('adds activations %s in linear time', ([, startOf]) =>
    expectGrowth((count) => addActivations(count, startOf), { size: 5000 }),
  )

  test('lists all pages of activations in linear time', () =>
    expectGrowth(
      (count) => {
        const store = addActivations(count, (index) => index)
        for (let offset = 0; offset < count; offset += 20) {
          store.listActivations({ platform: 'vpc', start: 0, end: count, offset, limit: 20 })
        }
      },
      { size: 2500 },
    ))

  test('changes and lists documents by prefix in linear time', () =>
    expectGrowth(
      (count) => {
        const store = memoryStore()
        for (let index = 0; index < count; index += 1) {
          store.put('link', 'vpc', `trigger${index} -/a`, {})
          store.list('link', 'vpc', `trigger${index} `)
        }
        for (let index = 0; index < count; index += 1) store.delete('link', 'vpc', `trigger${index} -/a`)
      },
      { size: 1000 },
    ))
})

test('links and deletions of actions do not list the links of other triggers', async () => {
  const listed: unknown[] = []
  const memory = memoryStore()
  const opened = openEmulator({
    store: {
      ...memory,
      list: (kind, platform, prefix) => {
        if (kind === 'link') listed.push(prefix)
        return memory.list(kind, platform, prefix)
      },
    },
  })
  await createResources(opened, [
    ['/packages/-/actions/a', echoAction],
    ['/triggers/t?type=cron', { cronOption: '* * * * *' }],
    ['/triggers/u?type=cron', { cronOption: '* * * * *' }],
  ])
  listed.length = 0
  await createResources(opened, [
    ['/triggers/t/link-action', { action: 'a' }],
    ['/triggers/u/link-action', { action: 'a' }],
  ])
  await opened.call('DELETE', '/packages/-/actions/a')
  expect([memory.list('link', 'vpc'), listed]).toEqual([[], []])
})
