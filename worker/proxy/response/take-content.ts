import type { Operation } from '../../../lib/api/operations.ts'
import type { Fetch } from '../../../lib/transport/options.ts'
import { callError } from '../../../lib/transport/transport.ts'
import type { View } from '../callers/permissions.ts'
import { createJsonRewriter } from '../json/json-rewriter.ts'
import { readBytes } from '../limits/read-bytes.ts'
import { ProxyError } from '../problem.ts'
import { contentFilter } from './content-filters.ts'
import type { Filter } from './filter-by-shape.ts'

/** Deeper than the results of actions, and far from the depth at which recursion overflows the stack. */
const MAX_DEPTH = 1000

/** Larger than every error of the gateway: bytes. The transport parses no more than this. */
const MAX_REST_BYTES = 2 ** 18

const [PREFIX, SUFFIX] = ['{"content":', '}']

/** First byte, and length, of a byte order mark. JSON never begins with this byte. */
const BYTE_ORDER_MARK = 0xef
const MARK_LENGTH = 3

const decoder = new TextDecoder()

/** The parts of a response. */
interface ResponseParts {
  /** The response with an empty list or object as its content. A failed response keeps its filtered content. */
  readonly rest: string
  /** The JSON of the filtered content; `undefined` without content of the expected shape. */
  readonly content: Uint8Array<ArrayBuffer> | undefined
}

/**
 * Separates the content from a response. The content overwrites the bytes, so that it needs no memory of its own.
 *
 * @returns `undefined` if the rest is too large.
 */
const splitResponse = (
  bytes: Uint8Array<ArrayBuffer>,
  filter: Filter | undefined,
  isSuccess: boolean,
): ResponseParts | undefined => {
  const json = createJsonRewriter(bytes, MAX_DEPTH)
  let [start, end] = [0, 0]
  let placeholder = ''
  let hasContent = false
  const last = json.members((name) => {
    const kind = json.kind()
    if (!filter || name !== 'content' || !(kind === 'list' || kind === 'object')) {
      json.skipValue()
      return
    }
    if (placeholder) throw new SyntaxError('repeated content')
    placeholder = kind === 'list' ? '[]' : '{}'
    start = json.position()
    json.moveTo(start)
    hasContent = filter(json)
    end = json.position()
    // The transport looks into it: a failed response may be a failed run.
    if (hasContent && !isSuccess) placeholder = decoder.decode(bytes.subarray(start, json.written()))
  })
  json.end()

  if (start + last - end > MAX_REST_BYTES) return undefined
  const rest = decoder.decode(bytes.subarray(0, start)) + placeholder + decoder.decode(bytes.subarray(end, last))
  if (!hasContent) return { rest, content: undefined }
  // The response has these characters around its content, too.
  const begin = start - PREFIX.length
  json.write(SUFFIX)
  const content = bytes.subarray(begin, json.written())
  json.moveTo(begin)
  json.write(PREFIX)
  return { rest, content }
}

/** A `fetch` that takes the content out of a response. */
export interface ContentTaker {
  /** Sends a request. The content of its response becomes an empty list or object. */
  readonly fetch: Fetch
  /**
   * Waits for a call with this `fetch`.
   *
   * @returns `{ "content": … }` as bytes, with the fields of the view; `undefined` for an operation without content.
   * @throws The error of the call; NcloudError `response_too_large`; ProxyError `upstream_invalid_response` for content of
   * another shape.
   */
  contentAfter(call: Promise<unknown>): Promise<Uint8Array<ArrayBuffer> | undefined>
}

/**
 * Creates a `fetch` that filters the content of a response before the transport parses it: large content is never parsed,
 * and its numbers keep their digits.
 *
 * @param maxBytes Largest response after decompression: bytes.
 */
export const takeContent = (fetch: Fetch, operation: Operation, view: View, maxBytes: number): ContentTaker => {
  const filter = contentFilter(operation, view)
  let content: Uint8Array<ArrayBuffer> | undefined
  let isTooLarge = false
  return {
    fetch: async (url, init) => {
      content = undefined
      const response = await fetch(url, init)
      if (!response.body) return response
      const contentLength = Number(response.headers.get('content-length'))
      const bytes = await readBytes(response.body, { maxBytes, contentLength })
      let parts: ResponseParts | undefined = { rest: '', content: undefined }
      try {
        const start = bytes?.[0] === BYTE_ORDER_MARK ? MARK_LENGTH : 0
        parts = bytes && splitResponse(bytes.subarray(start), filter, response.ok)
      } catch {
        // HTML, cut JSON and an empty body are responses, too: the transport finds no content in them.
      }
      isTooLarge = !parts
      // The transport does not retry after this status: the next response would be as large.
      if (!parts) return new Response(null, { status: 413 })
      content = parts.content
      return new Response(parts.rest, response)
    },
    contentAfter: async (call) => {
      try {
        await call
      } catch (error) {
        throw isTooLarge
          ? callError(operation, 'response_too_large', `received more than ${maxBytes} bytes`, true, {
              retryable: false,
            })
          : error
      }
      if (filter && !content) throw new ProxyError('upstream_invalid_response')
      return content
    },
  }
}
