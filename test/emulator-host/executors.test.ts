import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'
import type { Execution, Outcome } from '../../worker/emulator/execute/executor.ts'
import { createInProcessExecutor } from '../../worker/emulator/execute/in-process.ts'
import { equal } from '../support/assert.ts'
import { root } from '../support/run.ts'
import { serve } from '../support/serve.ts'
import { caseTime, executionOf, executorCases } from './executor.cases.ts'

const workerd = createTestHarness({ root, workers: [{ configPath: 'test/emulator-host/workerd/wrangler.toml' }] })
let origin = ''
beforeAll(async () => {
  origin = (await workerd.listen()).url.origin
})
afterAll(() => workerd.close())

const inProcess = createInProcessExecutor({ now: () => caseTime })

const inWorkerd = async (execution: Execution, query = ''): Promise<Outcome> => {
  const response = await fetch(`${origin}/run${query}`, { method: 'POST', body: JSON.stringify(execution) })
  return (await response.json()) as Outcome
}

const execution = (code: string, given: Partial<Execution> = {}): Execution => ({
  ...executionOf({ name: '', run: { code }, expected: {} }),
  ...given,
})

describe.each([
  ['createInProcessExecutor', inProcess],
  ['workerLoaderExecutor', inWorkerd],
])('%s', (_, execute) => {
  test.for(executorCases)('$name', async (each) => {
    const outcome = await execute(executionOf(each))
    for (const [key, value] of Object.entries(each.expected)) equal(outcome[key as keyof Outcome], value, key)
    for (const part of each.contains ?? []) expect(JSON.stringify(outcome)).toContain(JSON.stringify(part).slice(1, -1))
  })

  test('keeps one megabyte of logs, and says that there was more', async () => {
    const code = `function main() {
      for (let index = 0; index < 2000; index += 1) console.log('x'.repeat(1000))
      return { printed: true }
    }`
    const { status, logs } = await execute(execution(code))
    expect([status, logs.length, logs.at(-2)?.length]).toEqual(['success', 1016, 1033])
    expect(logs.at(-1)).toMatch(/ stderr: Logs were truncated .* 1048576 bytes\.$/)
  })

  test('does not let a run change what it was given', async () => {
    const parameters = { list: [1] }
    await execute(execution('const main = (given) => { given.list.push(2); return given }', { parameters }))
    expect(parameters).toEqual({ list: [1] })
  })

  test('keeps runs apart that run at once', async () => {
    const code = `const main = async ({ each }) => {
      for (let index = 0; index < 3; index += 1) { console.log(each); await new Promise((next) => setTimeout(next)) }
      return { each }
    }`
    const outcomes = await Promise.all([1, 2, 3].map((each) => execute(execution(code, { parameters: { each } }))))
    expect(outcomes.map(({ result, logs }) => [result, logs.map((line) => line.slice(-1)).join('')])).toEqual([
      [{ each: 1 }, '111'],
      [{ each: 2 }, '222'],
      [{ each: 3 }, '333'],
    ])
  })
})

describe('createInProcessExecutor', () => {
  test('leaves the console of the process alone, and stops writing when the time is over', async () => {
    const before = { ...console }
    const late = Promise.withResolvers<void>()
    const { logs } = await createInProcessExecutor({ require: () => late })(
      execution(
        "const main = () => new Promise(() => setTimeout(() => { console.log('late'); require().resolve() }, 60))",
        {
          timeoutMs: 20,
        },
      ),
    )
    await late.promise
    expect([logs, { ...console }]).toEqual([[], before])
  })
})

describe('workerLoaderExecutor', () => {
  const ways: [how: string, code: (port: string) => string][] = [
    ['fetch', (port) => `const main = async () => ({ status: (await fetch('http://127.0.0.1:${port}/')).status })`],
    [
      'node:http',
      (port) => `const main = () => new Promise((resolve, reject) =>
        require('node:http').get('http://127.0.0.1:${port}/', ({ statusCode }) => resolve({ status: statusCode })).on('error', reject))`,
    ],
    [
      'node:net',
      (port) => `const main = () => new Promise((resolve, reject) => {
        const socket = require('node:net').connect(${port}, '127.0.0.1')
        socket.on('connect', () => { socket.end('GET / HTTP/1.0\\r\\n\\r\\n'); resolve({ status: 200 }) }).on('error', reject)
      })`,
    ],
    [
      'cloudflare:sockets',
      (port) => `const main = async () => {
        const { connect } = await import('cloudflare:sockets')
        await connect('127.0.0.1:${port}').opened
        return { status: 200 }
      }`,
    ],
  ]

  test.for(ways)('lets no action into the network through %s', async ([, code]) => {
    let connections = 0
    await using server = await serve((_, response) => response.end())
    await using counted = await serve((_, response) => {
      connections += 1
      response.end()
    })
    const port = (origin: string): string => new URL(origin).port
    expect((await inWorkerd(execution(code(port(counted.origin))))).status).toBe('application error')
    expect(connections).toBe(0)
    expect((await inWorkerd(execution(code(port(server.origin))), '?network=allow')).result).toEqual({ status: 200 })
  })

  test('gives every run an isolate of its own', async () => {
    const code = `globalThis.count = (globalThis.count ?? 0) + 1
      Object.prototype.leaked ??= 0
      Object.prototype.leaked += 1
      exports.main = () => ({ count: globalThis.count, leaked: ({}).leaked })`
    for (const result of [
      { count: 1, leaked: 1 },
      { count: 1, leaked: 1 },
    ]) {
      expect((await inWorkerd(execution(code))).result).toEqual(result)
    }
  })

  test('shows an action neither bindings nor variables', async () => {
    const code = "const main = async () => ({ ...process.env, ...(await import('cloudflare:workers')).env })"
    expect((await inWorkerd(execution(code))).result).toEqual({})
  })

  test('survives code that breaks its isolate', async () => {
    for (const code of [
      'const main = () => process.exit(1)',
      "const main = () => { JSON.stringify = () => '{' ; return {} }",
    ]) {
      expect((await inWorkerd(execution(code))).status, code).toBe('action developer error')
    }
    expect((await inWorkerd(execution('const main = () => ({ alive: true })'))).result).toEqual({ alive: true })
  })
})
