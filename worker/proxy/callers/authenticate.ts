import type { Operation } from '../../../lib/api/operations.ts'
import { ProxyError } from '../problem.ts'
import type { Names } from '../request/validate-names.ts'
import { anonymous, type Caller, isExpired } from './caller.ts'
import { ACCESS_HEADER, type VerifyAccessToken } from './cloudflare-access.ts'
import { type Permissions, permittedView, type View } from './permissions.ts'

/** How the proxy authenticates callers. */
export interface CallerSettings {
  readonly isPublic: boolean
  /** Set if Cloudflare Access authenticates callers. Default: a token does. */
  readonly verifyAccessToken?: VerifyAccessToken | undefined
  /** The callers of `PROXY_CALLERS`. */
  readonly list: readonly Caller[]
}

const encoder = new TextEncoder()

/** Returns the tokens in a request; `''` for a missing one. */
export const tokensOf = ({ headers }: Request): string[] => [
  headers.get('authorization')?.split(' ').pop() ?? '',
  headers.get(ACCESS_HEADER) ?? '',
]

/** Returns the SHA-256 digest of a token as lower-case hex digits, the form that `PROXY_CALLERS` has. */
const digestOf = async (token: string): Promise<string> => {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(token)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Finds the caller of a token. It compares digests, so the time of the comparison reveals no part of a token. */
const callerOfToken = async ({ headers, url }: Request, list: readonly Caller[]): Promise<Caller | undefined> => {
  const header = headers.get('authorization')
  if (header === null) {
    const isTokenInUrl = /[?&](access_)?token=/i.test(url)
    throw new ProxyError(isTokenInUrl ? 'invalid_token' : 'unauthenticated')
  }
  const [, token] = /^Bearer +([!-~]+)$/i.exec(header) ?? []
  if (token === undefined) return undefined
  const sha256 = await digestOf(token)
  return list.find((caller) => caller.sha256 === sha256)
}

/** Finds the caller of an Access token. Without a list, Access alone decides; a caller outside of a list has no permission. */
const callerOfAccess = async (
  request: Request,
  verify: VerifyAccessToken,
  list: readonly Caller[],
): Promise<Caller> => {
  const id = await verify(request)
  if (list.length === 0) return { id }
  return list.find((caller) => caller.access === id) ?? { id, operations: [] }
}

/**
 * Returns the caller of a request.
 *
 * @param now Returns the time in milliseconds since the epoch.
 * @throws ProxyError `unauthenticated` for a request without a token, `invalid_token` for every other token that is not
 * valid, `auth_unavailable` if the token cannot be checked.
 */
export const authenticate = async (
  request: Request,
  { isPublic, verifyAccessToken, list }: CallerSettings,
  now: () => number,
): Promise<Caller> => {
  if (isPublic) return anonymous
  const caller = await (verifyAccessToken
    ? callerOfAccess(request, verifyAccessToken, list)
    : callerOfToken(request, list))
  if (!caller || isExpired(caller, now)) throw new ProxyError('invalid_token')
  return caller
}

/**
 * Returns the view that the caller may have of the response.
 *
 * @param permissions What the proxy allows to every caller.
 * @throws ProxyError `insufficient_scope` or `origin_not_allowed`.
 */
export const authorize = (
  caller: Caller,
  operation: Operation,
  names: Names,
  { headers }: Request,
  permissions: Permissions,
): View => {
  const { operations = permissions.operations, actions = permissions.actions, origins } = caller
  const view = permittedView([permissions, { operations, actions }], operation, names)

  const origin = headers.get('origin')
  if (origin !== null && origins && !origins.includes(origin)) throw new ProxyError('origin_not_allowed')
  return view
}
