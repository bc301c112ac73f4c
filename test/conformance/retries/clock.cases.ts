import { equal } from '../../support/assert.ts'
import type { Case } from '../case.ts'
import { respondWithError, respondWithList } from '../fake-responses.ts'
import { vectorTime } from '../vectors.ts'
import { createRetryClient, errorOf, tooManyRequests } from './retry-client.ts'

/** Responses that are not the result of a wrong clock. */
const otherRejections: readonly [name: string, offMs: number | undefined, status: number, code: string][] = [
  ['401 with a date that differs by 30 s', 30_000, 401, '200'],
  ['401 without a date', undefined, 401, '200'],
  ['403, even if the date differs by 10 minutes', 600_000, 403, '200'],
  ['401 with another code, even if the date differs by 10 minutes', 600_000, 401, '210'],
]

/** The correction of a wrong clock. */
export const clockCases: readonly Case[] = [
  ...otherRejections.map(
    ([name, offMs, status, code]): Case => ({
      name: `a client with retries does not correct its clock after ${name}`,
      run: async () => {
        const now = Math.floor(vectorTime / 1000) * 1000
        const headers: Record<string, string> = offMs === undefined ? {} : { date: new Date(now + offMs).toUTCString() }
        const { sent, packages } = createRetryClient([respondWithError(status, code, headers)], { now: () => now })
        await errorOf(() => packages.list())
        await errorOf(() => packages.list())
        equal(
          sent.map(({ timestamp }) => timestamp),
          [`${now}`, `${now}`],
        )
      },
    }),
  ),
  {
    name: 'a client with retries retries at once after it has corrected its clock, and uses it for the date of Retry-After',
    run: async () => {
      const date = (ms: number) => new Date(vectorTime + 3_600_000 + ms).toUTCString()
      const clockOff = respondWithError(401, '200', { date: date(0) })
      const { delays, packages } = createRetryClient([clockOff, tooManyRequests(date(3_000)), respondWithList])
      await packages.list()
      // The corrected clock and the date both have whole seconds.
      equal(delays, [3_000])
    },
  },
  {
    name: 'a client with retries corrects its clock once for a call',
    run: async () => {
      const respond = () =>
        respondWithError(401, '200', { date: new Date(vectorTime + sent.length * 600_000).toUTCString() })()
      const { sent, packages } = createRetryClient([respond])
      equal([(await errorOf(() => packages.list())).attempts, sent.length], [2, 2])
    },
  },
  {
    name: 'a client with retries retries every call that it has signed with the wrong clock at the same time',
    run: async () => {
      const date = new Date(vectorTime + 600_000).toUTCString()
      let bothAreSent = (): void => {}
      const both = new Promise<void>((resolve) => {
        bothAreSent = resolve
      })
      const respond = async () => {
        if (sent.at(-1)?.timestamp === `${Date.parse(date)}`) return respondWithList()
        if (sent.length === 2) bothAreSent()
        await both
        return respondWithError(401, '200', { date })()
      }
      const { sent, packages } = createRetryClient([respond])
      equal(await Promise.all([packages.list(), packages.list()]), [[], []])
      equal(
        sent.map(({ timestamp }) => Number(timestamp) > vectorTime),
        [false, false, true, true],
      )
    },
  },
]
