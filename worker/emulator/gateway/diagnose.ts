import { hmac, importKey } from '../../../lib/signing/hmac.ts'
import { stringToSign } from '../../../lib/signing/string-to-sign.ts'

/** What the emulator adds to a refused signature. It never holds a secret, nor a signature that would be accepted. */
export interface Explanation {
  /** The likely mistake, by name. */
  readonly mistake: Mistake
  /** What to change. */
  readonly hint: string
  /** What should have been signed, as far as the request tells. */
  readonly stringToSign?: string
}

/** The mistakes people make, and what to say to each. */
const hints = {
  headers_missing: 'Send all of x-ncp-apigw-timestamp, x-ncp-iam-access-key and x-ncp-apigw-signature-v2.',
  signature_v1: 'Send the signature as x-ncp-apigw-signature-v2; the string to sign is the same.',
  unknown_access_key: 'The emulator has no such access key: use its development keys, or give it yours.',
  timestamp_in_seconds: 'The timestamp must be milliseconds since the epoch (13 digits), in header and string alike.',
  timestamp_not_a_number: 'The timestamp must be milliseconds since the epoch, as decimal digits.',
  clock_off: 'The timestamp is five minutes or more off the clock here: set the clock, sign each request anew.',
  timestamp_differs: 'The string holds another timestamp than the header: read the clock once and use that text twice.',
  query_left_out: 'Sign the query too: path, "?" and query, as they are sent.',
  prefix_left_out: 'Sign the whole path: the prefix before /packages belongs to it.',
  full_address_signed: 'Sign path and query only: no scheme, no host.',
  target_decoded:
    "Sign path and query percent-encoded, exactly as they are sent. (`wrangler dev` encodes ' and what is not ASCII before the emulator sees it: encode them first.)",
  lower_case_method: 'Write the method in upper case.',
  wrong_line_breaks: 'Join the three lines with a single line feed, and put none at the end.',
  wrong_encoding: 'The signature is right, its encoding is not: use standard base64 with padding (44 characters).',
  secret_decoded: 'Use the secret key as the text it is: do not decode it.',
  unknown: 'Compare your string with stringToSign byte for byte; if they are equal, the secret key is another one.',
} as const

/** A mistake, by name. */
export type Mistake = keyof typeof hints

/** The explanation of a mistake. */
export const explain = (mistake: Mistake, stringToSign?: string): Explanation => ({
  mistake,
  hint: hints[mistake],
  ...(stringToSign !== undefined && { stringToSign }),
})

/** A refused request, as far as signing goes. */
export interface Attempt {
  readonly method: string
  /** The address as received, host included. */
  readonly url: string
  /** Path and query as received. */
  readonly target: string
  readonly timestamp: string
  readonly accessKey: string
  readonly signature: string
  readonly secretKey: string
}

/** How far apart two readings of the clock for one request may be, in milliseconds. */
const TWO_CLOCK_READINGS = 20

/** As a careless client would: percent-decoded, or with `+` as a blank, where that can be decoded at all. */
const decodings = (target: string): string[] =>
  [decodeURI, decodeURIComponent, (text: string) => decodeURIComponent(text.replaceAll('+', ' '))].flatMap((decode) => {
    try {
      return [decode(target)]
    } catch {
      return []
    }
  })

const base64 = (bytes: string): Uint8Array<ArrayBuffer> | undefined => {
  try {
    return Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

const hexOf = (signature: string): string =>
  Array.from(atob(signature), (character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join('')

/** The strings that one mistake each would have signed. */
const wrongStrings = ({ method, url, target, timestamp, accessKey }: Attempt): [Mistake, string][] => {
  const of = (mistake: Mistake, targets: string[]): [Mistake, string][] =>
    targets
      .filter((wrong) => wrong !== target)
      .map((wrong) => [mistake, stringToSign(method, wrong, timestamp, accessKey)])
  const right = stringToSign(method, target, timestamp, accessKey)
  const { host } = new URL(url)
  const hosts = [host, 'cloudfunctions.apigw.ntruss.com']
  const readings = Array.from({ length: TWO_CLOCK_READINGS }, (_, index) => index + 1).flatMap((ms) => [ms, -ms])
  return [
    ...of('query_left_out', [target.replace(/\?.*$/, '')]),
    ...of('prefix_left_out', [target.replace(/^(\/ncf)?\/api\/v2/, ''), target.replace(/^\/ncf/, '')]),
    ...of(
      'full_address_signed',
      hosts.flatMap((name) => ['https://', 'http://', ''].map((scheme) => scheme + name + target)),
    ),
    ...of('target_decoded', decodings(target)),
    ['lower_case_method', stringToSign(method.toLowerCase(), target, timestamp, accessKey)],
    ['timestamp_in_seconds', stringToSign(method, target, timestamp.slice(0, -3), accessKey)],
    ...['\n', '\r\n'].map((end): [Mistake, string] => ['wrong_line_breaks', right + end]),
    ...['\r\n', '\\n', ' ', ''].map((gap): [Mistake, string] => ['wrong_line_breaks', right.replaceAll('\n', gap)]),
    ...readings.map((ms): [Mistake, string] => [
      'timestamp_differs',
      stringToSign(method, target, String(Number(timestamp) + ms), accessKey),
    ]),
  ]
}

/**
 * Finds the mistake behind a wrong signature by making each known one and comparing.
 *
 * @param attempt The request and the secret that its access key belongs to.
 */
export const findMistake = async (attempt: Attempt): Promise<Mistake> => {
  const { method, target, timestamp, accessKey, signature, secretKey } = attempt
  const key = await importKey(secretKey)
  const right = stringToSign(method, target, timestamp, accessKey)

  const expected = await hmac(key, right)
  const hex = hexOf(expected)
  const urlSafe = expected.replaceAll('+', '-').replaceAll('/', '_')
  const unpadded = (text: string): string => text.replace(/=*$/, '')
  const encodings = [expected, urlSafe, hex, hex.toUpperCase(), btoa(hex)].map(unpadded)
  if (encodings.includes(unpadded(signature))) return 'wrong_encoding'

  for (const [mistake, text] of wrongStrings(attempt)) {
    if ((await hmac(key, text)) === signature) return mistake
  }
  const decoded = base64(secretKey)
  if (decoded?.length) {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' }
    const wrongKey = await crypto.subtle.importKey('raw', decoded, algorithm, false, ['sign'])
    if ((await hmac(wrongKey, right)) === signature) return 'secret_decoded'
  }
  return 'unknown'
}
