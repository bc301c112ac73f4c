import { constants, deflateRawSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { productionProxy } from '../support/edge.ts'
import {
  type Behavior,
  type ConnectionBehavior,
  sendAndReset,
  sendEndlessly,
  sendError,
  sendResponse,
  sendSlowly,
  startFailingServer,
} from '../support/failing-server.ts'
import { authorized, fixedHeaders } from '../support/proxy.ts'
import { listPath, tokenConfig } from './send.ts'

const kinds = ['read', 'put', 'delete', 'run', 'fire'] as const
/** The kinds of requests whose response has content. */
const kindsWithContent = ['read', 'put', 'run', 'fire'] as const
const isRun = (kind: Kind): boolean => kind === 'run' || kind === 'fire'
type Kind = (typeof kinds)[number]
type Each<T> = Readonly<Record<Kind, T>>

const requests: Each<readonly [method: string, target: string, content: string]> = {
  read: ['GET', listPath, '[{"name":"shop"}]'],
  put: ['PUT', '/ncf/api/v2/packages/shop', '{"name":"shop"}'],
  delete: ['DELETE', '/ncf/api/v2/packages/shop', ''],
  // The proxy waits 5 s longer than the service, which is asked not to wait.
  run: ['POST', '/ncf/api/v2/packages/-/actions/hello?timeout=0', '{"name":"shop"}'],
  fire: ['POST', '/ncf/api/v2/triggers/shop', '{"activationId":"shop"}'],
}

/** Responds with the content of the requested path. */
const withContent =
  (says: (content: string) => Behavior): Behavior =>
  (socket, elsewhere, head) => {
    const isRequested = ([method, target]: readonly string[]) =>
      head.startsWith(`${method} ${target?.replace(/\?.*/, '')}`)
    const [, , content] = Object.values(requests).find(isRequested) ?? requests.read
    says(content)(socket, elsewhere, head)
  }
const successWith = (headers: string[]): Behavior =>
  withContent((content) =>
    content
      ? sendResponse(`{"content":${content}}`, { headers })
      : sendResponse('', { status: '204 No Content', headers }),
  )
const success = successWith([])

/** Starts the deployed proxy in front of a gateway with the responses of a test. */
const startProxy = async (vars: Readonly<Record<string, string>>) => {
  const elsewhere = await startFailingServer([success])
  const gateway = await startFailingServer([success], elsewhere.origin)
  const edge = await productionProxy({ ...tokenConfig(gateway.origin), ...vars })
  const close = async (): Promise<void> => {
    await edge[Symbol.asyncDispose]()
    await gateway.close()
    await elsewhere.close()
  }
  return { edge, gateway, elsewhere, close }
}
type RunningProxy = Awaited<ReturnType<typeof startProxy>>

const send = async (edge: RunningProxy['edge'], kind: Kind) => {
  const [method, target] = requests[kind]
  const hasBody = method === 'PUT' || method === 'POST'
  const headers = { ...authorized, ...(hasBody && { 'content-type': 'application/json' }) }
  const init = { method, headers, ...(hasBody && { body: '{}' }) }
  const response = await fetch(edge.origin + target, init)
  return { response, text: await response.text() }
}

/** Timeouts that no response reaches, even on a busy machine. */
const LONG = { READ_TIMEOUT_MS: '120000', WRITE_TIMEOUT_MS: '120000' }
/** A read has time for two attempts of 2 s and a rest, a write for one of 4.5 s and a rest. */
const SHORT = { READ_TIMEOUT_MS: '5000', WRITE_TIMEOUT_MS: '6000' }

/** Successful responses refill the retry budget of the isolate. So many refill what one row may use. */
const REFILL_REQUESTS = 40

const idle: RunningProxy[] = []
const started: RunningProxy[] = []

/** Uses a proxy exclusively. Afterwards the proxy must still serve requests. */
const withProxy = async (use: (running: RunningProxy) => Promise<void>): Promise<void> => {
  let running = idle.pop()
  if (!running) {
    running = await startProxy(LONG)
    started.push(running)
  }
  await use(running)
  expect(running.elsewhere.requestCount(), 'elsewhere').toBe(0)
  running.gateway.setBehaviors([success])
  const { edge } = running
  const next = await Promise.all(Array.from({ length: REFILL_REQUESTS }, () => send(edge, 'read')))
  expect(new Set(next.map(({ response, text }) => `${response.status} ${text}`))).toEqual(
    new Set([`200 {"content":${requests.read[2]}}`]),
  )
  idle.push(running)
}
afterAll(() => Promise.all(started.map(({ close }) => close())))

/** The headers that a response may have. */
const ownHeaders = new Set([
  ...Object.keys(fixedHeaders),
  ...['content-type', 'content-length', 'x-request-id', 'retry-after', 'server-timing'],
])

type Problem = readonly [status: number, code: string, retryable: boolean, outcome?: 'unknown']

/** Sends a request and returns the fields of the response that this file checks. */
const responseOf = async (edge: RunningProxy['edge'], kind: Kind) => {
  const { response, text } = await send(edge, kind)
  expect([...response.headers.keys()].filter((name) => !ownHeaders.has(name))).toEqual([])
  expect(text).not.toMatch(/CANARY|isAdmin/)
  const { code, retryable, outcome, content } = JSON.parse(text || '{}')
  const retryAfter = response.headers.get('retry-after')
  return { status: response.status, code, retryable, outcome, content, retryAfter }
}

interface Row {
  readonly does: string
  readonly server: readonly (Behavior | ConnectionBehavior)[]
  /** The problem of a call that is not a run. */
  readonly problem: Problem
  /** The problem of a run. Default: the same. */
  readonly run?: Problem
  /** The number of attempts. A run has one. */
  readonly attempts: readonly [read: number, write: number]
  /** Whether the retry succeeds. */
  readonly isRetrySuccessful?: true
  /** The `Retry-After` of the response. Default: 1 for `upstream_busy`, else none. */
  readonly retryAfter?: string
  /** Shortest time between two attempts: milliseconds. */
  readonly waitsMs?: number
  /** Whether the response ends only with the connection. */
  readonly isEndless?: true
}

const READ_RETRIES = [3, 1] as const
const SAFE_RETRIES = [3, 2] as const
const ONCE = [1, 1] as const
const RETRIED_ONCE = [2, 2] as const

const noResponse = {
  problem: [502, 'upstream_unreachable', true],
  run: [502, 'upstream_unreachable', false, 'unknown'],
  attempts: SAFE_RETRIES,
} as const
const unreadable = {
  problem: [502, 'upstream_invalid_response', false],
  run: [502, 'upstream_invalid_response', false, 'unknown'],
  attempts: READ_RETRIES,
} as const
/** A temporary error that is not one of the service. */
const failed = { ...unreadable, problem: [502, 'upstream_invalid_response', true] } as const
const rejected = { ...unreadable, attempts: ONCE } as const
/** The same for a run: with a 4xx the gateway has rejected it. */
const rejectedRun = { problem: rejected.problem, attempts: ONCE } as const
const redirected = {
  problem: [502, 'upstream_redirect', false],
  run: [502, 'upstream_redirect', false, 'unknown'],
  attempts: ONCE,
} as const
const busy = { problem: [503, 'upstream_busy', true], attempts: SAFE_RETRIES } as const
const unavailable = { ...busy, run: [503, 'upstream_busy', false, 'unknown'] } as const
const timedOut = {
  problem: [504, 'upstream_timeout', true],
  run: [504, 'upstream_timeout', false, 'unknown'],
  attempts: SAFE_RETRIES,
} as const
const keyRejected = { problem: [502, 'upstream_auth_failed', false], attempts: ONCE } as const
const retried = { attempts: RETRIED_ONCE, isRetrySuccessful: true } as const

const expectRow = async ({ edge, gateway }: RunningProxy, row: Row, kind: Kind): Promise<void> => {
  const times: number[] = []
  const recordTime =
    (says: Behavior): Behavior =>
    (socket, elsewhere, head) => {
      times.push(performance.now())
      says(socket, elsewhere, head)
    }
  gateway.setBehaviors(row.server.map((does) => (typeof does === 'function' ? recordTime(does) : does)))
  const result = await responseOf(edge, kind)
  if (row.isEndless) await vi.waitFor(() => expect(gateway.openConnectionCount()).toBe(0), 60_000)
  const attempts = isRun(kind) ? 1 : row.attempts[kind === 'read' ? 0 : 1]
  expect(gateway.requestCount(), `${kind} ${JSON.stringify(result)}`).toBe(attempts)
  for (const [at, time] of times.slice(1).entries()) {
    // A timer may end slightly early.
    expect(time - (times[at] ?? 0), kind).toBeGreaterThan((row.waitsMs ?? 0) - 20)
  }
  if (row.isRetrySuccessful && attempts > 1) {
    const content = requests[kind][2]
    const expected = content ? { status: 200, content: JSON.parse(content) } : { status: 204 }
    expect(result, kind).toMatchObject({ ...expected, retryAfter: null })
    return
  }
  const [status, code, retryable, outcome] = (isRun(kind) && row.run) || row.problem
  const retryAfter = row.retryAfter ?? (code === 'upstream_busy' && retryable ? '1' : null)
  expect(result, kind).toEqual({ status, code, retryable, outcome, content: undefined, retryAfter })
}

const testRows = (rows: readonly Row[]): void => {
  test.concurrent.for(rows)('$does', (row) =>
    withProxy(async (running) => {
      for (const kind of kinds) await expectRow(running, row, kind)
    }),
  )
}

const html = ['content-type: text/html']
const page = '<!doctype html><h1>It works, CANARY!</h1>'
const text = '{"content":[{"name":"shop"}]}'
const zipped = gzipSync(text)
const gzip = ['content-encoding: gzip']
/** One MiB of spaces in one kB of gzip: with the header, and as a part that can follow any number of times. */
const spaces = Buffer.alloc(2 ** 20, ' ')
const flushed = { finishFlush: constants.Z_FULL_FLUSH }
const [bombHead, bombMore] = [gzipSync(spaces, flushed), deflateRawSync(spaces, flushed)]
/** As `writing` and the default of `MAX_RESPONSE_BYTES` have it. */
const MAX_BYTES = 8 * 2 ** 20 + 100_000

describe('#36 #38 the deployed proxy retries safe calls only, if the gateway', () => {
  testRows([
    {
      does: 'resets the connection before it reads',
      server: [{ onConnection: (socket) => socket.resetAndDestroy() }],
      ...noResponse,
    },
    { does: 'resets the connection after it has read', server: [(socket) => socket.resetAndDestroy()], ...noResponse },
    {
      does: 'resets the connection within the headers',
      server: [sendAndReset('HTTP/1.1 200 OK\r\ncontent-le')],
      ...noResponse,
    },
    {
      does: 'resets the connection within the body',
      server: [sendAndReset('HTTP/1.1 200 OK\r\ncontent-length: 27\r\n\r\n{"content":[{"na')],
      ...noResponse,
    },
    { does: 'closes the connection without a response', server: [(socket) => socket.end()], ...noResponse },
    {
      does: 'resets the connection once',
      server: [(socket) => socket.resetAndDestroy(), success],
      ...noResponse,
      ...retried,
    },
    { does: 'sends a body that is shorter than its length', server: [sendResponse(text, { cut: 3 })], ...noResponse },
    {
      does: 'closes the connection between chunks',
      server: [(socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n')],
      ...noResponse,
    },
    {
      does: 'closes the connection within a chunk',
      server: [(socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1d\r\n{"content":[{"na')],
      ...noResponse,
    },
    { does: 'sends plain text as gzip', server: [sendResponse(text, { headers: gzip })], ...noResponse },
    { does: 'sends cut gzip', server: [sendResponse(zipped.subarray(0, -9), { headers: gzip })], ...noResponse },
    {
      does: 'sends endless headers',
      server: [(socket) => socket.end(`HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(2 ** 20)}`)],
      ...noResponse,
    },
    { does: 'sends another protocol', server: [(socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')], ...noResponse },
  ])

  test('does not listen', async () => {
    const gone = await startFailingServer([success])
    await gone.close()
    await using edge = await productionProxy({ ...tokenConfig(gone.origin), ...LONG })
    for (const kind of kinds) {
      const [status, code, retryable, outcome] = isRun(kind) ? noResponse.run : noResponse.problem
      const problem = { status, code, retryable, outcome, content: undefined, retryAfter: null }
      expect(await responseOf(edge, kind), kind).toEqual(problem)
    }
    const logged = () => edge.errors.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line).attempts)
    await expect.poll(logged, { timeout: 30_000 }).toEqual([3, 2, 2, 1, 1])
  })
})

describe('#36 #37 the deployed proxy responds upstream_timeout if the gateway', () => {
  const rows: readonly Pick<Row, 'does' | 'server'>[] = [
    { does: 'does not respond', server: [() => {}] },
    { does: 'stops within the headers', server: [(socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-le')] },
    {
      does: 'stops within the body',
      server: [(socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"content":[')],
    },
    {
      does: 'sends one byte of the headers per second',
      server: [sendSlowly('', `HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(99)}`)],
    },
    {
      does: 'sends one byte of the body per second',
      server: [sendSlowly('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n', ' '.repeat(99))],
    },
  ]
  test.concurrent.for(rows)('$does', async ({ server }) => {
    const { edge, gateway, close } = await startProxy(SHORT)
    try {
      gateway.setBehaviors(server)
      const all = await Promise.all(kinds.map((kind) => responseOf(edge, kind)))
      for (const [at, kind] of kinds.entries()) {
        const [status, code, retryable, outcome] = isRun(kind) ? timedOut.run : timedOut.problem
        const problem = { status, code, retryable, outcome, content: undefined, retryAfter: null }
        expect(all[at], kind).toEqual(problem)
      }
      const attempts = (method: string) => gateway.heads.filter((head) => head.startsWith(method)).length
      expect([attempts('PUT'), attempts('DELETE'), attempts('POST')]).toEqual([2, 2, 2])
      // The random delays decide whether there is time for a third attempt.
      expect([2, 3]).toContain(attempts('GET'))
    } finally {
      await close()
    }
  })
})

describe('#18 the deployed proxy rejects a response, and serves the next one:', () => {
  testRows([
    { does: 'cut JSON', server: [sendResponse('{"content":[{"na')], ...unreadable },
    {
      does: 'JSON cut by a reset, without a length',
      server: [sendAndReset('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{"content":[{"na')],
      ...noResponse,
    },
    { does: 'an empty body', server: [sendResponse('')], ...unreadable },
    { does: 'HTML', server: [sendResponse(page, { headers: html })], ...unreadable },
    {
      does: 'XML',
      server: [sendResponse('<?xml version="1.0"?><content/>', { headers: ['content-type: application/xml'] })],
      ...unreadable,
    },
    {
      does: 'UTF-16',
      server: [
        withContent((content) =>
          sendResponse(Buffer.from(`{"content":${content}}`, 'utf16le'), {
            headers: ['content-type: application/json; charset=utf-16le'],
          }),
        ),
      ],
      ...unreadable,
    },
    {
      does: 'content behind __proto__',
      server: [withContent((content) => sendResponse(`{"__proto__":{"content":${content}}}`))],
      ...unreadable,
    },
    {
      does: 'an error behind __proto__',
      server: [sendResponse('{"__proto__":{"error":{"errorCode":"80002"}}}', { status: '400 Bad Request' })],
      ...rejectedRun,
    },
    { does: 'an undocumented status', server: [sendResponse(text, { status: '418 Teapot' })], ...rejectedRun },
    {
      does: 'a switch of protocols',
      server: [(socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n')],
      ...redirected,
    },
    {
      does: 'a body that is too large',
      server: [withContent((content) => sendResponse(`{"content":${content}}`.padEnd(MAX_BYTES + 1)))],
      ...rejected,
    },
    {
      does: 'a body that is too large after decompression',
      server: [sendResponse(gzipSync(Buffer.alloc(64 * 2 ** 20, ' ')), { headers: gzip })],
      ...rejected,
    },
    { does: 'an endless body', server: [sendEndlessly('', Buffer.alloc(2 ** 16, ' '))], isEndless: true, ...rejected },
    // The size must be checked while the body is read: this body has no end.
    { does: 'endless gzip', server: [sendEndlessly(gzip.join(), bombHead, bombMore)], isEndless: true, ...rejected },
    {
      does: 'HTML, once',
      server: [sendResponse(page, { headers: html }), success],
      ...unreadable,
      attempts: [2, 1],
      isRetrySuccessful: true,
    },
  ])
})

describe('#36 #39 the deployed proxy retries safe calls if the gateway', () => {
  testRows([
    { does: 'responds 500/900', server: [sendError('500 Internal Server Error', '900')], ...failed },
    {
      does: 'responds 500/900 once',
      server: [sendError('500 Internal Server Error', '900'), success],
      ...failed,
      attempts: [2, 1],
      isRetrySuccessful: true,
    },
    {
      does: 'responds 502 once',
      server: [sendResponse(page, { status: '502 Bad Gateway', headers: html }), success],
      ...failed,
      ...retried,
    },
    {
      does: 'responds 502',
      server: [sendResponse(page, { status: '502 Bad Gateway', headers: html })],
      ...failed,
      attempts: SAFE_RETRIES,
    },
    {
      does: 'responds 503 once',
      server: [sendResponse(page, { status: '503 Service Unavailable', headers: html }), success],
      ...unavailable,
      ...retried,
    },
    {
      does: 'cannot reach the service once',
      server: [sendError('503 Service Unavailable', '500'), success],
      ...busy,
      ...retried,
    },
    { does: 'cannot reach the service', server: [sendError('503 Service Unavailable', '500')], ...busy },
    {
      does: 'responds 504 once',
      server: [sendError('504 Gateway Timeout', '510'), success],
      ...timedOut,
      ...retried,
    },
    { does: 'responds 504', server: [sendError('504 Gateway Timeout', '510')], ...timedOut },
    { does: 'responds 429 once', server: [sendError('429 Too Many Requests', '410'), success], ...busy, ...retried },
  ])
})

describe('#17 the deployed proxy does not follow a redirect with the status', () => {
  testRows(
    ['300', '301', '302', '303', '307', '308'].map((status) => ({
      does: status,
      server: [
        (socket, elsewhere, head) =>
          sendResponse('', { status: `${status} CANARY`, headers: [`location: ${elsewhere}/CANARY`] })(
            socket,
            elsewhere,
            head,
          ),
      ],
      ...redirected,
    })),
  )
})

const utc = (ms: number): string => new Date(ms).toUTCString()
const HOUR = 3_600_000
/** All corrections of a proxy together stay within 15 minutes. */
const MINUTE = 60_000
/** A time that is not now. */
const THEN = Date.UTC(2031, 4, 6)

describe('#39 the deployed proxy obeys Retry-After', () => {
  const waits = (does: string, fields: readonly string[], more: Partial<Row>): Row => ({
    does,
    server: [sendError('429 Too Many Requests', '410', ...fields)],
    ...busy,
    ...more,
  })
  const until = (ms: number): string[] => [`date: ${utc(THEN)}`, `retry-after: ${utc(THEN + ms)}`]
  testRows([
    waits('of one second', ['retry-after: 1'], { retryAfter: '1', waitsMs: 1_000 }),
    {
      ...waits('of one second, once', ['retry-after: 1'], { ...retried, waitsMs: 1_000 }),
      server: [sendError('429 Too Many Requests', '410', 'retry-after: 1'), success],
    },
    waits('of 0', ['retry-after: 0'], { retryAfter: '0' }),
    waits('of a date, by the date of the response', until(1_000), { retryAfter: '1', waitsMs: 1_000 }),
    waits('of a past date', until(-HOUR), { retryAfter: '0' }),
    waits('longer than the timeout, without a retry', ['retry-after: 3600'], { retryAfter: '3600', attempts: ONCE }),
    waits('of a date after the timeout, without a retry', until(HOUR), { retryAfter: '3600', attempts: ONCE }),
    waits('of years, without a retry', ['retry-after: 999999999'], { retryAfter: '999999999', attempts: ONCE }),
    // The proxy ignores invalid values.
    waits('except for 20 digits', [`retry-after: ${'9'.repeat(20)}`], {}),
    waits('except for a negative number', ['retry-after: -5'], {}),
    waits('except for a fraction', ['retry-after: 2.5'], {}),
    waits('except for words', ['retry-after: soon, very soon'], {}),
    waits('except for two values', ['retry-after: 3600', 'retry-after: 7200'], {}),
    waits('except for an empty value', ['retry-after:'], {}),
  ])
})

describe('#20 the deployed proxy, if the gateway rejects its key', () => {
  const timeOf = (head = ''): number => Number(/^x-ncp-apigw-timestamp: (\d+)/im.exec(head)?.[1])
  /** A rejection with a date so many milliseconds after the signature. */
  const dated =
    (ms: number): Behavior =>
    (socket, elsewhere, head) =>
      sendError('401 Unauthorized', '200', `date: ${utc(timeOf(head) + ms)}`)(socket, elsewhere, head)
  testRows([
    { does: 'with the date of the signature, responds 502', server: [dated(0)], ...keyRejected },
    { does: 'with a date that is an hour off, responds 502', server: [dated(HOUR)], ...keyRejected },
    { does: 'without a date, responds 502', server: [sendError('401 Unauthorized', '200')], ...keyRejected },
    {
      does: 'with another code and date, responds 502',
      server: [sendError('401 Unauthorized', '210', `date: ${utc(THEN)}`)],
      ...keyRejected,
    },
    { does: 'with 403, responds 502', server: [sendError('403 Forbidden', '230')], ...keyRejected },
  ])

  const rows: readonly Row[] = [
    {
      does: 'with another date, corrects its clock and signs again',
      server: [dated(MINUTE), success],
      ...keyRejected,
      ...retried,
    },
    {
      does: 'with another date twice, responds 502',
      server: [dated(MINUTE)],
      ...keyRejected,
      attempts: RETRIED_ONCE,
    },
  ]
  test.concurrent.for(rows)('$does', (row) =>
    withProxy(async (running) => {
      for (const kind of kinds) {
        await expectRow(running, row, kind)
        const [first = Number.NaN, second] = running.gateway.heads.map(timeOf)
        if (second === undefined) continue
        // The date has whole seconds, and some time has passed since.
        expect(second, kind).toBeGreaterThan(first + MINUTE - 1_000)
        expect(second, kind).toBeLessThan(first + MINUTE + 60_000)
      }
    }),
  )
})

const hostile = [
  'set-cookie: session=CANARY; Path=/',
  'access-control-allow-origin: https://elsewhere.example',
  'access-control-allow-credentials: true',
  'access-control-expose-headers: CANARY',
  'location: https://elsewhere.example/CANARY',
  'server: CANARY',
  'x-powered-by: CANARY',
  'cache-control: public, max-age=31536000',
  'content-security-policy: CANARY',
  'strict-transport-security: max-age=0',
  'x-request-id: CANARY',
  'etag: "CANARY"',
  'www-authenticate: Basic realm="CANARY"',
  'clear-site-data: "*"',
]

describe('#19 the deployed proxy passes on no header of the gateway', () => {
  const responses: readonly (readonly [string, Behavior, status: number])[] = [
    ['of a success', successWith(hostile), 200],
    ['of an error of the service', sendError('404 Not Found', '80301', ...hostile), 404],
    ['of an undocumented response', sendResponse(page, { headers: [...html, ...hostile] }), 502],
    ['of a redirect', sendResponse('', { status: '302 Found', headers: hostile }), 502],
    ['of a rejected key', sendError('401 Unauthorized', '210', ...hostile), 502],
  ]
  test.concurrent.for(responses)('%s', ([, says, status]) =>
    withProxy(async ({ edge, gateway }) => {
      for (const kind of kinds) {
        gateway.setBehaviors([says])
        const { response } = await send(edge, kind)
        expect(response.status, kind).toBe(status === 200 && kind === 'delete' ? 204 : status)
        const headers = Object.fromEntries(response.headers)
        expect(headers, kind).toMatchObject(fixedHeaders)
        expect(Object.keys(headers).filter((name) => !ownHeaders.has(name))).toEqual([])
        expect(JSON.stringify(headers)).not.toMatch(/CANARY|elsewhere/)
      }
    }),
  )
})

describe('the deployed proxy serves a response that', () => {
  const euc = ['content-type: application/json; charset=euc-kr']
  const named = (name: string | Buffer, headers: string[] = []): Behavior =>
    withContent((content) => {
      const [before, after] = `{"content":${content}}`.split('shop')
      return sendResponse(
        Buffer.concat([Buffer.from(before ?? ''), Buffer.from(name as string), Buffer.from(after ?? '')]),
        {
          headers,
        },
      )
    })
  const responses: readonly (readonly [string, Behavior, name: string])[] = [
    ['declares UTF-8 as another charset', named('한글', euc), '한글'],
    // Invalid bytes become replacement characters.
    ['has another charset', named(Buffer.from('\xc7\xd1!', 'latin1'), euc), '\ufffd\ufffd!'],
    ['starts with a byte order mark', withContent((content) => sendResponse(`\ufeff{"content":${content}}`)), 'shop'],
    ['declares JSON as HTML', named('shop', html), 'shop'],
    ['has a key __proto__', named('shop","__proto__":{"isAdmin":true},"x":"'), 'shop'],
    [
      'has the largest size',
      withContent((content) => sendResponse(`{"content":${content}}`.padEnd(MAX_BYTES))),
      'shop',
    ],
    [
      'is compressed',
      withContent((content) => sendResponse(gzipSync(`{"content":${content}}`), { headers: gzip })),
      'shop',
    ],
    [
      'ends with a reset of the connection',
      withContent((content) =>
        sendAndReset(`HTTP/1.1 200 OK\r\ncontent-length: ${content.length + 12}\r\n\r\n{"content":${content}}`),
      ),
      'shop',
    ],
  ]
  test.concurrent.for(responses)('%s', ([, says, name]) =>
    withProxy(async ({ edge, gateway }) => {
      for (const kind of kindsWithContent) {
        gateway.setBehaviors([says])
        const { status, content } = await responseOf(edge, kind)
        const wanted = JSON.parse(requests[kind][2].replace('shop', name))
        expect([status, content, gateway.requestCount()], kind).toEqual([200, wanted, 1])
      }
    }),
  )
})
