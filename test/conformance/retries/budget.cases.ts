import { equal } from '../../support/assert.ts'
import type { Case } from '../case.ts'
import { respondWithError, respondWithList, serviceUnreachable } from '../fake-responses.ts'
import { vectorTime } from '../vectors.ts'
import { createRetryClient, errorOf } from './retry-client.ts'

/** The limit for the retries of all calls together. */
export const budgetCases: readonly Case[] = [
  {
    name: 'a client with retries has ten retries for all calls, and one more for every ten successful calls',
    run: async () => {
      let respond = serviceUnreachable
      const { sent, packages } = createRetryClient([() => respond()])
      const requestsOf = async (calls: number) => {
        const before = sent.length
        for (let call = 0; call < calls; call += 1) await packages.list().catch(() => {})
        return sent.length - before
      }
      equal([await requestsOf(5), await requestsOf(3)], [15, 3], 'all calls fail')
      respond = respondWithList
      equal(await requestsOf(9), 9)
      respond = serviceUnreachable
      equal(await requestsOf(1), 1, 'nine successful calls are too few')
      respond = respondWithList
      equal(await requestsOf(1), 1)
      respond = serviceUnreachable
      equal(await requestsOf(1), 2)
      respond = respondWithList
      await requestsOf(200)
      respond = serviceUnreachable
      equal(await requestsOf(10), 20, 'the budget never holds more than ten retries')
    },
  },
  {
    name: 'a client with retries has ten retries for calls that fail at the same time, too',
    run: async () => {
      const { sent, packages } = createRetryClient([serviceUnreachable])
      await Promise.all(Array.from({ length: 50 }, () => errorOf(() => packages.list())))
      equal(sent.length, 60)
    },
  },
  {
    name: 'a client with retries spends a retry for the correction of its clock, and needs one that is left',
    run: async () => {
      let respond = serviceUnreachable
      const { sent, packages } = createRetryClient([() => respond()], { retries: 9 })
      await errorOf(() => packages.list())
      equal(sent.length, 10, 'nine of ten retries')
      const clockOff = (ms: number) => respondWithError(401, '200', { date: new Date(vectorTime + ms).toUTCString() })
      respond = clockOff(600_000)
      await errorOf(() => packages.list())
      equal(sent.length, 12, 'the tenth retry')
      respond = clockOff(1_200_000)
      await errorOf(() => packages.list())
      equal(sent.length, 13, 'no retry is left')
    },
  },
]
