import { createHmac } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { vectorKey } from '../conformance/vectors.ts'

/** A request as its bytes were. */
export interface Head {
  readonly method: string
  /** The second word of the request line. */
  readonly target: string
  readonly headers: ReadonlyMap<string, string>
}

const parseHead = (text: string): Head => {
  const [line = '', ...fields] = text.split('\r\n')
  const [method = '', target = ''] = line.split(' ')
  const headers = new Map(
    fields.map((field): [string, string] => {
      const colon = field.indexOf(':')
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()]
    }),
  )
  return { method, target, headers }
}

const isSigned = ({ method, target, headers }: Head): boolean => {
  const [timestamp, accessKey] = [headers.get('x-ncp-apigw-timestamp'), headers.get('x-ncp-iam-access-key')]
  const expected = createHmac('sha256', vectorKey.secretKey)
    .update(`${method} ${target}\n${timestamp}\n${accessKey}`)
    .digest('base64')
  return headers.get('x-ncp-apigw-signature-v2') === expected
}

const answer = (status: string, body: string, more = ''): string =>
  `HTTP/1.1 ${status}\r\ncontent-type: text/html\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${more}connection: close\r\n\r\n${body}`

const respond = (head: Head): string => {
  if (head.target === '/page') return answer('200 OK', '<!doctype html><title>wire</title>')
  if (!isSigned(head)) return answer('401 Unauthorized', '{}')
  if (head.target.startsWith('/redirect')) return answer('302 Found', '', 'location: /stolen\r\n')
  return answer('200 OK', '{"content":[]}')
}

/**
 * A server on a bare socket: no HTTP library between the bytes and the check of the signature. It answers 401 to
 * whatever was not sent as it was signed.
 */
export const wireServer = async () => {
  const heads: Head[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let received = ''
    socket.setEncoding('utf8')
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      received += chunk
      const end = received.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = parseHead(received.slice(0, end))
      const length = Number(head.headers.get('content-length') ?? 0)
      if (Buffer.byteLength(received.slice(end + 4)) < length) return
      received = ''
      heads.push(head)
      socket.end(respond(head))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    base: `http://127.0.0.1:${port}`,
    heads,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
