import type { Operation } from '../../../lib/api/operations.ts'
import { ProxyError } from '../problem.ts'
import { ipNetwork } from './ip-network.ts'
import { isReadOnly } from './read-only.ts'
import { rejectAfter } from './reject-after.ts'

/**
 * A rate limit binding: counts requests by a key.
 *
 * @see https://developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit/
 */
export interface RateLimiter {
  /** @returns `success: false` if the key has used up its limit. */
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>
}

/** The rate limits of the proxy. A limit without a binding does not apply. */
export interface RateLimiters {
  /** Limits requests by IP address, before the proxy knows the caller. Default: no limit. */
  readonly RL_ADDRESS?: RateLimiter
  /** Limits requests by caller. Default: no limit. */
  readonly RL_CALLER?: RateLimiter
  /** Limits requests by caller that change something or run an action. Default: no limit. */
  readonly RL_WRITE?: RateLimiter
  /** Limits the requests of all callers together. Default: no limit. */
  readonly RL_GLOBAL?: RateLimiter
}

/** The field of the log that this file writes. */
interface RateLimitLog {
  limiter?: 'unavailable'
}

/** The caller to count. */
interface CountedCaller {
  readonly id: string
  readonly isAnonymous?: true
}

/** A limiter counts beside the Worker and needs no time. A slower one does not work. */
const LIMITER_TIMEOUT_MS = 1_000

/**
 * Counts one request. If the limiter fails, the proxy serves requests that only read, and rejects the others.
 *
 * @throws ProxyError `rate_limited` or `limiter_unavailable`.
 */
const count = async (
  limiter: RateLimiter | undefined,
  key: string,
  isRead: boolean,
  log: RateLimitLog,
): Promise<void> => {
  if (!limiter) return
  let isWithin: boolean
  const timeout = rejectAfter(LIMITER_TIMEOUT_MS, new Error('timeout'))
  try {
    isWithin = (await Promise.race([limiter.limit({ key }), timeout.promise])).success
  } catch {
    log.limiter = 'unavailable'
    if (isRead) return
    throw new ProxyError('limiter_unavailable')
  } finally {
    timeout.clear()
  }
  if (!isWithin) throw new ProxyError('rate_limited')
}

/**
 * Counts a request by its IP address, before the proxy knows the caller.
 *
 * @throws ProxyError `rate_limited` or `limiter_unavailable`.
 */
export const countIpAddress = (
  { headers, method }: Request,
  { RL_ADDRESS }: RateLimiters,
  log: RateLimitLog,
): Promise<void> =>
  // Cloudflare sets this header itself. In development it is missing, and all requests share one key.
  count(RL_ADDRESS, ipNetwork(headers.get('cf-connecting-ip') ?? 'none'), method === 'GET', log)

/**
 * Counts a request by its caller. The limit of all callers together comes last, so that only requests that passed the
 * other limits use it up.
 *
 * @throws ProxyError `rate_limited` or `limiter_unavailable`.
 */
export const countCaller = async (
  { id, isAnonymous }: CountedCaller,
  operation: Operation,
  { RL_CALLER, RL_WRITE, RL_GLOBAL }: RateLimiters,
  log: RateLimitLog,
): Promise<void> => {
  const isRead = isReadOnly(operation)
  // Anonymous callers share one id. One of them must not use up the limit of all; their IP addresses are counted.
  if (!isAnonymous) await count(RL_CALLER, id, isRead, log)
  if (!isRead) await count(RL_WRITE, id, isRead, log)
  await count(RL_GLOBAL, 'all', isRead, log)
}
