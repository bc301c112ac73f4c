import { expect, test } from 'vitest'
import { answer, type Says, serving } from '../support/failing-server.ts'
import { good } from './faults.ts'
import { inChromium } from './runtimes.ts'

// SECURITY.md says so, and nothing that the library could do keeps it from that.
test('Chromium sends a run again by itself when a connection breaks that it had kept open', async () => {
  const page = '<!doctype html><link rel="icon" href="data:,"><title>wire</title>'
  const kept: Says = (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n{"content":{}}')
  await using server = await serving([
    answer(page, { headers: ['content-type: text/html'] }),
    kept,
    (socket) => socket.resetAndDestroy(),
    good,
  ])
  const question = {
    maker: 'createTransport',
    kind: 'run',
    origin: server.origin,
    isSlow: false,
    isKept: true,
  } as const
  const [came] = await inChromium(`${server.origin}/page`, 'askAll', [question])
  expect(came?.content).toBe('{"name":"shop"}')
  expect(server.heads.map((head) => head.slice(0, 4))).toEqual(['GET ', 'GET ', 'POST', 'POST'])
})
