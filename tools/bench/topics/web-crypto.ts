import { credentials, target } from './request.ts'

// A signature as a program without a library makes it. Nothing here comes from `lib`, so that a change there shows.

const encoder = new TextEncoder()

export const importKey = (): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', encoder.encode(credentials.secretKey), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])

export const stringToSign = (timestamp: string): string => `GET ${target}\n${timestamp}\n${credentials.accessKey}`

/** Returns the headers of a signed request. */
export const signByHand = async (key: CryptoKey) => {
  const timestamp = `${Date.now()}`
  const bytes = await crypto.subtle.sign('HMAC', key, encoder.encode(stringToSign(timestamp)))
  return {
    'x-ncp-apigw-timestamp': timestamp,
    'x-ncp-iam-access-key': credentials.accessKey,
    'x-ncp-apigw-signature-v2': btoa(String.fromCharCode(...new Uint8Array(bytes))),
  }
}
