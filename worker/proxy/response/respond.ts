import { isNcloudError, type NcloudError } from '../../../lib/errors.ts'
import { serviceTexts } from '../../../lib/transport/decode.ts'
import { serverTiming, type Trace } from '../log/request-log.ts'
import { type Problem, type ProblemCode, problems, Refusal, shortId, type Upstream } from '../problem.ts'

const encoder = new TextEncoder()

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

/** The period of the rate limits in `wrangler.toml`. How much of it has passed, they do not say. */
const LIMIT_SECONDS = '60'

/** Long enough for any message of the service, short enough for a log line. */
const MAX_TEXT = 500

/** What every answer needs to know of its request. */
export interface AnswerContext {
  readonly requestId: string
  /** The origin, when it is on the list. */
  readonly allowedOrigin: string | undefined
  /** Those the address answers to. */
  readonly methods: readonly string[]
  /** What is known of the request; the size of the answer is added to it. */
  readonly trace: Trace
}

const respond = (
  status: number,
  text: string | undefined,
  type: string,
  { requestId, allowedOrigin, trace }: AnswerContext,
  extra: Readonly<Record<string, string>> = {},
): Response => {
  const bytes = text === undefined ? null : encoder.encode(text)
  const timing = serverTiming(trace)
  trace.answerBytes = bytes?.byteLength ?? 0
  return new Response(bytes, {
    status,
    headers: {
      ...FIXED,
      ...(bytes && { 'content-type': type }),
      ...(timing && { 'server-timing': timing }),
      'x-request-id': requestId,
      ...(allowedOrigin && {
        'access-control-allow-origin': allowedOrigin,
        'access-control-expose-headers': 'x-request-id, retry-after, age, cache-status',
      }),
      ...extra,
    },
  })
}

/** A good answer: JSON. */
export const ok = (
  text: string,
  context: AnswerContext,
  extra?: Readonly<Record<string, string>>,
  status = 200,
): Response => respond(status, text, 'application/json', context, extra)

/** A good answer without content. */
export const noContent = (context: AnswerContext): Response => respond(204, undefined, '', context)

/** The answer to a preflight that passed the gate. */
export const preflight = (context: AnswerContext): Response =>
  respond(204, undefined, '', context, {
    'access-control-allow-methods': context.methods.filter((method) => method !== 'OPTIONS').join(', '),
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': PREFLIGHT_SECONDS,
  })

const extraHeaders = (code: string, { methods }: AnswerContext): Record<string, string> => {
  switch (code) {
    case 'method_not_allowed':
      return { allow: methods.join(', ') }
    case 'unauthenticated':
      return { 'www-authenticate': 'Bearer' }
    case 'invalid_token':
      return { 'www-authenticate': 'Bearer error="invalid_token"' }
    case 'upstream_busy':
    case 'auth_unavailable':
    case 'limiter_unavailable':
      return { 'retry-after': '1' }
    case 'rate_limited':
      return { 'retry-after': LIMIT_SECONDS }
    default:
      return {}
  }
}

/** A refusal as a problem. `mayPass`: whatever its kind. */
const problemOf = ({ code, upstream }: Refusal, isRepeatable = true, mayPass = false): Problem => {
  const kind = problems[code]
  return { ...kind, code, upstream, retryable: ('retryable' in kind || mayPass) && isRepeatable }
}

/** Three digits: the gateway itself speaks, about the proxy rather than about the caller, but for a body's size. */
const gatewayRefusal = (status: number | undefined, code: string): ProblemCode => {
  if (status === 401 || code === '230') return 'upstream_auth_failed'
  if (status === 429 || status === 503) return 'upstream_busy'
  if (status === 504) return 'upstream_timeout'
  if (status === 413) return 'payload_too_large'
  return 'upstream_invalid_response'
}

/** Five digits: the service speaks, about what the caller asked. Its errors pass with their status and code. */
export const isServiceError = ({ status = 0, code }: NcloudError): boolean =>
  /^\d{5}$/.test(code) && status > 399 && status < 600 && status !== 401 && status !== 407

/** What a failed call means to a caller of the proxy, who may send it again if `isRepeatable`. */
const kindOfCall = (error: NcloudError, isRepeatable: boolean): Problem => {
  const { status, code, requestId } = error
  const { message, details } = serviceTexts(error)
  if (error.cause instanceof Refusal) return problemOf(error.cause)
  const upstream: Upstream = { status, errorCode: shortId(code) ?? '', requestId: shortId(requestId) }
  if (isServiceError(error)) {
    return {
      status: status ?? 500,
      code,
      message: message.slice(0, MAX_TEXT),
      details: details.slice(0, MAX_TEXT),
      retryable: error.retryable,
      upstream,
    }
  }
  // What stands in an answer is the gateway's to write: it must not pass for a failure of the transport.
  if (status !== undefined && code !== 'redirect') {
    return problemOf(new Refusal(gatewayRefusal(status, code), upstream), isRepeatable, error.retryable)
  }
  switch (code) {
    case 'network':
      return problemOf(new Refusal('upstream_unreachable'), isRepeatable)
    case 'timeout':
      return problemOf(new Refusal('upstream_timeout'), isRepeatable)
    case 'redirect':
      return problemOf(new Refusal('upstream_redirect', upstream))
    default:
      return problemOf(new Refusal('upstream_invalid_response', upstream))
  }
}

const isRun = (operation: string | undefined): boolean => operation === 'postAction' || operation === 'postTrigger'

/** A failed call as a problem, with what became of it where that was a run, and how long to wait where that was said. */
const problemOfCall = (error: NcloudError, operation: string | undefined): Problem => {
  const { retryable, retryAfterMs } = error
  const outcome = error.outcome ?? 'not_executed'
  const problem = kindOfCall(error, isRun(operation) ? outcome === 'not_executed' : retryable)
  return {
    ...problem,
    ...(outcome !== 'not_executed' && { outcome }),
    ...((problem.retryable || isServiceError(error)) &&
      retryAfterMs !== undefined && { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
  }
}

/** Whatever was thrown in an operation, as what the outside may learn of it. `isSent`: the gateway was asked. */
export const describe = (error: unknown, operation?: string, isSent = false): Problem => {
  if (isNcloudError(error)) return problemOfCall(error, operation)
  const problem = problemOf(error instanceof Refusal ? error : new Refusal('internal'))
  return isSent && isRun(operation) ? { ...problem, retryable: false, outcome: 'unknown' } : problem
}

/**
 * Every error is answered in one shape: RFC 9457, and within it the gateway's own envelope, so that a client written
 * for the gateway reads it unchanged.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export const problem = (
  { status, code, message, details, retryable, outcome, retryAfterSeconds, upstream }: Problem,
  context: AnswerContext,
): Response => {
  const body = {
    type: 'about:blank',
    title: message,
    status,
    code,
    requestId: context.requestId,
    retryable,
    ...(outcome && { outcome }),
    ...(upstream && { upstream }),
    error: { errorCode: code, message, details },
  }
  return respond(status, JSON.stringify(body), 'application/problem+json', context, {
    ...extraHeaders(code, context),
    ...(retryAfterSeconds !== undefined && { 'retry-after': `${retryAfterSeconds}` }),
  })
}
