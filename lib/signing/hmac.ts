const encoder = new TextEncoder()

/**
 * Imports a secret key into Web Crypto, for signing only. It cannot be read back. The secret is UTF-8 text, neither
 * base64 nor hex.
 *
 * @param secretKey The secret key as the console shows it.
 * @see https://api.ncloud-docs.com/docs/en/common-ncpapi
 */
export const importKey = (secretKey: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', encoder.encode(secretKey), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])

/**
 * Returns the HMAC-SHA256 of a text (as UTF-8) in padded standard base64: 44 characters.
 *
 * @param key A key of {@link importKey}.
 * @param text Usually a string to sign.
 * @see https://api.ncloud-docs.com/docs/en/common-ncpapi
 */
export const hmac = async (key: CryptoKey, text: string): Promise<string> => {
  const bytes: unknown = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))
  // Spreading the bytes into the call would take five times as long.
  return btoa(String.fromCharCode.apply(null, bytes as number[]))
}
