import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

export const teamDomain = 'team.cloudflareaccess.com'
export const audience = 'a0'.repeat(32)

/** The configuration for the Access tokens of this file. */
export const accessConfig = { PROXY_AUTH: 'access', ACCESS_TEAM_DOMAIN: teamDomain, ACCESS_AUD: audience }

/** Creates a key pair of Access, with the public key in its published form. */
export const accessKey = async (kid: string, alg: 'RS256' | 'ES256' | 'RS512' = 'RS256') => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  return { kid, alg, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

export type AccessKey = Awaited<ReturnType<typeof accessKey>>

/** The claims that Access has in the token of a person. */
export const claims = (now: number): JWTPayload => ({
  iss: `https://${teamDomain}`,
  aud: [audience],
  iat: now,
  nbf: now,
  exp: now + 60,
  type: 'app',
  sub: '7335d417-61da-459d-899c-0a01c76a2f94',
  email: 'kim@example.com',
})

/** Signs a token. `header` replaces fields of the correct header. */
export const sign = ({ kid, alg, privateKey }: AccessKey, payload: JWTPayload, header: object = {}): Promise<string> =>
  new SignJWT(payload).setProtectedHeader({ alg, kid, typ: 'JWT', ...header }).sign(privateKey)
