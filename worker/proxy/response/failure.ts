import type { Operation } from '../../../lib/api/operations.ts'
import type { ProxyErrorCode } from '../../../lib/api/proxy-error-codes.ts'
import { NcloudError } from '../../../lib/errors.ts'
import { serviceTexts } from '../../../lib/transport/decode-response.ts'
import { type Problem, ProxyError, problemStatuses, proxyProblem, type UpstreamError } from '../problem.ts'
import type { Redact } from './redact.ts'

/** Longest text of the service that the proxy passes on: characters. */
const MAX_TEXT_LENGTH = 500

/** Longest id or code of the gateway that the proxy passes on: characters. */
const MAX_ID_LENGTH = 64

/** An error as the caller gets it, and a reason for the log. */
export interface Failure {
  readonly problem: Problem
  /** A sentence with more than the code, without secrets. */
  readonly reason: string | undefined
}

/** The progress of a request before an error. */
export interface Progress {
  /** The operation, once it is known. */
  readonly operation: Operation | undefined
  /** Whether the gateway has received a request. */
  readonly isSent: boolean
}

/** The fields of an error that come from the gateway, without secrets. */
type GatewayError = Pick<NcloudError, 'status' | 'code' | 'message' | 'details' | 'requestId'>

/** Replaces a message of the service. */
const REDACTED_MESSAGE = 'The proxy removed the message of the service, because it may contain a secret.'

/** Replaces the advice of a code for a run that may have started. */
const UNKNOWN_OUTCOME = 'Look for the activation before you run the action again.'

/** Returns an id or code of the gateway without characters that ids do not have. */
export const cleanId = (text: string): string => text.replace(/[^\w.:-]/g, '').slice(0, MAX_ID_LENGTH)

/**
 * Returns whether an error is one of the service: a code of five digits. It is about the request of the caller, so it
 * passes with its status and code. The codes of the gateway have three digits. With status 401 and 407 the gateway asks
 * for the proxy's own key.
 */
const isServiceError = ({ status = 0, code }: GatewayError): boolean =>
  /^\d{5}$/.test(code) && status > 399 && status < 600 && status !== 401 && status !== 407

/** Returns the proxy's code for an error of the gateway or the network. */
const proxyCodeOf = ({ status, code }: GatewayError): ProxyErrorCode => {
  if (status === undefined) {
    if (code === 'network') return 'upstream_unreachable'
    if (code === 'timeout') return 'upstream_timeout'
  }
  // A service can send any code with a success status, `redirect` too.
  const isSuccess = status !== undefined && status > 199 && status < 300
  if (code === 'redirect' && (status ?? 0) < 400 && !isSuccess) return 'upstream_redirect'
  if (status === 401 || code === '230') return 'upstream_auth_failed'
  if (status === 429 || status === 503) return 'upstream_busy'
  if (status === 504) return 'upstream_timeout'
  if (status === 413) return 'payload_too_large'
  return 'upstream_invalid_response'
}

const redacted = (error: NcloudError, redact: Redact): GatewayError => {
  const { status, code, requestId = '' } = error
  const { message, details } = serviceTexts(error)
  return {
    status,
    code: redact(code),
    message: redact(message, REDACTED_MESSAGE),
    details: redact(details, ''),
    requestId: redact(requestId) || undefined,
  }
}

/** Returns the part of the gateway's error that a caller may see; `undefined` without a response. */
const upstreamErrorOf = ({ status, code, requestId }: GatewayError): UpstreamError | undefined => {
  if (status === undefined && ['network', 'timeout', 'response_too_large'].includes(code)) return undefined
  return { status, errorCode: cleanId(code), requestId: requestId && cleanId(requestId) }
}

/** Returns the problem of a failed call, without its outcome. */
const problemOfCall = (error: GatewayError, isRetryable: boolean, mayRetry: boolean): Problem => {
  const { status, code, message, details } = error
  const upstream = upstreamErrorOf(error)
  if (isServiceError(error)) {
    return {
      status: status as number,
      code,
      message: message.slice(0, MAX_TEXT_LENGTH),
      details: details.slice(0, MAX_TEXT_LENGTH),
      retryable: isRetryable,
      ...(upstream && { upstream }),
    }
  }
  const proxyCode = proxyCodeOf(error)
  const retryable = (problemStatuses[proxyCode].retryable || (status !== undefined && isRetryable)) && mayRetry
  return { ...proxyProblem(proxyCode), retryable, ...(upstream && { upstream }) }
}

/** Describes a failed call: the problem, the outcome of a run, and the `Retry-After` of the gateway. */
const describeCall = (error: NcloudError, isRun: boolean, mayHaveRun: boolean, redact: Redact): Failure => {
  const { status, retryable, retryAfterMs } = error
  const { outcome = mayHaveRun ? 'unknown' : 'not_executed' } = error
  const mayRetry = isRun ? outcome === 'not_executed' : retryable
  const gatewayError = redacted(error, redact)
  const problem = problemOfCall(gatewayError, retryable, mayRetry)
  const mayWait = problem.retryable || isServiceError(gatewayError)
  // A response may repeat the path, query or body of the request, so its texts do not go into the log. Without a
  // response, the message is one of the client, and the error of the runtime is its cause.
  const reason = status === undefined ? redact(error.message) : `the gateway responded with status ${status}`
  return {
    problem: {
      ...problem,
      ...(outcome !== 'not_executed' && { outcome }),
      ...(outcome === 'unknown' && { advice: UNKNOWN_OUTCOME }),
      ...(mayWait && retryAfterMs !== undefined && { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
    },
    reason,
  }
}

/** Returns the kind of an error. Its own `name` can be any text. */
const kindOf = (error: unknown): string =>
  [TypeError, RangeError].find((type) => error instanceof type)?.name ?? 'Error'

/** Describes an error that the proxy caught while it handled a request. */
export const describeFailure = (error: unknown, { operation, isSent }: Progress, redact: Redact): Failure => {
  const isRun = operation?.effect === 'runs'
  const mayHaveRun = isSent && isRun
  if (error instanceof NcloudError) return describeCall(error, isRun, mayHaveRun, redact)
  const problem = proxyProblem(error instanceof ProxyError ? error.code : 'internal')
  return {
    problem: mayHaveRun ? { ...problem, retryable: false, outcome: 'unknown', advice: UNKNOWN_OUTCOME } : problem,
    reason: error instanceof ProxyError ? undefined : kindOf(error),
  }
}
