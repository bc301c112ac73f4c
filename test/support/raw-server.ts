import { createHmac } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { vectorKey } from '../conformance/vectors.ts'

/** The head of a request, exactly as it was received. */
export interface RequestHead {
  readonly method: string
  /** Path and query from the request line. */
  readonly target: string
  readonly headers: ReadonlyMap<string, string>
}

const parseHead = (text: string): RequestHead => {
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

const isSigned = ({ method, target, headers }: RequestHead): boolean => {
  const [timestamp, accessKey] = [headers.get('x-ncp-apigw-timestamp'), headers.get('x-ncp-iam-access-key')]
  const expected = createHmac('sha256', vectorKey.secretKey)
    .update(`${method} ${target}\n${timestamp}\n${accessKey}`)
    .digest('base64')
  return headers.get('x-ncp-apigw-signature-v2') === expected
}

const formatResponse = (status: string, body: string, headers = ''): string =>
  `HTTP/1.1 ${status}\r\ncontent-type: text/html\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}connection: close\r\n\r\n${body}`

const respond = (head: RequestHead): string => {
  if (head.target === '/page') return formatResponse('200 OK', '<!doctype html><title>wire</title>')
  if (!isSigned(head)) return formatResponse('401 Unauthorized', '{}')
  if (head.target.startsWith('/redirect')) return formatResponse('302 Found', '', 'location: /stolen\r\n')
  return formatResponse('200 OK', '{"content":[]}')
}

/**
 * Starts a server on a raw socket, so that no HTTP library changes the bytes before the signature is checked. It responds
 * with 401 if the request differs from what was signed.
 */
export const startRawServer = async () => {
  const heads: RequestHead[] = []
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
