import type { SignatureMistake } from '../../worker/emulator/index.ts'

/** A request before it is signed. */
export interface SigningInput {
  readonly method: string
  readonly target: string
  readonly timestamp: string
  readonly accessKey: string
  readonly url: string
}

/** A wrongly signed request: with another text, other headers or another encoding. */
export interface MistakeCase {
  readonly mistake: SignatureMistake
  readonly name: string
  /** Path and query. Default: the package list. */
  readonly target?: string
  /** Returns the text that is signed. Default: the correct one. */
  readonly text?: (input: SigningInput) => string
  /** Encodes the correct signature in another way. */
  readonly encode?: (signature: string) => string
  /** Changes the headers. */
  readonly headers?: (headers: Record<string, string>) => Record<string, string | undefined>
  /** The difference of the signer's clock: milliseconds. */
  readonly clock?: number
  /** The secret key that signs. Default: the correct one. */
  readonly secretKey?: string
}

const joinLines = ({ method, target, timestamp, accessKey }: SigningInput): string =>
  `${method} ${target}\n${timestamp}\n${accessKey}`
const hex = (signature: string): string =>
  Array.from(atob(signature), (character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join('')

/** A secret key that looks encoded: base64 of `decoded-secret`. */
export const encodedSecret = 'ZGVjb2RlZC1zZWNyZXQ='

const spaced = '/ncf/api/v2/packages?platform=vpc&note=a%20b%2Fc+d'

export const mistakeCases: MistakeCase[] = [
  {
    mistake: 'query_left_out',
    name: 'the path alone',
    text: (d) => joinLines({ ...d, target: d.target.split('?')[0] ?? '' }),
  },
  {
    mistake: 'prefix_left_out',
    name: 'the path as documented, without the prefix',
    text: (d) => joinLines({ ...d, target: '/packages?platform=vpc' }),
  },
  {
    mistake: 'prefix_left_out',
    name: 'a part of the prefix',
    text: (d) => joinLines({ ...d, target: '/api/v2/packages?platform=vpc' }),
  },
  {
    mistake: 'full_url_signed',
    name: 'host and path without a scheme',
    text: (d) => joinLines({ ...d, target: d.url.replace('http://', '') }),
  },
  { mistake: 'full_url_signed', name: 'the whole URL of the request', text: (d) => joinLines({ ...d, target: d.url }) },
  {
    mistake: 'full_url_signed',
    name: 'the URL of the gateway in a request to the emulator',
    text: (d) => joinLines({ ...d, target: `https://cloudfunctions.apigw.ntruss.com${d.target}` }),
  },
  {
    mistake: 'target_decoded',
    name: 'the query decoded',
    target: spaced,
    text: (d) => joinLines({ ...d, target: decodeURIComponent(d.target) }),
  },
  {
    mistake: 'target_decoded',
    name: 'path and query decoded, except for reserved characters',
    target: spaced,
    text: (d) => joinLines({ ...d, target: decodeURI(d.target) }),
  },
  {
    mistake: 'target_decoded',
    name: 'the query decoded, with plus as a space',
    target: spaced,
    text: (d) => joinLines({ ...d, target: decodeURIComponent(d.target.replaceAll('+', ' ')) }),
  },
  { mistake: 'lower_case_method', name: 'get for GET', text: (d) => joinLines({ ...d, method: 'get' }) },
  {
    mistake: 'timestamp_in_seconds',
    name: 'seconds in the header and in the text',
    headers: (h) => ({ ...h, 'x-ncp-apigw-timestamp': h['x-ncp-apigw-timestamp']?.slice(0, 10) }),
  },
  {
    mistake: 'timestamp_in_seconds',
    name: 'seconds in the text only',
    text: (d) => joinLines({ ...d, timestamp: d.timestamp.slice(0, 10) }),
  },
  {
    mistake: 'timestamp_not_a_number',
    name: 'a date as text',
    headers: (h) => ({ ...h, 'x-ncp-apigw-timestamp': '2023-11-14T22:13:20Z' }),
  },
  { mistake: 'clock_off', name: 'five minutes behind', clock: -300_000 },
  { mistake: 'clock_off', name: 'five minutes ahead', clock: 300_000 },
  {
    mistake: 'timestamp_differs',
    name: 'the clock read again for the header',
    text: (d) => joinLines({ ...d, timestamp: String(Number(d.timestamp) - 3) }),
  },
  {
    mistake: 'timestamp_differs',
    name: 'the clock read 20 ms later for the header',
    text: (d) => joinLines({ ...d, timestamp: String(Number(d.timestamp) + 20) }),
  },
  { mistake: 'wrong_line_breaks', name: 'spaces for line breaks', text: (d) => joinLines(d).replaceAll('\n', ' ') },
  { mistake: 'wrong_line_breaks', name: 'no line breaks', text: (d) => joinLines(d).replaceAll('\n', '') },
  {
    mistake: 'wrong_line_breaks',
    name: 'a backslash and an n for line breaks',
    text: (d) => joinLines(d).replaceAll('\n', '\\n'),
  },
  { mistake: 'wrong_line_breaks', name: 'CRLF at the end', text: (d) => `${joinLines(d)}\r\n` },
  { mistake: 'wrong_line_breaks', name: 'a line feed at the end', text: (d) => `${joinLines(d)}\n` },
  { mistake: 'wrong_line_breaks', name: 'CRLF for line breaks', text: (d) => joinLines(d).replaceAll('\n', '\r\n') },
  { mistake: 'wrong_encoding', name: 'hex', encode: hex },
  { mistake: 'wrong_encoding', name: 'upper-case hex', encode: (s) => hex(s).toUpperCase() },
  { mistake: 'wrong_encoding', name: 'hex in base64', encode: (s) => btoa(hex(s)) },
  {
    mistake: 'wrong_encoding',
    name: 'base64 for URLs',
    // At this time, the signature has both characters that differ.
    clock: 2,
    encode: (s) => s.replaceAll('+', '-').replaceAll('/', '_'),
  },
  { mistake: 'wrong_encoding', name: 'without padding', encode: (s) => s.replace(/=+$/, '') },
  { mistake: 'secret_decoded', name: 'the secret key decoded from base64', secretKey: 'decoded-secret' },
  { mistake: 'unknown', name: 'another secret key', secretKey: 'ANOTHERSECRET' },
  { mistake: 'unknown', name: 'a signature that is not base64', encode: () => 'nonsense' },
  {
    mistake: 'unknown_access_key',
    name: 'a key the emulator does not have',
    headers: (h) => ({ ...h, 'x-ncp-iam-access-key': 'NOSUCHKEY' }),
  },
  {
    mistake: 'headers_missing',
    name: 'no signature',
    headers: (h) => ({ ...h, 'x-ncp-apigw-signature-v2': undefined }),
  },
  { mistake: 'headers_missing', name: 'no timestamp', headers: (h) => ({ ...h, 'x-ncp-apigw-timestamp': undefined }) },
  { mistake: 'headers_missing', name: 'no headers', headers: () => ({}) },
  {
    mistake: 'signature_v1',
    name: 'the header of version 1',
    headers: ({ 'x-ncp-apigw-signature-v2': signature, ...h }) => ({ ...h, 'x-ncp-apigw-signature-v1': signature }),
  },
  {
    mistake: 'headers_missing',
    name: 'both signatures and no timestamp',
    headers: (h) => ({ ...h, 'x-ncp-apigw-signature-v1': 'x', 'x-ncp-apigw-timestamp': undefined }),
  },
]
