import type { Endpoint } from '../api/endpoint-types.ts'
import { integer, rejectUnknown } from '../api/validate.ts'
import { isNcloudError, type NcloudError } from '../errors.ts'
import { defaultAttemptTimeout } from './attempt-timeout.ts'
import { isProtected } from './base-url.ts'
import { clockCorrection } from './clock.ts'
import { withDeadline } from './deadline.ts'
import { requestIdOf } from './decode-response.ts'
import { type RetryOptions, retryOptionNames, type TransportAttempt } from './options.ts'
import { outcomeOf } from './outcome.ts'
import { parseRetryAfter } from './retry-after.ts'
import { createRetryBudget } from './retry-budget.ts'
import { canRetry, decide, isAlreadyDeleted, retryPolicies, transientFailure } from './retry-policy.ts'
import { type AttemptOptions, LARGEST_LIMIT, type Transport, timeoutError } from './transport.ts'

const MOST_RETRIES = 10

/** The result of one attempt: the content, or the error with the headers of the response. */
type AttemptResult =
  | { readonly content: unknown }
  | {
      readonly error: NcloudError
      readonly headers: Headers
      readonly correctionMs: number
      readonly receivedAt: number
    }

/** Adds retries to a transport, as {@link withRetries} does, but does not validate the names of the options. */
export const addRetries = <E extends Endpoint>(transport: Transport<E>, options: RetryOptions): Transport<E> => {
  const { retries = 2, attemptTimeoutMs = defaultAttemptTimeout, random = Math.random, onAttempt } = options
  integer(0, MOST_RETRIES)(retries, 'retries')
  if (typeof attemptTimeoutMs !== 'function') integer(1, LARGEST_LIMIT)(attemptTimeoutMs, 'attemptTimeoutMs')
  const attemptTimeout = typeof attemptTimeoutMs === 'function' ? attemptTimeoutMs : () => attemptTimeoutMs
  const { now, sleep, origin, timeoutMs: defaultTimeoutMs } = transport.settings
  const budget = createRetryBudget()
  let clockCorrectionMs = 0

  const call: Transport['call'] = async <Content>(
    ...[operation, params, callOptions = {}, prepare]: Parameters<Transport['call']>
  ) => {
    const { id, method, effect } = operation
    const policy = retryPolicies[effect]
    const maxRetries = Math.min(retries, policy.maxRetries)
    const { timeoutMs = defaultTimeoutMs } = callOptions
    const state = { policy, maxRetries, retries: 0, isClockCorrected: false }
    const started = now()
    let attempts = 0

    /** Sends the request once. Reports the attempt when the next step is known. */
    const sendAttempt = async (signal: AbortSignal | undefined) => {
      attempts += 1
      const attemptStarted = now()
      const correctionMs = clockCorrectionMs
      let isSent = false
      let response: Response | undefined
      let receivedAt = 0
      const report = (error?: NcloudError, retryInMs?: number): void => {
        const attempt: TransportAttempt = {
          operation: id,
          attempt: attempts,
          status: response?.status || undefined,
          code: error?.code,
          requestId: error?.requestId ?? ((response && requestIdOf(response)) || undefined),
          durationMs: now() - attemptStarted,
          retryInMs,
        }
        // The promise catches what the callback throws at once, and what it rejects later.
        new Promise((resolve) => resolve(onAttempt?.(attempt))).catch(() => {})
      }
      const attemptOptions: AttemptOptions = {
        ...callOptions,
        signal,
        clockCorrectionMs: correctionMs,
        onSend: () => {
          isSent = true
        },
        onResponse: (received) => {
          response = received
          receivedAt = now()
        },
        // The last attempt has the time limit of the transport: it knows how long a run may wait.
        ...(canRetry('no response', { ...state, hasBudget: budget.hasRetry() }) && {
          timeoutMs: Math.min(timeoutMs, attemptTimeout(operation)),
        }),
      }
      try {
        const result: AttemptResult = { content: await transport.call(operation, params, attemptOptions, prepare) }
        budget.earn()
        report()
        return { result, report }
      } catch (error) {
        const isAborted = signal?.aborted
        if (isAborted && isSent) report(isNcloudError(error) ? error : undefined)
        if (isAborted || !isNcloudError(error)) throw error
        const result: AttemptResult = { error, headers: response?.headers ?? new Headers(), correctionMs, receivedAt }
        return { result, report }
      }
    }

    /** Sends the request until it succeeds, or until the decision after a failure is to give up. */
    const sendAttempts = async (signal: AbortSignal | undefined): Promise<Content> => {
      let mayBeDeleted = false
      for (;;) {
        const { result, report } = await sendAttempt(signal)
        if ('content' in result) return result.content as Content

        const { error, headers, correctionMs, receivedAt } = result
        const time = now()
        const retryAfterMs = parseRetryAfter(headers, time + correctionMs)
        // Over plain HTTP, others could change the time.
        const clockBehindMs = isProtected(origin)
          ? clockCorrection(error, headers, receivedAt, correctionMs)
          : undefined
        clockCorrectionMs = clockBehindMs ?? clockCorrectionMs
        const { action, delayMs = 0 } = decide(
          { failure: transientFailure(error), clockBehindMs, retryAfterMs },
          { ...state, hasBudget: budget.hasRetry(), remainingMs: timeoutMs - (time - started), random: random() },
        )
        report(error, action === 'give up' ? undefined : delayMs)
        if (method === 'DELETE' && mayBeDeleted && isAlreadyDeleted(error)) return undefined as Content
        if (action === 'give up') {
          throw Object.assign(error, { attempts, ...(retryAfterMs !== undefined && { retryAfterMs }) })
        }

        // Now, not when it is sent: other calls may fail in the same moment.
        budget.spendRetry()
        if (action === 'retry') state.retries += 1
        else state.isClockCorrected = true
        mayBeDeleted ||= outcomeOf(error, false) !== 'not_executed'
        if (delayMs > 0) await sleep(delayMs, signal)
        signal?.throwIfAborted()
      }
    }

    const { signal } = callOptions
    if (maxRetries === 0) return sendAttempts(signal)
    const createTimeout = (): NcloudError => timeoutError(operation, timeoutMs, origin, true, attempts)
    return withDeadline(timeoutMs, createTimeout, signal, sendAttempts)
  }
  return { ...transport, call }
}

/**
 * Adds retries to a transport. A failed call is retried if a second try is safe: see `docs/retries.md`. Runs and firings
 * are never retried. Every attempt is signed again, after a random delay of up to 0.2 s, then 0.4 s, up to 2 s, or as
 * long as `Retry-After` asks. A delay that does not fit into `timeoutMs` ends the call.
 *
 * All calls of the transport share a budget: ten retries at first, and one more for every ten successful calls. So a
 * failing service does not receive a multiple of the requests. If the gateway rejects a signature because of the clock,
 * all later requests use the gateway's clock: by at most 15 minutes, and only over HTTPS or on this machine.
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
  return addRetries(transport, options)
}
