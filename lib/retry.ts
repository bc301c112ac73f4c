import { type Call, createCall, type Prepare } from './call.ts'
import { isNcloudError, NcloudError } from './errors.ts'
import { withDeadline } from './http/deadline.ts'
import type { Operation, OperationId } from './operations.ts'
import type { CallOptions, ClientOptions, Fetch, NoOther } from './options.ts'
import { outcomeOf } from './outcome.ts'
import type { PlaceOf } from './place.ts'
import { backOff, clockSkew, isGone, passingFailure, retryAfter, retryRules } from './retry-rules.ts'
import { whole } from './rules.ts'

/** What came of one attempt. */
export interface Attempt {
  readonly operation: OperationId
  /** 1 for the first. */
  readonly attempt: number
  /** HTTP status; `undefined` when there was no answer. */
  readonly status: number | undefined
  /** The error's code; `undefined` when there was none, or the call was aborted. */
  readonly code: string | undefined
  /** The gateway's id of the request. */
  readonly requestId: string | undefined
  readonly durationMs: number
  /** Until the next attempt, in milliseconds; `undefined` when there is none. */
  readonly retryInMs: number | undefined
}

/** How to send again. */
export interface RetryOptions {
  /** How often a call is sent again at most: 0 to 10, default 2. Writes are sent again once at most, runs never. */
  readonly retries?: number | undefined
  /**
   * Longest time for an attempt that another one may follow, reading the answer included: milliseconds, 1 to
   * 2000000000, for all operations or by operation. Default: 4000 for what reads; a write has all of `timeoutMs`, for
   * an upload that takes long would take as long again.
   */
  readonly attemptTimeoutMs?: number | ((operation: Operation) => number) | undefined
  /** From 0 up to 1. Default `Math.random`. */
  readonly random?: (() => number) | undefined
  /** Told of every attempt. What it throws changes nothing. */
  readonly onAttempt?: ((attempt: Attempt) => unknown) | undefined
}

/** A repeat costs as much as ten successes earn, and at first there is enough for ten. */
const COST = 10
const BUDGET = 100

/** Waits, and no longer than somebody waits for it: a timer keeps a process alive. */
const timer = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => clearTimeout(end))
  })

const untilNext = ({ method }: Operation): number => (method === 'GET' ? 4_000 : Number.POSITIVE_INFINITY)

/** The same `fetch`, and what came of it: of an answer, an error has neither all headers nor those of a success. */
const watch = (fetch: Fetch) => {
  const watched = {
    isSent: false,
    response: undefined as Response | undefined,
    fetch: async (url: string, init: RequestInit): Promise<Response> => {
      watched.isSent = true
      watched.response = await fetch(url, init)
      return watched.response
    },
  }
  return watched
}

/**
 * A call that is sent again where that may help and does no harm: see `retryRules`. Runs and firings are never sent
 * twice. Each attempt is signed anew, after a pause of up to 0.2 s, then 0.4 s, up to 2 s, or as long as the answer's
 * `Retry-After` says; what does not fit into `timeoutMs` is not waited for. All calls together may be sent again ten
 * times, and once more for every ten that succeed, so that a service that is down is not asked several times as often.
 *
 * A clock that had a signature refused is corrected by the answer's `Date` for all calls from then on.
 *
 * @param options As for `createClient`, and how to send again.
 * @returns What the groups take. It rejects with the error of the last attempt, which has `attempts`.
 * @throws TypeError or RangeError for options that cannot work.
 * @example
 * ```ts
 * import { createRetryingCall, packages } from 'ncloud-functions'
 *
 * const call = createRetryingCall({
 *   accessKey: 'ACCESSKEY',
 *   secretKey: 'SECRETKEY',
 *   onAttempt: ({ operation, attempt, code, retryInMs }) => console.log(operation, attempt, code ?? 'ok', retryInMs),
 * })
 * console.log(await packages(call).list())
 * ```
 */
