import { describe, expect, test } from 'vitest'
import worker from '../../worker/emulator/host/worker.ts'

const web = '/web/vpc/-/hello/http'
const operation = '/ncf/api/v2/packages'

/** Sends a request to the Worker, and returns status, body and whether the emulator received it. */
const send = async (url: string, init: RequestInit = {}, allowedHosts?: string) => {
  let isServed = false
  const emulator = {
    fetch: async () => {
      isServed = true
      return new Response('served')
    },
  }
  const response = await worker.fetch(new Request(url, init), {
    EMULATOR: { getByName: () => emulator },
    LOADER: {
      load: () => {
        throw new Error('no action runs here')
      },
    },
    ...(allowedHosts !== undefined && { ALLOWED_HOSTS: allowedHosts }),
  })
  return { status: response.status, text: await response.text(), isServed }
}

const rejected = (part: string) => ({ status: 403, isServed: false, text: expect.stringContaining(part) })
const served = { status: 200, isServed: true, text: 'served' }

describe('#42 the server of the emulator', () => {
  test.for([
    'localhost',
    'LOCALHOST',
    'app.localhost',
    'a.b.localhost',
    '127.0.0.1',
    '127.1',
    '127.255.255.254',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
  ])('serves requests to the host %s', async (host) => {
    for (const target of [operation, web]) expect(await send(`http://${host}:8788${target}`)).toEqual(served)
  })

  test.for([
    'example.com',
    'localhost.example.com',
    'localhost.',
    'notlocalhost',
    '127.0.0.1.example.com',
    '127.example.com',
    '128.0.0.1',
    '10.0.0.1',
    '0.0.0.0',
    '[::]',
    '[::2]',
    '[::ffff:127.0.0.1]',
  ])('rejects requests to the host %s', async (host) => {
    for (const target of [operation, web, '/']) {
      expect(await send(`http://${host}${target}`)).toEqual(rejected('send the request to localhost'))
    }
  })

  test.for([
    'http://localhost:5173',
    'https://localhost',
    'http://app.localhost:3000',
    'http://127.0.0.1:5173',
    'http://127.9.9.9',
    'http://[::1]:80',
  ])('serves pages of the origin %s, also web actions', async (origin) => {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const init = { method, headers: { origin, 'sec-fetch-site': 'cross-site' } }
      expect(await send(`http://localhost:8788${web}`, init)).toEqual(served)
    }
  })

  test.for([
    'https://example.com',
    'http://localhost.example.com',
    'http://192.168.0.2:5173',
    'https://127.0.0.1.example.com',
    'chrome-extension://abcdefghijklmnop',
    'file://',
    'null',
    '',
    'localhost',
  ])('rejects pages of the origin %o', async (origin) => {
    for (const method of ['GET', 'POST', 'OPTIONS', 'DELETE']) {
      for (const target of ['/', operation, web]) {
        const init = { method, headers: { origin, 'x-emulator-command': 'reset' } }
        expect(await send(`http://localhost:8788${target}`, init)).toEqual(rejected('open the page at localhost'))
      }
    }
  })

  test('rejects links, forms and images of other sites, and serves those of the same site', async () => {
    const sendFrom = (site: string) =>
      send(`http://localhost:8788${web}`, { headers: { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' } })
    expect(await sendFrom('cross-site')).toEqual(rejected('link, form or image of another site'))
    for (const site of ['none', 'same-origin', 'same-site']) expect(await sendFrom(site)).toEqual(served)
  })

  test('serves the host names in ALLOWED_HOSTS, and no others', async () => {
    const hosts = 'emulator, Dev.example.com'
    for (const name of ['emulator', 'dev.example.com', 'localhost']) {
      expect(await send(`http://${name}:8788${operation}`, {}, hosts)).toEqual(served)
      const headers = { origin: `https://${name}:444` }
      expect(await send(`http://localhost${operation}`, { headers }, hosts)).toEqual(served)
    }
    for (const name of ['example.com', 'a.emulator', 'emulator.dev', 'dev.example.com.kr']) {
      expect(await send(`http://${name}${operation}`, {}, hosts)).toEqual(rejected(`to the host ${name}.`))
      expect(await send(`http://${name}${operation}`, {}, '')).toEqual(rejected(`ALLOWED_HOSTS:name`))
    }
  })

  test('deletes its data only with the header of the command, which a form cannot send', async () => {
    const reset = (headers: Record<string, string>) => send('http://localhost:8788/', { method: 'DELETE', headers })
    for (const headers of [{}, { 'x-emulator-command': '' }, { 'x-emulator-command': 'tick' }]) {
      expect(await reset(headers as Record<string, string>)).toEqual(rejected('the header x-emulator-command: reset'))
    }
    expect(await reset({ 'x-emulator-command': 'reset' })).toEqual(served)
  })
})
