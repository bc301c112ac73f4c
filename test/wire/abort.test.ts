import { describe, expect, test } from 'vitest'
import { createTransport, type Transport, withRetries } from '../../lib/core.ts'
import { vectorKey } from '../conformance/vectors.ts'
import { thrownBy } from '../support/assert.ts'
import { type Behavior, sendError, startFailingServer } from '../support/failing-server.ts'
import { callKinds, createTestTransport, makeCall, transportNames } from './client-calls.ts'
import { good } from './server-cases.ts'

describe('an aborted call rejects at once with the reason of the abort', () => {
  const REASON = { text: 'the user closed the page' }

  /** Aborts a call, and returns its error and whether it rejected before 50 ms had passed. */
  const abort = async (call: Promise<unknown>, controller: AbortController) => {
    const order: string[] = []
    const rejected = thrownBy(() => call).finally(() => order.push('rejected'))
    const timer = new Promise((resolve) => setTimeout(resolve, 50)).then(() => order.push('50 ms'))
    controller.abort(REASON)
    const [reason] = await Promise.all([rejected, timer])
    return { reason, order }
  }
  const atOnce = ['rejected', '50 ms']

  test.for(transportNames.flatMap((name) => callKinds.map((kind) => [name, kind] as const)))(
    '%s, %s: while the server does not respond',
    async ([name, kind]) => {
      const [received, closed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const neverRespond: Behavior = (socket) => {
        socket.on('close', () => closed.resolve())
        received.resolve()
      }
      await using gateway = await startFailingServer([neverRespond, good])
      const controller = new AbortController()
      const { transport } = createTestTransport(name, gateway.origin)
      const call = makeCall(kind, transport, { signal: controller.signal })
      await received.promise
      const { reason, order } = await abort(call, controller)
      expect(reason).toBe(REASON)
      expect(order).toEqual(atOnce)
      // The client also closes the connection, and sends no other request.
      await closed.promise
      expect(gateway.requestCount()).toBe(1)
    },
  )

  test.for(['read', 'put'] as const)('withRetries, %s: during the delay before a retry', async (kind) => {
    await using gateway = await startFailingServer([sendError('503 Service Unavailable', '500'), good])
    const [delayStarted, delayOver] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const sleep = (): Promise<void> => {
      delayStarted.resolve()
      return delayOver.promise
    }
    const controller = new AbortController()
    const transport = withRetries(createTransport({ ...vectorKey, baseUrl: gateway.origin, sleep })) as Transport
    const call = makeCall(kind, transport, { signal: controller.signal })
    await delayStarted.promise
    const { reason, order } = await abort(call, controller)
    expect(reason).toBe(REASON)
    expect(order).toEqual(atOnce)
    // The end of the delay does not start a retry either.
    delayOver.resolve()
    await makeCall(kind, createTestTransport('createTransport', gateway.origin).transport, {})
    expect(gateway.requestCount(), 'the aborted call and the call after it').toBe(2)
  })
})
