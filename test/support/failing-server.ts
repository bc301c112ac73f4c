import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** What the server does after it has read a request. `otherOrigin` is the origin of a server that must get no request. */
export type Behavior = (socket: Socket, otherOrigin: string, head: string) => unknown

/** What the server does with a connection instead of reading it. */
export interface ConnectionBehavior {
  readonly onConnection: Behavior
}

/** Starts a server on a raw socket. Each request gets the next behavior; the last behavior repeats. */
export const startFailingServer = async (
  initialBehaviors: readonly (Behavior | ConnectionBehavior)[],
  otherOrigin = '',
) => {
  const heads: string[] = []
  const sockets = new Set<Socket>()
  let behaviors = initialBehaviors
  let connectionCount = 0
  let unreadCount = 0
  const nextBehavior = () => behaviors[Math.min(heads.length + unreadCount, behaviors.length - 1)]
  const server = createServer((socket) => {
    sockets.add(socket)
    connectionCount += 1
    // A client can close the connection before it has the whole response.
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
    const first = nextBehavior()
    if (typeof first === 'object') {
      unreadCount += 1
      first.onConnection(socket, otherOrigin, '')
      return
    }
    let received = ''
    socket.setEncoding('latin1').on('data', (chunk) => {
      received += chunk
      const [head = '', body] = received.split(/\r\n\r\n(.*)/s)
      const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)
      if (body === undefined || body.length < length) return
      received = body.slice(length)
      const behavior = nextBehavior()
      heads.push(head)
      if (typeof behavior === 'function') behavior(socket, otherOrigin, head)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    heads,
    /** Returns the number of requests, and of connections that it does not read. */
    requestCount: () => heads.length + unreadCount,
    connectionCount: () => connectionCount,
    openConnectionCount: () => sockets.size,
    /** Sets other behaviors and resets the counts. */
    setBehaviors: (newBehaviors: readonly (Behavior | ConnectionBehavior)[]): void => {
      behaviors = newBehaviors
      heads.length = 0
      unreadCount = 0
      connectionCount = 0
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Sends a complete response. `cut` leaves out its last bytes. */
export const sendResponse = (
  body: string | Buffer,
  { status = '200 OK', headers = [] as string[], cut = 0 } = {},
): Behavior => {
  const bytes = Buffer.from(body as string)
  const head = [
    `HTTP/1.1 ${status}`,
    ...(headers.some((line) => line.startsWith('content-type')) ? [] : ['content-type: application/json']),
    `content-length: ${bytes.length}`,
    'connection: close',
    ...headers,
  ]
  const response = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes])
  return (socket) => socket.end(response.subarray(0, response.length - cut))
}

/** Sends an error of the gateway. */
export const sendError = (status: string, errorCode: string, ...headers: string[]): Behavior =>
  sendResponse(JSON.stringify({ error: { errorCode, message: 'NO' } }), { status, headers })

/** Sends a text and resets the connection. */
export const sendAndReset =
  (text: string): Behavior =>
  (socket) =>
    socket.write(text, () => socket.resetAndDestroy())

/** Sends the first text at once, and the rest at one byte per second. */
export const sendSlowly =
  (first: string, rest: string): Behavior =>
  (socket) => {
    const bytes = [...rest]
    const sendByte = () => socket.write(bytes.shift() ?? '')
    const timer = setInterval(sendByte, 1_000)
    socket.on('close', () => clearInterval(timer))
    socket.write(first)
    sendByte()
  }

/** Sends `first`, and then `more` again and again until the client closes the connection. */
export const sendEndlessly =
  (header: string, first: Buffer, more = first): Behavior =>
  (socket) => {
    const fields = [
      'HTTP/1.1 200 OK',
      'content-type: application/json',
      'connection: close',
      ...(header ? [header] : []),
    ]
    socket.write(`${fields.join('\r\n')}\r\n\r\n`)
    socket.write(first)
    const send = (): void => {
      while (socket.writable && socket.write(more)) {}
    }
    socket.on('drain', send)
    send()
  }
