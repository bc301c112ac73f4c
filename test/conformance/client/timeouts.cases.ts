import { createClient, type NcloudError } from '../../../lib/index.ts'
import { createSigner } from '../../../lib/sign.ts'
import { equal, holds, thrownBy } from '../../support/assert.ts'
import { type Case, messageContains } from '../case.ts'
import { neverRespond } from '../fake-responses.ts'
import { createRecordingFetch } from '../recording-fetch.ts'
import { vectorKey } from '../vectors.ts'

const errorOf = async (run: () => unknown) => (await thrownBy(run)) as NcloudError

/** The time limit of a call, and its signal. */
export const timeoutCases: readonly Case[] = [
  {
    name: 'timeoutMs ends a call without a response',
    run: async () => {
      const { list } = createClient({ ...vectorKey, fetch: neverRespond, timeoutMs: 20 }).packages
      const error = await errorOf(() => list())
      equal([error.code, error.retryable, error.operation], ['timeout', true, 'getPackageList'])
      messageContains(error, '20 ms')
    },
  },
  {
    name: 'timeoutMs of one call ends reading the body',
    run: async () => {
      const body = () => new ReadableStream({ pull: neverRespond })
      const { list } = createClient({ ...vectorKey, fetch: () => new Response(body()) }).packages
      equal((await errorOf(() => list({}, { timeoutMs: 20 }))).code, 'timeout')
    },
  },
  {
    name: 'timeoutMs ends waiting for credentials',
    run: async () => {
      const { list } = createClient({ credentials: neverRespond, timeoutMs: 20 }).packages
      equal((await errorOf(() => list())).code, 'timeout')
    },
  },
  {
    name: 'packages.list rejects a timeoutMs out of range without a request',
    run: async () => {
      const { sent, fetch } = createRecordingFetch()
      const error = await thrownBy(() => createClient({ ...vectorKey, fetch }).packages.list({}, { timeoutMs: -1 }))
      equal([error.name, sent.length], ['RangeError', 0])
    },
  },
  {
    name: "an aborted call rejects with the signal's reason, and aborts fetch",
    run: async () => {
      const controller = new AbortController()
      const reason = new Error('changed my mind')
      let signal: AbortSignal | null | undefined
      const fetch = (_: string, init: RequestInit) => {
        signal = init.signal
        controller.abort(reason)
        return neverRespond()
      }
      const { list } = createClient({ ...vectorKey, fetch }).packages
      const error = await thrownBy(() => list({}, { signal: controller.signal }))
      holds(error === reason, 'the error is the reason of the signal')
      equal(signal?.aborted, true)
    },
  },
  {
    name: 'a call with an aborted signal sends no request',
    run: async () => {
      const { sent, fetch } = createRecordingFetch()
      const { list } = createClient({ ...vectorKey, fetch }).packages
      const error = await thrownBy(() => list({}, { signal: AbortSignal.abort() }))
      equal([error.name, sent.length], ['AbortError', 0])
    },
  },
  {
    name: 'a call that is aborted while it waits for credentials sends no request',
    run: async () => {
      const { sent, fetch } = createRecordingFetch()
      const { promise, resolve } = Promise.withResolvers<typeof vectorKey>()
      const { list } = createClient({ credentials: () => promise, fetch }).packages
      const controller = new AbortController()
      const call = list({}, { signal: controller.signal })
      controller.abort()
      equal((await thrownBy(() => call)).name, 'AbortError')
      resolve(vectorKey)
      // The thread pool signs in order: after two more signatures, the request would be signed and sent.
      await createSigner(vectorKey).headers('GET', '/')
      await createSigner(vectorKey).headers('GET', '/')
      equal(sent, [])
    },
  },
]
