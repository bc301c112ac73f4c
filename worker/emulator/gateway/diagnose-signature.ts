import { sites } from '../../../lib/api/endpoints.ts'
import { hmac, importKey } from '../../../lib/signing/hmac.ts'
import { stringToSign } from '../../../lib/signing/string-to-sign.ts'
import type { SignatureMistake } from './signature-mistakes.ts'

/** A request whose signature is wrong, and the secret key of its access key. */
export interface RejectedSignature {
  readonly method: string
  /** The whole URL as received. */
  readonly url: string
  /** Path and query as received. */
  readonly target: string
  readonly timestamp: string
  readonly accessKey: string
  readonly signature: string
  readonly secretKey: string
}

/** Largest difference between two readings of the clock for one request: milliseconds. */
const CLOCK_READINGS_APART_MS = 20

const gatewayHost = new URL(sites.public.regions.KR?.origin ?? '').host

/** Decodes a target in each way that clients do by mistake. */
const decodeTarget = (target: string): string[] =>
  [decodeURI, decodeURIComponent, (text: string) => decodeURIComponent(text.replaceAll('+', ' '))].flatMap((decode) => {
    try {
      return [decode(target)]
    } catch {
      return []
    }
  })

const bytesOfBase64 = (text: string): Uint8Array<ArrayBuffer> => {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

const decodeSecret = (secretKey: string): Uint8Array<ArrayBuffer> | undefined => {
  try {
    return bytesOfBase64(secretKey)
  } catch {
    return undefined
  }
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Returns a target without the path of its API version, and without the start of that path. */
const withoutPrefixes = (target: string): readonly string[] => [
  target.replace(/^(\/ncf)?\/api\/v2/, ''),
  target.replace(/^\/ncf/, ''),
]

/** Returns the wrong texts that common mistakes sign, each with its mistake. */
const wrongStrings = ({
  method,
  url,
  target,
  timestamp,
  accessKey,
}: RejectedSignature): (readonly [SignatureMistake, string])[] => {
  const withTargets = (mistake: SignatureMistake, targets: readonly string[]) =>
    targets
      .filter((wrong) => wrong !== target)
      .map((wrong) => [mistake, stringToSign(method, wrong, timestamp, accessKey)] as const)
  const withTimestamp = (mistake: SignatureMistake, wrong: string) =>
    [mistake, stringToSign(method, target, wrong, accessKey)] as const
  const correct = stringToSign(method, target, timestamp, accessKey)
  const withLineBreaks = (text: string) => ['wrong_line_breaks', text] as const

  const origins = [new URL(url).host, gatewayHost].flatMap((host) => [`https://${host}`, `http://${host}`, host])
  const differences = Array.from({ length: CLOCK_READINGS_APART_MS }, (_, index) => index + 1)
  return [
    ...withTargets('query_left_out', [target.replace(/\?.*$/, '')]),
    ...withTargets('prefix_left_out', withoutPrefixes(target)),
    ...withTargets(
      'full_url_signed',
      origins.map((origin) => origin + target),
    ),
    ...withTargets('target_decoded', decodeTarget(target)),
    ['lower_case_method', stringToSign(method.toLowerCase(), target, timestamp, accessKey)],
    withTimestamp('timestamp_in_seconds', timestamp.slice(0, -3)),
    ...['\n', '\r\n'].map((end) => withLineBreaks(correct + end)),
    ...['\r\n', '\\n', ' ', ''].map((lineBreak) => withLineBreaks(correct.replaceAll('\n', lineBreak))),
    ...differences
      .flatMap((ms) => [ms, -ms])
      .map((ms) => withTimestamp('timestamp_differs', String(Number(timestamp) + ms))),
  ]
}

/** Whether a signature is the expected one in another encoding. */
const isEncodedWrongly = (signature: string, expected: string): boolean => {
  const hex = toHex(bytesOfBase64(expected))
  const urlSafe = expected.replaceAll('+', '-').replaceAll('/', '_')
  const withoutPadding = (text: string): string => text.replace(/={1,2}$/, '')
  const encodings = [expected, urlSafe, hex, hex.toUpperCase(), btoa(hex)].map(withoutPadding)
  return encodings.includes(withoutPadding(signature))
}

/** Whether a text was signed with the secret key decoded from base64. */
const isSignedWithDecodedSecret = async (signature: string, text: string, secretKey: string): Promise<boolean> => {
  const decoded = decodeSecret(secretKey)
  if (!decoded?.length) return false
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', decoded, algorithm, false, ['sign'])
  return (await hmac(key, text)) === signature
}

/** Finds the mistake behind a wrong signature: it makes each common mistake and compares the signatures. */
export const findMistake = async (rejected: RejectedSignature): Promise<SignatureMistake> => {
  const { method, target, timestamp, accessKey, signature, secretKey } = rejected
  const key = await importKey(secretKey)
  const correct = stringToSign(method, target, timestamp, accessKey)
  if (isEncodedWrongly(signature, await hmac(key, correct))) return 'wrong_encoding'
  for (const [mistake, text] of wrongStrings(rejected)) {
    if ((await hmac(key, text)) === signature) return mistake
  }
  return (await isSignedWithDecodedSecret(signature, correct, secretKey)) ? 'secret_decoded' : 'unknown'
}
