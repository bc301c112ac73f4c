import type { Fetch } from '../../../lib/transport/options.ts'
import { readText } from '../../../lib/transport/read-text.ts'
import { ProxyError } from '../problem.ts'

/** Age at which keys are fetched again. Access changes its key every six weeks and keeps the old one for a week. */
const FRESH_MS = 3_600_000

/** Shortest time between two fetches, however many tokens name an unknown key. */
const REFETCH_DELAY_MS = 30_000

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

/**
 * Creates a store of the public keys of Cloudflare Access. It keeps keys and no promises: a request never waits for the
 * fetch of another request, which ends with the caller of that request.
 *
 * @param url URL of the key set.
 * @param timeoutMs Longest time for a fetch: milliseconds.
 * @returns A function that rejects with ProxyError `invalid_token` for an unknown key, `auth_unavailable` if the keys
 * are not available.
 */
export const createKeyStore = (url: string, fetch: Fetch, now: () => number, timeoutMs = 5_000): FindKey => {
  let keys: Keys = new Map()
  let fetchedAt = Number.NEGATIVE_INFINITY
  let triedAt = Number.NEGATIVE_INFINITY
  let isUnavailable = false

  const refresh = async (caller: AbortSignal): Promise<void> => {
    try {
      const signal = AbortSignal.any([caller, AbortSignal.timeout(timeoutMs)])
      const response = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'manual', signal })
      if (response.status !== 200) throw new Error('no keys')
      const fetched = await importKeys(JSON.parse((await readText(response, MAX_BYTES)) ?? ''))
      if (fetched.size === 0) throw new Error('no keys')
      keys = fetched
      fetchedAt = now()
      isUnavailable = false
    } catch {
      // The caller aborted the fetch. The keys may still be available.
      if (caller.aborted) return
      if (now() - fetchedAt >= MAX_AGE_MS) keys = new Map()
      isUnavailable = true
    }
    triedAt = now()
  }

  return async (kid, signal) => {
    const at = now()
    const needsKeys = at - fetchedAt >= FRESH_MS || !keys.has(kid)
    const mayFetch = keys.size === 0 || at - triedAt >= REFETCH_DELAY_MS
    if (needsKeys && mayFetch) await refresh(signal)
    const key = keys.get(kid)
    if (key) return key
    throw new ProxyError(isUnavailable || keys.size === 0 ? 'auth_unavailable' : 'invalid_token')
  }
}
