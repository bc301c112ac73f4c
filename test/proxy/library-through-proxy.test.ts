import { expect, test } from 'vitest'
import { createTransport } from '../../lib/core.ts'
import { createClient, previewRequest } from '../../lib/index.ts'
import type { ConnectionOptions } from '../../lib/transport/options.ts'
import { createEmulator } from '../../worker/emulator/index.ts'
import { authorized, openProxy, proxyOrigin, token } from '../support/proxy.ts'
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

const keys = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }

test.for([
  ['a token', { token }],
  ['keys', keys],
  ['credentials', { credentials: () => keys }],
] as const)('#44 the client sends %s over plain HTTP only to this machine, or with allowHttp', async ([, signer]) => {
  const sent: string[] = []
  const fetch = (url: string) => {
    sent.push(new URL(url).origin)
    return Response.json({ content: [] })
  }
  const options = (baseUrl: string) => ({ ...signer, baseUrl, fetch })
  const elsewhere = options('http://edge.example.dev')
  expect(() => createClient(elsewhere)).toThrow(TypeError)
  expect(() => createTransport(elsewhere)).toThrow('set allowHttp: true')
  await expect(previewRequest((call) => createClient(elsewhere).packages.list({}, call))).rejects.toThrow(TypeError)
  for (const origin of ['https://edge.example.dev', 'http://localhost:8788', 'http://emulator.localhost']) {
    await createClient(options(origin)).packages.list()
  }
  await createClient({ ...elsewhere, allowHttp: true }).packages.list()
  expect(sent).toEqual([
    'https://edge.example.dev',
    'http://localhost:8788',
    'http://emulator.localhost',
    'http://edge.example.dev',
  ])
})

test('#45 an error has no control characters of the gateway, with and without the proxy', async () => {
  const escapes = '\u001b[2K\u009b8m\u0007\r\u007f\u0000\u202e'
  const error = { errorCode: '80301', message: `No ${escapes} action`, details: `See${escapes}\nbelow` }
  const headers = { 'x-ncp-apigw-request-id': 'a\u009b8mb', 'x-ncp-trace-id': 'c\u0085d' }
  const gateway = () => Response.json({ error }, { status: 404, headers })
  const { request } = openProxy(allPermissions, gateway)
  const throughProxy = (url: string, init: RequestInit) => request(url.replace(proxyOrigin, ''), init)
  for (const connection of [
    { ...keys, fetch: gateway },
    { baseUrl: proxyOrigin, token, fetch: throughProxy },
  ]) {
    const thrown = await createClient(connection)
      .actions.get(hello)
      .catch((caught: Error) => caught)
    const { stack, message, cause: _, ...properties } = thrown as Error & Record<string, unknown>
    const texts = [stack, message, ...Object.values(properties)].map(String)
    expect(texts.join('').replace(/[\n\t]/g, '')).not.toMatch(/\p{Cc}|\u202e/u)
    expect(message).toContain('No [2K 8m action')
  }
  expect(
    await (await request('/ncf/api/v2/packages/package001/actions/hello', { headers: authorized })).text(),
  ).not.toMatch(/\\u00[0189]|\p{Cc}/u)
})
