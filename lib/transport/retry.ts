import type { Endpoint } from '../api/endpoint-types.ts'
import { integer, rejectUnknown } from '../api/validate.ts'
import { isNcloudError, type NcloudError } from '../errors.ts'
import { withDeadline } from './deadline.ts'
import { type RetryOptions, retryOptionNames, type TransportAttempt } from './options.ts'
import { outcomeOf } from './outcome.ts'
import { clockCorrection, parseRetryAfter } from './retry-after.ts'
import { createRetryBudget } from './retry-budget.ts'
import {
  canRetry,
  decide,
  defaultAttemptTimeout,
  isAlreadyDeleted,
  retryPolicies,
  transientFailure,
} from './retry-policy.ts'
import { type Transport, timeoutError } from './transport.ts'

/**
 * Adds retries to a transport. A failed call is retried if a second try is safe: see `docs/retries.md`. Runs and firings
 * are never retried. Every attempt is signed again, after a random delay of up to 0.2 s, then 0.4 s, up to 2 s, or as
 * long as `Retry-After` asks. A delay that does not fit into `timeoutMs` ends the call.
 *
 * All calls of the transport share a budget: ten retries at first, and one more for every ten successful calls. So a
 * failing service does not receive a multiple of the requests. If the gateway rejects a signature because of the clock,
 * all later requests use the gateway's clock.
 *
 * @param transport A transport of `createTransport`.
 * @param options How often, how long, and a callback for logs.
 * @returns A transport that rejects with the error of the last attempt, which has `attempts`.
 * @throws TypeError or RangeError for invalid or unknown options.
 * @example
 * ```ts
 * import { createTransport, packages, withRetries } from 'ncloud-functions/core'
 *
 * const transport = withRetries(createTransport({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }), {
 *   onAttempt: ({ operation, attempt, code, retryInMs }) => console.log(operation, attempt, code ?? 'ok', retryInMs),
 * })
 * console.log(await packages(transport).list())
 * ```
 */
export const withRetries = <E extends Endpoint>(transport: Transport<E>, options: RetryOptions = {}): Transport<E> => {
  rejectUnknown('option', options, retryOptionNames)
  const { retries: maxRetriesOption = 2, random = Math.random, onAttempt } = options
  const { attemptTimeoutMs = defaultAttemptTimeout } = options
  integer(0, 10)(maxRetriesOption, 'retries')
  if (typeof attemptTimeoutMs !== 'function') integer(1, 2e9)(attemptTimeoutMs, 'attemptTimeoutMs')
  const attemptTimeout = typeof attemptTimeoutMs === 'function' ? attemptTimeoutMs : () => attemptTimeoutMs
  const { settings } = transport
  const { now, sleep, origin } = settings
  const budget = createRetryBudget()
  let clockCorrectionMs = 0

  const report = (attempt: TransportAttempt): void => {
    // The promise catches what the callback throws at once, and what it rejects later.
    new Promise((resolve) => resolve(onAttempt?.(attempt))).catch(() => {})
  }

  const call: Transport['call'] = async <Content>(
    ...[operation, params, callOptions = {}, prepare]: Parameters<Transport['call']>
  ) => {
    const { id, method, effect } = operation
    const policy = retryPolicies[effect]
    const maxRetries = Math.min(maxRetriesOption, policy.maxRetries)
    // Without retries, the transport's own time limit holds: it knows how long a run may wait.
    const timeoutMs = callOptions.timeoutMs ?? (maxRetries > 0 ? settings.timeoutMs : undefined)
    const started = now()
    let attempts = 0
    let retries = 0
    let isClockCorrected = false
    let mayBeDeleted = false

    const sendAttempt = async (
      signal: AbortSignal | undefined,
    ): Promise<{ content: unknown } | { delayMs: number }> => {
      attempts += 1
      const attemptStarted = now()
      const correctionMs = clockCorrectionMs
      let isSent = false
      let response: Response | undefined
      const reportAttempt = (error?: NcloudError, retryInMs?: number): void => {
        const requestId = error?.requestId ?? response?.headers.get('x-ncp-apigw-request-id') ?? undefined
        const status = response?.status || undefined
        const durationMs = now() - attemptStarted
        report({ operation: id, attempt: attempts, status, code: error?.code, requestId, durationMs, retryInMs })
      }
      const state = { policy, maxRetries, retries, hasBudget: budget.hasRetry() }
      const limitMs =
        timeoutMs && canRetry('no response', state) ? Math.min(timeoutMs, attemptTimeout(operation)) : timeoutMs
      try {
        const content = await transport.call(
          operation,
          params,
          {
            ...callOptions,
            signal,
            timeoutMs: limitMs,
            clockCorrectionMs: correctionMs,
            onSend: () => {
              isSent = true
            },
            onResponse: (received) => {
              response = received
            },
          },
          prepare,
        )
        budget.earn()
        reportAttempt()
        return { content }
      } catch (error) {
        const isAborted = signal?.aborted === true
        if (isAborted && isSent) reportAttempt(isNcloudError(error) ? error : undefined)
        if (isAborted || !isNcloudError(error)) throw error

        const time = now()
        const headers = response?.headers ?? new Headers()
        const retryAfterMs = parseRetryAfter(headers, time + correctionMs)
        const clockBehindMs = clockCorrection(error, headers, time + correctionMs)
        // Another call with the wrong clock may have corrected it already: so the sum is set, not added to.
        if (clockBehindMs !== undefined) clockCorrectionMs = correctionMs + clockBehindMs
        const decision = decide(
          { failure: transientFailure(error), clockBehindMs, retryAfterMs },
          {
            ...state,
            isClockCorrected,
            hasBudget: budget.hasRetry(),
            remainingMs: (timeoutMs ?? 0) - (time - started),
            random: random(),
          },
        )
        const delayMs = decision.action === 'retry' ? decision.delayMs : 0
        const isLast = decision.action === 'give up'
        reportAttempt(error, isLast ? undefined : delayMs)
        if (method === 'DELETE' && mayBeDeleted && isAlreadyDeleted(error)) return { content: undefined }
        if (isLast) throw Object.assign(error, { attempts, ...(retryAfterMs !== undefined && { retryAfterMs }) })

        // Now, not when it is sent: other calls may fail in the same moment.
        budget.spendRetry()
        if (decision.action === 'retry') retries += 1
        else isClockCorrected = true
        mayBeDeleted ||= outcomeOf(error, false) !== 'not_executed'
        return { delayMs }
      }
    }

    const sendAttempts = async (signal: AbortSignal | undefined): Promise<Content> => {
      for (;;) {
        const result = await sendAttempt(signal)
        if ('content' in result) return result.content as Content
        if (result.delayMs > 0) await sleep(result.delayMs, signal)
        signal?.throwIfAborted()
      }
    }

    if (maxRetries === 0 || timeoutMs === undefined) return sendAttempts(callOptions.signal)
    return withDeadline(
      timeoutMs,
      () => timeoutError(operation, timeoutMs, origin, attempts),
      callOptions.signal,
      sendAttempts,
    )
  }
  return { ...transport, call }
}
