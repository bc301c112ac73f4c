import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'
import type { Execution, ExecutionResult } from '../../worker/emulator/execute/executor.ts'
import { createInProcessExecutor } from '../../worker/emulator/execute/in-process-executor.ts'
import { equal } from '../support/assert.ts'
import { root } from '../support/run.ts'
import { serve } from '../support/serve.ts'
import { caseTime, createExecution, executorCases } from './executor.cases.ts'

const workerd = createTestHarness({ root, workers: [{ configPath: 'test/emulator-host/workerd/wrangler.toml' }] })
let origin = ''
beforeAll(async () => {
  origin = (await workerd.listen()).url.origin
})
afterAll(() => workerd.close())

const inProcess = createInProcessExecutor({ now: () => caseTime })

const inWorkerd = async (execution: Execution, query = ''): Promise<ExecutionResult> => {
  const response = await fetch(`${origin}/run${query}`, { method: 'POST', body: JSON.stringify(execution) })
  return (await response.json()) as ExecutionResult
}

const execution = (code: string, given: Partial<Execution> = {}): Execution => ({
  ...createExecution({ name: '', run: { code }, expected: {} }),
  ...given,
})

describe.each([
  ['createInProcessExecutor', inProcess],
  ['workerLoaderExecutor', inWorkerd],
])('%s', (_, execute) => {
  test.for(executorCases)('$name', async (each) => {
    const outcome = await execute(createExecution(each))
    for (const [key, value] of Object.entries(each.expected)) equal(outcome[key as keyof ExecutionResult], value, key)
    for (const part of each.contains ?? []) expect(JSON.stringify(outcome)).toContain(JSON.stringify(part).slice(1, -1))
  })

  test('truncates logs at 1 MB, and adds a line about it', async () => {
    const code = `function main() {
      for (let index = 0; index < 2000; index += 1) console.log('x'.repeat(1000))
      return { printed: true }
    }`
    const { status, logs } = await execute(execution(code))
    expect([status, logs.length, logs.at(-2)?.length]).toEqual(['success', 1016, 1033])
    expect(logs.at(-1)).toMatch(/ stderr: Logs were truncated .* 1048576 bytes\.$/)
  })

  test('does not let a run change its parameters', async () => {
    const parameters = { list: [1] }
    await execute(execution('const main = (given) => { given.list.push(2); return given }', { parameters }))
    expect(parameters).toEqual({ list: [1] })
  })

  test('separates runs at the same time', async () => {
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
  test('does not use the console of the process, and adds no logs after the timeout', async () => {
    const before = { ...console }
    const afterTimeout = Promise.withResolvers<void>()
    const { logs } = await createInProcessExecutor({ require: () => afterTimeout })(
      execution(
        "const main = () => new Promise(() => setTimeout(() => { console.log('late'); require().resolve() }, 60))",
        {
          timeoutMs: 20,
        },
      ),
    )
    await afterTimeout.promise
    expect([logs, { ...console }]).toEqual([[], before])
  })
})

describe('workerLoaderExecutor', () => {
  const connections: [api: string, code: (port: string) => string][] = [
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

  test.for(connections)('does not let an action use the network with %s', async ([, code]) => {
    let requests = 0
    await using server = await serve((_, response) => response.end())
    await using counted = await serve((_, response) => {
      requests += 1
      response.end()
    })
    const port = (origin: string): string => new URL(origin).port
    expect((await inWorkerd(execution(code(port(counted.origin))))).status).toBe('application error')
    expect(requests).toBe(0)
    expect((await inWorkerd(execution(code(port(server.origin))), '?network=allow')).result).toEqual({ status: 200 })
  })

  test('runs each action in a new isolate', async () => {
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

  test('does not give an action the bindings or variables of the Worker', async () => {
    const code = "const main = async () => ({ ...process.env, ...(await import('cloudflare:workers')).env })"
    expect((await inWorkerd(execution(code))).result).toEqual({})
  })

  test('returns a result for code that breaks its isolate', async () => {
    for (const code of [
      'const main = () => process.exit(1)',
      "const main = () => { JSON.stringify = () => '{' ; return {} }",
    ]) {
      expect((await inWorkerd(execution(code))).status, code).toBe('action developer error')
    }
    expect((await inWorkerd(execution('const main = () => ({ alive: true })'))).result).toEqual({ alive: true })
  })
})
