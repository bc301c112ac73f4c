import { NcloudError } from '../../../lib/errors.ts'
import { ProxyError } from '../problem.ts'

/** An error of the library, because the transport retries other errors: the next response would be as large. */
const tooLarge = (): NcloudError =>
  new NcloudError('The response is too large.', {
    code: 'invalid_response',
    cause: new ProxyError('upstream_invalid_response'),
  })

/**
 * Returns the same response with a body that fails when it grows beyond a limit. The limit counts bytes after
 * decompression, because those bytes fill the memory.
 *
 * @param maxBytes Bytes.
 */
export const limitResponseSize = (response: Response, maxBytes: number): Response => {
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
