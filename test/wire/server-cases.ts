import { gzipSync } from 'node:zlib'
import type { RunOutcome } from '../../lib/index.ts'
import { vectorTime } from '../conformance/vectors.ts'
import {
  type Behavior,
  type ConnectionBehavior,
  sendAndReset,
  sendError,
  sendResponse,
  sendSlowly,
} from '../support/failing-server.ts'
import { type ByKind, maxResponseBytes } from './client-calls.ts'

const emptyResponse = 'HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n{"content":{}}'
export const good = sendResponse('{"content":{"name":"shop"}}')
const goodThenOpen: Behavior = (socket) => socket.write(emptyResponse)
const resetBeforeReading: ConnectionBehavior = { onConnection: (socket) => socket.resetAndDestroy() }
const resetConnection: Behavior = (socket) => socket.resetAndDestroy()
const closeConnection: Behavior = (socket) => socket.end()
const neverRespond: Behavior = () => {}
const html = ['content-type: text/html']
const page = '<!doctype html><h1>It works!</h1>'
const gzip = gzipSync(JSON.stringify({ content: { name: 'shop', text: 'The quick brown fox jumps over the dog' } }))

const utc = (ms: number): string => new Date(ms).toUTCString()
const HOUR_MS = 3_600_000
const CLOCK_OFF_MS = 600_000
const dateTenMinutesAhead = `date: ${utc(vectorTime + CLOCK_OFF_MS)}`
const dateOneHourAhead = `date: ${utc(vectorTime + HOUR_MS)}`
const sameDate = `date: ${utc(vectorTime)}`
const irrelevantHeaders = [
  'set-cookie: session=1; Path=/',
  'access-control-allow-origin: https://elsewhere.example',
  'access-control-expose-headers: none',
]

/** The attempts of a call with retries. A run or a firing has one attempt after every failure. */
const attempts = (read: number, put: number, link = 1): ByKind<number> => ({ read, put, link, run: 1, fire: 1 })
const noRetry = attempts(1, 1)
/** The response cannot be used, but the service has executed the call. Only reads are retried. */
const retryReads = attempts(3, 1)
/** The service may have executed the call. Reads and puts are retried. */
const retryReadsAndPuts = attempts(3, 2)
/** The second attempt succeeds. */
const oneRetry = attempts(2, 2)
/** The service has not executed the call, so links are retried, too. */
const oneRetryOfLinksToo = attempts(2, 2, 2)

/** The expected result of a call to a server that fails. */
interface ExpectedFailure {
  readonly code: string
  readonly status?: number | undefined
  readonly retryable: { readonly others: boolean; readonly runs: boolean }
  readonly message?: RegExp
  /** Outcome of a failed run or firing. */
  readonly outcome: RunOutcome
  /** Attempts of a call with retries. */
  readonly attempts: ByKind<number>
  /** A retried read or put succeeds. */
  readonly recovers?: true
  /** Delays between the attempts. Default: half of the longest backoff. */
  readonly delays?: readonly number[]
  readonly retryAfterMs?: number
  /** Difference between the timestamps of the first and the second attempt of a read or put. */
  readonly clockCorrectionMs?: number
  /** The runtime itself retries reads and puts: `each` attempt, or `once` on a reused connection. */
  readonly runtimeRetries?: 'once' | 'each'
}

export interface FailingServer extends ExpectedFailure {
  /** The end of a sentence that starts with "the server". */
  readonly server: string
  readonly behaviors: readonly (Behavior | ConnectionBehavior)[]
  /** The server is closed before the call. */
  readonly isClosed?: true
  /** The call has a short timeout, because the server takes too long. */
  readonly isTooSlow?: true
  /** The server has responded to a first call and kept its connection open. */
  readonly keepsConnection?: true
  /** Results that differ on a runtime. */
  readonly onRuntime?: Readonly<Record<string, Partial<ExpectedFailure>>>
}

