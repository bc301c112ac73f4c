import { expect, test } from 'vitest'
import { createTransport, packages, withRetries } from '../../lib/core.ts'

const timerCount = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

test('a client clears the timer of a delay if the call is aborted', async () => {
  const controller = new AbortController()
  let requests = 0
  const fetch = (): Response => {
    requests += 1
    return new Response('', { status: 503, headers: { 'retry-after': '600' } })
  }
  const firstAttempt = new Promise<void>((resolve) => {
    const onAttempt = (): void => resolve()
    const transport = createTransport({ accessKey: 'KEY', secretKey: 'SECRET', fetch })
    const listed = packages(withRetries(transport, { onAttempt })).list(
      {},
      { signal: controller.signal, timeoutMs: 900_000 },
    )
    listed.catch(() => {})
  })
  await firstAttempt
  await new Promise((resolve) => setImmediate(resolve))
  // No other code runs between the two counts.
  const before = timerCount()
  controller.abort()
  expect([requests, before - timerCount()]).toEqual([1, 1])
})
