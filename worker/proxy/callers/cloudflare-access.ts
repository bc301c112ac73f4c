import { ProxyError } from '../problem.ts'
import { createKeyStore, type KeyStoreDeps } from './cloudflare-access-keys.ts'

/** The header in which Cloudflare Access sends its token. The cookie has the same token, but not always. */
export const ACCESS_HEADER = 'cf-access-jwt-assertion'

/** Difference between the clocks of two machines of Cloudflare: seconds. */
const CLOCK_TOLERANCE_S = 5

/** Verifies the token of Cloudflare Access and returns the id of its user. */
export type VerifyAccessToken = (request: Request) => Promise<string>

/**
 * Returns the e-mail address of a person, or the name of a service token or certificate. An address has `@` and a name
 * has not, so a certificate that is named like an address cannot stand for the person.
 */
const userOf = ({ email, common_name: name }: Readonly<Record<string, unknown>>): string => {
  if (typeof email === 'string' && email.includes('@')) return email
  if (typeof name === 'string' && name !== '' && !name.includes('@') && !email) return name
  throw new ProxyError('invalid_token')
}

/**
 * Creates a check of the token that Cloudflare Access adds to every request that it lets through. The check also
 * protects a Worker that has a second URL, which Access does not guard.
 *
 * @param teamDomain `<team>.cloudflareaccess.com`.
 * @param audience The AUD tag of the application.
 * @param deps `fetch` gets the public keys.
 * @returns A function that rejects with ProxyError `unauthenticated` without a token, `invalid_token` for an invalid
 * token, `auth_unavailable` if the keys are not available.
 * @see https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/
 */
export const createAccess = (teamDomain: string, audience: string, deps: KeyStoreDeps): VerifyAccessToken => {
  const issuer = `https://${teamDomain}`
  const findKey = createKeyStore(`${issuer}/cdn-cgi/access/certs`, deps)

  return async ({ headers, signal }) => {
    const token = headers.get(ACCESS_HEADER)
    if (token === null) throw new ProxyError('unauthenticated')
    // Loaded on demand: most proxies do not use Access, and `jose` is a third of the size of the proxy.
    const { jwtVerify } = await import('jose/jwt/verify').catch(() => {
      throw new ProxyError('auth_unavailable')
    })
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => findKey(kid, signal), {
        algorithms: ['RS256', 'ES256'],
        issuer,
        audience,
        requiredClaims: ['exp'],
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: new Date(deps.now()),
      })
      return userOf(payload)
    } catch (error) {
      throw error instanceof ProxyError ? error : new ProxyError('invalid_token')
    }
  }
}
