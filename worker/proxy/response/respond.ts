import type { Problem } from '../problem.ts'
import { serverTiming, type Timings } from './server-timing.ts'

const encoder = new TextEncoder()

/** The headers of every response. The proxy sends these and the ones below, and no others. */
const FIXED_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  vary: 'Origin',
  'x-content-type-options': 'nosniff',
}

/** How long a browser may keep the response to a preflight. */
const PREFLIGHT_SECONDS = '600'

/** The period of the rate limits in `wrangler.toml`. The bindings do not report when it ends. */
const RATE_LIMIT_SECONDS = '60'

/** The parts of a request that its response depends on. */
export interface ResponseContext {
  readonly requestId: string
  /** The origin of the page, if it is allowed. */
  readonly allowedOrigin: string | undefined
  /** The methods of the path. */
  readonly allowedMethods: readonly string[]
  readonly timings: Timings
  /** The field of the log that this file writes. */
  readonly log: { responseBytes?: number }
}

type Headers = Readonly<Record<string, string>>

/** JSON as text or as bytes. */
export type Json = string | Uint8Array<ArrayBuffer>

interface Content {
  readonly json: Json
  readonly type: 'application/json' | 'application/problem+json'
}

const respond = (
  status: number,
  content: Content | undefined,
  { requestId, allowedOrigin, timings, log }: ResponseContext,
  headers: Headers = {},
): Response => {
  const bytes = typeof content?.json === 'string' ? encoder.encode(content.json) : (content?.json ?? null)
  const timing = serverTiming(timings)
  log.responseBytes = bytes?.byteLength ?? 0
  return new Response(bytes, {
    status,
    headers: {
      ...FIXED_HEADERS,
      ...(content && { 'content-type': content.type }),
      ...(timing && { 'server-timing': timing }),
      'x-request-id': requestId,
      ...(allowedOrigin && {
        'access-control-allow-origin': allowedOrigin,
        'access-control-expose-headers': 'x-request-id, retry-after, age, cache-status',
      }),
      ...headers,
    },
  })
}

/** Responds with JSON. */
export const respondWithJson = (json: Json, context: ResponseContext, headers?: Headers, status = 200): Response =>
  respond(status, { json, type: 'application/json' }, context, headers)

/** Responds without content. */
export const respondWithoutContent = (context: ResponseContext): Response => respond(204, undefined, context)

/** Responds to a preflight of an allowed origin. */
export const respondToPreflight = (context: ResponseContext): Response =>
  respond(204, undefined, context, {
    'access-control-allow-methods': context.allowedMethods.filter((method) => method !== 'OPTIONS').join(', '),
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': PREFLIGHT_SECONDS,
  })

const problemHeaders = ({ code, retryable }: Problem, { allowedMethods }: ResponseContext): Headers => {
  switch (code) {
    case 'method_not_allowed':
      return { allow: allowedMethods.join(', ') }
    case 'unauthenticated':
      return { 'www-authenticate': 'Bearer' }
    case 'invalid_token':
      return { 'www-authenticate': 'Bearer error="invalid_token"' }
    case 'upstream_busy':
    case 'auth_unavailable':
    case 'limiter_unavailable':
      return retryable ? { 'retry-after': '1' } : {}
    case 'rate_limited':
      return { 'retry-after': RATE_LIMIT_SECONDS }
    default:
      return {}
  }
}

/**
 * Responds with an error. Every error has one shape: RFC 9457, and within it the error body of the gateway, so that a
 * client that was written for the gateway reads it too.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export const respondWithProblem = (problem: Problem, context: ResponseContext): Response => {
  const { status, code, message, details, advice, retryable, outcome, retryAfterSeconds, upstream } = problem
  const body = {
    type: 'about:blank',
    title: message,
    status,
    code,
    requestId: context.requestId,
    retryable,
    ...(advice && { advice }),
    ...(outcome && { outcome }),
    ...(upstream && { upstream }),
    error: { errorCode: code, message, details },
  }
  // An allowed origin that this caller must not use cannot read the response.
  const { allowedOrigin } = code === 'origin_not_allowed' ? { allowedOrigin: undefined } : context
  const content: Content = { json: JSON.stringify(body), type: 'application/problem+json' }
  return respond(
    status,
    content,
    { ...context, allowedOrigin },
    {
      ...problemHeaders(problem, context),
      ...(retryAfterSeconds !== undefined && { 'retry-after': `${retryAfterSeconds}` }),
    },
  )
}
