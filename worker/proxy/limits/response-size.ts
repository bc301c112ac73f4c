import { NcloudError } from '../../../lib/index.ts'
import { Refusal } from '../problem.ts'

const tooLarge = (): NcloudError =>
  new NcloudError('Too large an answer', {
    code: 'invalid_response',
    cause: new Refusal('upstream_invalid_response'),
  })

/**
 * The same response with a body that ends in a refusal when it grows too long. Bytes are counted after decompression,
 * because that is what memory holds. The refusal comes as an error of the library, so that it is not taken for a line
 * that broke: sent again, the answer would be as long.
 */
export const limitBody = (response: Response, maxBytes: number): Response => {
  let bytes = 0
  const body = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > maxBytes) controller.error(tooLarge())
        else controller.enqueue(chunk)
      },
    }),
  )
  return body ? new Response(body, response) : response
}
