import { expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'
import { root, withFolder } from '../support/run.ts'
import { createCall, startEmulator } from './start-emulator.ts'

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

/** Starts the emulator's Worker. Its data ends with it. */
const startWorker = async () => {
  const harness = createTestHarness({ root, workers: [{ configPath: 'worker/emulator/host/wrangler.toml' }] })
  const { origin } = (await harness.listen()).url
  return {
    origin,
    call: createCall(origin),
    evict: () => harness.getWorker().evictDurableObject('EMULATOR', { name: 'emulator' }),
    [Symbol.asyncDispose]: () => harness.close(),
  }
}

test('EmulatorObject runs actions, and continues a run after the response', async () => {
  await using running = await startWorker()
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

test('EmulatorObject keeps its data when its process ends, and creates the sample packages once', async () => {
  await using running = await startWorker()
  const { call } = running
  expect(await call('GET', `${api}/packages`)).toEqual([200, samples])
  await call('DELETE', `${api}/packages/package001`)
  await call('PUT', `${api}/packages/mine`, { description: 'kept' })
  await running.evict()
  expect(await call('GET', `${api}/packages`)).toEqual([200, [samples[1], { name: 'mine', description: 'kept' }]])
})

test('EmulatorObject deletes its data on DELETE / with the header of the command, and on no other request', async () => {
  await using running = await startWorker()
  const { call, origin } = running
  await call('PUT', `${api}/packages/mine`, {})
  await call('PUT', `${api}/packages/-/actions/a`, action('const main = () => ({})'))
  await call('POST', `${api}/packages/-/actions/a`, {})
  for (const method of ['GET', 'POST', 'PUT']) expect((await fetch(origin, { method })).status).toBe(200)
  expect((await call('GET', `${api}/activations`))[1]).toMatchObject({ totalCount: 1 })

  expect((await fetch(origin, { method: 'DELETE' })).status).toBe(403)
  expect((await call('GET', `${api}/activations`))[1]).toMatchObject({ totalCount: 1 })
  const headers = { 'x-emulator-command': 'reset' }
  expect((await fetch(origin, { method: 'DELETE', headers })).status).toBe(204)
  expect(await call('GET', `${api}/packages`)).toEqual([200, samples])
  expect((await call('GET', `${api}/packages/-/actions`))[1]).toEqual({ actions: [] })
  expect((await call('GET', `${api}/activations`))[1]).toEqual({ activations: [], totalCount: 0 })
  await call('PUT', `${api}/packages/again`, {})
  await running.evict()
  expect((await call('GET', `${api}/packages/again`))[0]).toBe(200)
})

test('tools/emulator.ts keeps its data after a restart, deletes it on --reset, and ends on signals', () =>
  withFolder(async (folder) => {
    {
      await using running = await startEmulator('--persist-to', folder, '--reset')
      const { call } = running
      expect(running.printed()).toContain('The emulator has no data to delete')
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
    expect(running.printed()).toContain('Deleted the data of the emulator')
    expect((await running.call('GET', `${api}/packages/mine`))[0]).toBe(404)
    expect(await running.call('GET', `${api}/packages`)).toEqual([200, samples])
  }))
