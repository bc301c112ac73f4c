import type { Fetch } from '../../../lib/index.ts'
import { Refusal } from '../problem.ts'
import { accessKeys } from './access-keys.ts'

/** Where Cloudflare Access puts what it knows of a caller. Its cookie has the same, but not always. */
const HEADER = 'cf-access-jwt-assertion'

/** How far the clocks of two machines of Cloudflare may be apart. */
const TOLERANCE_S = 5

/** Who calls, as Cloudflare Access knows them. */
export type Access = (request: Request) => Promise<string>

/**
 * An address of a person, or the name of a service token or certificate. The two are kept apart by their form: whoever
 * has a certificate named in the form of an address is not the one who has that address.
 */
const identify = ({ email, common_name: name }: Readonly<Record<string, unknown>>): string => {
  if (typeof email === 'string' && email.includes('@')) return email
  if (typeof name === 'string' && name !== '' && !name.includes('@') && !email) return name
  throw new Refusal('invalid_token')
}

/**
 * Checks the token that Cloudflare Access adds to every request it lets through: another way to the Worker would be a
 * way around it.
 *
 * @param teamDomain `<team>.cloudflareaccess.com`.
 * @param audience The application's AUD tag.
 * @param fetch Gets the keys.
 * @returns Rejects with Refusal `unauthenticated` without a token, `invalid_token` for every token that does not hold,
 * `auth_unavailable` when that cannot be found out.
 * @see https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/
 */
export const createAccess = (teamDomain: string, audience: string, fetch: Fetch, now: () => number): Access => {
  const issuer = `https://${teamDomain}`
  const findKey = accessKeys(`${issuer}/cdn-cgi/access/certs`, fetch, now)

  return async ({ headers, signal }) => {
    const token = headers.get(HEADER)
    if (token === null) throw new Refusal('unauthenticated')
    // Loaded where it is needed only, and on its own: it is as much as a third of the proxy.
    const { jwtVerify } = await import('jose/jwt/verify').catch(() => {
      throw new Refusal('auth_unavailable')
    })
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => findKey(kid, signal), {
        algorithms: ['RS256', 'ES256'],
        issuer,
        audience,
        requiredClaims: ['exp'],
        clockTolerance: TOLERANCE_S,
        currentDate: new Date(now()),
      })
      return identify(payload)
    } catch (error) {
      throw error instanceof Refusal ? error : new Refusal('invalid_token')
    }
  }
}
