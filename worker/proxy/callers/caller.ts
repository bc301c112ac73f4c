import type { Permissions } from './permissions.ts'

/**
 * A caller of the proxy: the owner of a token, or a user of Cloudflare Access. Its `operations` and `actions` narrow the
 * permissions of the proxy. Without them the caller has all permissions of the proxy.
 */
export interface Caller extends Partial<Permissions> {
  readonly id: string
  /** SHA-256 digest of the token: 64 hex digits. The proxy never stores the token itself. */
  readonly sha256?: string
  /** E-mail address, or name of a service token or certificate, exactly as Cloudflare Access has it. */
  readonly access?: string
  /** Origins of the pages that may use the token. Default: all origins that the proxy allows. */
  readonly origins?: readonly string[]
  /** When the caller expires: milliseconds since the epoch. Default: never. */
  readonly expires?: number
  /** Set for {@link anonymous} only. */
  readonly isAnonymous?: true
}

/** The caller of a proxy without authentication. */
export const anonymous: Caller = { id: 'anonymous', isAnonymous: true }

/** Returns whether a caller has expired. */
export const isExpired = ({ expires }: Caller, now: () => number): boolean => expires !== undefined && expires <= now()
