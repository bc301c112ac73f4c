import { once } from 'node:events'
import { createServer, Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { productionProxy } from '../support/edge.ts'
import { authorized } from '../support/proxy.ts'
import { listPath, publicConfig, recordingGateway, tokenConfig } from './send.ts'

/** Responds to one request that the gateway has read. */
type Respond = (socket: Socket) => unknown

/** Starts a gateway with one response for each connection, in order. */
const startGateway = async (...responses: Respond[]) => {
  const left = [...responses]
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    // The client may close the connection before the response ends.
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

const respondWithList: Respond = (socket) =>
  socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 14\r\n\r\n{"content":[]}')

describe('#35 the deployed proxy serves', () => {
  /** Sends a request on a bare socket. */
  const sendOnSocket = async (origin: string, target: string): Promise<Socket> => {
    const { hostname, port } = new URL(origin)
    const socket = new Socket().connect(Number(port), hostname)
    await once(socket, 'connect')
    socket.on('error', () => socket.destroy())
    await new Promise((written) => socket.write(`GET ${target} HTTP/1.1\r\nhost: localhost\r\n\r\n`, written))
    return socket
  }

  test('a caller that waits while the first caller of the isolate disconnects', async () => {
    const [first, second, left] = [1, 2, 3].map(() => Promise.withResolvers<Socket>())
    await using upstream = await startGateway(
      (socket) => {
        socket.once('close', () => left?.resolve(socket))
        first?.resolve(socket)
      },
      (socket) => second?.resolve(socket),
    )
    await using edge = await productionProxy(publicConfig(upstream.origin))
    const leaving = await sendOnSocket(edge.origin, listPath)
    await first?.promise
    const served = fetch(edge.origin + listPath)
    const waiting = await second?.promise
    leaving.resetAndDestroy()
    await left?.promise
    if (waiting) respondWithList(waiting)
    expect([(await served).status, await (await served).json()]).toEqual([200, { content: [] }])
  })

  test('callers that connect while another one disconnects', async () => {
    await using upstream = await startGateway(...Array<Respond>(8).fill(respondWithList))
    await using edge = await productionProxy(publicConfig(upstream.origin))
    const leaving = await sendOnSocket(edge.origin, listPath)
    const served = Promise.all([1, 2, 3].map(() => fetch(edge.origin + listPath)))
    leaving.resetAndDestroy()
    expect((await served).map(({ status }) => status)).toEqual([200, 200, 200])
  })
})

test('#14 the deployed proxy reads a body in the same way after every other body', async () => {
  // After a key with a backslash, Node 24 reads some keys with an escape as that key.
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
  // Each name is also read: a repeated one is found.
  for (const body of ['{"a":1,"\\u0061":2}', '{"\\\\":1,"\\u005c":2}', '{"\\uc774\\ub984":1,"이름":2}'])
    expect([body, (await send(body)).status]).toEqual([body, 400])
  expect(upstream.received.map(({ body }) => body)).toEqual([
    '{"x":1,"\\\\":2}',
    '{"x":1,"\\u0061":2}',
    '{"\\\\u":1}',
    '{"\\uc774\\ub984":1}',
  ])
})
