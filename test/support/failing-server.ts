import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** What a server does with one request, which it has read; `elsewhere` is a server that nobody may ask. */
export type Says = (socket: Socket, elsewhere: string, head: string) => unknown

/** What it does instead with a connection, of which it reads nothing. */
export interface Unread {
  readonly unread: Says
}

/** A server on a bare socket, which does one thing after another, and the last of them for ever. */
export const serving = async (does: readonly (Says | Unread)[], elsewhere = '') => {
  const heads: string[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  let all = does
  let unread = 0
  const next = () => all[Math.min(heads.length + unread, all.length - 1)]
  const server = createServer((socket) => {
    sockets.add(socket)
    connections += 1
    // Who asked may be gone before all was said.
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
    const first = next()
    if (typeof first === 'object') {
      unread += 1
      first.unread(socket, elsewhere, '')
      return
    }
    let received = ''
    socket.setEncoding('latin1').on('data', (chunk) => {
      received += chunk
      const [head = '', body] = received.split(/\r\n\r\n(.*)/s)
      const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)
      if (body === undefined || body.length < length) return
      received = body.slice(length)
      const says = next()
      heads.push(head)
      if (typeof says === 'function') says(socket, elsewhere, head)
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
    /** How often it was asked, or reached where it reads nothing. */
    asked: () => heads.length + unread,
    /** How many connections there were, and how many there are. */
    connections: () => connections,
    open: () => sockets.size,
    /** From now on it does this, and forgets what was asked before. */
    does: (what: readonly (Says | Unread)[]): void => {
      all = what
      heads.length = 0
      unread = 0
      connections = 0
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** A whole answer; as many bytes as it announces, unless some are cut off. */
export const answer = (body: string | Buffer, { status = '200 OK', headers = [] as string[], cut = 0 } = {}): Says => {
  const bytes = Buffer.from(body as string)
  const head = [
    `HTTP/1.1 ${status}`,
    ...(headers.some((line) => line.startsWith('content-type')) ? [] : ['content-type: application/json']),
    `content-length: ${bytes.length}`,
    'connection: close',
    ...headers,
  ]
  const whole = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes])
  return (socket) => socket.end(whole.subarray(0, whole.length - cut))
}

/** An error of the gateway. */
export const refusal = (status: string, errorCode: string, ...headers: string[]): Says =>
  answer(JSON.stringify({ error: { errorCode, message: 'NO' } }), { status, headers })

/** Says so much, and resets the connection. */
export const reset =
  (said: string): Says =>
  (socket) =>
    socket.write(said, () => socket.resetAndDestroy())

/** Says the first at once, and of the rest a byte a second. */
export const dripping =
  (first: string, rest: string): Says =>
  (socket) => {
    const left = [...rest]
    const drip = () => socket.write(left.shift() ?? '')
    const end = setInterval(drip, 1_000)
    socket.on('close', () => clearInterval(end))
    socket.write(first)
    drip()
  }

/** An answer that begins with the first and goes on with the other, for as long as anybody reads it. */
export const endless =
  (header: string, first: Buffer, more = first): Says =>
  (socket) => {
    const fields = [
      'HTTP/1.1 200 OK',
      'content-type: application/json',
      'connection: close',
      ...(header ? [header] : []),
    ]
    socket.write(`${fields.join('\r\n')}\r\n\r\n`)
    socket.write(first)
    const go = (): void => {
      while (socket.writable && socket.write(more)) {}
    }
    socket.on('drain', go)
    go()
  }
