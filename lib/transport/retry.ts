import type { EndpointOf } from '../api/endpoint-types.ts'
import type { Operation } from '../api/operations.ts'
import { whole } from '../api/validate.ts'
import { isNcloudError, NcloudError } from '../errors.ts'
import { withDeadline } from './deadline.ts'
import type { CallOptions, ClientOptions, Fetch, NoOther, TransportAttempt, TransportOptions } from './options.ts'
import { outcomeOf } from './outcome.ts'
import {
  attemptLimit,
  backOff,
  clockSkew,
  isGone,
  type PassingFailure,
  passingFailure,
  retryAfter,
  retryRules,
} from './retry-policy.ts'
import { createTransport, type Prepare, type Transport } from './transport.ts'

/** A repeat costs as much as ten successes earn, and at first there is enough for ten. */
const COST = 10
const BUDGET = 100

/** Waits, and no longer than somebody waits for it: a timer keeps a process alive. */
const timer = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => clearTimeout(end))
  })

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

/** What comes next: its end, or another attempt after a pause in milliseconds. */
type Next = { readonly content: unknown } | { readonly pause: number }

/**
 * A call that is sent again where that may help and does no harm: see `retryRules`. Runs and firings are never sent
 * twice, but by a browser that does so by itself. Each attempt is signed anew, after a pause of up to 0.2 s, then 0.4
 * s, up to 2 s, or as long as the answer's `Retry-After` says; what does not fit into `timeoutMs` is not waited for.
 * All calls together may be sent again ten times, and once more for every ten that succeed, so that a service that is
 * down is not asked several times as often. What a proxy says of the gateway is taken as it is: it has sent again
 * itself.
 *
 * A clock that had a signature refused is corrected by the answer's `Date` for all calls from then on.
 *
 * @param options As for `createClient`.
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
export const createRetryingCall: <const O extends ClientOptions>(options: O & NoOther<O>) => Transport<EndpointOf<O>> =
  (
    // Where nothing checks types it may be left out; then it is refused by name.
    options = {} as never,
  ) => {
    const { fetch: send = fetch, now = Date.now, sleep = timer, random = Math.random, onAttempt } = options
    const { timeoutMs: byDefault = 10_000, retries = 2, attemptTimeoutMs: limit = attemptLimit } = options
    whole(0, 10)(retries, 'retries')
    if (typeof limit !== 'function') whole(1, 2e9)(limit, 'attemptTimeoutMs')
    const limitOf = typeof limit === 'function' ? limit : () => limit
    let budget = BUDGET
    let skew = 0
    const call = createTransport({ ...options, now: () => now() + skew } as TransportOptions) as Transport

    const tell = (attempt: TransportAttempt): void => {
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
      // How long a run may take, the call itself knows.
      const ms = total ?? (repeats > 0 ? byDefault : undefined)
      const begun = now()
      let attempt = 0
      let repeated = 0
      let isCorrected = false
      let mayBeDone = false

      const mayRepeat = (failure: PassingFailure): boolean =>
        after.includes(failure) && repeated < repeats && budget >= COST

      /** How long to wait before the next attempt, if there is to be one. */
      const pauseAfter = (error: NcloudError, headers: Headers, signedWith: number, asked = 0): number | undefined => {
        const at = now()
        const correction = clockSkew(error, headers, at + signedWith)
        const failure = passingFailure(error)
        let pause = Number.POSITIVE_INFINITY
        if (correction !== undefined) {
          // Others that were signed by the wrong clock may have come back and corrected it before.
          skew = signedWith + correction
          if (repeats > 0 && !isCorrected && budget >= COST) pause = 0
          isCorrected = true
        } else if (failure && mayRepeat(failure)) {
          repeated += 1
          pause = Math.max(backOff(repeated, random()), asked)
        }
        if (at - begun + pause >= (ms ?? 0)) return undefined
        // Now rather than once it is sent: others may fail at the same moment.
        budget -= COST
        return pause
      }

      /** One attempt, of which is told whatever comes of it. */
      const once = async (signal: AbortSignal | undefined): Promise<Next> => {
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
        const timeoutMs = ms && mayRepeat('no answer') ? Math.min(ms, limitOf(operation)) : ms
        try {
          const content = await call(operation, params, { signal, timeoutMs, fetch: watched.fetch }, prepare)
          budget = Math.min(BUDGET, budget + 1)
          came()
          return { content }
        } catch (error) {
          const isOver = signal?.aborted === true
          if (isOver && watched.isSent) came(isNcloudError(error) ? error : undefined)
          if (isOver || !isNcloudError(error)) throw error

          const headers = watched.response?.headers ?? new Headers()
          const asked = retryAfter(headers, now() + signedWith)
          const pause = pauseAfter(error, headers, signedWith, asked)
          came(error, pause)
          if (method === 'DELETE' && mayBeDone && isGone(error)) return { content: undefined }
          if (pause === undefined) {
            throw Object.assign(error, { attempts: attempt, ...(asked !== undefined && { retryAfterMs: asked }) })
          }
          mayBeDone ||= outcomeOf(error) !== 'not_executed'
          return { pause }
        }
      }

      const attempts = async (signal: AbortSignal | undefined): Promise<unknown> => {
        for (;;) {
          const next = await once(signal)
          if ('content' in next) return next.content
          // Only under a deadline, which has a signal, is there anything to wait for.
          if (next.pause > 0) await sleep(next.pause, signal as AbortSignal)
          signal?.throwIfAborted()
        }
      }

      if (repeats === 0) return attempts(given)
      const expired = (): NcloudError =>
        Object.assign(
          new NcloudError(`No answer within ${ms} ms`, { code: 'timeout', operation: id, retryable: true }),
          {
            attempts: attempt,
          },
        )
      return withDeadline(ms as number, expired, given, attempts)
    }
    return Object.assign(retrying, { place: call.place, sleep: call.sleep }) as never
  }
