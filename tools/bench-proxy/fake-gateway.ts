import { createServer } from 'node:http'
import { isMainThread, parentPort } from 'node:worker_threads'

/** The example response of `getPackageList` in NAVER Cloud's documentation. */
export const responseBody =
  '{"content":[{"description":"Create package","name":"package001"},{"description":"","name":"package000"}]}'

// Runs in its own thread, so that it does not wait for the code that measures.
if (!isMainThread) {
  const headers = {
    'content-type': 'application/json;charset=UTF-8',
    'content-length': Buffer.byteLength(responseBody),
  }
  const server = createServer({ keepAliveTimeout: 120_000 }, (_, response) => {
    response.writeHead(200, headers).end(responseBody)
  })
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as { port: number }).port))
}
