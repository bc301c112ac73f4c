import { type ProxyErrorCode, proxyErrors } from '../../lib/api/proxy-error-codes.ts'

interface Status {
  readonly status: number
  /** Whether the same request may succeed later. */
  readonly retryable: boolean
}

const final = (status: number): Status => ({ status, retryable: false })
const temporary = (status: number): Status => ({ status, retryable: true })

/** The HTTP status of each of the proxy's own error codes, and whether a retry may help. */
export const problemStatuses: Readonly<Record<ProxyErrorCode, Status>> = {
  method_not_allowed: final(405),
  uri_too_long: final(414),
  headers_too_large: final(431),
  invalid_host: final(400),
  misconfigured: final(503),
  dev_host: final(403),
  origin_not_allowed: final(403),
  cross_site_blocked: final(403),
  unauthenticated: final(401),
  invalid_token: final(401),
  auth_unavailable: temporary(503),
  rate_limited: temporary(429),
  limiter_unavailable: temporary(503),
  insufficient_scope: final(403),
  not_found: final(404),
  invalid_query: final(400),
  invalid_name: final(400),
  unsupported_media_type: final(415),
  payload_too_large: final(413),
  request_timeout: temporary(408),
  invalid_json: final(400),
  invalid_body: final(422),
  upstream_auth_failed: final(502),
  upstream_redirect: final(502),
  upstream_invalid_response: final(502),
  upstream_unreachable: temporary(502),
  upstream_busy: temporary(503),
  upstream_timeout: temporary(504),
  internal: final(500),
}

/** Thrown by a check that rejects a request. `app.ts` turns it into a problem response. */
export class ProxyError extends Error {
  readonly code: ProxyErrorCode

  constructor(code: ProxyErrorCode) {
    super(code)
    this.code = code
  }
}

/** The part of the gateway's response that a caller may see. */
export interface UpstreamError {
  readonly status: number | undefined
  readonly errorCode: string
  readonly requestId: string | undefined
}

/** An error as the caller gets it: the content of a problem response. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly details: string
  /** Missing for errors of the service: the client has the advice for those. */
  readonly advice?: string
  readonly retryable: boolean
  /** Set for a run that may have been executed (`unknown`) or has been. */
  readonly outcome?: 'unknown' | 'executed'
  /** The `Retry-After` of the gateway: seconds. */
  readonly retryAfterSeconds?: number
  readonly upstream?: UpstreamError
}

/** Returns the problem of one of the proxy's own error codes. */
export const proxyProblem = (code: ProxyErrorCode): Problem => {
  const { message, advice } = proxyErrors[code]
  // Clients written for the gateway show `details`.
  return { ...problemStatuses[code], code, message, advice, details: advice }
}
