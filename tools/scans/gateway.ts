import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'

/** A key that opens nothing. */
export const key = { accessKey: 'JUDGEACCESSKEY000001', secretKey: 'known-to-everyone-opens-nothing-at-all-1' }

/** Documented paths, with names as they may be; and no text in a query but that of documented values. */
const TARGET = /^\/(ncf\/)?api\/v2(\/[\w-]+)+(\?[\w=&:%-]*)?$/

const isSigned = ({ method, url, headers }: IncomingMessage): boolean => {
  const timestamp = `${headers['x-ncp-apigw-timestamp']}`
  const text = `${method} ${url}\n${timestamp}\n${key.accessKey}`
  const expected = createHmac('sha256', key.secretKey).update(text).digest('base64')
  return headers['x-ncp-apigw-signature-v2'] === expected && Math.abs(Date.now() - Number(timestamp)) < 300_000
}

/** A gateway on loopback that answers all that is signed, and remembers what should not have come. */
export const openGateway = async () => {
  const seen = { calls: 0, unsigned: [] as string[], strange: [] as string[] }
  const server = createServer((request, response) => {
    const { method, url = '' } = request
    const said = `${method} ${url}`.slice(0, 200)
    seen.calls += 1
    if (!isSigned(request)) seen.unsigned.push(said)
    if (!TARGET.test(url)) seen.strange.push(said)
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
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
