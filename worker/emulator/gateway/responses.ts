import type { Explanation } from './diagnose.ts'

/** An error of the service or its gateway: status, code, message. The texts are theirs. */
export interface ServiceError {
  readonly status: number
  readonly errorCode: string
  readonly message: string
}

const error = (status: number, errorCode: string, message: string): ServiceError => ({ status, errorCode, message })

/**
 * The documented errors: three digits are the gateway's, five the service's. What the documentation leaves open is in
 * `unknowns.ts`.
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const errors = {
  badRequest: error(400, '100', 'Bad Request Exception'),
  authenticationFailed: error(401, '200', 'Authentication Failed'),
  notFound: error(404, '300', 'Not Found Exception'),
  throttled: error(429, '410', 'Throttle Limited'),
  tooLarge: error(413, '430', 'Request Entity Too Large'),
  endpoint: error(503, '500', 'Endpoint Error'),
  endpointTimeout: error(504, '510', 'Endpoint Timeout'),
  unexpected: error(500, '900', 'Unexpected Error'),
  wrongParameter: error(400, '80000', 'INTERNAL_EXCEPTION'),
  noPermission: error(403, '80002', 'SUB_ACC_NO_PERMISSION'),
  packageNotFound: error(404, '80101', 'PACKAGE_NOT_FOUND'),
  packagePlatform: error(400, '80102', 'PACKAGE_PLATFORM_MISMATCH'),
  packageNotEmpty: error(409, '80109', 'PACKAGE_NOT_EMPTY'),
  actionNotFound: error(404, '80301', 'ACTION_NOT_FOUND'),
  actionPlatform: error(400, '80302', 'ACTION_PLATFORM_MISMATCH'),
  actionMissingField: error(400, '80306', 'ACTION_BODY_MISSING_FIELD'),
  triggerNotFound: error(404, '80501', 'TRIGGER_NOT_FOUND'),
  triggerPlatform: error(400, '80502', 'TRIGGER_PLATFORM_MISMATCH'),
  triggerRuntimeParameters: error(400, '80511', 'TRIGGER_INVALID_RUNTIME_PARAMS'),
  triggerNotLinked: error(400, '80512', 'TRIGGER_INVOKE_FAIL'),
  linkWrongType: error(400, '80520', 'RULE_BODY_INVALID_TYPE'),
  linkMissingField: error(400, '80521', 'RULE_BODY_MISSING_FIELD'),
} as const satisfies Readonly<Record<string, ServiceError>>

/** What a handler throws instead of answering. Nothing has been written by then. */
export class Refusal extends Error {
  readonly error: ServiceError
  readonly details: string

  constructor(error: ServiceError, details = '') {
    super(error.message)
    this.error = error
    this.details = details
  }
}

/** JSON as a text, or in UTF-8. */
type Json = string | Uint8Array<ArrayBuffer>

/** A copy, read as it is: a body of bytes would be copied once more, and one of text encoded and decoded. */
const streamOf = (bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.slice())
      controller.close()
    },
  })

/** What every answer carries: the gateway's request id, and the emulator's own clock as the date. */
const answer = (status: number, now: number, json?: Json): Response =>
  new Response(typeof json === 'object' ? streamOf(json) : (json ?? null), {
    status,
    headers: {
      ...(json !== undefined && { 'content-type': 'application/json;charset=UTF-8' }),
      date: new Date(now).toUTCString(),
      'x-ncp-apigw-request-id': crypto.randomUUID(),
    },
  })

/** Content in the service's wrapper. */
export const wrapped = (content: unknown): string => JSON.stringify({ content })

/** A good answer: wrapped content; without any, `204`. */
export const success = (now: number, status: number, json: Json | undefined): Response =>
  json === undefined ? answer(204, now) : answer(status, now, json)

/**
 * A bad answer in the service's envelope. What only an emulator can tell stands beside it, under `emulator`, where
 * no client of the service looks.
 */
export const refusal = (now: number, error: ServiceError, details: string, explanation?: Explanation): Response => {
  const { status, errorCode, message } = error
  return answer(status, now, JSON.stringify({ error: { errorCode, message, details }, emulator: explanation }))
}
