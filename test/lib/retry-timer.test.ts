import { expect, test } from 'vitest'
import { createRetryingCall, packages } from '../../lib/index.ts'

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

test('a call waits by a timer before it is sent again, and leaves none behind when its caller leaves', async () => {
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
  // Between these two nobody else can begin or end a timer.
  const waiting = timers()
  controller.abort()
  expect([sent, waiting - timers()]).toEqual([1, 1])
})