const allRetryable = { others: true, runs: true }
const runsNotRetryable = { others: true, runs: false }
const notRetryable = { others: false, runs: false }

const networkError = {
  code: 'network',
  retryable: runsNotRetryable,
  outcome: 'unknown',
  attempts: retryReadsAndPuts,
} as const
const resetError = { ...networkError, onRuntime: { deno: { runtimeRetries: 'each' } } } as const
const resetOfReused = {
  ...resetError,
  keepsConnection: true,
  onRuntime: { ...resetError.onRuntime, bun: { runtimeRetries: 'once' } },
} as const
const timeout = { ...networkError, code: 'timeout', isTooSlow: true } as const
const invalidResponse = {
  code: 'invalid_response',
  status: 200,
  retryable: notRetryable,
  outcome: 'unknown',
  attempts: retryReads,
} as const
const rejectedSignature = { code: '200', status: 401, retryable: notRetryable, outcome: 'not_executed' } as const
const tooManyRequests = {
  code: '410',
  status: 429,
  retryable: allRetryable,
  outcome: 'not_executed',
  attempts: retryReadsAndPuts,
} as const
const unavailable = { status: 503, retryable: runsNotRetryable } as const
const badGateway = {
  code: 'http_error',
  status: 502,
  retryable: runsNotRetryable,
  outcome: 'unknown',
  attempts: retryReadsAndPuts,
} as const

