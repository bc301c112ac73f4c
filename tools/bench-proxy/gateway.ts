import { createServer } from 'node:http'
import { isMainThread, parentPort } from 'node:worker_threads'

/** The answer to `getPackageList` in NAVER Cloud's documentation. */
export const answer =
  '{"content":[{"description":"Create package","name":"package001"},{"description":"","name":"package000"}]}'

// A thread of its own, so that it does not wait for whoever measures it.
if (!isMainThread) {
  const headers = { 'content-type': 'application/json;charset=UTF-8', 'content-length': Buffer.byteLength(answer) }
  const server = createServer({ keepAliveTimeout: 120_000 }, (_, response) => {
    response.writeHead(200, headers).end(answer)
  })
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as { port: number }).port))
}
