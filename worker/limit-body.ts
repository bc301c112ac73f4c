import { Refusal } from './problem.ts'

/**
 * The same response with a body that ends in a refusal when it grows too long. Bytes are counted after decompression,
 * because that is what memory holds.
 */
export const limitBody = (response: Response, maxBytes: number): Response => {
  let bytes = 0
  const body = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > maxBytes) controller.error(new Refusal('upstream_invalid_response'))
        else controller.enqueue(chunk)
      },
    }),
  )
  return body ? new Response(body, response) : response
}
