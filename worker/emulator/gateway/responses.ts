import type { ErrorResponse } from '../errors.ts'
import type { SignatureDiagnosis } from './signature-mistakes.ts'

/** JSON as text, or as bytes of UTF-8. */
type Json = string | Uint8Array<ArrayBuffer>

/** Returns a stream of copied bytes. Faster than a body of bytes, which is copied twice, or a body of text. */
const streamBytes = (bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.slice())
      controller.close()
    },
  })

/** Creates a response with the request id of the gateway and the time of the emulator. */
const createResponse = (status: number, now: number, json?: Json): Response =>
  new Response(typeof json === 'object' ? streamBytes(json) : (json ?? null), {
    status,
    headers: {
      ...(json !== undefined && { 'content-type': 'application/json;charset=UTF-8' }),
      date: new Date(now).toUTCString(),
      'x-ncp-apigw-request-id': crypto.randomUUID(),
    },
  })

/** Serializes content in the service's wrapper: `{"content":…}`. */
export const wrapContent = (content: unknown): string => JSON.stringify({ content })

/** Creates the response of a success. Without JSON, the status is 204. */
export const successResponse = (now: number, status: number, json: Json | undefined): Response =>
  json === undefined ? createResponse(204, now) : createResponse(status, now, json)

/**
 * Creates an error response in the service's form. The diagnosis is in a member of its own, `emulator`, which clients of
 * the service do not read.
 */
export const errorResponse = (
  now: number,
  error: ErrorResponse,
  details: string,
  diagnosis?: SignatureDiagnosis,
): Response => {
  const { status, errorCode, message } = error
  return createResponse(status, now, JSON.stringify({ error: { errorCode, message, details }, emulator: diagnosis }))
}
