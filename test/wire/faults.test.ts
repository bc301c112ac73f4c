import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  actions,
  type Call,
  createCall,
  createRetryingCall,
  isNcloudError,
  type NcloudError,
  type Outcome,
  outcomeOf,
  packages,
} from '../../lib/index.ts'
import { vectorKey, vectorTime } from '../conformance/vectors.ts'
import { thrownBy } from '../support/assert.ts'
import { answer, dripping, refusal, reset, type Says, serving, type Unread } from '../support/failing-server.ts'

const drip = dripping('', 'HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n{"content":{}}')

const good = answer('{"content":{"name":"shop"}}')
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

const kinds = ['read', 'put', 'run'] as const
type Kind = (typeof kinds)[number]
type Each<T> = Readonly<Record<Kind, T>>

const ask = (kind: Kind, call: Call, options: object): Promise<unknown> =>
  ({
    read: () => packages(call).get({ packageName: 'shop' }, options),
    put: () => packages(call).put({ packageName: 'shop', description: 'Orders' }, options),
    run: () => actions(call).run({ packageName: 'shop', actionName: 'bill', parameters: { a: 1 } }, options),
  })[kind]()

/** How often a retrying call is sent; one that does not retry is sent once, and so is a run, whatever happens. */
const single = { read: 1, put: 1, run: 1 }
const ifReading = { read: 3, put: 1, run: 1 }
const ifHarmless = { read: 3, put: 2, run: 1 }
const untilGood = { read: 2, put: 2, run: 1 }

interface Failing {
  readonly does: string
  readonly server: readonly (Says | Unread)[]
  readonly code: string
  readonly status?: number
  /** Of the read and the put, and of the run. */
  readonly retryable: readonly [others: boolean, run: boolean]
  readonly message?: RegExp
  /** What `outcomeOf` says of the run. */
  readonly outcome: Outcome
  /** By a retrying call. */
  readonly sent: Each<number>
  /** A retrying read or put comes to a good answer. */
  readonly heals?: true
  /** How long a retrying call waits in between. Default: half of its longest back-off. */
  readonly waits?: readonly number[]
  readonly retryAfterMs?: number
  /** By how much the last signature of a retrying read or put is corrected. */
  readonly corrected?: number
  /** It is gone before it is asked. */
  readonly isClosed?: true
  /** It is not waited for as long as usual. */
  readonly isSlow?: true
}

const noAnswer = { code: 'network', retryable: [true, false], outcome: 'unknown', sent: ifHarmless } as const
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