export const failingServers: readonly FailingServer[] = [
  { server: 'is closed', behaviors: [good], isClosed: true, ...networkError },
  { server: 'resets the connection before it reads the request', behaviors: [resetBeforeReading], ...resetError },
  { server: 'resets the connection after it has read the request', behaviors: [resetConnection], ...resetError },
  {
    server: 'resets the connection after the status line',
    behaviors: [sendAndReset('HTTP/1.1 200 OK\r\n')],
    ...resetError,
  },
  {
    server: 'resets the connection within the headers',
    behaviors: [sendAndReset('HTTP/1.1 200 OK\r\ncontent-le')],
    ...resetError,
  },
  {
    server: 'resets the connection within the body',
    behaviors: [sendAndReset('HTTP/1.1 200 OK\r\ncontent-length: 27\r\n\r\n{"content":{"na')],
    ...networkError,
  },
  {
    // Node and Bun treat the reset as the end of the body, so that the JSON is incomplete.
    server: 'resets the connection within a body without content-length',
    behaviors: [sendAndReset('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{"content":{"na')],
    ...networkError,
    onRuntime: { node: invalidResponse, bun: invalidResponse },
  },
  {
    server: 'resets the connection once and then responds',
    behaviors: [resetConnection, good],
    ...networkError,
    attempts: oneRetry,
    recovers: true,
    onRuntime: { deno: { runtimeRetries: 'each', attempts: noRetry } },
  },
  { server: 'closes the connection after it has read the request', behaviors: [closeConnection], ...resetError },
  {
    server: 'resets a reused connection after it has read the request',
    behaviors: [goodThenOpen, resetConnection],
    ...resetOfReused,
  },
  {
    server: 'closes a reused connection after it has read the request',
    behaviors: [goodThenOpen, closeConnection],
    ...resetOfReused,
  },
  { server: 'uses another protocol', behaviors: [(socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')], ...networkError },
  { server: 'never responds', behaviors: [neverRespond], ...timeout },
  { server: 'sends one byte per second', behaviors: [sendSlowly('', emptyResponse)], ...timeout },
  {
    server: 'does not respond once and then responds',
    behaviors: [neverRespond, good],
    ...timeout,
    attempts: oneRetry,
    recovers: true,
  },
  {
    server: 'sends a body shorter than content-length',
    behaviors: [sendResponse('{"content":{}}', { cut: 3 })],
    ...networkError,
  },
  {
    server: 'closes the connection between two chunks',
    behaviors: [(socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\ne\r\n{"content":{}}\r\n')],
    ...networkError,
  },
  {
    server: 'closes the connection within a chunk',
    behaviors: [(socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1d\r\n{"content":{"na')],
    ...networkError,
  },
  { server: 'sends incomplete JSON', behaviors: [sendResponse('{"content":{"na')], ...invalidResponse },
  { server: 'sends 200 with an empty body', behaviors: [sendResponse('')], ...invalidResponse },
  { server: 'sends 200 with HTML', behaviors: [sendResponse(page, { headers: html })], ...invalidResponse },
  {
    server: 'sends 200 with HTML once and then responds',
    behaviors: [sendResponse(page, { headers: html }), good],
    ...invalidResponse,
    attempts: attempts(2, 1),
    recovers: true,
  },
  {
    server: 'sends 200 with XML',
    behaviors: [sendResponse('<?xml version="1.0"?><content/>', { headers: ['content-type: application/xml'] })],
    ...invalidResponse,
  },
  {
    server: 'sends incomplete gzip',
    behaviors: [sendResponse(gzip.subarray(0, 30), { headers: ['content-encoding: gzip'] })],
    ...networkError,
    // Node returns the incomplete text without an error.
    onRuntime: { node: invalidResponse },
  },
  {
    server: 'sends content-encoding gzip with an uncompressed body',
    behaviors: [sendResponse('{"content":{}}', { headers: ['content-encoding: gzip'] })],
    ...networkError,
  },
  {
    server: 'sends one byte more than maxResponseBytes, which gzip compresses to little',
    behaviors: [sendResponse(gzipSync(' '.repeat(maxResponseBytes + 1)), { headers: ['content-encoding: gzip'] })],
    code: 'response_too_large',
    retryable: notRetryable,
    outcome: 'unknown',
    attempts: noRetry,
  },
  {
    server: 'sends JSON in UTF-16',
    behaviors: [
      sendResponse(Buffer.from('{"content":{}}', 'utf16le'), {
        headers: ['content-type: application/json; charset=utf-16le'],
      }),
    ],
    ...invalidResponse,
  },
  {
    server: 'sends the content inside __proto__',
    behaviors: [sendResponse('{"__proto__":{"content":{}}}')],
    ...invalidResponse,
  },
  {
    server: 'sends the content twice, first an object and then null',
    behaviors: [sendResponse('{"content":{},"content":null}')],
    ...invalidResponse,
  },
  {
    server: 'sends 400 with the error inside __proto__',
    behaviors: [
      sendResponse('{"__proto__":{"error":{"errorCode":"80002"},"retryable":true}}', { status: '400 Bad Request' }),
    ],
    code: 'http_error',
    status: 400,
    retryable: notRetryable,
    outcome: 'not_executed',
    attempts: noRetry,
  },
  {
    server: 'sends a redirect to another server',
    behaviors: [
      (socket, otherOrigin, head) =>
        sendResponse('', { status: '302 Found', headers: [`location: ${otherOrigin}/stolen`] })(
          socket,
          otherOrigin,
          head,
        ),
    ],
    code: 'redirect',
    status: 302,
    retryable: notRetryable,
    outcome: 'unknown',
    attempts: noRetry,
  },
  {
    server: 'sends 502 with HTML',
    behaviors: [sendResponse(page, { status: '502 Bad Gateway', headers: html })],
    ...badGateway,
  },
  {
    server: 'sends 502 with HTML once and then responds',
    behaviors: [sendResponse(page, { status: '502 Bad Gateway', headers: html }), good],
    ...badGateway,
    attempts: oneRetry,
    recovers: true,
  },
  {
    server: 'sends 503 once and then responds',
    behaviors: [sendError('503 Service Unavailable', '500'), good],
    ...unavailable,
    code: '500',
    outcome: 'not_executed',
    attempts: oneRetryOfLinksToo,
    recovers: true,
  },
  {
    server: 'sends 503 with HTML once and then responds',
    behaviors: [sendResponse(page, { status: '503 Service Unavailable', headers: html }), good],
    ...unavailable,
    code: 'http_error',
    outcome: 'unknown',
    attempts: oneRetry,
    recovers: true,
  },
  {
    server: 'sends 503 with a cookie once and then responds',
    behaviors: [sendResponse('', { status: '503 Service Unavailable', headers: irrelevantHeaders }), good],
    ...unavailable,
    code: 'http_error',
    outcome: 'unknown',
    attempts: oneRetry,
    recovers: true,
  },
  {
    server: 'rejects a signature once because its clock is ten minutes ahead',
    behaviors: [sendError('401 Unauthorized', '200', dateTenMinutesAhead), good],
    ...rejectedSignature,
    message: /The clock of this machine is 600 s behind the gateway's clock\.$/,
    attempts: oneRetryOfLinksToo,
    recovers: true,
    delays: [],
    clockCorrectionMs: CLOCK_OFF_MS,
  },
  {
    server: 'rejects every signature because its clock is ten minutes ahead',
    behaviors: [sendError('401 Unauthorized', '200', dateTenMinutesAhead)],
    ...rejectedSignature,
    attempts: oneRetryOfLinksToo,
    delays: [],
    clockCorrectionMs: CLOCK_OFF_MS,
  },
  {
    server: 'rejects every signature because its clock is ahead by another five minutes each time',
    behaviors: [600, 900, 1_200].map((seconds) =>
      sendError('401 Unauthorized', '200', `date: ${utc(vectorTime + seconds * 1000)}`),
    ),
    ...rejectedSignature,
    attempts: oneRetryOfLinksToo,
    delays: [],
    clockCorrectionMs: CLOCK_OFF_MS,
  },
  {
    server: 'rejects a signature because its clock is an hour ahead',
    behaviors: [sendError('401 Unauthorized', '200', dateOneHourAhead)],
    ...rejectedSignature,
    message: /The clock of this machine is 3600 s behind the gateway's clock\.$/,
    attempts: noRetry,
    clockCorrectionMs: 0,
  },
  {
    server: 'rejects a signature and has the same clock',
    behaviors: [sendError('401 Unauthorized', '200', sameDate)],
    ...rejectedSignature,
    message: /^NO$/,
    attempts: noRetry,
    clockCorrectionMs: 0,
  },
  {
    server: 'rejects a signature without a date',
    behaviors: [sendError('401 Unauthorized', '200')],
    ...rejectedSignature,
    message: /^NO$/,
    attempts: noRetry,
    clockCorrectionMs: 0,
  },
  {
    server: 'rejects a key while its clock is ten minutes ahead',
    behaviors: [sendError('401 Unauthorized', '210', dateTenMinutesAhead)],
    ...rejectedSignature,
    code: '210',
    message: /^NO$/,
    attempts: noRetry,
    clockCorrectionMs: 0,
  },
  {
    server: 'sends 429 with retry-after 2 seconds',
    behaviors: [sendError('429 Too Many Requests', '410', 'retry-after: 2')],
    ...tooManyRequests,
    delays: [2_000, 2_000],
    retryAfterMs: 2_000,
  },
  {
    server: 'sends 429 with retry-after as a date',
    behaviors: [
      sendError('429 Too Many Requests', '410', dateOneHourAhead, `retry-after: ${utc(vectorTime + HOUR_MS + 3_000)}`),
    ],
    ...tooManyRequests,
    delays: [3_000, 3_000],
    retryAfterMs: 3_000,
  },
  {
    server: 'sends 429 with retry-after as a date in the past',
    behaviors: [sendError('429 Too Many Requests', '410', sameDate, `retry-after: ${utc(vectorTime - HOUR_MS)}`)],
    ...tooManyRequests,
    retryAfterMs: 0,
  },
  {
    // `Date.parse` would accept it as a date.
    server: 'sends 429 with retry-after as a fraction',
    behaviors: [sendError('429 Too Many Requests', '410', 'retry-after: 2.5')],
    ...tooManyRequests,
  },
  {
    server: 'sends 429 with an invalid retry-after',
    behaviors: [sendError('429 Too Many Requests', '410', 'retry-after: soon, very soon')],
    ...tooManyRequests,
  },
  {
    server: 'sends 429 with retry-after 1 hour',
    behaviors: [sendError('429 Too Many Requests', '410', 'retry-after: 3600')],
    ...tooManyRequests,
    attempts: noRetry,
    delays: [],
    retryAfterMs: HOUR_MS,
  },
  {
    server: 'sends 429 with a second retry-after that exceeds the timeout',
    behaviors: [sendError('429 Too Many Requests', '410', 'retry-after: 40')],
    ...tooManyRequests,
    attempts: oneRetry,
    delays: [40_000],
    retryAfterMs: 40_000,
  },
]

export interface WorkingServer {
  readonly server: string
  readonly behaviors: readonly Behavior[]
  /** The expected content. JSON, because the order of keys counts. */
  readonly content: string
}

const shop = '{"name":"shop"}'
const eucKr = ['content-type: application/json; charset=euc-kr']
export const workingServers: readonly WorkingServer[] = [
  { server: 'sends JSON', behaviors: [good], content: shop },
  {
    server: 'sends cookies and CORS headers',
    behaviors: [sendResponse(`{"content":${shop}}`, { headers: irrelevantHeaders })],
    content: shop,
  },
  {
    server: 'sends UTF-8 and declares EUC-KR',
    behaviors: [sendResponse('{"content":{"name":"한글"}}', { headers: eucKr })],
    content: '{"name":"한글"}',
  },
  // JSON is always UTF-8. Invalid bytes are replaced, and the other characters stay.
  {
    server: 'sends EUC-KR, with replacement characters',
    behaviors: [sendResponse(Buffer.from('{"content":{"name":"\xc7\xd1!"}}', 'latin1'), { headers: eucKr })],
    content: '{"name":"\ufffd\ufffd!"}',
  },
  {
    server: 'sends a byte order mark before the JSON',
    behaviors: [sendResponse(`\ufeff{"content":${shop}}`)],
    content: shop,
  },
  {
    server: 'sends JSON and declares HTML',
    behaviors: [sendResponse(`{"content":${shop}}`, { headers: html })],
    content: shop,
  },
  {
    server: 'sends a key __proto__',
    behaviors: [sendResponse('{"content":{"__proto__":{"isAdmin":true}}}')],
    content: '{"__proto__":{"isAdmin":true}}',
  },
  {
    server: 'sends duplicate keys, with the last value of each',
    behaviors: [sendResponse('{"content":{"a":1,"a":2},"content":{"b":1,"c":0,"b":2}}')],
    content: '{"b":2,"c":0}',
  },
  // The proxy accepts at most 8 MiB. The client accepts more, because the code of an action can have 51 MB.
  {
    server: 'sends more than 8 MiB',
    behaviors: [sendResponse(`{"content":${shop}}`.padEnd(8 * 2 ** 20 + 1))],
    content: shop,
  },
  {
    server: 'sends maxResponseBytes, which gzip compresses to little',
    behaviors: [
      sendResponse(gzipSync(`{"content":${shop}}`.padEnd(maxResponseBytes)), { headers: ['content-encoding: gzip'] }),
    ],
    content: shop,
  },
  {
    server: 'sends single bytes without a pause',
    behaviors: [
      (socket) => {
        for (const byte of `HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{"content":${shop}}`) socket.write(byte)
        socket.end()
      },
    ],
    content: shop,
  },
  {
    server: 'would fail after a retry',
    behaviors: [good, resetConnection],
    content: shop,
  },
]
