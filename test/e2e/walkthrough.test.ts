import { execFile } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import type { OperationId } from '../../lib/api/operations.ts'
import {
  createEmulator,
  developmentCredentials,
  type EmulatorOptions,
  type Fault,
  memoryStore,
} from '../../worker/emulator/index.ts'
import { startCommand } from '../support/command.ts'
import { root, withFolder } from '../support/run.ts'
import { serve } from '../support/serve.ts'

const execute = promisify(execFile)

/** Runs tools/walkthrough.sh, with the emulator's own keys unless others are given. */
const live = async (origin: string, { accessKey = '', secretKey = '' } = {}) => {
  const env = { ...process.env, NCLOUD_ACCESS_KEY: accessKey, NCLOUD_SECRET_KEY: secretKey, no_proxy: '*' }
  const ended = execute('bash', ['tools/walkthrough.sh', origin], { cwd: root, env })
  const { stdout, stderr, code } = await ended.then(
    (printed) => ({ ...printed, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  )
  return { stdout, stderr, code, steps: stdout.split('\n').filter((line) => line.startsWith('ok ')).length }
}

const STEPS = 20

/** An emulator in this process that listens; what it holds can be looked at. */
const listening = async (options: EmulatorOptions) => {
  const store = memoryStore()
  const emulator = createEmulator({ store, ...options })
  const server = await serve(async (request, response) => {
    const { method = '', url = '', headers } = request
    const body = await buffer(request)
    const answer = await emulator.fetch(`http://emulator${url}`, {
      method,
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, `${value}`]),
      ...(body.length > 0 && { body }),
    })
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    try {
      for await (const chunk of answer.body ?? []) response.write(chunk)
      response.end()
    } catch {
      response.destroy()
    }
  })
  const kinds = ['package', 'action', 'code', 'trigger', 'link'] as const
  return {
    origin: server.origin,
    left: () => kinds.flatMap((kind) => store.list(kind, 'classic').map(() => kind)),
    [Symbol.asyncDispose]: server[Symbol.asyncDispose],
  }
}

test('tools/walkthrough.sh lives a whole life at npm run emulator', () =>
  withFolder(async (folder) => {
    await using running = await startCommand('emulator', '--persist-to', folder)
    for (const address of [running.origin, running.origin]) {
      const { stdout, stderr, code, steps } = await live(address)
      expect({ stdout, stderr, code, steps }).toMatchObject({ stderr: '', code: 0, steps: STEPS })
      for (const part of [/^ok {2}run it .* 200 /m, / 409 .*PACKAGE_NOT_EMPTY/]) expect(stdout).toMatch(part)
    }
  }))

test('tools/walkthrough.sh waits for what comes to light later', async () => {
  let ahead = 0
  await using emulator = await listening({
    now: () => Date.now() + ahead,
    activationDelayMs: 30_000,
    faults: (_request, operation) => {
      // Each look takes half a minute of the emulator's clock.
      if (operation === 'getActionActivationDetail') ahead += 20_000
      return undefined
    },
  })
  expect(await live(emulator.origin)).toMatchObject({ stderr: '', code: 0, steps: STEPS })
})

test.for<[operation: OperationId, kind: 'cut' | '503', steps: number]>([
  ['getPackageList', '503', 0],
  ['putPackage', '503', 1],
  ['putPackage', 'cut', 1],
  ['putAction', 'cut', 3],
  ['postAction', '503', 4],
  ['putTrigger', 'cut', 7],
  ['postTriggerLinkAction', 'cut', 9],
  ['deleteTriggerLinkAction', '503', 14],
])('tools/walkthrough.sh leaves nothing behind when %s fails with %s', async ([operation, kind, steps]) => {
  const fault: Fault = { kind }
  await using emulator = await listening({ faults: (_request, asked) => (asked === operation ? fault : undefined) })
  const { stderr, ...ended } = await live(emulator.origin)
  expect(stderr).toMatch(/^(curl: .*\n)?FAILED .*\nexpected: .*\nanswered: /)
  expect(ended).toMatchObject({ code: 1, steps })
  expect(emulator.left()).toEqual([])
})

test('tools/walkthrough.sh shows the answer that is not as it should be, and what it could not delete', async () => {
  const faults = (_request: Request, operation: string): Fault | undefined =>
    operation === 'deletePackage' ? { kind: '503' } : undefined
  await using emulator = await listening({ faults })
  const { stderr, code } = await live(emulator.origin)
  expect(stderr).toMatch(/answered: 503 .*Endpoint Error.*\nleft behind: \/ncf\/api\/v2\/packages\/life-[\w-]+\n$/)
  expect([code, emulator.left()]).toEqual([1, ['package']])

  const refused = await live(emulator.origin, developmentCredentials[2])
  expect(refused).toMatchObject({ code: 1, steps: 1, stderr: expect.stringMatching(/answered: 403 .*"80002".*\n$/) })
})
