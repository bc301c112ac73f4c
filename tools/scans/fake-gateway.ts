import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'

/** A key that is valid for no account. */
export const key = { accessKey: 'SCANACCESSKEY0000001', secretKey: 'a-public-secret-key-of-no-account' }

/** The documented paths, with valid names, and query values without free text. */
const EXPECTED_URL = /^\/(ncf\/)?api\/v2(\/[\w-]+)+(\?[\w=&:%-]*)?$/

const isSigned = ({ method, url, headers }: IncomingMessage): boolean => {
  const timestamp = `${headers['x-ncp-apigw-timestamp']}`
  const text = `${method} ${url}\n${timestamp}\n${key.accessKey}`
  const expected = createHmac('sha256', key.secretKey).update(text).digest('base64')
  return headers['x-ncp-apigw-signature-v2'] === expected && Math.abs(Date.now() - Number(timestamp)) < 300_000
}

/** Starts a gateway on loopback. It accepts every request and records those that the proxy must never send. */
export const startGateway = async () => {
  const received = { count: 0, unsigned: [] as string[], unexpected: [] as string[] }
  const server = createServer((request, response) => {
    const { method, url = '' } = request
    const line = `${method} ${url}`.slice(0, 200)
    received.count += 1
    if (!isSigned(request)) received.unsigned.push(line)
    if (!EXPECTED_URL.test(url)) received.unexpected.push(line)
    request.resume().on('end', () => {
      if (method === 'DELETE') return response.writeHead(204).end()
      const content = method === 'GET' && /\/packages(\?|$)/.test(url) ? [{ name: 'package001', description: '' }] : {}
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ content }))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
