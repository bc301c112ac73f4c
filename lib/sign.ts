/**
 * Signs requests to any NAVER Cloud Platform API Gateway service (signature v2), with Web Crypto alone.
 *
 * @module
 */
import type { Credentials } from './signing/credentials.ts'
import { headersWith, type SignedHeaders } from './signing/headers.ts'
import { checkTarget } from './signing/target.ts'

export type { Credentials } from './signing/credentials.ts'
export type { SignedHeaders } from './signing/headers.ts'

/** What a signer may be given besides the keys. */
export interface SignerOptions {
  /** The clock: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
}

/** Signs requests with one key. It holds the key where nothing can print it. */
export interface Signer {
  /**
   * The headers for one request.
   *
   * @param method HTTP method in upper case.
   * @param target Path and query exactly as they will be sent. `fetch` percent-encodes what a URL may not hold,
   * so encode first, or let {@link Signer.sign} read the target off a `Request`.
   * @throws RangeError for a lower-case or unknown method.
   * @throws TypeError for a target that would not arrive as signed: with a host, dot segments, a fragment, control
   * characters or lone surrogates.
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
   * The request with the three headers added, and set not to follow redirects: a signature must not travel on.
   *
   * @param request Any request to an API Gateway service. Its body moves into the new request.
   * @throws As {@link Signer.headers}, so also TypeError for an address with user-info or a fragment;
   * on Bun for a path that begins with `//`, because its `fetch` would send `/`.
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
 * @throws TypeError when a key is unusable, or where there is no `crypto.subtle`.
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
  const headersOf = headersWith(credentials, now)
  const headers = async (method: string, target: string): Promise<SignedHeaders> => {
    checkTarget(method, target)
    return headersOf(method, target)
  }

  return {
    headers,
    async sign(request) {
      const { href, origin } = new URL(request.url)
      const target = href.replace(origin, '')
      // Bun 1.4 sends any number of slashes at the start of a path as one.
      if (target[1] === '/' && 'Bun' in globalThis) throw new TypeError('Bun would send a leading "//" as "/"')
      const entries = Object.entries(await headers(request.method, target))
      const signed = new Request(request, { redirect: 'manual' })
      for (const [name, value] of entries) signed.headers.set(name, value)
      return signed
    },
  }
}
