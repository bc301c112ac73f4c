import { isNcloudError, type NcloudError } from '../lib/index.ts'
import { METHODS } from './gate.ts'
import { type Problem, type ProblemCode, problems, Refusal, type Upstream } from './problem.ts'

/** The headers of every answer. No other ones leave, but those named below. */
const FIXED: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  vary: 'Origin',
  'x-content-type-options': 'nosniff',
}

/** Browsers keep the answer to a preflight this long. */
const PREFLIGHT_SECONDS = '600'

/** Ids and codes are short; whatever else stands in their place is not passed on. */
const MAX_ID = 64

/** Long enough for any message of the service, short enough for a log line. */
const MAX_TEXT = 500

/** What every answer needs to know of its request. */
export interface AnswerContext {
  readonly requestId: string
  /** The origin, when it is on the list. */
  readonly allowedOrigin: string | undefined
}

const respond = (
  status: number,
  body: unknown,
  type: string,
  { requestId, allowedOrigin }: AnswerContext,
  extra: Readonly<Record<string, string>> = {},
): Response =>
  new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: {
      ...FIXED,
      ...(body !== undefined && { 'content-type': type }),
      'x-request-id': requestId,
      ...(allowedOrigin && {
        'access-control-allow-origin': allowedOrigin,
        'access-control-expose-headers': 'x-request-id, retry-after',
      }),
      ...extra,
    },
  })

/** A good answer. */
export const ok = (body: unknown, context: AnswerContext): Response => respond(200, body, 'application/json', context)

/** The answer to a preflight that passed the gate. */
export const preflight = (context: AnswerContext): Response =>
  respond(204, undefined, '', context, {
    'access-control-allow-methods': METHODS.filter((method) => method !== 'OPTIONS').join(', '),
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': PREFLIGHT_SECONDS,
  })

const extraHeaders = (code: string): Record<string, string> => {
  switch (code) {
    case 'method_not_allowed':
      return { allow: METHODS.join(', ') }
    case 'unauthenticated':
      return { 'www-authenticate': 'Bearer' }
    case 'invalid_token':
      return { 'www-authenticate': 'Bearer error="invalid_token"' }
    case 'upstream_busy':
      return { 'retry-after': '1' }
    default:
      return {}
  }
}

const problemOf = ({ code, upstream }: Refusal): Problem => {
  const kind = problems[code]
  return { ...kind, code, upstream, retryable: 'retryable' in kind }
}

/** Three digits: the gateway itself speaks, about the proxy rather than about the caller. */
const gatewayRefusal = (status: number | undefined, code: string): ProblemCode => {
  if (status === 401 || code === '230') return 'upstream_auth_failed'
  if (status === 429 || status === 503) return 'upstream_busy'
  if (status === 504) return 'upstream_timeout'
  return 'upstream_invalid_response'
}

const short = (text: string | undefined): string | undefined => text?.replace(/[^\w.:-]/g, '').slice(0, MAX_ID)

/** Five digits: the service speaks, about what the caller asked. Its errors pass with their status and code. */
const isServiceError = ({ status = 0, code }: NcloudError): boolean =>
  /^\d{5}$/.test(code) && status > 399 && status < 600 && status !== 401 && status !== 407

/** What a failed call means to a caller of the proxy. */
const problemOfCall = (error: NcloudError): Problem => {
  const { status, code, message, details, requestId, retryable } = error
  if (error.cause instanceof Refusal) return problemOf(error.cause)
  const upstream: Upstream = { status, errorCode: short(code) ?? '', requestId: short(requestId) }
  if (isServiceError(error)) {
    return {
      status: status ?? 500,
      code,
      message: message.slice(0, MAX_TEXT),
      details: details.slice(0, MAX_TEXT),
      retryable,
      upstream,
    }
  }
  // What stands in an answer is the gateway's to write: it must not pass for a failure of the transport.
  if (status !== undefined && code !== 'redirect' && code !== 'invalid_response') {
    return problemOf(new Refusal(gatewayRefusal(status, code), upstream))
  }
  switch (code) {
    case 'network':
      return problemOf(new Refusal('upstream_unreachable'))
    case 'timeout':
      return problemOf(new Refusal('upstream_timeout'))
    case 'redirect':
      return problemOf(new Refusal('upstream_redirect', upstream))
    default:
      return problemOf(new Refusal('upstream_invalid_response', upstream))
  }
}

/** Whatever was thrown, as what the outside may learn of it. */
export const describe = (error: unknown): Problem => {
  if (isNcloudError(error)) return problemOfCall(error)
  return problemOf(error instanceof Refusal ? error : new Refusal('internal'))
}

/**
 * Every error is answered in one shape: RFC 9457, and within it the gateway's own envelope, so that a client written
 * for the gateway reads it unchanged.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export const problem = (
  { status, code, message, details, retryable, upstream }: Problem,
  context: AnswerContext,
): Response => {
  const body = {
    type: 'about:blank',
    title: message,
    status,
    code,
    requestId: context.requestId,
    retryable,
    ...(upstream && { upstream }),
    error: { errorCode: code, message, details },
  }
  return respond(status, body, 'application/problem+json', context, extraHeaders(code))
}
