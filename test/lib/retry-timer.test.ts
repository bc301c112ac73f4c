import { expect, test } from 'vitest'
import { createTransport, packages, withRetries } from '../../lib/core.ts'

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

test('a retry waits with a timer, and clears it when the call is aborted', async () => {
  const controller = new AbortController()
  let sent = 0
  const fetch = (): Response => {
    sent += 1
    return new Response('', { status: 503, headers: { 'retry-after': '600' } })
  }
  const waits = new Promise<void>((resolve) => {
    const onAttempt = (): void => resolve()
    const transport = createTransport({ accessKey: 'KEY', secretKey: 'SECRET', fetch })
    const listed = packages(withRetries(transport, { onAttempt })).list(
      {},
      { signal: controller.signal, timeoutMs: 900_000 },
    )
    listed.catch(() => {})
  })
  await waits
  await new Promise((resolve) => setImmediate(resolve))
  // Nothing else can start or end a timer between these two lines.
  const waiting = timers()
  controller.abort()
  expect([sent, waiting - timers()]).toEqual([1, 1])
})
