import { equal, holds } from '../../support/assert.ts'
import type { Case } from '../case.ts'
import { respondWithList, serviceUnreachable } from '../fake-responses.ts'
import { vectorTime } from '../vectors.ts'
import { createRetryClient, errorOf, tooManyRequests } from './retry-client.ts'

/** A value of `Retry-After`, other headers of the response, and the delay. */
const retryAfters: readonly [name: string, value: string, headers: Record<string, string>, ms: number][] = [
  ['in seconds', '3', {}, 3_000],
  ['of less than the delay', '0', {}, 100],
  [
    'with a date, compared with the date of the response',
    'Tue, 14 Nov 2023 00:00:05 GMT',
    { date: 'Tue, 14 Nov 2023 00:00:00 GMT' },
    5_000,
  ],
  ['with a date, compared with its own clock', new Date(vectorTime + 4_000).toUTCString(), {}, 4_000],
  ['with a date in the past', 'Tue, 14 Nov 2000 00:00:00 GMT', {}, 100],
  ['that is not a time', 'soon', {}, 100],
  ['with a negative number', '-5', {}, 100],
]

/** The delays before retries. */
export const delayCases: readonly Case[] = [
  {
    name: 'a client with retries waits up to 200 ms, then twice as long before each retry, up to 2 s',
    run: async () => {
      const { delays, packages } = createRetryClient([serviceUnreachable], { retries: 6, random: () => 0.999 })
      await errorOf(() => packages.list())
      equal(delays, [199, 399, 799, 1598, 1998, 1998])
    },
  },
  ...retryAfters.map(
    ([name, value, headers, ms]): Case => ({
      name: `a client with retries waits ${ms / 1000} s after a Retry-After ${name}`,
      run: async () => {
        const { delays, packages } = createRetryClient([tooManyRequests(value, headers), respondWithList])
        equal(await packages.list(), [])
        const [delay = 0] = delays
        equal(delays.length, 1)
        // A date has no milliseconds.
        holds(Math.abs(delay - ms) < 1000 && (ms > 100 || delay === ms), `the delay is ${ms} ms`)
      },
    }),
  ),
  {
    name: 'a client with retries gives up if Retry-After is beyond the deadline, and the error has retryAfterMs',
    run: async () => {
      const { sent, delays, attempts, packages } = createRetryClient([tooManyRequests('10')])
      const error = await errorOf(() => packages.list())
      equal([error.status, error.attempts, error.retryAfterMs], [429, 1, 10_000])
      equal([sent.length, delays, attempts[0]?.retryInMs], [1, [], undefined])
    },
  },
  {
    name: 'a client with retries gives up if the delay does not fit into the time that is left',
    run: async () => {
      let time = vectorTime
      const respondAfter9950Ms = () => {
        time += 9_950
        return serviceUnreachable()
      }
      const { sent, packages } = createRetryClient([respondAfter9950Ms], { now: () => time })
      equal([(await errorOf(() => packages.list())).status, sent.length], [503, 1])
    },
  },
]
