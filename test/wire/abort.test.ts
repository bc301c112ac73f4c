import { describe, expect, test } from 'vitest'
import { createTransport, type Transport, withRetries } from '../../lib/core.ts'
import { vectorKey } from '../conformance/vectors.ts'
import { thrownBy } from '../support/assert.ts'
import { refusal, type Says, serving } from '../support/failing-server.ts'
import { ask, calling, kinds, makers } from './calls.ts'
import { good } from './faults.ts'

describe('who leaves is let go at once, with a reason of their own', () => {
  const REASON = { left: 'for lunch' }

  /** Leaves, and tells what comes first: the end of the call, or that of 50 ms. */
  const leaving = async (asked: Promise<unknown>, controller: AbortController) => {
    const order: string[] = []
    const ended = thrownBy(() => asked).finally(() => order.push('ended'))
    const later = new Promise((resolve) => setTimeout(resolve, 50)).then(() => order.push('50 ms'))
    controller.abort(REASON)
    const [reason] = await Promise.all([ended, later])
    return { reason, order }
  }
  const atOnce = ['ended', '50 ms']

  test.for(makers.flatMap((maker) => kinds.map((kind) => [maker, kind] as const)))(
    '%s, %s: while the server hangs',
    async ([maker, kind]) => {
      const [reached, closed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const hang: Says = (socket) => {
        socket.on('close', () => closed.resolve())
        reached.resolve()
      }
      await using gateway = await serving([hang, good])
      const controller = new AbortController()
      const asked = ask(kind, calling(maker, gateway.origin).call, { signal: controller.signal })
      await reached.promise
      const { reason, order } = await leaving(asked, controller)
      expect(reason).toBe(REASON)
      expect(order).toEqual(atOnce)
      // The connection is given up too, and nothing comes after it.
      await closed.promise
      expect(gateway.asked()).toBe(1)
    },
  )

  test.for(['read', 'put'] as const)('withRetries, %s: while it waits to send again', async (kind) => {
    await using gateway = await serving([refusal('503 Service Unavailable', '500'), good])
    const [waiting, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const sleep = (): Promise<void> => {
      waiting.resolve()
      return over.promise
    }
    const controller = new AbortController()
    const call = withRetries(createTransport({ ...vectorKey, baseUrl: gateway.origin, sleep })) as Transport
    const asked = ask(kind, call, { signal: controller.signal })
    await waiting.promise
    const { reason, order } = await leaving(asked, controller)
    expect(reason).toBe(REASON)
    expect(order).toEqual(atOnce)
    // A wait that ends afterwards sends nothing either.
    over.resolve()
    await ask(kind, calling('createTransport', gateway.origin).call, {})
    expect(gateway.asked(), 'the one before, and the one after').toBe(2)
  })
})
