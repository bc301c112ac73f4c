import { expect, test } from 'vitest'
import { type Behavior, sendResponse, startFailingServer } from '../support/failing-server.ts'
import { runInChromium } from './runtimes.ts'
import { good } from './server-cases.ts'

// The library cannot prevent this. SECURITY.md describes it.
test('Chromium itself retries a run after a reused connection breaks', async () => {
  const page = '<!doctype html><link rel="icon" href="data:,"><title>wire</title>'
  const respondAndKeepOpen: Behavior = (socket) =>
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n{"content":{}}')
  await using server = await startFailingServer([
    sendResponse(page, { headers: ['content-type: text/html'] }),
    respondAndKeepOpen,
    (socket) => socket.resetAndDestroy(),
    good,
  ])
  const [result] = await runInChromium(`${server.origin}/page`, 'makeCalls', [
    {
      transport: 'createTransport',
      kind: 'run',
      origin: server.origin,
      hasShortTimeout: false,
      reusesConnection: true,
    },
  ])
  expect(result?.content).toBe('{"name":"shop"}')
  expect(server.heads.map((head) => head.slice(0, 4))).toEqual(['GET ', 'GET ', 'POST', 'POST'])
})
