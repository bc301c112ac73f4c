import { equal, holds } from '../../support/assert.ts'
import { type Case, messageContains } from '../case.ts'
import {
  failToFetch,
  neverRespond,
  type Respond,
  respondWithBrokenBody,
  respondWithError,
  respondWithHtml,
  serviceUnreachable,
} from '../fake-responses.ts'
import { validParams } from '../valid-params.ts'
import { vectorTime } from '../vectors.ts'
import { createRetryClient, errorOf, packageNotFound, runMicrotasks } from './retry-client.ts'

/** A failure, and how many requests a call sends if every attempt fails with it. */
type Failure = readonly [name: string, respond: Respond, read: number, write: number, triggerWrite: number]

const failures: readonly Failure[] = [
  ['no response', failToFetch, 3, 2, 1],
  ['a response that breaks off', respondWithBrokenBody, 3, 2, 1],
  ['429', respondWithError(429, '410'), 3, 2, 1],
  ['429 in HTML', respondWithHtml(429), 3, 2, 1],
  ['503, because the gateway cannot reach the service', serviceUnreachable, 3, 2, 2],
  ['503 with another code', respondWithError(503, '501'), 3, 2, 1],
  ['502 in HTML', respondWithHtml(502), 3, 2, 1],
  ['504', respondWithError(504, '510'), 3, 2, 1],
  ['500 of the gateway', respondWithError(500, '900'), 3, 1, 1],
  ['a response without content', () => new Response('{"conten'), 3, 1, 1],
  ['500 of the service', respondWithError(500, '81311'), 1, 1, 1],
  ['500 in HTML', respondWithHtml(500), 1, 1, 1],
  ['an error with a success status', respondWithError(200, '80002'), 1, 1, 1],
  ['400', respondWithError(400, '80000'), 1, 1, 1],
  ['400, because the service is not available', respondWithError(400, '80031'), 1, 1, 1],
  ['401', respondWithError(401, '200'), 1, 1, 1],
  ['403', respondWithError(403, '80002'), 1, 1, 1],
  ['404', packageNotFound, 1, 1, 1],
  ['409', respondWithError(409, '80109'), 1, 1, 1],
  ['a redirect', () => new Response(null, { status: 307 }), 1, 1, 1],
]

const runs = ['actions.run', 'actions.runAndWait', 'triggers.fire']
const writes = ['packages.put', 'packages.delete', 'actions.put', 'actions.delete']
const triggerWrites = ['triggers.put', 'triggers.delete', 'triggers.link', 'triggers.unlink']

const requestsOf = (call: string, [, , read, write, triggerWrite]: Failure): number => {
  if (runs.includes(call)) return 1
  if (writes.includes(call)) return write
  return triggerWrites.includes(call) ? triggerWrite : read
}

const afterFailure = (call: string, params: unknown, failure: Failure): Case => {
  const [name, respond] = failure
  const requests = requestsOf(call, failure)
  const count = ['', 'once', 'twice, with two signatures,', 'three times, with three signatures,'][requests]
  return {
    name: `a client with retries sends ${call} ${count} after ${name}`,
    run: async () => {
      let time = vectorTime
      const { sent, delays, attempts, makeCall } = createRetryClient([respond], { now: () => ++time })
      const error = await errorOf(() => makeCall(call, params))
      equal([error.name, error.attempts, sent.length], ['NcloudError', requests, requests])
      holds(!('retryAfterMs' in error), 'the response has no Retry-After')
      equal([delays.length, attempts.length], [requests - 1, requests])
      equal(new Set(sent.map(({ signature }) => signature)).size, requests, 'signatures')
    },
  }
}

const afterAttemptTimeout = (call: string, params: unknown): Case => {
  const isRetried = !runs.includes(call) && !triggerWrites.includes(call)
  return {
    name: `a client with retries ${isRetried ? 'retries' : 'never retries'} ${call} after a timeout`,
    run: async () => {
      const respond = () => (attempts.length === 0 ? neverRespond() : respondWithError(400, '80000')())
      // The second attempt is the last one: it has all of the time that is left. A run needs time to be sent.
      const { attempts, makeCall } = createRetryClient([respond], { attemptTimeoutMs: 1, retries: 1 })
      const error = await errorOf(() => makeCall(call, params, isRetried ? {} : { timeoutMs: 200 }))
      await runMicrotasks()
      equal([error.code, attempts.length], isRetried ? ['80000', 2] : ['timeout', 1])
      if (!isRetried) messageContains(error, ' 200 ms')
    },
  }
}

const afterWrongClock = (call: string, params: unknown): Case => {
  const requests = runs.includes(call) ? 1 : 2
  const retry = requests === 1 ? 'but never retries it' : 'and retries it once'
  return {
    name: `a client with retries corrects its clock after 401 for ${call}, ${retry}`,
    run: async () => {
      const date = new Date(vectorTime + 600_000).toUTCString()
      const { sent, makeCall } = createRetryClient([respondWithError(401, '200', { date })])
      const error = await errorOf(() => makeCall(call, params))
      equal([error.code, error.attempts, sent.length], ['200', requests, requests])
      await errorOf(() => makeCall(call, params))
      equal(sent.at(-1)?.timestamp, `${Date.parse(date)}`, 'the next call uses the corrected clock')
      equal(sent.length, requests + 1)
    },
  }
}

/** How often every call is sent, by the kind of failure. */
export const failureCases: readonly Case[] = Object.entries(validParams).flatMap(([call, params]) => [
  ...failures.map((failure) => afterFailure(call, params, failure)),
  afterAttemptTimeout(call, params),
  afterWrongClock(call, params),
])
