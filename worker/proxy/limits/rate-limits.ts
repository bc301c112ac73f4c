import { anybody, type Caller } from '../config/caller-list.ts'
import { check } from '../config/checks.ts'
import type { Trace } from '../log/request-log.ts'
import { Refusal } from '../problem.ts'
import { late } from './reject-after.ts'

/**
 * Counts requests by a key.
 *
 * @see https://developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit/
 */
export interface Limiter {
  /** @returns Without success for a key that has used up its share. */
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>
}

/** What is limited, each where there is a binding of this name. */
export interface Limits {
  /** By address, before anything is known of a caller. */
  readonly RL_ADDRESS?: Limiter
  /** By caller. */
  readonly RL_CALLER?: Limiter
  /** By caller, all but GET. */
  readonly RL_WRITE?: Limiter
  /** All callers together. */
  readonly RL_GLOBAL?: Limiter
}

const NAMES = ['RL_ADDRESS', 'RL_CALLER', 'RL_WRITE', 'RL_GLOBAL'] as const

/**
 * Takes the bindings from a configuration.
 *
 * @throws ConfigError for what is no binding: a limit that is not kept is worse than none.
 */
export const readLimits = (config: Limits): Limits => {
  const found = NAMES.map((name) => {
    const limiter: Partial<Limiter> | undefined = config[name]
    check(limiter === undefined || typeof limiter?.limit === 'function', `${name} must be a rate limit binding`)
    return [name, limiter] as const
  })
  return Object.fromEntries(found)
}

/** Who has one IPv6 address has a network of them, the first half of it. */
const networkOf = (address: string): string => {
  if (!address.includes(':') || address.includes('.')) return address
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':').filter(Boolean))
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}

/** It counts next door and takes no time; one that takes this long cannot be asked. */
const LONGEST_MS = 1_000

/** Whether what is limited can be found out matters to what changes something; the rest is served, and it is logged. */
const count = async (limiter: Limiter | undefined, key: string, { method }: Request, trace: Trace): Promise<void> => {
  if (!limiter) return
  let isWithin: boolean
  const wait = late(LONGEST_MS, new Error('late'))
  try {
    isWithin = (await Promise.race([limiter.limit({ key }), wait.promise])).success
  } catch {
    trace.limiter = 'unavailable'
    if (method === 'GET') return
    throw new Refusal('limiter_unavailable')
  } finally {
    wait.clear()
  }
  if (!isWithin) throw new Refusal('rate_limited')
}

/**
 * Counts a request before anything is known of who sent it.
 *
 * @throws Refusal `rate_limited` or `limiter_unavailable`.
 */
export const countAddress = (request: Request, { RL_ADDRESS }: Limits, trace: Trace): Promise<void> =>
  // Cloudflare writes this header itself. Where there is none, in development, all share one limit.
  count(RL_ADDRESS, networkOf(request.headers.get('cf-connecting-ip') ?? 'none'), request, trace)

/**
 * Counts what a caller does. What all may do together is counted last, so that only callers can use it up.
 *
 * @throws Refusal `rate_limited` or `limiter_unavailable`.
 */
export const countCaller = async (request: Request, caller: Caller, limits: Limits, trace: Trace): Promise<void> => {
  const { RL_CALLER, RL_WRITE, RL_GLOBAL } = limits
  // Anybody is many, of whom one must not use up the share of all. Their addresses have been counted.
  if (caller !== anybody) await count(RL_CALLER, caller.id, request, trace)
  if (request.method !== 'GET') await count(RL_WRITE, caller.id, request, trace)
  await count(RL_GLOBAL, 'all', request, trace)
}
