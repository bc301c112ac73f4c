import { gzipSync } from 'node:zlib'
import type { RunOutcome } from '../../lib/index.ts'
import { vectorTime } from '../conformance/vectors.ts'
import { answer, dripping, refusal, reset, type Says, type Unread } from '../support/failing-server.ts'
import type { Each } from './calls.ts'

const drip = dripping('', 'HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n{"content":{}}')

export const good = answer('{"content":{"name":"shop"}}')
const kept: Says = (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n{"content":{}}')
const html = ['content-type: text/html']
const page = '<!doctype html><h1>It works!</h1>'
const zipped = gzipSync(JSON.stringify({ content: { name: 'shop', text: 'The quick brown fox jumps over the dog' } }))

const utc = (ms: number): string => new Date(ms).toUTCString()
const HOUR = 3_600_000
const ahead = `date: ${utc(vectorTime + HOUR)}`
const right = `date: ${utc(vectorTime)}`
const ignored = [
  'set-cookie: session=1; Path=/',
  'access-control-allow-origin: https://elsewhere.example',
  'access-control-expose-headers: none',
]

/** How often a retrying call is sent; one that does not retry is sent once, and so is a run, whatever happens. */
const times = (read: number, put: number, link = 1) => ({ read, put, link, run: 1, fire: 1 })
const single = times(1, 1)
const ifReading = times(3, 1)
const ifHarmless = times(3, 2)
const untilGood = times(2, 2)
/** What a trigger has, too: the service has not seen it, or refused it for the clock. */
const untilSeen = times(2, 2, 2)

/** What is expected of those who ask a server that fails. */
interface Expected {
  readonly code: string
  readonly status?: number | undefined
  /** Of what may be sent again, and of what runs. */
  readonly retryable: readonly [others: boolean, run: boolean]
  readonly message?: RegExp
  /** What `error.outcome` says of what runs. */
  readonly outcome: RunOutcome
  /** By a retrying call. */
  readonly sent: Each<number>
  /** A retrying read or put comes to a good answer. */
  readonly heals?: true
  /** How long a retrying call waits in between. Default: half of its longest back-off. */
  readonly waits?: readonly number[]
  readonly retryAfterMs?: number
  /** By how much the last signature of a retrying read or put is corrected. */
  readonly corrected?: number
  /** By itself the runtime sends once more what is no run: an attempt on a connection that was open, or each. */
  readonly byItself?: 'once' | 'each'
}

export interface Failing extends Expected {
  readonly does: string
  readonly server: readonly (Says | Unread)[]
  /** It is gone before it is asked. */
  readonly isClosed?: true
  /** It is not waited for as long as usual. */
  readonly isSlow?: true
  /** It has answered a first question, and kept the connection open. */
  readonly isKept?: true
  /** What is otherwise on one runtime. */
  readonly on?: Readonly<Record<string, Partial<Expected>>>
}

const noAnswer = { code: 'network', retryable: [true, false], outcome: 'unknown', sent: ifHarmless } as const
const broken = { ...noAnswer, on: { deno: { byItself: 'each' } } } as const
const tooLate = { ...noAnswer, code: 'timeout', isSlow: true } as const
const unreadable = {
  code: 'invalid_response',
  status: 200,
  retryable: [false, false],
  outcome: 'unknown',
  sent: ifReading,
} as const
const clock = { code: '200', status: 401, retryable: [false, false], outcome: 'not_executed' } as const
const busy = { code: '410', status: 429, retryable: [true, true], outcome: 'not_executed', sent: ifHarmless } as const
const away = { status: 503, retryable: [true, false], sent: ifHarmless } as const
const bad = { code: 'http_error', status: 502, retryable: [true, false], outcome: 'unknown', sent: ifHarmless } as const

export const failing: readonly Failing[] = [
  { does: 'listens no more', server: [good], isClosed: true, ...noAnswer },
  { does: 'resets unread', server: [{ unread: (socket) => socket.resetAndDestroy() }], ...broken },
  { does: 'resets once it has read', server: [(socket) => socket.resetAndDestroy()], ...broken },
  { does: 'resets after the status line', server: [reset('HTTP/1.1 200 OK\r\n')], ...broken },
  { does: 'resets within the headers', server: [reset('HTTP/1.1 200 OK\r\ncontent-le')], ...broken },
  {
    does: 'resets within the body',
    server: [reset('HTTP/1.1 200 OK\r\ncontent-length: 27\r\n\r\n{"content":{"na')],
    ...noAnswer,
  },
  {
    // Two take a reset for the end of such a body, so it is the JSON that tells.
    does: 'resets within a body without a length',
    server: [reset('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{"content":{"na')],
    ...noAnswer,
    on: { node: unreadable, bun: unreadable },
  },
  {
    does: 'resets once, and is good',
    server: [(socket) => socket.resetAndDestroy(), good],
    ...noAnswer,
    sent: untilGood,
    heals: true,
    on: { deno: { byItself: 'each', sent: single } },
  },
  { does: 'ends once it has read', server: [(socket) => socket.end()], ...broken },
  {
    does: 'has kept the connection open, and resets it once it has read',
    server: [kept, (socket) => socket.resetAndDestroy()],
    isKept: true,
    ...broken,
    on: { ...broken.on, bun: { byItself: 'once' } },
  },
  {
    does: 'has kept the connection open, and ends it once it has read',
    server: [kept, (socket) => socket.end()],
    isKept: true,
    ...broken,
    on: { ...broken.on, bun: { byItself: 'once' } },
  },
  { does: 'speaks another protocol', server: [(socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')], ...noAnswer },
  { does: 'hangs', server: [() => {}], ...tooLate },
  { does: 'says a byte a second', server: [drip], ...tooLate },
  { does: 'hangs once, and is good', server: [() => {}, good], ...tooLate, sent: untilGood, heals: true },
  { does: 'has a body shorter than announced', server: [answer('{"content":{}}', { cut: 3 })], ...noAnswer },
  {
    does: 'breaks off between chunks',
    server: [(socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\ne\r\n{"content":{}}\r\n')],
    ...noAnswer,
  },
  {
    does: 'breaks off within a chunk',
    server: [(socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1d\r\n{"content":{"na')],
    ...noAnswer,
  },
  { does: 'has cut JSON, as long as announced', server: [answer('{"content":{"na')], ...unreadable },
  { does: 'has an empty 200', server: [answer('')], ...unreadable },
  { does: 'has HTML under 200', server: [answer(page, { headers: html })], ...unreadable },
  {
    does: 'has HTML under 200 once, and is good',
    server: [answer(page, { headers: html }), good],
    ...unreadable,
    sent: times(2, 1),
    heals: true,
  },
  {
    does: 'has XML under 200',
    server: [answer('<?xml version="1.0"?><content/>', { headers: ['content-type: application/xml'] })],
    ...unreadable,
  },
  {
    does: 'has cut gzip',
    server: [answer(zipped.subarray(0, 30), { headers: ['content-encoding: gzip'] })],
    ...noAnswer,
    // Node gives what there is of the text.
    on: { node: unreadable },
  },
  {
    does: 'has what is no gzip',
    server: [answer('{"content":{}}', { headers: ['content-encoding: gzip'] })],
    ...noAnswer,
  },
  {
    does: 'has UTF-16',
    server: [
      answer(Buffer.from('{"content":{}}', 'utf16le'), {
        headers: ['content-type: application/json; charset=utf-16le'],
      }),
    ],
    ...unreadable,
  },
  { does: 'has its content behind __proto__', server: [answer('{"__proto__":{"content":{}}}')], ...unreadable },
  {
    does: 'has its content twice, the second time null',
    server: [answer('{"content":{},"content":null}')],
    ...unreadable,
  },
  {
    does: 'has an error behind __proto__',
    server: [answer('{"__proto__":{"error":{"errorCode":"80002"},"retryable":true}}', { status: '400 Bad Request' })],
    code: 'http_error',
    status: 400,
    retryable: [false, false],
    outcome: 'not_executed',
    sent: single,
  },
  {
    does: 'points to another server',
    server: [
      (socket, elsewhere, head) =>
        answer('', { status: '302 Found', headers: [`location: ${elsewhere}/stolen`] })(socket, elsewhere, head),
    ],
    code: 'redirect',
    status: 302,
    retryable: [false, false],
    outcome: 'unknown',
    sent: single,
  },
  { does: 'has HTML under 502', server: [answer(page, { status: '502 Bad Gateway', headers: html })], ...bad },
  {
    does: 'has HTML under 502 once, and is good',
    server: [answer(page, { status: '502 Bad Gateway', headers: html }), good],
    ...bad,
    sent: untilGood,
    heals: true,
  },
  {
    does: 'has 503 once, and is good',
    server: [refusal('503 Service Unavailable', '500'), good],
    ...away,
    code: '500',
    outcome: 'not_executed',
    sent: untilSeen,
    heals: true,
  },
  {
    does: 'has HTML under 503 once, and is good',
    server: [answer(page, { status: '503 Service Unavailable', headers: html }), good],
    ...away,
    code: 'http_error',
    outcome: 'unknown',
    sent: untilGood,
    heals: true,
  },
  {
    does: 'has 503 with a cookie once, and is good',
    server: [answer('', { status: '503 Service Unavailable', headers: ignored }), good],
    ...away,
    code: 'http_error',
    outcome: 'unknown',
    sent: untilGood,
    heals: true,
  },
  {
    does: 'refuses a signature of another time once, and is good',
    server: [refusal('401 Unauthorized', '200', ahead), good],
    ...clock,
    message: /[:.] the clock of this machine is 3600 s behind the gateway's clock$/,
    sent: untilSeen,
    heals: true,
    waits: [],
    corrected: HOUR,
  },
  {
    does: 'refuses every signature, of another time',
    server: [refusal('401 Unauthorized', '200', ahead)],
    ...clock,
    sent: untilSeen,
    waits: [],
    corrected: HOUR,
  },
  {
    does: 'refuses every signature, of ever another time',
    server: [1, 2, 3].map((hours) => refusal('401 Unauthorized', '200', `date: ${utc(vectorTime + hours * HOUR)}`)),
    ...clock,
    sent: untilSeen,
    waits: [],
    corrected: HOUR,
  },
  {
    does: 'refuses a signature of this time',
    server: [refusal('401 Unauthorized', '200', right)],
    ...clock,
    message: /^NO$/,
    sent: single,
    corrected: 0,
  },
  {
    does: 'refuses a signature, at no time',
    server: [refusal('401 Unauthorized', '200')],
    ...clock,
    message: /^NO$/,
    sent: single,
    corrected: 0,
  },
  {
    does: 'refuses a key, at another time',
    server: [refusal('401 Unauthorized', '210', ahead)],
    ...clock,
    code: '210',
    message: /^NO$/,
    sent: single,
    corrected: 0,
  },
  {
    does: 'asks to wait for two seconds',
    server: [refusal('429 Too Many Requests', '410', 'retry-after: 2')],
    ...busy,
    waits: [2_000, 2_000],
    retryAfterMs: 2_000,
  },
  {
    does: 'asks to wait until a date',
    server: [refusal('429 Too Many Requests', '410', ahead, `retry-after: ${utc(vectorTime + HOUR + 3_000)}`)],
    ...busy,
    waits: [3_000, 3_000],
    retryAfterMs: 3_000,
  },
  {
    does: 'asks to wait until a date that has passed',
    server: [refusal('429 Too Many Requests', '410', right, `retry-after: ${utc(vectorTime - HOUR)}`)],
    ...busy,
    retryAfterMs: 0,
  },
  {
    // `Date.parse` takes it for a day.
    does: 'asks to wait for a number that is none of seconds',
    server: [refusal('429 Too Many Requests', '410', 'retry-after: 2.5')],
    ...busy,
  },
  {
    does: 'asks to wait for nonsense',
    server: [refusal('429 Too Many Requests', '410', 'retry-after: soon, very soon')],
    ...busy,
  },
  {
    does: 'asks to wait for too long',
    server: [refusal('429 Too Many Requests', '410', 'retry-after: 3600')],
    ...busy,
    sent: single,
    waits: [],
    retryAfterMs: HOUR,
  },
  {
    does: 'asks to wait for longer than is left',
    server: [refusal('429 Too Many Requests', '410', 'retry-after: 6')],
    ...busy,
    sent: untilGood,
    waits: [6_000],
    retryAfterMs: 6_000,
  },
]

export interface Good {
  readonly does: string
  readonly server: readonly Says[]
  /** As JSON: keys and their order count, and whose they are. */
  readonly content: string
}

const shop = '{"name":"shop"}'
const euc = ['content-type: application/json; charset=euc-kr']
export const answering: readonly Good[] = [
  { does: 'is good', server: [good], content: shop },
  {
    does: 'has cookies and access control',
    server: [answer(`{"content":${shop}}`, { headers: ignored })],
    content: shop,
  },
  {
    does: 'calls UTF-8 something else',
    server: [answer('{"content":{"name":"한글"}}', { headers: euc })],
    content: '{"name":"한글"}',
  },
  // JSON is UTF-8, whatever the header says: what is none is replaced, and the rest is as it was.
  {
    does: 'has another charset',
    server: [answer(Buffer.from('{"content":{"name":"\xc7\xd1!"}}', 'latin1'), { headers: euc })],
    content: '{"name":"\ufffd\ufffd!"}',
  },
  { does: 'has a mark of the byte order', server: [answer(`\ufeff{"content":${shop}}`)], content: shop },
  { does: 'calls JSON text', server: [answer(`{"content":${shop}}`, { headers: html })], content: shop },
  {
    does: 'has a key __proto__',
    server: [answer('{"content":{"__proto__":{"isAdmin":true}}}')],
    content: '{"__proto__":{"isAdmin":true}}',
  },
  {
    does: 'has keys twice',
    server: [answer('{"content":{"a":1,"a":2},"content":{"b":1,"c":0,"b":2}}')],
    content: '{"b":2,"c":0}',
  },
  // Code alone may be 51 MB, so it is for who gives `fetch` to say what is too much: the proxy does.
  {
    does: 'says more than a proxy passes',
    server: [answer(`{"content":${shop}}`.padEnd(8 * 2 ** 20 + 1))],
    content: shop,
  },
  {
    does: 'says a lot, compressed to little',
    server: [answer(gzipSync(`{"content":${shop}}`.padEnd(16 * 2 ** 20)), { headers: ['content-encoding: gzip'] })],
    content: shop,
  },
  {
    does: 'says it byte by byte, without a pause',
    server: [
      (socket) => {
        for (const byte of `HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{"content":${shop}}`) socket.write(byte)
        socket.end()
      },
    ],
    content: shop,
  },
  {
    does: 'is good at first, and would fail if it were asked again',
    server: [good, (socket) => socket.resetAndDestroy()],
    content: shop,
  },
]
