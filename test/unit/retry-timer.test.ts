import { expect, test } from 'vitest'
import { createRetryingCall, packages } from '../../lib/index.ts'

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

test('a call waits by a timer before it is sent again, and leaves none behind when its caller leaves', async () => {
  const before = timers()
  const controller = new AbortController()
  let sent = 0
  const fetch = (): Response => {
    sent += 1
    return new Response('', { status: 503, headers: { 'retry-after': '600' } })
  }
  const waits = new Promise<void>((resolve) => {
    const onAttempt = (): void => resolve()
    const call = createRetryingCall({ accessKey: 'KEY', secretKey: 'SECRET', fetch, onAttempt })
    const listed = packages(call).list({}, { signal: controller.signal, timeoutMs: 900_000 })
    listed.catch(() => {})
  })
  await waits
  await new Promise((resolve) => setImmediate(resolve))
  expect([sent, timers() - before], 'one for the whole call, one for the pause').toEqual([1, 2])
  controller.abort()
  await new Promise((resolve) => setImmediate(resolve))
  expect([sent, timers() - before]).toEqual([1, 0])
})
