import { expect, test } from 'vitest'
import { createClient } from '../../lib/index.ts'
import type { ConnectionOptions } from '../../lib/transport/options.ts'
import { createEmulator } from '../../worker/emulator/index.ts'
import { openProxy, proxyOrigin, token } from '../support/proxy.ts'
import { allPermissions } from './send.ts'

const exec = { kind: 'nodejs:22', binary: false, code: 'const main = (all) => all', main: 'main' } as const
const limits = { timeout: 5000, memory: 128 } as const
const hello = { packageName: 'package001', actionName: 'hello' }
const daily = { triggerName: 'daily' }

/** The connection of a client that has a token for the proxy, and no keys. */
const connected = (): { connection: ConnectionOptions; idle: () => Promise<void> } => {
  const emulator = createEmulator()
  const { request } = openProxy(allPermissions, emulator.fetch)
  const fetch = (url: string, init: RequestInit) => request(url.replace(proxyOrigin, ''), init)
  return { connection: { baseUrl: proxyOrigin, token, fetch }, idle: emulator.idle }
}

test('every call of the client works through the proxy in v2.1', async () => {
  const { connection, idle } = connected()
  const { packages, actions, triggers, activations } = createClient(connection)
  await packages.put({ packageName: 'package001' })
  await actions.put({ ...hello, exec, limits, vpc: [{ vpcNo: 1, subnetNo: 2 }] })
  expect(await actions.get(hello)).toMatchObject({ name: 'hello', type: 'basic', exec: { kind: 'nodejs:22' } })
  const run = await actions.run({ ...hello, parameters: { place: 'NAVER' }, timeout: 5000 })
  expect(run).toMatchObject({ response: { result: { place: 'NAVER' } } })
  await triggers.put({ ...daily, type: 'cron', cronOption: '0 10 * * *' })
  await triggers.link({ ...daily, ...hello })
  await triggers.fire(daily)
  await idle()
  expect(await activations.list({ start: 0 })).toMatchObject({ totalCount: 2 })
  await triggers.unlink({ ...daily, ...hello })
  await triggers.delete(daily)
  await actions.delete(hello)
  await packages.delete({ packageName: 'package001' })
  expect(await packages.list()).toEqual([])
})

test('every call of the client works through the proxy in v2.0', async () => {
  const { connection } = connected()
  const client = createClient({ ...connection, apiVersion: 'v2.0', platform: 'classic' })
  const { packages, actions, triggers, activations } = client
  await packages.put({ packageName: 'package001' })
  await actions.put({ ...hello, exec, limits })
  expect(await actions.run(hello)).toMatchObject({ response: { success: true } })
  await triggers.put({ ...daily, type: 'cron', cronOption: '0 10 * * *' })
  await triggers.link({ ...daily, ...hello })
  expect(await triggers.get(daily)).toMatchObject({ name: 'daily', type: 'cron' })
  expect(await activations.list({ start: Date.now() - 60_000 })).toMatchObject({ totalCount: 1 })
  await triggers.unlink({ ...daily, ...hello })
  await triggers.delete(daily)
  await actions.delete(hello)
  await packages.delete({ packageName: 'package001' })
  expect(await packages.list()).toEqual([])
})