const failing: readonly Failing[] = [
  { does: 'listens no more', server: [good], isClosed: true, ...noAnswer },
  { does: 'resets unread', server: [{ unread: (socket) => socket.resetAndDestroy() }], ...noAnswer },
  { does: 'resets once it has read', server: [(socket) => socket.resetAndDestroy()], ...noAnswer },
  { does: 'resets after the status line', server: [reset('HTTP/1.1 200 OK\r\n')], ...noAnswer },
  { does: 'resets within the headers', server: [reset('HTTP/1.1 200 OK\r\ncontent-le')], ...noAnswer },
  {
    does: 'resets within the body',
    server: [reset('HTTP/1.1 200 OK\r\ncontent-length: 27\r\n\r\n{"content":{"na')],
    ...noAnswer,
  },
  {
    // Node takes a reset for the end of such a body, so it is the JSON that tells.
    does: 'resets within a body without a length',
    server: [reset('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{"content":{"na')],
    ...unreadable,
  },
  {
    does: 'resets once, and is good',
    server: [(socket) => socket.resetAndDestroy(), good],
    ...noAnswer,
    sent: untilGood,
    heals: true,
  },
  { does: 'ends once it has read', server: [(socket) => socket.end()], ...noAnswer },
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
  { does: 'has cut JSON, as long as announced', server: [answer('{"content":{"na')], ...unreadable },
  { does: 'has an empty 200', server: [answer('')], ...unreadable },
  { does: 'has HTML under 200', server: [answer(page, { headers: html })], ...unreadable },
  {
    does: 'has HTML under 200 once, and is good',
    server: [answer(page, { headers: html }), good],
    ...unreadable,
    sent: { read: 2, put: 1, run: 1 },
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
    ...unreadable,
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
    sent: untilGood,
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
    message: /: this clock is -3600 s ahead$/,
    sent: untilGood,
    heals: true,
    waits: [],
    corrected: HOUR,
  },
  {
    does: 'refuses every signature, of another time',
    server: [refusal('401 Unauthorized', '200', ahead)],
    ...clock,
    sent: untilGood,
    waits: [],
    corrected: HOUR,
  },
  {
    does: 'refuses every signature, of ever another time',
    server: [1, 2, 3].map((hours) => refusal('401 Unauthorized', '200', `date: ${utc(vectorTime + hours * HOUR)}`)),
    ...clock,
    sent: untilGood,
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

interface Good {
  readonly does: string
  readonly server: readonly Says[]
  /** As JSON: keys and their order count, and whose they are. */
  readonly content: string
}

const shop = '{"name":"shop"}'
const euc = ['content-type: application/json; charset=euc-kr']
const read: readonly Good[] = [
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

const makers = ['createCall', 'createRetryingCall'] as const
type Maker = (typeof makers)[number]

/** A call whose clock stands still but for its waiting, which takes no time. */
const calling = (maker: Maker, baseUrl: string, attemptTimeoutMs = 60_000) => {
  let time = vectorTime
  const waits: number[] = []
  const sleep = async (ms: number): Promise<void> => {
    time += ms
    waits.push(ms)
  }
  const options = { ...vectorKey, baseUrl, now: () => time, sleep }
  const retries = { attemptTimeoutMs, random: () => 0.5 }
  const call = maker === 'createCall' ? createCall(options) : createRetryingCall({ ...options, ...retries })
  return { call: call as Call, waits }
}

const timestamps = (heads: readonly string[]): number[] =>
  heads.map((head) => Number(/^x-ncp-apigw-timestamp: (\d+)/im.exec(head)?.[1]))

/** Asks a server of its own, and tells what came of it. */
const asking = async (maker: Maker, kind: Kind, { server = [], isClosed, isSlow }: Partial<Failing>) => {
  await using elsewhere = await serving([good])
  await using gateway = await serving(server, elsewhere.origin)
  if (isClosed) await gateway.close()
  // Only what hangs is limited, and so that it has been asked by then: a busy machine must not make other answers late.
  const { call, waits } = calling(maker, gateway.origin, isSlow && 1_000)
  const options = isSlow ? { timeoutMs: maker === 'createCall' ? 2_000 : 5_000 } : {}
  const [content, error] = await ask(kind, call, options).then(
    (content) => [content, undefined],
    (error: unknown) => [undefined, error],
  )
  const { heads } = gateway
  expect(elsewhere.asked(), 'elsewhere').toBe(0)
  expect(heads.filter((head) => /^cookie:/im.test(head))).toEqual([])
  return { content, error: error as NcloudError, waits, heads, asked: gateway.asked() }
}

/** All that is promised of an error. */
const fieldsOf = (error: NcloudError, who: string) => {
  expect(isNcloudError(error), `${who}: ${error}`).toBe(true)
  const { code, status, retryable, attempts, retryAfterMs } = error
  return { code, status, retryable, attempts, retryAfterMs }
}

describe('a server that fails', () => {
  test.concurrent.for(failing)('$does', async (row, { expect }) => {
    const each = makers.flatMap((maker) => kinds.map((kind) => ({ maker, kind })))
    await Promise.all(
      each.map(async ({ maker, kind }) => {
        const isRetrying = maker === 'createRetryingCall'
        const sent = isRetrying ? row.sent[kind] : 1
        const { content, error, waits, heads, asked } = await asking(maker, kind, row)

        const who = `${maker}, ${kind}`
        expect(asked, who).toBe(row.isClosed ? 0 : sent)
        const waited = row.waits ?? [100, 200]
        expect(waits, who).toEqual(waited.slice(0, sent - 1))
        if (row.corrected !== undefined) {
          const times = [vectorTime, vectorTime + row.corrected]
          expect(timestamps(heads), who).toEqual(times.slice(0, sent))
        }
        if (row.heals && sent > 1) {
          expect([error, content], who).toEqual([undefined, { name: 'shop' }])
          return
        }
        expect(fieldsOf(error, `${who} ${JSON.stringify(content)}`), who).toEqual({
          code: row.code,
          status: row.status,
          retryable: row.retryable[kind === 'run' ? 1 : 0],
          attempts: isRetrying ? sent : undefined,
          retryAfterMs: isRetrying ? row.retryAfterMs : undefined,
        })
        if (!isRetrying && row.message) expect(error.message).toMatch(row.message)
        if (kind === 'run') expect(outcomeOf(error), who).toBe(row.outcome)
      }),
    )
  })

  test('is never sent a run twice', () => {
    expect(failing.filter(({ sent }) => sent.run !== 1)).toEqual([])
  })
})

describe('a server that answers', () => {
  test.for(read)('$does', async ({ server, content }) => {
    for (const maker of makers) {
      for (const kind of kinds) {
        const came = await asking(maker, kind, { server })
        expect([came.error, JSON.stringify(came.content), came.asked], `${maker}, ${kind}`).toEqual([
          undefined,
          content,
          1,
        ])
      }
    }
    expect({}).not.toHaveProperty('isAdmin')
  })
})

describe('who leaves is let go at once, with a reason of their own', () => {
  const REASON = { left: 'for lunch' }

  /** Leaves, and tells what comes first: the end of the call, or that of 50 ms. */
  const leaving = async (asked: Promise<unknown>, controller: AbortController) => {
    const order: string[] = []
    const ended = thrownBy(() => asked).finally(() => order.push('ended'))
    const later = new Promise((resolve) => setTimeout(resolve, 50)).then(() => order.push('50 ms'))
    controller.abort(REASON)
    const [reason] = await Promise.all([ended, later])
    return { reason, order }
  }
  const atOnce = ['ended', '50 ms']

  test.for(makers.flatMap((maker) => kinds.map((kind) => [maker, kind] as const)))(
    '%s, %s: while the server hangs',
    async ([maker, kind]) => {
      const [reached, closed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const hang: Says = (socket) => {
        socket.on('close', () => closed.resolve())
        reached.resolve()
      }
      await using gateway = await serving([hang, good])
      const controller = new AbortController()
      const asked = ask(kind, calling(maker, gateway.origin).call, { signal: controller.signal })
      await reached.promise
      const { reason, order } = await leaving(asked, controller)
      expect(reason).toBe(REASON)
      expect(order).toEqual(atOnce)
      // The connection is given up too, and nothing comes after it.
      await closed.promise
      expect(gateway.asked()).toBe(1)
    },
  )

  test.for(['read', 'put'] as const)('createRetryingCall, %s: while it waits to send again', async (kind) => {
    await using gateway = await serving([refusal('503 Service Unavailable', '500'), good])
    const [waiting, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const sleep = (): Promise<void> => {
      waiting.resolve()
      return over.promise
    }
    const controller = new AbortController()
    const call = createRetryingCall({ ...vectorKey, baseUrl: gateway.origin, sleep }) as Call
    const asked = ask(kind, call, { signal: controller.signal })
    await waiting.promise
    const { reason, order } = await leaving(asked, controller)
    expect(reason).toBe(REASON)
    expect(order).toEqual(atOnce)
    // A wait that ends afterwards sends nothing either.
    over.resolve()
    await ask(kind, calling('createCall', gateway.origin).call, {})
    expect(gateway.asked(), 'the one before, and the one after').toBe(2)
  })
})
