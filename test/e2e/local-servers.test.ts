import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { startCommandWith } from '../support/command.ts'
import { root, run, withFolder } from '../support/run.ts'
import { isLoopbackAddress, isNoAddress, readSockets, type Socket } from '../support/sockets.ts'

const observer = pathToFileURL(join(root, 'test/support/observe-connections.mjs'))
const packages = '/ncf/api/v2/packages?platform=vpc'

/** Starts a command, and records the sockets and the connections of its processes until it has served a request. */
const observe = async (folder: string, script: string, ...args: string[]) => {
  const file = join(folder, 'connections.txt')
  const env = { NODE_OPTIONS: `--import ${observer}`, OBSERVED_CONNECTIONS: file }
  const seen: Socket[] = []
  const finished = new AbortController()
  let reading: Promise<void> = Promise.resolve()
  let group = 0
  const readAgain = async (): Promise<void> => {
    while (!finished.signal.aborted) seen.push(...(await readSockets(group)))
  }
  const onStart = (started: number): void => {
    group = started
    reading = readAgain()
  }
  const command = await startCommandWith({ env, onStart }, script, ...args)
  await fetch(command.origin + packages)
  finished.abort()
  await reading
  return {
    ...command,
    listening: (await readSockets(group)).filter((socket) => socket.isListening),
    remoteAddresses: seen.map(({ remoteAddress }) => remoteAddress).filter((address) => !isNoAddress(address)),
    connections: new Set((await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean)),
    [Symbol.asyncDispose]: () => command[Symbol.asyncDispose](),
  }
}

/** Sends a request with headers that `fetch` does not let a program set. */
const send = (origin: string, path: string, headers: Record<string, string>, method = 'GET') =>
  new Promise<[status: number | undefined, body: string]>((resolve, reject) => {
    const sent = request(origin, { path, headers, method }, async (response) => {
      let body = ''
      for await (const chunk of response) body += chunk
      resolve([response.statusCode, body])
    })
    sent.on('error', reject).end()
  })

/** Returns what a debugger protocol answers at a port. */
const listDebuggerTargets = async (port: number): Promise<unknown> => {
  const signal = AbortSignal.timeout(5000)
  const response = await fetch(`http://127.0.0.1:${port}/json/list`, { signal }).catch(() => undefined)
  return response?.json().catch(() => undefined)
}

describe('#43 a local server', () => {
  test.for([['start'], ['dev'], ['emulator', '--persist-to']])(
    'listens on this machine only, has no debugger port, and connects to no other machine: npm run %s',
    ([script = '', option]) =>
      withFolder(async (folder) => {
        await using server = await observe(folder, script, ...(option ? [option, folder] : []))
        const ports = server.listening.map(({ localPort }) => localPort)
        expect(ports).toContain(server.port)
        expect(server.listening.filter(({ localAddress }) => !isLoopbackAddress(localAddress))).toEqual([])
        for (const port of ports) expect(await listDebuggerTargets(port)).not.toBeInstanceOf(Array)

        expect(server.remoteAddresses.filter((address) => !isLoopbackAddress(address))).toEqual([])
        for (const known of ['localhost', '127.0.0.1', '::1']) server.connections.delete(known)
        expect(server.connections).toEqual(new Set())
      }),
  )

  test('listens on no other port, as npm run emulator', () =>
    withFolder(async (folder) => {
      await using server = await observe(folder, 'emulator', '--persist-to', folder)
      expect(server.listening.map(({ localPort }) => localPort)).toEqual([server.port])
    }))
})

test('this test sees the connections of a program', () =>
  withFolder(async (folder) => {
    const file = join(folder, 'connections.txt')
    const code = `process.env.OBSERVED_CONNECTIONS = ${JSON.stringify(file)}
      await import(${JSON.stringify(String(observer))})
      await fetch('http://name.invalid').catch(() => undefined)
      const { connect } = await import('node:net')
      connect(9, '127.0.0.1').on('error', () => undefined)`
    await run(process.execPath, ['--input-type=module', '--eval', code])
    expect((await readFile(file, 'utf8')).trim().split('\n')).toEqual(['name.invalid', '127.0.0.1'])
  }))

test('#42 the server of the emulator rejects other hosts and other origins on the wire, and opens those in ALLOWED_HOSTS', () =>
  withFolder(async (folder) => {
    const args = ['--persist-to', folder, '--var', 'ALLOWED_HOSTS:emulator']
    await using server = await startCommandWith({}, 'emulator', ...args)
    const { origin } = server
    for (const headers of [{ host: 'example.com' }, { origin: 'https://example.com' }, { origin: 'null' }]) {
      for (const path of ['/', packages, '/web/vpc/-/hello/http']) {
        const [status, body] = await send(origin, path, headers as Record<string, string>)
        expect([status, JSON.parse(body).error.message]).toEqual([403, 'Forbidden by the emulator'])
      }
    }
    for (const headers of [{ host: 'emulator:8788' }, { host: '127.0.0.1' }, { origin: 'http://localhost:5173' }]) {
      expect((await send(origin, '/', headers as Record<string, string>))[0]).toBe(200)
    }
    expect((await send(origin, '/', {}, 'DELETE'))[0]).toBe(403)
    expect((await send(origin, '/', { 'x-emulator-command': 'reset' }, 'DELETE'))[0]).toBe(204)
  }))

test('npm run emulator checks the signature of the URL as it was sent, without encoding it', () =>
  withFolder(async (folder) => {
    await using server = await startCommandWith({}, 'emulator', '--persist-to', folder)
    const [, body] = await send(server.origin, "/ncf/api/v2/packages?x='%20", {})
    expect(JSON.parse(body).emulator.stringToSign).toMatch(/^GET \/ncf\/api\/v2\/packages\?x='%20\n/)
  }))
