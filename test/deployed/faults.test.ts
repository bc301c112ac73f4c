import { once } from 'node:events'
import { createServer, Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { productionProxy } from '../support/edge.ts'
import { authorized } from '../support/proxy.ts'
import { listPath, publicConfig, recordingGateway, tokenConfig } from './send.ts'

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

const good: Say = (socket) =>
  socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 14\r\n\r\n{"content":[]}')

describe('#35 a caller that leaves takes nobody along', () => {
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
    await using edge = await productionProxy(publicConfig(upstream.origin))
    const leaving = await asking(edge.origin, listPath)
    await first?.promise
    const served = fetch(edge.origin + listPath)
    const waiting = await second?.promise
    leaving.resetAndDestroy()
    await left?.promise
    if (waiting) good(waiting)
    expect([(await served).status, await (await served).json()]).toEqual([200, { content: [] }])
  })

  test('who comes with a caller that is gone at once is served', async () => {
    await using upstream = await saying(...Array<Say>(8).fill(good))
    await using edge = await productionProxy(publicConfig(upstream.origin))
    const leaving = await asking(edge.origin, listPath)
    const served = Promise.all([1, 2, 3].map(() => fetch(edge.origin + listPath)))
    leaving.resetAndDestroy()
    expect((await served).map(({ status }) => status)).toEqual([200, 200, 200])
  })
})

test('#14 no body changes how another is read', async () => {
  // Node 24 takes keys with an escape for a key of a backslash once it has read one.
  await using upstream = await recordingGateway()
  await using edge = await productionProxy(tokenConfig(upstream.origin))
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