export const createRetryingCall: <const O extends ClientOptions & RetryOptions>(
  options: O & NoOther<O, keyof RetryOptions>,
) => Call<PlaceOf<O>> = (options = {} as never) => {
  const { fetch: send = fetch, now = Date.now, sleep = timer, random = Math.random, onAttempt } = options
  const { timeoutMs: byDefault = 10_000, retries = 2, attemptTimeoutMs: limit = untilNext } = options
  whole(0, 10)(retries, 'retries')
  if (typeof limit !== 'function') whole(1, 2e9)(limit, 'attemptTimeoutMs')
  const limitOf = typeof limit === 'function' ? limit : () => limit
  let budget = BUDGET
  let skew = 0
  const call = createCall({ ...options, now: () => now() + skew } as ClientOptions) as Call

  const tell = (attempt: Attempt): void => {
    // A promise takes what is thrown at once as well as what is rejected later.
    new Promise((resolve) => resolve(onAttempt?.(attempt))).catch(() => {})
  }

  const retrying = async (
    operation: Operation,
    params?: object,
    { signal: given, timeoutMs: total, fetch = send }: CallOptions = {},
    prepare?: Prepare,
  ): Promise<unknown> => {
    const { id, method } = operation
    const { most, after } = retryRules[id]
    const repeats = Math.min(retries, most)
    let attempt = 0

    const attempts = async (signal: AbortSignal | undefined, ms?: number): Promise<unknown> => {
      const begun = now()
      let repeated = 0
      let isCorrected = false
      let mayBeDone = false
      for (;;) {
        attempt += 1
        const started = now()
        const signedWith = skew
        const watched = watch(fetch)
        const came = (error?: NcloudError, retryInMs?: number): void => {
          const { response } = watched
          const requestId = error?.requestId ?? response?.headers.get('x-ncp-apigw-request-id') ?? undefined
          const status = response?.status || undefined
          const durationMs = now() - started
          tell({ operation: id, attempt, status, code: error?.code, requestId, durationMs, retryInMs })
        }
        const mayFollow = repeated < repeats && budget >= COST && after.includes('no answer')
        const timeoutMs = mayFollow && ms ? Math.min(ms, limitOf(operation)) : ms
        try {
          const content = await call(operation, params, { signal, timeoutMs, fetch: watched.fetch }, prepare)
          budget = Math.min(BUDGET, budget + 1)
          came()
          return content
        } catch (error) {
          const isOver = signal?.aborted === true
          if (isOver && watched.isSent) came(isNcloudError(error) ? error : undefined)
          if (isOver || !isNcloudError(error)) throw error

          const at = now()
          const headers = watched.response?.headers ?? new Headers()
          const asked = retryAfter(headers, at + signedWith)
          const correction = clockSkew(error, headers, at + signedWith)
          const failure = passingFailure(error)
          let wait: number | undefined
          if (correction !== undefined) {
            // Others that were signed by the wrong clock may have come back and corrected it before.
            skew = signedWith + correction
            if (repeats > 0 && !isCorrected) wait = 0
            isCorrected = true
          } else if (failure && after.includes(failure) && repeated < repeats) {
            repeated += 1
            wait = Math.max(backOff(repeated, random()), asked ?? 0)
          }
          if (wait !== undefined && (budget < COST || at - begun + wait >= (ms ?? 0))) wait = undefined
          came(error, wait)
          if (method === 'DELETE' && mayBeDone && isGone(error)) return undefined
          if (wait === undefined) {
            throw Object.assign(error, { attempts: attempt, ...(asked !== undefined && { retryAfterMs: asked }) })
          }
          mayBeDone ||= outcomeOf(error) !== 'not_executed'
          budget -= COST
          if (wait > 0) await sleep(wait, signal)
          signal?.throwIfAborted()
        }
      }
    }

    // How long a run may take, the call itself knows.
    if (repeats === 0) return attempts(given, total)
    const ms = total ?? byDefault
    const expired = (): NcloudError =>
      Object.assign(new NcloudError(`No answer within ${ms} ms`, { code: 'timeout', operation: id, retryable: true }), {
        attempts: attempt,
      })
    return withDeadline(ms, expired, given, (signal) => attempts(signal, ms))
  }
  return Object.assign(retrying, { place: call.place, sleep: call.sleep }) as never
}
