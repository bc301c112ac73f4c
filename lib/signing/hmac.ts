const encoder = new TextEncoder()

/**
 * Turns a secret key into a Web Crypto key that can sign and can never be read back.
 * The secret is taken as UTF-8 text: it is neither base64 nor hex.
 *
 * @param secretKey The secret key as the console shows it.
 * @see https://api.ncloud-docs.com/docs/en/common-ncpapi
 */
export const importKey = (secretKey: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', encoder.encode(secretKey), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])

/**
 * HMAC-SHA256 of a text (as UTF-8), in padded standard base64: 44 characters.
 *
 * @param key A key of {@link importKey}.
 * @param text Usually a string to sign.
 * @example
 * ```ts
 * import { hmac, importKey, stringToSign } from 'ncloud-functions/sign'
 *
 * const key = await importKey('SECRETKEY')
 * const signature = await hmac(key, stringToSign('GET', '/ncf/api/v2/packages', '1700000000000', 'ACCESSKEY'))
 * ```
 * @see https://api.ncloud-docs.com/docs/en/common-ncpapi
 */
export const hmac = async (key: CryptoKey, text: string): Promise<string> =>
  btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))))
