import { once } from 'node:events'
import { createServer, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { productionProxy } from '../support/edge.ts'
import { authorized } from '../support/proxy.ts'
import { list, open, remembering, writing } from './asking.ts'

/** What a gateway says to one request, which it has read. */
type Say = (socket: Socket) => unknown

/** A gateway that says what it is told to, byte for byte, on each connection the next. */
const saying = async (...all: Say[]) => {
  const left = [...all]
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    // Whoever asked may go before all was said.
    socket.on('error', () => socket.destroy())
    socket.once('data', () => left.shift()?.(socket))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const answer = (body: string | Buffer, headers = '', status = '200 OK'): Buffer =>
  Buffer.concat([
    Buffer.from(
      `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n`,
    ),
    Buffer.from(body),
  ])
const good: Say = (socket) => socket.end(answer('{"content":[]}'))
const zipped = gzipSync('{"content":[]}')

describe('#18 an answer that is none is refused, and the next one is served', () => {
  const faults: readonly (readonly [string, Say])[] = [
    ['HTML', (socket) => socket.end(answer('<!doctype html><h1>It works!</h1>'))],
    ['cut JSON', (socket) => socket.end(answer('{"content":[{"na'))],
    ['nothing', (socket) => socket.end(answer(''))],
    ['less than was announced', (socket) => socket.end(answer('{"content":[]}').subarray(0, -3))],
    [
      'chunks that break off',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"con'),
    ],
    ['what is no gzip', (socket) => socket.end(answer('{"content":[]}', 'content-encoding: gzip\r\n'))],
    ['cut gzip', (socket) => socket.end(answer(zipped.subarray(0, -9), 'content-encoding: gzip\r\n'))],
    ['more than there can be', (socket) => socket.end(answer(' '.repeat(10 * 2 ** 20)))],
    [
      'more than there can be, compressed',
      (socket) => socket.end(answer(gzipSync(Buffer.alloc(32 * 2 ** 20, ' ')), 'content-encoding: gzip\r\n')),
    ],
    ['a status of something else', (socket) => socket.end(answer('{"content":[]}', '', '418 Teapot'))],
    ['a switch of protocols', (socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n')],
    ['headers without end', (socket) => socket.end(`HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(2 ** 20)}`)],
    ['another protocol', (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')],
    ['an end', (socket) => socket.end()],
    ['a reset', (socket) => socket.resetAndDestroy()],
  ]
  test.for(faults)('%s', async ([, fault]) => {
    // It may be asked up to three times before the proxy gives up.
    let say = fault
    const each: Say = (socket) => say(socket)
    await using upstream = await saying(each, each, each, each)
    await using edge = await productionProxy(open(upstream.origin))
    const response = await fetch(edge.origin + list)
    expect(response.status).toBe(502)
    expect((await response.json()).code).toMatch(/^upstream_(invalid_response|unreachable|redirect)$/)
    say = good
    const next = await fetch(edge.origin + list)
    expect([next.status, await next.json()]).toEqual([200, { content: [] }])
  })
})

describe('#17 no redirect is followed, whatever it says', () => {
  test.for(['300', '301', '302', '303', '307', '308'])('%s', async (status) => {
    const moved: Say = (socket) => socket.end(answer('', 'location: /stolen\r\n', `${status} Moved`))
    let second = 0
    await using upstream = await saying(moved, (socket) => {
      second += 1
      good(socket)
    })
    await using edge = await productionProxy(open(upstream.origin))
    const response = await fetch(edge.origin + list)
    expect([response.status, (await response.json()).code, second]).toEqual([502, 'upstream_redirect', 0])
    expect(JSON.stringify([...response.headers])).not.toContain('stolen')
  })
})

describe('#38 a caller that leaves takes nobody along', () => {
  /** Asks on a bare socket. */
  const asking = async (origin: string, target: string): Promise<Socket> => {
    const { hostname, port } = new URL(origin)
    const socket = new Socket().connect(Number(port), hostname)
    await once(socket, 'connect')
    socket.on('error', () => socket.destroy())
    await new Promise((written) => socket.write(`GET ${target} HTTP/1.1\r\nhost: localhost\r\n\r\n`, written))
    return socket
  }

  test('who waits beside the first caller of all is served', async () => {
    const [first, second, left] = [1, 2, 3].map(() => Promise.withResolvers<Socket>())
    await using upstream = await saying(
      (socket) => {
        socket.once('close', () => left?.resolve(socket))
        first?.resolve(socket)
      },
      (socket) => second?.resolve(socket),
    )
    await using edge = await productionProxy(open(upstream.origin))
    const leaving = await asking(edge.origin, list)
    await first?.promise
    const served = fetch(edge.origin + list)
    const waiting = await second?.promise
    leaving.resetAndDestroy()
    await left?.promise
    if (waiting) good(waiting)
    expect([(await served).status, await (await served).json()]).toEqual([200, { content: [] }])
  })

  test('who comes with a caller that is gone at once is served', async () => {
    await using upstream = await saying(...Array<Say>(8).fill(good))
    await using edge = await productionProxy(open(upstream.origin))
    const leaving = await asking(edge.origin, list)
    const served = Promise.all([1, 2, 3].map(() => fetch(edge.origin + list)))
    leaving.resetAndDestroy()
    expect((await served).map(({ status }) => status)).toEqual([200, 200, 200])
  })
})

test('#14 no body changes how another is read', async () => {
  // Node 24 takes keys with an escape for a key of a backslash once it has read one.
  await using upstream = await remembering()
  await using edge = await productionProxy(writing(upstream.origin))
  const send = (body: string) =>
    fetch(`${edge.origin}/ncf/api/v2/packages/-/actions/hello`, {
      method: 'POST',
      headers: { ...authorized, 'content-type': 'application/json' },
      body,
    })
  for (const body of ['{"x":1,"\\\\":2}', '{"x":1,"\\u0061":2}', '{"\\\\u":1}', '{"\\uc774\\ub984":1}'])
    await send(body)
  expect(upstream.came.map(({ body }) => body)).toEqual([
    '{"x":1,"\\\\":2}',
    '{"x":1,"a":2}',
    '{"\\\\u":1}',
    '{"이름":1}',
  ])
})
