import { createServer } from 'node:http'
import { responseBody } from '../bench-proxy/fake-gateway.ts'

// Runs in its own process, so that it shares nothing with the programs that are measured.

/** The clock of a page is precise only if the page is isolated from other origins. */
const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }

const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
  const [type, body] = request.url === '/' ? ['text/html', '<!doctype html>'] : ['application/json', responseBody]
  const headers = { ...isolated, 'content-type': `${type};charset=UTF-8`, 'cache-control': 'no-store' }
  response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port))
// Without its parent, the process has no purpose.
process.on('disconnect', () => process.exit())
