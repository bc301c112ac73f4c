import { isNcloudError } from '../errors.ts'

/** What became of a run that failed, as far as its error tells. */
export type Outcome = 'not_executed' | 'unknown' | 'executed'

/** The proxy's words for what it did not send on, or what the gateway refused. */
const REFUSED = ['misconfigured', 'auth_unavailable', 'limiter_unavailable', 'upstream_auth_failed']

const MISUSE: readonly (string | undefined)[] = ['TypeError', 'RangeError']
const RUNS: readonly (string | undefined)[] = ['postAction', 'postTrigger']

/**
 * What became of a run or a firing that failed: whether it may be started again without running twice.
 *
 * | outcome | errors |
 * | --- | --- |
 * | `not_executed` | refused before it was sent; 4xx; the gateway could not reach the service (503, `500`) |
 * | `executed` | `runAndWait` knew its activation, and could not get at it, or not in time |
 * | `unknown` | all others: no answer, any other error status, a redirect, an answer that cannot be read |
 *
 * An abort rejects with the reason it was given: one that is a TypeError or RangeError would pass for misuse.
 *
 * @param error What `actions.run`, `actions.runAndWait` or `triggers.fire` rejected with.
 * @example
 * ```ts
 * import { createClient, outcomeOf } from 'ncloud-functions'
 *
 * const { actions } = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
 * const run = () => actions.run({ packageName: 'shop', actionName: 'bill' })
 * await run().catch((error: unknown) => {
 *   if (outcomeOf(error) !== 'not_executed') throw error
 *   return run()
 * })
 * ```
 */
export const outcomeOf = (error: unknown): Outcome => {
  if (!isNcloudError(error)) {
    // Misuse is found before anything is sent; what `fetch` throws is never thrown on as it is.
    return MISUSE.includes((error as Error | undefined)?.name) ? 'not_executed' : 'unknown'
  }
  const { code, status, details, operation, retryable } = error
  if (operation === 'getActionActivationDetail') return 'executed'
  if (status === undefined) return code === 'timeout' && details ? 'executed' : 'unknown'
  // A run may be repeated only if it was turned away. So says the proxy too, of answers that it alone has seen.
  const isTurnedAway = retryable && RUNS.includes(operation)
  const isRefused = isTurnedAway || (status === 503 && code === '500') || REFUSED.includes(code)
  return isRefused || (status > 399 && status < 500) ? 'not_executed' : 'unknown'
}
