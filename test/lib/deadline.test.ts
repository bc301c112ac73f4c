import { describe, expect, test } from 'vitest'
import { withDeadline } from '../../lib/transport/deadline.ts'

const createError = () => new Error('timeout')
const timerCount = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

describe('withDeadline', () => {
  test.for([
    ['resolves', () => Promise.resolve('resolves')],
    ['rejects', () => Promise.reject(new Error('rejects'))],
  ] as const)('clears its timer if the work %s', async ([result, work]) => {
    const before = timerCount()
    expect(await withDeadline(100_000, createError, undefined, work).catch(({ message }) => message)).toBe(result)
    expect(timerCount()).toBe(before)
  })

  test('removes its listener from the signal', async () => {
    const listeners = new Set<unknown>()
    const signal = {
      throwIfAborted: () => undefined,
      addEventListener: (type: string, listener: unknown) => listeners.add(`${type} ${listener}`),
      removeEventListener: (type: string, listener: unknown) => listeners.delete(`${type} ${listener}`),
    } as unknown as AbortSignal
    const during = await withDeadline(100_000, createError, signal, async () => listeners.size)
    expect([during, listeners.size]).toEqual([1, 0])
  })
})
