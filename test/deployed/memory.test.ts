import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { productionProxy } from '../support/edge.ts'
import { peakMemory } from '../support/memory.ts'
import { authorized } from '../support/proxy.ts'
import { serve } from '../support/serve.ts'
import { tokenConfig } from './send.ts'

const MIB = 2 ** 20
const SIZE = 16 * MIB

/** Memory that does not depend on the size of a body: compiled code, and garbage that is not collected yet. */
const FIXED = 16 * MIB

const action = '/ncf/api/v2/packages/-/actions/hello'
const headers = { ...authorized, 'content-type': 'application/json' }

const actionWith = (code: string): string => `{"exec":{"kind":"nodejs:22","main":"main","code":"${code}"}}`
/** Returns JSON of exactly the largest size, with a part that is repeated as often as it fits. */
const fill = (wrap: (part: string) => string, part: string, size = SIZE): string => {
  const times = Math.floor((size - Buffer.byteLength(wrap(''))) / Buffer.byteLength(part))
  const text = wrap(part.repeat(times))
  return text + ' '.repeat(size - Buffer.byteLength(text))
}
const base64 = fill(actionWith, 'QUJD')
const korean = fill(actionWith, '한국어 abc ')

/** Different names of 60 characters, more than a body may have. */
const names = Array.from({ length: 240_000 }, (_, index) => `"${`${index}`.padStart(60, 'x')}":0`)

const digest = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Starts the deployed proxy in front of a gateway that sends this response to GET, and has served a few requests. */
const startProxy = async (response = '') => {
  const received: string[] = []
  const gateway = await serve(async (request, reply) => {
    const body = await buffer(request)
    if (body.length > 2) received.push(digest(body))
    reply.setHeader('content-type', 'application/json').end(request.method === 'GET' ? response : '{"content":{}}')
  })
  const edge = await productionProxy({
    ...tokenConfig(gateway.origin),
    ALLOWED_OPERATIONS: 'putAction,getAction:full',
    BODY_TIMEOUT_MS: '60000',
    READ_TIMEOUT_MS: '60000',
    WRITE_TIMEOUT_MS: '60000',
  })
  for (let time = 0; time < 3; time += 1) await fetch(edge.origin + action, { method: 'PUT', headers, body: '{}' })
  const idle = peakMemory(edge.pid)
  return {
    received,
    put: async (body: string) => {
      const sent = await fetch(edge.origin + action, { method: 'PUT', headers, body })
      const text = await sent.text()
      return [sent.status, JSON.parse(text).code]
    },
    get: async () => (await fetch(edge.origin + action, { headers: authorized })).text(),
    /** Returns how often a number of bytes fits into the memory that the proxy has needed. */
    ratioTo: (bytes: number) => (peakMemory(edge.pid) - idle - FIXED) / bytes,
    async [Symbol.asyncDispose]() {
      await edge[Symbol.asyncDispose]()
      await gateway[Symbol.asyncDispose]()
    },
  }
}

test('#14 #40 the deployed proxy sends the bytes of two uploads at once, within four times their size', async () => {
  await using proxy = await startProxy()
  expect(await Promise.all([proxy.put(base64), proxy.put(korean)])).toEqual([
    [200, undefined],
    [200, undefined],
  ])
  expect(proxy.received.sort()).toEqual([digest(base64), digest(korean)].sort())
  expect(proxy.ratioTo(2 * SIZE)).toBeLessThan(4)
})

test.for([
  ['levels', fill((part) => `{"parameters":${part}`, '[')],
  ['values', fill((part) => `{"parameters":[${part}0]}`, '{},')],
  ['names', `{"parameters":{${names.join()}}}`],
] as const)('#40 the deployed proxy rejects a body with too many %s, within four times its size', async ([, body]) => {
  await using proxy = await startProxy()
  expect(await proxy.put(body)).toEqual([400, 'invalid_json'])
  expect(proxy.received).toEqual([])
  expect(proxy.ratioTo(SIZE)).toBeLessThan(4)
})

test.for([
  ['texts', fill((part) => `{"content":${actionWith(part)}}`, '한국어 abc ')],
  ['values', fill((part) => `{"content":{"parameters":[${part}0]}}`, '{},')],
] as const)(
  '#40 the deployed proxy passes on a response with large or many %s, within five times its size',
  async ([, text]) => {
    await using proxy = await startProxy(text)
    expect(digest(await proxy.get())).toBe(digest(text.trim()))
    expect(proxy.ratioTo(SIZE)).toBeLessThan(5)
  },
)
