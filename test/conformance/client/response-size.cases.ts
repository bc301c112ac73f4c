import { createTransport, packages } from '../../../lib/core.ts'
import { createClient, type NcloudError } from '../../../lib/index.ts'
import { equal, thrownBy } from '../../support/assert.ts'
import { type Case, messageContains } from '../case.ts'
import { vectorKey } from '../vectors.ts'

const errorOf = async (run: () => unknown) => (await thrownBy(run)) as NcloudError

/** Creates a `fetch` that responds with the chunks, without end for `repeated`, and records how the body was read. */
const createChunkedFetch = (chunks: readonly Uint8Array[], repeated = false, cancel: () => unknown = () => {}) => {
  const record = { requests: 0, chunks: 0, cancelled: 0 }
  const fetch = () => {
    record.requests += 1
    let next = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const chunk = chunks[repeated ? 0 : next]
        next += 1
        if (!chunk) return controller.close()
        record.chunks += 1
        controller.enqueue(chunk)
      },
      cancel: () => {
        record.cancelled += 1
        return cancel() as undefined
      },
    })
    return new Response(body)
  }
  return { record, fetch }
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** `{"content":[{"name":"한글"}]}` in single bytes: 31. */
const content = [{ name: '한글' }]
const chunks = Array.from(bytesOf(JSON.stringify({ content })), (byte) => Uint8Array.of(byte))

/** The limit for the size of a response. */
export const responseSizeCases: readonly Case[] = [
  {
    name: 'a response of exactly maxResponseBytes is read, also if its characters arrive in parts',
    run: async () => {
      const { record, fetch } = createChunkedFetch(chunks)
      equal(await createClient({ ...vectorKey, fetch, maxResponseBytes: 31 }).packages.list(), content)
      equal(record, { requests: 1, chunks: 31, cancelled: 0 })
    },
  },
  {
    name: 'a response larger than maxResponseBytes is cancelled and not retried, and the error has name, limit and fix',
    run: async () => {
      const { record, fetch } = createChunkedFetch(chunks)
      const { list } = createClient({ ...vectorKey, fetch, maxResponseBytes: 20 }).packages
      const error = await errorOf(() => list())
      equal([error.name, error.code, error.retryable], ['NcloudError', 'response_too_large', false])
      equal([error.status, error.operation, error.outcome], [undefined, 'getPackageList', undefined])
      equal(
        error.message,
        'getPackageList received more than 20 bytes from https://cloudfunctions.apigw.ntruss.com: raise maxResponseBytes',
      )
      equal(error.advice, 'Raise maxResponseBytes, or check baseUrl.')
      equal([record.requests, record.cancelled], [1, 1])
    },
  },
  {
    name: 'a response with one byte more than maxResponseBytes is rejected',
    run: async () => {
      const { fetch } = createChunkedFetch(chunks)
      const { list } = createClient({ ...vectorKey, fetch, maxResponseBytes: 30 }).packages
      equal((await errorOf(() => list())).code, 'response_too_large')
    },
  },
  {
    name: 'a response of more than 64 MiB is cancelled by default',
    run: async () => {
      const { record, fetch } = createChunkedFetch([new Uint8Array(2 ** 20)], true)
      const error = await errorOf(() => packages(createTransport({ ...vectorKey, fetch })).list())
      messageContains(error, 'more than 67108864 bytes')
      equal(record.cancelled, 1)
      // A stream may read one chunk ahead.
      equal([65, 66].includes(record.chunks), true)
    },
  },
  {
    name: 'an error that is larger than maxResponseBytes is cancelled, too',
    run: async () => {
      const fetch = () => Response.json({ error: { errorCode: '80101', message: 'NO' } }, { status: 404 })
      const { list } = createClient({ ...vectorKey, fetch, maxResponseBytes: 10 }).packages
      equal((await errorOf(() => list())).code, 'response_too_large')
    },
  },
  {
    name: 'a run whose response is larger than maxResponseBytes has the outcome unknown',
    run: async () => {
      const { fetch } = createChunkedFetch(chunks)
      const { run } = createClient({ ...vectorKey, fetch, maxResponseBytes: 20 }).actions
      const error = await errorOf(() => run({ packageName: 'shop', actionName: 'bill' }))
      equal([error.code, error.outcome, error.retryable], ['response_too_large', 'unknown', false])
    },
  },
  {
    name: 'a response that cannot be cancelled ends in the same error',
    run: async () => {
      const { fetch } = createChunkedFetch(chunks, false, () => Promise.reject(new Error('reset')))
      const { list } = createClient({ ...vectorKey, fetch, maxResponseBytes: 20 }).packages
      equal((await errorOf(() => list())).code, 'response_too_large')
    },
  },
  {
    name: 'content-length does not count, and a body without a stream is read',
    run: async () => {
      const headers = { 'content-length': '1000' }
      const fetch = () => new Response('{"content":[]}', { headers })
      equal(await createClient({ ...vectorKey, fetch, maxResponseBytes: 14 }).packages.list(), [])
      const simulated = { ok: true, status: 200, headers: new Headers(), text: async () => '{"content":[]}' }
      const { list } = createClient({ ...vectorKey, fetch: () => simulated as unknown as Response }).packages
      equal(await list(), [])
    },
  },
]
