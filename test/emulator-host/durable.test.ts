import { expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'
import { root, withFolder } from '../support/run.ts'
import { caller, startEmulator } from './running.ts'

const api = '/ncf/api/v2'
const samples = [
  { name: 'package001', description: 'Create package' },
  { name: 'package000', description: '' },
]
const action = (code: string, timeout = 10_000) => ({
  limits: { timeout, memory: 128 },
  exec: { kind: 'nodejs:22', binary: false, main: 'main', code },
  vpc: [{ vpcNo: 1, subnetNo: 2 }],
})

/** The emulator's Worker in a harness: what it keeps ends with it. */
const emulator = async () => {
  const harness = createTestHarness({ root, workers: [{ configPath: 'worker/emulator/host/wrangler.toml' }] })
  const { origin } = (await harness.listen()).url
  return {
    origin,
    call: caller(origin),
    forget: () => harness.getWorker().evictDurableObject('EMULATOR', { name: 'emulator' }),
    [Symbol.asyncDispose]: () => harness.close(),
  }
}

test('EmulatorObject runs actions, and goes on behind an answer', async () => {
  await using running = await emulator()
  const { call } = running
  await call(
    'PUT',
    `${api}/packages/-/actions/slow`,
    action(`const main = async ({ ms }) => {
    console.log('waits')
    await new Promise((next) => setTimeout(next, ms))
    return { waited: ms }
  }`),
  )
  expect(await call('POST', `${api}/packages/-/actions/slow`, { ms: 1 })).toMatchObject([
    200,
    { response: { status: 'success', result: { waited: 1 } } },
  ])
  const [, started] = await call('POST', `${api}/packages/-/actions/slow?timeout=0`, { ms: 700 })
  const { activationId } = started as { activationId: string }
  await expect
    .poll(() => call('GET', `${api}/packages/-/actions/slow/activations/${activationId}`), { timeout: 10_000 })
    .toMatchObject([200, { logs: [expect.stringMatching(/ stdout: waits$/)], response: { result: { waited: 700 } } }])
})

test('EmulatorObject remembers what its process forgets, and seeds once', async () => {
  await using running = await emulator()
  const { call } = running
  expect(await call('GET', `${api}/packages`)).toEqual([200, samples])
  await call('DELETE', `${api}/packages/package001`)
  await call('PUT', `${api}/packages/mine`, { description: 'kept' })
  await running.forget()
  expect(await call('GET', `${api}/packages`)).toEqual([200, [samples[1], { name: 'mine', description: 'kept' }]])
})

test('EmulatorObject is emptied by DELETE /, and only by that', async () => {
  await using running = await emulator()
  const { call, origin } = running
  await call('PUT', `${api}/packages/mine`, {})
  await call('PUT', `${api}/packages/-/actions/a`, action('const main = () => ({})'))
  await call('POST', `${api}/packages/-/actions/a`, {})
  for (const method of ['GET', 'POST', 'PUT']) expect((await fetch(origin, { method })).status).toBe(200)
  expect((await call('GET', `${api}/activations`))[1]).toMatchObject({ totalCount: 1 })

  expect((await fetch(origin, { method: 'DELETE' })).status).toBe(204)
  expect(await call('GET', `${api}/packages`)).toEqual([200, samples])
  expect((await call('GET', `${api}/packages/-/actions`))[1]).toEqual({ actions: [] })
  expect((await call('GET', `${api}/activations`))[1]).toEqual({ activations: [], totalCount: 0 })
  await call('PUT', `${api}/packages/again`, {})
  await running.forget()
  expect((await call('GET', `${api}/packages/again`))[0]).toBe(200)
})

test('tools/emulator.ts keeps its state over restarts, empties on --reset, ends on signals', () =>
  withFolder(async (folder) => {
    {
      await using running = await startEmulator('--persist-to', folder, '--reset')
      const { call } = running
      expect(running.printed()).toContain('Nothing to empty')
      await call('PUT', `${api}/packages/mine`, {})
      await call('PUT', `${api}/packages/mine/actions/a`, action('const main = (given) => given'))
      await running.end('SIGINT')
    }
    {
      await using running = await startEmulator(`--persist-to=${folder}`)
      const { call } = running
      expect((await call('GET', `${api}/packages/mine/actions/a`))[0]).toBe(200)
      await running.end('SIGTERM')
    }
    await using running = await startEmulator('--persist-to', folder, '--reset')
    expect(running.printed()).toContain('Emptied')
    expect((await running.call('GET', `${api}/packages/mine`))[0]).toBe(404)
    expect(await running.call('GET', `${api}/packages`)).toEqual([200, samples])
  }))
