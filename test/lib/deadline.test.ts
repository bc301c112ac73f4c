import { describe, expect, test } from 'vitest'
import { withDeadline } from '../../lib/transport/deadline.ts'

const expired = () => new Error('expired')
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

describe('withDeadline', () => {
  test.for([
    ['done', () => Promise.resolve('done')],
    ['failed', () => Promise.reject(new Error('failed'))],
  ] as const)('leaves no timer behind what is %s', async ([said, work]) => {
    const before = timers()
    expect(await withDeadline(100_000, expired, undefined, work).catch(({ message }) => message)).toBe(said)
    expect(timers()).toBe(before)
  })

  test('takes back the listener it added', async () => {
    const listeners = new Set<unknown>()
    const signal = {
      throwIfAborted: () => undefined,
      addEventListener: (type: string, listener: unknown) => listeners.add(`${type} ${listener}`),
      removeEventListener: (type: string, listener: unknown) => listeners.delete(`${type} ${listener}`),
    } as unknown as AbortSignal
    const during = await withDeadline(100_000, expired, signal, async () => listeners.size)
    expect([during, listeners.size]).toEqual([1, 0])
  })
})
