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

const run = promisify(execFile)

/** Runs tools/walkthrough.sh. Default credentials: those of the emulator. */
const runWalkthrough = async (origin: string, { accessKey = '', secretKey = '' } = {}) => {
  const env = { ...process.env, NCLOUD_ACCESS_KEY: accessKey, NCLOUD_SECRET_KEY: secretKey, no_proxy: '*' }
  const finished = run('bash', ['tools/walkthrough.sh', origin], { cwd: root, env })
  const { stdout, stderr, code } = await finished.then(
    (printed) => ({ ...printed, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  )
  return { stdout, stderr, code, steps: stdout.split('\n').filter((line) => line.startsWith('ok ')).length }
}

const STEPS = 20

/** Serves an emulator from this process. `remaining` lists the kinds of its documents on the platform classic. */
const serveEmulator = async (options: EmulatorOptions) => {
  const store = memoryStore()
  const emulator = createEmulator({ store, ...options })
  const server = await serve(async (request, response) => {
    const { method = '', url = '', headers } = request
    const body = await buffer(request)
    const result = await emulator.fetch(`http://emulator.localhost${url}`, {
      method,
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, `${value}`]),
      ...(body.length > 0 && { body }),
    })
    response.writeHead(result.status, Object.fromEntries(result.headers))
    try {
      for await (const chunk of result.body ?? []) response.write(chunk)
      response.end()
    } catch {
      response.destroy()
    }
  })
  const kinds = ['package', 'action', 'code', 'trigger', 'link'] as const
  return {
    origin: server.origin,
    remaining: () => kinds.flatMap((kind) => store.list(kind, 'classic').map(() => kind)),
    [Symbol.asyncDispose]: server[Symbol.asyncDispose],
  }
}

test('tools/walkthrough.sh completes all steps at npm run emulator, twice', () =>
  withFolder(async (folder) => {
    await using running = await startCommand('emulator', '--persist-to', folder)
    for (const origin of [running.origin, running.origin]) {
      const { stdout, stderr, code, steps } = await runWalkthrough(origin)
      expect({ stdout, stderr, code, steps }).toMatchObject({ stderr: '', code: 0, steps: STEPS })
      for (const part of [/^ok {2}run the action .* 200 /m, / 409 .*PACKAGE_NOT_EMPTY/]) expect(stdout).toMatch(part)
    }
  }))

test('tools/walkthrough.sh waits for activations that appear later', async () => {
  let aheadMs = 0
  await using emulator = await serveEmulator({
    now: () => Date.now() + aheadMs,
    activationDelayMs: 30_000,
    faults: (_request, operation) => {
      // Each read moves the clock of the emulator by 20 seconds.
      if (operation === 'getActionActivationDetail') aheadMs += 20_000
      return undefined
    },
  })
  expect(await runWalkthrough(emulator.origin)).toMatchObject({ stderr: '', code: 0, steps: STEPS })
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
])('tools/walkthrough.sh deletes everything it created when %s fails with %s', async ([operation, kind, steps]) => {
  const fault: Fault = { kind }
  await using emulator = await serveEmulator({
    faults: (_request, called) => (called === operation ? fault : undefined),
  })
  const { stderr, ...finished } = await runWalkthrough(emulator.origin)
  expect(stderr).toMatch(/^(curl: .*\n)?FAILED .*\nexpected: .*\nreceived: /)
  expect(finished).toMatchObject({ code: 1, steps })
  expect(emulator.remaining()).toEqual([])
})

test('tools/walkthrough.sh prints an unexpected response, and the resources that it could not delete', async () => {
  const faults = (_request: Request, operation: string): Fault | undefined =>
    operation === 'deletePackage' ? { kind: '503' } : undefined
  await using emulator = await serveEmulator({ faults })
  const { stderr, code } = await runWalkthrough(emulator.origin)
  expect(stderr).toMatch(
    /received: 503 .*Endpoint Error.*\nnot deleted: \/ncf\/api\/v2\/packages\/walkthrough-[\w-]+\n$/,
  )
  expect([code, emulator.remaining()]).toEqual([1, ['package']])

  const rejected = await runWalkthrough(emulator.origin, developmentCredentials[2])
  expect(rejected).toMatchObject({ code: 1, steps: 1, stderr: expect.stringMatching(/received: 403 .*"80002".*\n$/) })
})
