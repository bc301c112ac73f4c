import { createTransport, withRetries } from '../../../lib/core.ts'
import { createClient } from '../../../lib/index.ts'
import { equal, holds, thrownBy } from '../../support/assert.ts'
import { type Case, messageContains } from '../case.ts'
import { failToFetch, respondWithError, respondWithList, serviceUnreachable } from '../fake-responses.ts'
import { vectorKey, vectorTime } from '../vectors.ts'
import { createRetryClient, errorOf } from './retry-client.ts'

const failingCallbacks: readonly [name: string, onAttempt: () => unknown][] = [
  [
    'throws',
    () => {
      throw new Error('failed callback')
    },
  ],
  ['rejects', () => Promise.reject(new Error('failed callback'))],
]

const invalidOptions: readonly [name: string, value: number][] = [
  ['retries', -1],
  ['retries', 11],
  ['retries', 1.5],
  ['attemptTimeoutMs', 0],
  ['attemptTimeoutMs', 2e9 + 1],
  ['timeoutMs', 0],
]

/** Options for retries, and the callback for attempts. */
export const reportCases: readonly Case[] = [
  {
    name: 'a client with retries returns the result of the last attempt, and reports every attempt',
    run: async () => {
      let time = vectorTime
      const { attempts, packages } = createRetryClient(
        [respondWithError(500, '900', { 'x-ncp-apigw-request-id': 'no' }), failToFetch, respondWithList],
        { now: () => ++time },
      )
      equal(await packages.list(), [])
      const operation = 'getPackageList'
      const reported = attempts.map(({ durationMs, ...rest }) => {
        holds(durationMs > 0 && durationMs < 10, 'the attempt has a duration')
        return rest
      })
      equal(reported, [
        { operation, attempt: 1, status: 500, code: '900', requestId: 'no', retryInMs: 100 },
        { operation, attempt: 2, code: 'network', retryInMs: 200 },
        { operation, attempt: 3, status: 200, requestId: 'ok' },
      ])
    },
  },
  ...failingCallbacks.map(
    ([name, onAttempt]): Case => ({
      name: `a client with retries ignores an onAttempt that ${name}`,
      run: async () =>
        equal(await createRetryClient([serviceUnreachable, respondWithList], { onAttempt }).packages.list(), []),
    }),
  ),
  {
    name: 'a client with retries reports no attempt of a call that is aborted before it is sent',
    run: async () => {
      const { sent, attempts, packages } = createRetryClient([respondWithList], { retries: 0 })
      await errorOf(() => packages.list({}, { signal: AbortSignal.abort() }))
      equal([sent, attempts], [[], []])
    },
  },
  {
    name: 'a client with retries uses the fetch of one call, and reports no attempt of an invalid call',
    run: async () => {
      const { sent, attempts, packages } = createRetryClient([failToFetch])
      equal(await packages.list({}, { fetch: respondWithList }), [])
      equal([sent.length, attempts.length], [0, 1])
      equal((await errorOf(() => packages.list({ platform: 'lambda' as never }))).name, 'RangeError')
      equal(attempts.length, 1)
    },
  },
  {
    name: 'a client retries, delays, signs and reports by its options',
    run: async () => {
      let time = vectorTime
      const operations: string[] = []
      const delays: number[] = []
      const statuses: (number | undefined)[] = []
      const ncf = createClient({
        ...vectorKey,
        retries: 1,
        attemptTimeoutMs: ({ id }) => operations.push(id) * 1_000,
        now: () => ++time,
        random: () => 0.5,
        sleep: async (ms) => delays.push(ms),
        onAttempt: ({ status }) => statuses.push(status),
        fetch: serviceUnreachable,
      })
      const error = await errorOf(() => ncf.packages.list())
      equal([error.attempts, operations, delays, statuses], [2, ['getPackageList'], [100], [503, 503]])
      equal((await errorOf(() => ncf.triggers.fire({ triggerName: 'nightly' }))).attempts, 1)
      equal(statuses.length, 3)
    },
  },
  {
    name: 'withRetries keeps the endpoint and the settings of its transport',
    run: () => {
      const sleep = async () => {}
      const { endpoint, settings } = withRetries(createTransport({ ...vectorKey, region: 'JPN', sleep }))
      equal([endpoint.region, settings.sleep === sleep], ['JPN', true])
    },
  },
  ...[0, 1, 10].map(
    (retries): Case => ({
      name: `a client with the option retries ${retries} retries a read ${retries} times, and a write once at most`,
      run: async () => {
        const reader = createRetryClient([serviceUnreachable], { retries })
        await errorOf(() => reader.packages.list())
        const writer = createRetryClient([serviceUnreachable], { retries })
        await errorOf(() => writer.packages.put({ packageName: 'shop' }))
        equal([reader.sent.length, writer.sent.length], [retries + 1, Math.min(retries, 1) + 1])
      },
    }),
  ),
  ...invalidOptions.map(
    ([name, value]): Case => ({
      name: `createClient throws for ${name} ${value}`,
      run: async () => {
        const error = await thrownBy(() => createClient({ ...vectorKey, [name]: value }))
        equal(error.name, 'RangeError')
        messageContains(error, name)
      },
    }),
  ),
]
