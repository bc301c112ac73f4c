import { delay } from '../../../lib/delay.ts'
import { withDeadline } from '../../../lib/transport/deadline.ts'
import type { Fetch, Sleep } from '../../../lib/transport/options.ts'
import { readText } from '../../../lib/transport/read-text.ts'
import { ProxyError } from '../problem.ts'

/** Age at which keys are fetched again. Access changes its key every six weeks and keeps the old one for a week. */
const FRESH_MS = 3_600_000

/** Shortest time between two fetches, however many tokens name an unknown key. */
const REFETCH_DELAY_MS = 10_000

/** Longest time of a fetch. */
const FETCH_TIMEOUT_MS = 5_000

/** Longest time that a request waits for the fetch of another. */
const LONGEST_WAIT_MS = 6_000

/** Without keys, a request sends its own fetch after this time. The other fetch ends when its caller leaves. */
const TAKEOVER_MS = 1_000

/** Time between two looks at the keys while a request waits. */
const POLL_MS = 50

/** Longest use of keys that cannot be fetched again. */
const MAX_AGE_MS = 24 * FRESH_MS

/** Far more than a set of two keys has. */
const MAX_BYTES = 65_536

/** Finds the public key that a token names. */
export type FindKey = (kid: unknown, signal: AbortSignal) => Promise<CryptoKey>

type Keys = ReadonlyMap<unknown, CryptoKey>

const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
const ES256 = { name: 'ECDSA', namedCurve: 'P-256' }

/** Imports the keys of a set by id. Skips keys of other algorithms and keys without an id. */
const importKeys = async (set: unknown): Promise<Keys> => {
  const { keys } = set as { readonly keys: readonly (JsonWebKey & { readonly kid?: unknown })[] }
  const imported = keys.map(async (jwk) => {
    try {
      const key = await crypto.subtle.importKey('jwk', jwk, jwk.kty === 'EC' ? ES256 : RS256, false, ['verify'])
      return typeof jwk.kid === 'string' ? [[jwk.kid, key] as const] : []
    } catch {
      return []
    }
  })
  return new Map((await Promise.all(imported)).flat())
}

/** Functions of the runtime that the store uses. */
export interface KeyStoreDeps {
  readonly fetch: Fetch
  readonly now: () => number
  /** Waits for the fetch of another request. Default: a timer. */
  readonly sleep?: Sleep | undefined
}

/**
 * Creates a store of the public keys of Cloudflare Access. Requests share keys and times, but no promise: the fetch of a
 * request ends with the caller of that request. So a request that has to wait looks again after a delay of its own.
 *
 * @param url URL of the key set.
 * @param timeoutMs Longest time for a fetch: milliseconds.
 * @returns A function that rejects with ProxyError `invalid_token` for an unknown key, `auth_unavailable` if the keys
 * are not available.
 */
export const createKeyStore = (
  url: string,
  { fetch, now, sleep = delay }: KeyStoreDeps,
  timeoutMs = FETCH_TIMEOUT_MS,
): FindKey => {
  let keys: Keys = new Map()
  let fetchedAt = Number.NEGATIVE_INFINITY
  let startedAt = Number.NEGATIVE_INFINITY
  let state: 'fetching' | 'available' | 'unavailable' = 'unavailable'

  const isYounger = (ms: number): boolean => now() - fetchedAt < ms
  const hasKeys = (): boolean => isYounger(MAX_AGE_MS)

  const fetchKeys = async (signal: AbortSignal): Promise<Keys> => {
    const response = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'manual', signal })
    if (response.status !== 200) throw new Error('no keys')
    const fetched = await importKeys(JSON.parse((await readText(response, MAX_BYTES)) ?? ''))
    if (fetched.size === 0) throw new Error('no keys')
    return fetched
  }

  const refresh = async (caller: AbortSignal): Promise<void> => {
    const before = state
    const at = now()
    state = 'fetching'
    startedAt = at
    try {
      keys = await withDeadline(timeoutMs, () => new Error('timeout'), caller, fetchKeys)
      fetchedAt = now()
      state = 'available'
    } catch {
      // Another request has taken over.
      if (startedAt !== at) return
      state = caller.aborted ? before : 'unavailable'
      // The caller left, and the keys may be available: without keys, the next request fetches at once.
      if (caller.aborted && !hasKeys()) startedAt = Number.NEGATIVE_INFINITY
    }
  }

  return async (kid, signal) => {
    for (let waitedMs = 0; ; waitedMs += POLL_MS) {
      const isFresh = isYounger(FRESH_MS) && keys.has(kid)
      const minAgeMs = state === 'fetching' && !hasKeys() ? TAKEOVER_MS : REFETCH_DELAY_MS
      if (!isFresh && now() - startedAt >= minAgeMs) await refresh(signal)
      const key = hasKeys() && keys.get(kid)
      if (key) return key
      if (state === 'available') throw new ProxyError('invalid_token')
      const mayWait = state === 'fetching' && !signal.aborted && waitedMs < LONGEST_WAIT_MS
      if (!mayWait) throw new ProxyError('auth_unavailable')
      await sleep(POLL_MS, signal)
    }
  }
}
