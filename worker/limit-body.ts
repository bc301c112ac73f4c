import { Refusal } from './problem.ts'

/** Far more than the longest list; far less than what an isolate has for all its requests. */
const MAX_BYTES = 8 * 1024 * 1024

/**
 * The same response with a body that ends in a refusal when it grows too long. Bytes are counted after decompression,
 * because that is what memory holds.
 */
export const limitBody = (response: Response): Response => {
  let bytes = 0
  const body = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > MAX_BYTES) controller.error(new Refusal('upstream_invalid_response'))
        else controller.enqueue(chunk)
      },
    }),
  )
  return body ? new Response(body, response) : response
}
