import { type Credentials, checkSecret } from './credentials.ts'
import { hmac, importKey } from './hmac.ts'
import { stringToSign } from './string-to-sign.ts'

/** The three headers of a signed request. */
export interface SignedHeaders {
  /** Milliseconds since the epoch. The gateway rejects a time that differs from its own by 5 minutes or more. */
  'x-ncp-apigw-timestamp': string
  'x-ncp-iam-access-key': string
  /** Base64, 44 characters. */
  'x-ncp-apigw-signature-v2': string
}

/**
 * Signs a request.
 *
 * @param method HTTP method in upper case.
 * @param target Path and query, exactly as they are sent.
 * @param now The clock: milliseconds since the epoch.
 */
export type SignHeaders = (method: string, target: string, now: () => number) => Promise<SignedHeaders>

/**
 * Creates a function that signs with one key. The key is imported once, and nothing can print it.
 *
 * @throws TypeError for an invalid key, and without `crypto.subtle`.
 */
export const createHeaderSigner = ({ accessKey, secretKey }: Credentials): SignHeaders => {
  checkSecret('accessKey', accessKey)
  checkSecret('secretKey', secretKey)
  if (!globalThis.crypto?.subtle) {
    throw new TypeError('crypto.subtle is missing: use https or localhost; in React Native, a polyfill or the proxy')
  }
  let key: Promise<CryptoKey> | undefined

  return async (method, target, now) => {
    const timestamp = `${Math.floor(now())}`
    key ??= importKey(secretKey)
    return {
      'x-ncp-apigw-timestamp': timestamp,
      'x-ncp-iam-access-key': accessKey,
      'x-ncp-apigw-signature-v2': await hmac(await key, stringToSign(method, target, timestamp, accessKey)),
    }
  }
}
