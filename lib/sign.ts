/**
 * Signs requests to any NAVER Cloud Platform API Gateway service (signature v2), with Web Crypto alone.
 *
 * @module
 */

import { checkTarget } from './signing/check-target.ts'
import type { Credentials } from './signing/credentials.ts'
import { createHeaderSigner, type SignedHeaders } from './signing/headers.ts'

export type { Credentials } from './signing/credentials.ts'
export type { SignedHeaders } from './signing/headers.ts'

/** Options of a signer. */
export interface SignerOptions {
  /** The clock: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
}

/** Signs requests with one key. Nothing can print the key. */
export interface Signer {
  /**
   * Returns the three headers for one request.
   *
   * @param method HTTP method in upper case.
   * @param target Path and query, exactly as they are sent. `fetch` percent-encodes some characters: encode them first,
   * or use {@link Signer.sign}, which reads the target from a `Request`.
   * @throws RangeError for a lower-case or unknown method.
   * @throws TypeError for a target that `fetch` would change: with a host, dot segments, a fragment, control characters or
   * lone surrogates.
   * @example
   * ```ts
   * import { createSigner } from 'ncloud-functions/sign'
   *
   * const signer = createSigner({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * const headers = await signer.headers('GET', '/ncf/api/v2/packages?platform=vpc')
   * ```
   */
  headers(method: string, target: string): Promise<SignedHeaders>
  /**
   * Returns the request with the three headers added. It does not follow redirects: the signature must go to no other
   * host.
   *
   * @param request Any request to an API Gateway service. Its body moves into the new request.
   * @throws TypeError as {@link Signer.headers}: also for a URL with user name or fragment, and on Bun for a path that
   * starts with `//`, because Bun's `fetch` would send `/`.
   * @example
   * ```ts
   * import { createSigner } from 'ncloud-functions/sign'
   *
   * const signer = createSigner({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * const request = new Request('https://cloudfunctions.apigw.ntruss.com/ncf/api/v2/packages')
   * const response = await fetch(await signer.sign(request))
   * ```
   */
  sign(request: Request): Promise<Request>
}

/**
 * Creates a signer. The key is imported once, as non-extractable.
 *
 * @param credentials Access key and secret key.
 * @param options The clock.
 * @throws TypeError for an invalid key, and without `crypto.subtle`.
 * @example
 * ```ts
 * import { createSigner } from 'ncloud-functions/sign'
 *
 * const signer = createSigner({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
 * const request = new Request('https://ncloud.apigw.ntruss.com/vserver/v2/getRegionList?responseFormatType=json')
 * const response = await fetch(await signer.sign(request))
 * ```
 * @see https://api.ncloud-docs.com/docs/en/common-ncpapi
 */
export const createSigner = (credentials: Credentials, { now = Date.now }: SignerOptions = {}): Signer => {
  const sign = createHeaderSigner(credentials)
  const headers = async (method: string, target: string): Promise<SignedHeaders> => {
    checkTarget(method, target)
    return sign(method, target, now)
  }

  return {
    headers,
    async sign(request) {
      const { href, origin } = new URL(request.url)
      const target = href.replace(origin, '')
      // Bun 1.4 sends several slashes at the start of a path as one.
      if (target[1] === '/' && 'Bun' in globalThis) throw new TypeError('target must not start with //: Bun sends /')
      const entries = Object.entries(await headers(request.method, target))
      const signed = new Request(request, { redirect: 'manual' })
      for (const [name, value] of entries) signed.headers.set(name, value)
      return signed
    },
  }
}
