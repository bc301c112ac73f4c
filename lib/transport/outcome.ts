import type { NcloudErrorFields, RunOutcome } from '../errors.ts'

/** Codes of the proxy for requests that it did not send to the gateway, or that the gateway rejected. */
const NOT_SENT_ON = ['misconfigured', 'auth_unavailable', 'limiter_unavailable', 'upstream_auth_failed']

/**
 * Tells from an error response whether the operation took effect.
 *
 * | outcome | response |
 * | --- | --- |
 * | `not_executed` | status 400 to 499; 503 with the gateway's code `500`; 5xx with a code above, or of a run that is retryable |
 * | `unknown` | all other responses, and no response |
 *
 * @param mayBeProxy Whether the response may be one of the proxy. A gateway can send any code. Default `true`.
 */
export const outcomeOf = (
  { code, status = 0, retryable }: NcloudErrorFields,
  isRun: boolean,
  mayBeProxy = true,
): RunOutcome => {
  const isRejected = status < 500
  const isUnreached = status === 503 && code === '500'
  // An error of a run is retryable only if the run was rejected. The proxy says so of responses that only it has seen.
  const isRetryableRun = isRun && retryable === true
  const isNotSent = mayBeProxy && NOT_SENT_ON.includes(code)
  return status > 399 && (isRejected || isUnreached || isRetryableRun || isNotSent) ? 'not_executed' : 'unknown'
}
