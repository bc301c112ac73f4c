/** One kind of refusal: what the outside learns of it. */
interface ProblemKind {
  readonly status: number
  /** One sentence: what happened. */
  readonly message: string
  /** One sentence: what to do. */
  readonly details: string
  /** Whether the same request may succeed later. Default no. */
  readonly retryable?: true
}

const UPSTREAM = 'The gateway could not serve the proxy.'

/** Every refusal of the proxy. Nothing of a request is repeated in any of them. */
export const problems = {
  method_not_allowed: { status: 405, message: 'This method is not served.', details: 'Use a method named in Allow.' },
  uri_too_long: { status: 414, message: 'The address is too long.', details: 'Keep it within 4096 characters.' },
  headers_too_large: { status: 431, message: 'The headers are too large.', details: 'Keep them within 16 kB.' },
  invalid_host: { status: 400, message: 'The host is not valid.', details: 'Send the Host header of this address.' },
  misconfigured: {
    status: 503,
    message: 'The proxy is not configured.',
    details: 'Whoever runs it finds the reason in its log.',
  },
  dev_host: { status: 403, message: 'This is a development proxy.', details: 'Call it as localhost.' },
  origin_not_allowed: {
    status: 403,
    message: 'This origin may not call the proxy.',
    details: 'Whoever runs it can add the origin to ALLOWED_ORIGINS.',
  },
  cross_site_blocked: {
    status: 403,
    message: 'Other sites may call the proxy with fetch in CORS mode only.',
    details: 'Use fetch, from an allowed origin.',
  },
  unauthenticated: {
    status: 401,
    message: 'A caller token is needed.',
    details: 'Send it in the header Authorization, behind "Bearer "; sign in where Cloudflare Access is in front.',
  },
  invalid_token: {
    status: 401,
    message: 'The caller token is not valid.',
    details: 'Ask whoever runs the proxy for a new one.',
  },
  auth_unavailable: {
    status: 503,
    message: 'Who calls cannot be found out.',
    details: 'Cloudflare Access did not give its keys: try again later.',
    retryable: true,
  },
  rate_limited: {
    status: 429,
    message: 'There were too many requests.',
    details: 'Wait as long as Retry-After says.',
    retryable: true,
  },
  limiter_unavailable: {
    status: 503,
    message: 'Whether there were too many requests cannot be found out.',
    details: 'Until then nothing is changed: try again later.',
    retryable: true,
  },
  insufficient_scope: {
    status: 403,
    message: 'This operation is not granted.',
    details:
      'Whoever runs the proxy can grant it, in ALLOWED_OPERATIONS and to this caller; to run an action, also that.',
  },
  not_found: {
    status: 404,
    message: 'There is nothing at this address.',
    details: "The proxy serves the gateway's own paths, such as /ncf/api/v2/packages.",
  },
  invalid_query: {
    status: 400,
    message: 'The query is not valid.',
    details: 'Send each documented parameter at most once, with a documented value.',
  },
  invalid_name: {
    status: 400,
    message: 'A name in the address is not valid.',
    details: 'Names are 1 to 50 of A-Z a-z 0-9 - _, not beginning with "-"; ids of activations are 32 characters.',
  },
  unsupported_media_type: {
    status: 415,
    message: 'The body must be JSON.',
    details: 'Send it with the content type application/json.',
  },
  payload_too_large: {
    status: 413,
    message: 'The body is too large.',
    details: 'Keep it within MAX_BODY_BYTES; send none with an operation that takes none.',
  },
  request_timeout: {
    status: 408,
    message: 'The body took too long to come.',
    details: 'Send it faster, or raise BODY_TIMEOUT_MS.',
    retryable: true,
  },
  invalid_json: {
    status: 400,
    message: 'The body is not valid JSON.',
    details:
      'Send UTF-8, no key twice, no integer that no double is, at most 100 levels deep; {} where there is nothing to say.',
  },
  invalid_body: {
    status: 422,
    message: 'The body is not what this operation takes.',
    details: 'Send an object of its documented fields and no others.',
  },
  upstream_auth_failed: {
    status: 502,
    message: 'The gateway refused the key of the proxy.',
    details: 'Whoever runs the proxy must check its key, its subscription and its clock.',
  },
  upstream_redirect: { status: 502, message: UPSTREAM, details: 'It answered with a redirect, which is not followed.' },
  upstream_invalid_response: { status: 502, message: UPSTREAM, details: 'Its answer was not the documented one.' },
  upstream_unreachable: { status: 502, message: UPSTREAM, details: 'It did not answer.', retryable: true },
  upstream_busy: { status: 503, message: UPSTREAM, details: 'It is busy: try again later.', retryable: true },
  upstream_timeout: { status: 504, message: UPSTREAM, details: 'It did not answer in time.', retryable: true },
  internal: { status: 500, message: 'The proxy failed.', details: 'Whoever runs it finds the request in its log.' },
} as const satisfies Record<string, ProblemKind>

/** A refusal, by name. */
export type ProblemCode = keyof typeof problems

/** Thrown by a check; becomes an answer in one place. */
export class Refusal extends Error {
  readonly code: ProblemCode
  /** What the gateway had said, when it was asked. */
  readonly upstream: Upstream | undefined

  constructor(code: ProblemCode, upstream?: Upstream) {
    super(code)
    this.code = code
    this.upstream = upstream
  }
}

/** What a caller may know of the gateway's answer. */
export interface Upstream {
  readonly status: number | undefined
  readonly errorCode: string
  readonly requestId: string | undefined
}

/** Ids and codes are short; whatever else stands in their place is not passed on. */
const MAX_ID = 64

/** What of an id or code may be passed on. */
export const shortId = (text: string | undefined): string | undefined => text?.replace(/[^\w.:-]/g, '').slice(0, MAX_ID)

/** What varies between two problems of one shape. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly details: string
  readonly retryable: boolean
  /** Said where the service may have run what it was asked to, and nobody can tell; or where it has. */
  readonly outcome?: 'unknown' | 'executed'
  /** How long the gateway asks to wait. */
  readonly retryAfterSeconds?: number
  readonly upstream?: Upstream | undefined
}
