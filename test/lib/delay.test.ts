import { describe, expect, test } from 'vitest'
import { delay } from '../../lib/delay.ts'

describe('delay', () => {
  const HOUR_MS = 3_600_000

  test('resolves after the time without a signal', async () => {
    expect(await delay(1)).toBeUndefined()
  })

  test('resolves at once if the signal is already aborted', async () => {
    expect(await delay(HOUR_MS, AbortSignal.abort())).toBeUndefined()
  })

  test('resolves when the signal aborts', async () => {
    const controller = new AbortController()
    const delayed = delay(HOUR_MS, controller.signal)
    controller.abort()
    expect(await delayed).toBeUndefined()
  })

  test('removes its listener from the signal', async () => {
    const listeners: unknown[] = []
    const { signal } = new AbortController()
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = (type: string, listener: EventListener) => {
      listeners.push(listener)
      add(type, listener)
    }
    signal.removeEventListener = (type: string, listener: EventListener) => {
      if (type === 'abort') listeners.splice(listeners.indexOf(listener), 1)
      remove(type, listener)
    }
    await delay(1, signal)
    expect(listeners).toEqual([])
  })
})
