import { equal } from '../../support/assert.ts'
import { type Case, messageContains } from '../case.ts'
import { type Respond, respondWithError, respondWithList } from '../fake-responses.ts'
import { vectorTime } from '../vectors.ts'
import { createRetryClient, errorOf, tooManyRequests } from './retry-client.ts'

/** Responses that are not the result of a wrong clock. */
const otherRejections: readonly [name: string, offMs: number | undefined, status: number, code: string][] = [
  ['401 with a date that differs by 30 s', 30_000, 401, '200'],
  ['401 without a date', undefined, 401, '200'],
  ['403, even if the date differs by 10 minutes', 600_000, 403, '200'],
  ['401 with another code, even if the date differs by 10 minutes', 600_000, 401, '210'],
]

const time = Math.floor(vectorTime / 1000) * 1000
const dateAfter = (ms: number): Record<string, string> => ({ date: new Date(time + ms).toUTCString() })
const rejectedAt = (ms: number): Respond => respondWithError(401, '200', dateAfter(ms))

/** The origins of gateways, and whether a client corrects its clock by a response of theirs. */
const origins: readonly [origin: string, isCorrected: boolean][] = [
  ['https://gateway.example', true],
  ['http://gateway.localhost:8788', true],
  ['http://127.0.0.1:8788', true],
  ['http://gateway.example', false],
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
  ...origins.map(
    ([baseUrl, isCorrected]): Case => ({
      name: `a client with retries ${isCorrected ? 'corrects' : 'does not correct'} its clock by a response of ${baseUrl}`,
      run: async () => {
        const options = { now: () => time, baseUrl, allowHttp: true }
        const { sent, packages } = createRetryClient([rejectedAt(600_000), respondWithList], options)
        await (isCorrected ? packages.list() : errorOf(() => packages.list()))
        equal(
          sent.map(({ timestamp }) => Number(timestamp) - time),
          isCorrected ? [0, 600_000] : [0],
        )
      },
    }),
  ),
  ...[900_000, -900_000].map(
    (offMs): Case => ({
      name: `a client with retries corrects its clock by ${offMs} ms, but names a larger difference and does not retry`,
      run: async () => {
        const options = { now: () => time }
        const { sent, packages } = createRetryClient([rejectedAt(offMs), respondWithList], options)
        await packages.list()
        equal(sent.at(-1)?.timestamp, `${time + offMs}`)
        const further = createRetryClient([rejectedAt(offMs + Math.sign(offMs) * 1000), respondWithList], options)
        const error = await errorOf(() => further.packages.list())
        equal([error.code, further.sent.length], ['200', 1])
        messageContains(error, `is 901 s ${offMs > 0 ? 'behind' : 'ahead of'} the gateway's clock.`)
      },
    }),
  ),
  {
    name: 'a client with retries never corrects its clock by more than 15 minutes in several steps, and can go back',
    run: async () => {
      const responses = [rejectedAt(600_000), respondWithList, rejectedAt(1_200_000), rejectedAt(0), respondWithList]
      const { sent, packages } = createRetryClient(responses, { now: () => time })
      await packages.list()
      await errorOf(() => packages.list())
      await packages.list()
      equal(
        sent.map(({ timestamp }) => Number(timestamp) - time),
        [0, 600_000, 600_000, 600_000, 0],
      )
    },
  },
  {
    name: 'a client with retries corrects its clock by the time when the response began, however long its body takes',
    run: async () => {
      let now = time
      const slowBody: UnderlyingDefaultSource = {
        pull: (controller) => {
          now += 7_000
          controller.enqueue(new TextEncoder().encode('{"error":{"errorCode":"200","message":"NO"}}'))
          controller.close()
        },
      }
      const respond = () => {
        now += 2_000
        if (sent.length > 1) return respondWithList()
        const body = new ReadableStream(slowBody, { highWaterMark: 0 })
        return new Response(body, { status: 401, headers: dateAfter(600_000) })
      }
      const { sent, packages } = createRetryClient([respond], { now: () => now })
      await packages.list()
      // Two seconds after the first request, the clock of the gateway showed ten minutes more than at its start.
      equal(
        sent.map(({ timestamp }) => Number(timestamp) - time),
        [0, 607_000],
      )
    },
  },
  {
    name: 'a client with retries retries at once after it has corrected its clock, and uses it for the date of Retry-After',
    run: async () => {
      const date = (ms: number) => new Date(vectorTime + 600_000 + ms).toUTCString()
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
        respondWithError(401, '200', { date: new Date(vectorTime + sent.length * 400_000).toUTCString() })()
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
