import type { Fetch } from '../../../lib/index.ts'
import { limitBody } from '../limits/response-size.ts'
import { Refusal } from '../problem.ts'

/** Access changes its key every six weeks and keeps the one before for a week. */
const FRESH_MS = 3_600_000

/** Once they were looked for, they are not again for so long, however many tokens name one that is not known. */
const LOOK_AGAIN_MS = 30_000

/** So long they are taken for good where no newer ones can be had. */
const KEPT_MS = 24 * FRESH_MS

/** Far more than the two keys there are. */
const MAX_BYTES = 65_536

/** Finds the public key that a token names. */
export type FindKey = (kid: unknown, signal: AbortSignal) => Promise<CryptoKey>

type Keys = ReadonlyMap<unknown, CryptoKey>

const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
const ES256 = { name: 'ECDSA', namedCurve: 'P-256' }

/** Those of a set that can check a signature of one of the two, by id; what else it has is not for us. */
const importKeys = async (set: unknown): Promise<Keys> => {
  const { keys } = set as { readonly keys: readonly (JsonWebKey & { readonly kid?: unknown })[] }
  const found = keys.map(async (jwk) => {
    try {
      const key = await crypto.subtle.importKey('jwk', jwk, jwk.kty === 'EC' ? ES256 : RS256, false, ['verify'])
      return typeof jwk.kid === 'string' ? [[jwk.kid, key] as const] : []
    } catch {
      return []
    }
  })
  return new Map((await Promise.all(found)).flat())
}

/**
 * The keys that Cloudflare Access signs with. What an isolate keeps of them is values: every request fetches for itself
 * or finds what another one has finished fetching.
 *
 * @param url Where the keys are.
 * @param timeoutMs How long they may take, in milliseconds.
 * @returns Rejects with Refusal `invalid_token` for a key there is not, `auth_unavailable` when that cannot be found out.
 */
export const accessKeys = (url: string, fetch: Fetch, now: () => number, timeoutMs = 5_000): FindKey => {
  let keys: Keys = new Map()
  let fetchedAt = Number.NEGATIVE_INFINITY
  let lookedAt = Number.NEGATIVE_INFINITY
  let isDown = false

  const refresh = async (signal: AbortSignal): Promise<void> => {
    try {
      const ends = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
      const response = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'manual', signal: ends })
      if (response.status !== 200) throw new Error('no keys')
      const found = await importKeys(await limitBody(response, MAX_BYTES).json())
      if (found.size === 0) throw new Error('no keys')
      keys = found
      fetchedAt = now()
      isDown = false
    } catch {
      // A caller that leaves has found out nothing.
      if (signal.aborted) return
      if (now() - fetchedAt >= KEPT_MS) keys = new Map()
      isDown = true
    }
    lookedAt = now()
  }

  return async (kid, signal) => {
    const at = now()
    const isWanted = at - fetchedAt >= FRESH_MS || !keys.has(kid)
    const isDue = keys.size === 0 || at - lookedAt >= LOOK_AGAIN_MS
    if (isWanted && isDue) await refresh(signal)
    const key = keys.get(kid)
    if (key) return key
    throw new Refusal(isDown || keys.size === 0 ? 'auth_unavailable' : 'invalid_token')
  }
}
