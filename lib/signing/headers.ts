import { type Credentials, checkSecret } from './credentials.ts'
import { hmac, importKey } from './hmac.ts'
import { stringToSign } from './string-to-sign.ts'

/** The three headers of a signed request. */
export interface SignedHeaders {
  /** Milliseconds since the epoch. The gateway refuses it when five minutes or more off its own clock. */
  'x-ncp-apigw-timestamp': string
  'x-ncp-iam-access-key': string
  /** Base64, 44 characters. */
  'x-ncp-apigw-signature-v2': string
}

/** Signs a method and a target that can be sent as they are. */
export type SignHeaders = (method: string, target: string) => Promise<SignedHeaders>

/**
 * Holds a key where nothing can print it, imported once, and signs with it.
 *
 * @param now Milliseconds since the epoch.
 * @throws TypeError when a key is unusable, or where there is no `crypto.subtle`.
 */
export const headersWith = ({ accessKey, secretKey }: Credentials, now: () => number): SignHeaders => {
  checkSecret('accessKey', accessKey)
  checkSecret('secretKey', secretKey)
  if (!globalThis.crypto?.subtle) throw new TypeError('no crypto.subtle: use https')
  let key: Promise<CryptoKey> | undefined

  return async (method, target) => {
    const timestamp = `${Math.floor(now())}`
    key ??= importKey(secretKey)
    return {
      'x-ncp-apigw-timestamp': timestamp,
      'x-ncp-iam-access-key': accessKey,
      'x-ncp-apigw-signature-v2': await hmac(await key, stringToSign(method, target, timestamp, accessKey)),
    }
  }
}
