import { constants, deflateRawSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { productionProxy } from '../support/edge.ts'
import {
  answer,
  dripping,
  endless,
  refusal,
  reset,
  type Says,
  serving,
  type Unread,
} from '../support/failing-server.ts'
import { authorized, fixedHeaders } from '../support/proxy.ts'
import { listPath, tokenConfig } from './send.ts'

const kinds = ['read', 'put', 'delete', 'run', 'fire'] as const
/** Which have content. */
const showing = ['read', 'put', 'run', 'fire'] as const
const isRun = (kind: Kind): boolean => kind === 'run' || kind === 'fire'
type Kind = (typeof kinds)[number]
type Each<T> = Readonly<Record<Kind, T>>

const requests: Each<readonly [method: string, target: string, content: string]> = {
  read: ['GET', listPath, '[{"name":"shop"}]'],
  put: ['PUT', '/ncf/api/v2/packages/shop', '{"name":"shop"}'],
  delete: ['DELETE', '/ncf/api/v2/packages/shop', ''],
  // No more than 5 s, which the proxy adds to what it asks the service to wait.
  run: ['POST', '/ncf/api/v2/packages/-/actions/hello?timeout=0', '{"name":"shop"}'],
  fire: ['POST', '/ncf/api/v2/triggers/shop', '{"activationId":"shop"}'],
}

/** Says what depends on the content that was asked for. */
const holding =
  (says: (content: string) => Says): Says =>
  (socket, elsewhere, head) => {
    const isAsked = ([method, target]: readonly string[]) => head.startsWith(`${method} ${target?.replace(/\?.*/, '')}`)
    const [, , content] = Object.values(requests).find(isAsked) ?? requests.read
    says(content)(socket, elsewhere, head)
  }
const goodWith = (headers: string[]): Says =>
  holding((content) =>
    content ? answer(`{"content":${content}}`, { headers }) : answer('', { status: '204 No Content', headers }),
  )
const good = goodWith([])

/** The proxy as it is deployed, in front of a gateway that does what it is told to. */
const startLane = async (vars: Readonly<Record<string, string>>) => {
  const elsewhere = await serving([good])
  const gateway = await serving([good], elsewhere.origin)
  const edge = await productionProxy({ ...tokenConfig(gateway.origin), ...vars })
  const close = async (): Promise<void> => {
    await edge[Symbol.asyncDispose]()
    await gateway.close()
    await elsewhere.close()
  }
  return { edge, gateway, elsewhere, close }
}
type Lane = Awaited<ReturnType<typeof startLane>>

const ask = async (edge: Lane['edge'], kind: Kind) => {
  const [method, target] = requests[kind]
  const hasBody = method === 'PUT' || method === 'POST'
  const headers = { ...authorized, ...(hasBody && { 'content-type': 'application/json' }) }
  const init = { method, headers, ...(hasBody && { body: '{}' }) }
  const response = await fetch(edge.origin + target, init)
  return { response, text: await response.text() }
}

/** Which no answer reaches on a busy machine either. */
const PATIENT = { READ_TIMEOUT_MS: '120000', WRITE_TIMEOUT_MS: '120000' }
/** Two attempts of 2 s and a rest; one of 4.5 s and a rest. */
const SHORT = { READ_TIMEOUT_MS: '5000', WRITE_TIMEOUT_MS: '6000' }

/** What an isolate may send again is limited, and earned back by good answers: as many as a row may use up. */
const EARNS_BACK = 40

const idle: Lane[] = []
const started: Lane[] = []

/** Uses a proxy that nobody else uses meanwhile. Afterwards it serves, whatever there was. */
const withLane = async (use: (lane: Lane) => Promise<void>): Promise<void> => {
  let lane = idle.pop()
  if (!lane) {
    lane = await startLane(PATIENT)
    started.push(lane)
  }
  await use(lane)
  expect(lane.elsewhere.asked(), 'elsewhere').toBe(0)
  lane.gateway.does([good])
  const { edge } = lane
  const next = await Promise.all(Array.from({ length: EARNS_BACK }, () => ask(edge, 'read')))
  expect(new Set(next.map(({ response, text }) => `${response.status} ${text}`))).toEqual(
    new Set([`200 {"content":${requests.read[2]}}`]),
  )
  idle.push(lane)
}
afterAll(() => Promise.all(started.map(({ close }) => close())))

/** Every header of any answer: none of them is the gateway's. */
const known = new Set([
  ...Object.keys(fixedHeaders),
  ...['content-type', 'content-length', 'x-request-id', 'retry-after', 'server-timing'],
])

type Problem = readonly [status: number, code: string, retryable: boolean, outcome?: 'unknown']

/** What a caller gets, of everything that is promised of it. */
const cameOf = async (edge: Lane['edge'], kind: Kind) => {
  const { response, text } = await ask(edge, kind)
  expect([...response.headers.keys()].filter((name) => !known.has(name))).toEqual([])
  expect(text).not.toMatch(/CANARY|isAdmin/)
  const { code, retryable, outcome, content } = JSON.parse(text || '{}')
  const retryAfter = response.headers.get('retry-after')
  return { status: response.status, code, retryable, outcome, content, retryAfter }
}

interface Row {
  readonly does: string
  readonly server: readonly (Says | Unread)[]
  /** What is said of what is no run. */
  readonly problem: Problem
  /** Of a run. Default: the same. */
  readonly run?: Problem
  /** How often the gateway is asked; a run is, once, whatever happens. */
  readonly asked: readonly [read: number, write: number]
  /** Whoever is asked again is good. */
  readonly heals?: true
  /** What is passed on of when to come back. Default: nothing, but for `upstream_busy`, which says a second. */
  readonly retryAfter?: string
  /** How long it is waited for that, at least. */
  readonly waitsMs?: number
  /** It says more for as long as anybody listens. */
  readonly isEndless?: true
}

const IF_READING = [3, 1] as const
const IF_HARMLESS = [3, 2] as const
const ONCE = [1, 1] as const
const HEALED = [2, 2] as const

const noAnswer = {
  problem: [502, 'upstream_unreachable', true],
  run: [502, 'upstream_unreachable', false, 'unknown'],
  asked: IF_HARMLESS,
} as const
const unreadable = {
  problem: [502, 'upstream_invalid_response', false],
  run: [502, 'upstream_invalid_response', false, 'unknown'],
  asked: IF_READING,
} as const
/** It is no answer of the service, and it may pass. */
const failed = { ...unreadable, problem: [502, 'upstream_invalid_response', true] } as const
const refused = { ...unreadable, asked: ONCE } as const
/** A run too: whoever says 4xx has refused it. */
const refusedForGood = { problem: refused.problem, asked: ONCE } as const
const redirected = {
  problem: [502, 'upstream_redirect', false],
  run: [502, 'upstream_redirect', false, 'unknown'],
  asked: ONCE,
} as const
const busy = { problem: [503, 'upstream_busy', true], asked: IF_HARMLESS } as const
const away = { ...busy, run: [503, 'upstream_busy', false, 'unknown'] } as const
const late = {
  problem: [504, 'upstream_timeout', true],
  run: [504, 'upstream_timeout', false, 'unknown'],
  asked: IF_HARMLESS,
} as const
const keyRefused = { problem: [502, 'upstream_auth_failed', false], asked: ONCE } as const
const healing = { asked: HEALED, heals: true } as const

const expectRow = async ({ edge, gateway }: Lane, row: Row, kind: Kind): Promise<void> => {
  const times: number[] = []
  const noting =
    (says: Says): Says =>
    (socket, elsewhere, head) => {
      times.push(performance.now())
      says(socket, elsewhere, head)
    }
  gateway.does(row.server.map((does) => (typeof does === 'function' ? noting(does) : does)))
  const came = await cameOf(edge, kind)
  if (row.isEndless) await vi.waitFor(() => expect(gateway.open()).toBe(0), 60_000)
  const asked = isRun(kind) ? 1 : row.asked[kind === 'read' ? 0 : 1]
  expect(gateway.asked(), `${kind} ${JSON.stringify(came)}`).toBe(asked)
  for (const [at, time] of times.slice(1).entries()) {
    // Its timer may be early by a little.
    expect(time - (times[at] ?? 0), kind).toBeGreaterThan((row.waitsMs ?? 0) - 20)
  }
  if (row.heals && asked > 1) {
    const content = requests[kind][2]
    const healed = content ? { status: 200, content: JSON.parse(content) } : { status: 204 }
    expect(came, kind).toMatchObject({ ...healed, retryAfter: null })
    return
  }
  const [status, code, retryable, outcome] = (isRun(kind) && row.run) || row.problem
  const retryAfter = row.retryAfter ?? (code === 'upstream_busy' ? '1' : null)
  expect(came, kind).toEqual({ status, code, retryable, outcome, content: undefined, retryAfter })
}

const testRows = (rows: readonly Row[]): void => {
  test.concurrent.for(rows)('$does', (row) =>
    withLane(async (lane) => {
      for (const kind of kinds) await expectRow(lane, row, kind)
    }),
  )
}

const html = ['content-type: text/html']
const page = '<!doctype html><h1>It works, CANARY!</h1>'
const text = '{"content":[{"name":"shop"}]}'
const zipped = gzipSync(text)
const gzip = ['content-encoding: gzip']
/** A MiB of spaces in a kB of gzip: once with its header, and as it may follow any number of times. */
const spaces = Buffer.alloc(2 ** 20, ' ')
const flushed = { finishFlush: constants.Z_FULL_FLUSH }
const [bombHead, bombMore] = [gzipSync(spaces, flushed), deflateRawSync(spaces, flushed)]
/** As `writing` and the default of `MAX_RESPONSE_BYTES` have it. */
const MOST = 8 * 2 ** 20 + 100_000

describe('#36 #38 a gateway that gives no answer', () => {
  testRows([
    { does: 'resets unread', server: [{ unread: (socket) => socket.resetAndDestroy() }], ...noAnswer },
    { does: 'resets once it has read', server: [(socket) => socket.resetAndDestroy()], ...noAnswer },
    { does: 'resets within the headers', server: [reset('HTTP/1.1 200 OK\r\ncontent-le')], ...noAnswer },
    {
      does: 'resets within the body',
      server: [reset('HTTP/1.1 200 OK\r\ncontent-length: 27\r\n\r\n{"content":[{"na')],
      ...noAnswer,
    },
    { does: 'ends once it has read', server: [(socket) => socket.end()], ...noAnswer },
    { does: 'resets once, and is good', server: [(socket) => socket.resetAndDestroy(), good], ...noAnswer, ...healing },
    { does: 'has a body shorter than announced', server: [answer(text, { cut: 3 })], ...noAnswer },
    {
      does: 'breaks off between chunks',
      server: [(socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n')],
      ...noAnswer,
    },
    {
      does: 'breaks off within a chunk',
      server: [(socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1d\r\n{"content":[{"na')],
      ...noAnswer,
    },
    { does: 'has what is no gzip', server: [answer(text, { headers: gzip })], ...noAnswer },
    { does: 'has cut gzip', server: [answer(zipped.subarray(0, -9), { headers: gzip })], ...noAnswer },
    {
      does: 'has headers without end',
      server: [(socket) => socket.end(`HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(2 ** 20)}`)],
      ...noAnswer,
    },
    { does: 'speaks another protocol', server: [(socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')], ...noAnswer },
  ])

  test('listens no more', async () => {
    const gone = await serving([good])
    await gone.close()
    await using edge = await productionProxy({ ...tokenConfig(gone.origin), ...PATIENT })
    for (const kind of kinds) {
      const [status, code, retryable, outcome] = isRun(kind) ? noAnswer.run : noAnswer.problem
      const problem = { status, code, retryable, outcome, content: undefined, retryAfter: null }
      expect(await cameOf(edge, kind), kind).toEqual(problem)
    }
    const logged = () => edge.errors.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line).attempts)
    await expect.poll(logged, { timeout: 30_000 }).toEqual([3, 2, 2, 1, 1])
  })
})

describe('#36 #37 a gateway that takes too long', () => {
  const rows: readonly Pick<Row, 'does' | 'server'>[] = [
    { does: 'hangs', server: [() => {}] },
    { does: 'hangs within the headers', server: [(socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-le')] },
    {
      does: 'hangs within the body',
      server: [(socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"content":[')],
    },
    {
      does: 'says a byte of the headers a second',
      server: [dripping('', `HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(99)}`)],
    },
    {
      does: 'says a byte of the body a second',
      server: [dripping('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n', ' '.repeat(99))],
    },
  ]
  test.concurrent.for(rows)('$does', async ({ server }) => {
    const { edge, gateway, close } = await startLane(SHORT)
    try {
      gateway.does(server)
      const all = await Promise.all(kinds.map((kind) => cameOf(edge, kind)))
      for (const [at, kind] of kinds.entries()) {
        const [status, code, retryable, outcome] = isRun(kind) ? late.run : late.problem
        const problem = { status, code, retryable, outcome, content: undefined, retryAfter: null }
        expect(all[at], kind).toEqual(problem)
      }
      const asked = (method: string) => gateway.heads.filter((head) => head.startsWith(method)).length
      expect([asked('PUT'), asked('DELETE'), asked('POST')]).toEqual([2, 2, 2])
      // Whether there is time left for a third depends on how long it waits in between.
      expect([2, 3]).toContain(asked('GET'))
    } finally {
      await close()
    }
  })
})

describe('#18 an answer that is none is refused, and the next one is served', () => {
  testRows([
    { does: 'cut JSON', server: [answer('{"content":[{"na')], ...unreadable },
    {
      does: 'JSON cut by a reset, without a length',
      server: [reset('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{"content":[{"na')],
      ...noAnswer,
    },
    { does: 'nothing', server: [answer('')], ...unreadable },
    { does: 'HTML', server: [answer(page, { headers: html })], ...unreadable },
    {
      does: 'XML',
      server: [answer('<?xml version="1.0"?><content/>', { headers: ['content-type: application/xml'] })],
      ...unreadable,
    },
    {
      does: 'UTF-16',
      server: [
        holding((content) =>
          answer(Buffer.from(`{"content":${content}}`, 'utf16le'), {
            headers: ['content-type: application/json; charset=utf-16le'],
          }),
        ),
      ],
      ...unreadable,
    },
    {
      does: 'content behind __proto__',
      server: [holding((content) => answer(`{"__proto__":{"content":${content}}}`))],
      ...unreadable,
    },
    {
      does: 'an error behind __proto__',
      server: [answer('{"__proto__":{"error":{"errorCode":"80002"}}}', { status: '400 Bad Request' })],
      ...refusedForGood,
    },
    { does: 'a status of something else', server: [answer(text, { status: '418 Teapot' })], ...refusedForGood },
    {
      does: 'a switch of protocols',
      server: [(socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n')],
      ...redirected,
    },
    {
      does: 'more than there can be',
      server: [holding((content) => answer(`{"content":${content}}`.padEnd(MOST + 1)))],
      ...refused,
    },
    {
      does: 'more than there can be, compressed',
      server: [answer(gzipSync(Buffer.alloc(64 * 2 ** 20, ' ')), { headers: gzip })],
      ...refused,
    },
    { does: 'what never ends', server: [endless('', Buffer.alloc(2 ** 16, ' '))], isEndless: true, ...refused },
    // Whoever reads a bomb to its end before looking at its size never comes to one.
    { does: 'a bomb that never ends', server: [endless(gzip.join(), bombHead, bombMore)], isEndless: true, ...refused },
    {
      does: 'HTML once, and then a good one',
      server: [answer(page, { headers: html }), good],
      ...unreadable,
      asked: [2, 1],
      heals: true,
    },
  ])
})

describe('#36 #39 a gateway that fails', () => {
  testRows([
    { does: 'has 500/900', server: [refusal('500 Internal Server Error', '900')], ...failed },
    {
      does: 'has 500/900 once, and is good',
      server: [refusal('500 Internal Server Error', '900'), good],
      ...failed,
      asked: [2, 1],
      heals: true,
    },
    {
      does: 'has 502 once, and is good',
      server: [answer(page, { status: '502 Bad Gateway', headers: html }), good],
      ...failed,
      ...healing,
    },
    {
      does: 'has 502',
      server: [answer(page, { status: '502 Bad Gateway', headers: html })],
      ...failed,
      asked: IF_HARMLESS,
    },
    {
      does: 'has 503 once, and is good',
      server: [answer(page, { status: '503 Service Unavailable', headers: html }), good],
      ...away,
      ...healing,
    },
    {
      does: 'could not reach the service once, and is good',
      server: [refusal('503 Service Unavailable', '500'), good],
      ...busy,
      ...healing,
    },
    { does: 'cannot reach the service', server: [refusal('503 Service Unavailable', '500')], ...busy },
    {
      does: 'has 504 once, and is good',
      server: [refusal('504 Gateway Timeout', '510'), good],
      ...late,
      ...healing,
    },
    { does: 'has 504', server: [refusal('504 Gateway Timeout', '510')], ...late },
    { does: 'has 429 once, and is good', server: [refusal('429 Too Many Requests', '410'), good], ...busy, ...healing },
  ])
})

describe('#17 no redirect is followed, whatever it says', () => {
  testRows(
    ['300', '301', '302', '303', '307', '308'].map((status) => ({
      does: status,
      server: [
        (socket, elsewhere, head) =>
          answer('', { status: `${status} CANARY`, headers: [`location: ${elsewhere}/CANARY`] })(
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
/** Any time but this one. */
const THEN = Date.UTC(2031, 4, 6)

describe('#39 a gateway that asks to wait', () => {
  const waits = (does: string, fields: readonly string[], more: Partial<Row>): Row => ({
    does,
    server: [refusal('429 Too Many Requests', '410', ...fields)],
    ...busy,
    ...more,
  })
  const until = (ms: number): string[] => [`date: ${utc(THEN)}`, `retry-after: ${utc(THEN + ms)}`]
  testRows([
    waits('for a second', ['retry-after: 1'], { retryAfter: '1', waitsMs: 1_000 }),
    {
      ...waits('for a second, and is good then', ['retry-after: 1'], { ...healing, waitsMs: 1_000 }),
      server: [refusal('429 Too Many Requests', '410', 'retry-after: 1'), good],
    },
    waits('for no time', ['retry-after: 0'], { retryAfter: '0' }),
    waits('until a date, by its own', until(1_000), { retryAfter: '1', waitsMs: 1_000 }),
    waits('until a date that has passed', until(-HOUR), { retryAfter: '0' }),
    waits('for longer than there is', ['retry-after: 3600'], { retryAfter: '3600', asked: ONCE }),
    waits('until a date that is too late', until(HOUR), { retryAfter: '3600', asked: ONCE }),
    waits('for years', ['retry-after: 999999999'], { retryAfter: '999999999', asked: ONCE }),
    // Not understood, so it is as if nothing were said.
    waits('for more digits than a time has', [`retry-after: ${'9'.repeat(20)}`], {}),
    waits('for a negative number', ['retry-after: -5'], {}),
    waits('for a fraction', ['retry-after: 2.5'], {}),
    waits('in words', ['retry-after: soon, very soon'], {}),
    waits('twice', ['retry-after: 3600', 'retry-after: 7200'], {}),
    waits('with nothing', ['retry-after:'], {}),
  ])
})

describe('#20 a key that is refused is the matter of the proxy', () => {
  const timeOf = (head = ''): number => Number(/^x-ncp-apigw-timestamp: (\d+)/im.exec(head)?.[1])
  /** So long after the signature, whatever clock that was made by. */
  const dated =
    (ms: number): Says =>
    (socket, elsewhere, head) =>
      refusal('401 Unauthorized', '200', `date: ${utc(timeOf(head) + ms)}`)(socket, elsewhere, head)
  testRows([
    { does: 'at the same time', server: [dated(0)], ...keyRefused },
    { does: 'at no time', server: [refusal('401 Unauthorized', '200')], ...keyRefused },
    { does: 'whatever the time', server: [refusal('401 Unauthorized', '210', `date: ${utc(THEN)}`)], ...keyRefused },
    { does: 'as 403', server: [refusal('403 Forbidden', '230')], ...keyRefused },
  ])

  const rows: readonly Row[] = [
    { does: 'signed anew by its own clock, a call is served', server: [dated(HOUR), good], ...keyRefused, ...healing },
    { does: 'signed anew, and refused again', server: [dated(HOUR)], ...keyRefused, asked: HEALED },
  ]
  test.concurrent.for(rows)('$does', (row) =>
    withLane(async (lane) => {
      for (const kind of kinds) {
        await expectRow(lane, row, kind)
        const [first = Number.NaN, second] = lane.gateway.heads.map(timeOf)
        if (second === undefined) continue
        // What it says are whole seconds, and what has passed since then comes on top.
        expect(second, kind).toBeGreaterThan(first + HOUR - 1_000)
        expect(second, kind).toBeLessThan(first + HOUR + 60_000)
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

describe('#19 no header of the gateway is passed on', () => {
  const answers: readonly (readonly [string, Says, status: number])[] = [
    ['of a good answer', goodWith(hostile), 200],
    ['of an error of the service', refusal('404 Not Found', '80301', ...hostile), 404],
    ['of an answer that is none', answer(page, { headers: [...html, ...hostile] }), 502],
    ['of a redirect', answer('', { status: '302 Found', headers: hostile }), 502],
    ['of a refusal', refusal('401 Unauthorized', '210', ...hostile), 502],
  ]
  test.concurrent.for(answers)('%s', ([, says, status]) =>
    withLane(async ({ edge, gateway }) => {
      for (const kind of kinds) {
        gateway.does([says])
        const { response } = await ask(edge, kind)
        expect(response.status, kind).toBe(status === 200 && kind === 'delete' ? 204 : status)
        const headers = Object.fromEntries(response.headers)
        expect(headers, kind).toMatchObject(fixedHeaders)
        expect(Object.keys(headers).filter((name) => !known.has(name))).toEqual([])
        expect(JSON.stringify(headers)).not.toMatch(/CANARY|elsewhere/)
      }
    }),
  )
})

describe('a gateway that answers in another way', () => {
  const euc = ['content-type: application/json; charset=euc-kr']
  const named = (name: string | Buffer, headers: string[] = []): Says =>
    holding((content) => {
      const [before, after] = `{"content":${content}}`.split('shop')
      return answer(Buffer.concat([Buffer.from(before ?? ''), Buffer.from(name as string), Buffer.from(after ?? '')]), {
        headers,
      })
    })
  const answers: readonly (readonly [string, Says, name: string])[] = [
    ['calls UTF-8 something else', named('한글', euc), '한글'],
    // What is no UTF-8 is replaced, and the rest is as it was.
    ['has another charset', named(Buffer.from('\xc7\xd1!', 'latin1'), euc), '\ufffd\ufffd!'],
    ['has a mark of the byte order', holding((content) => answer(`\ufeff{"content":${content}}`)), 'shop'],
    ['calls JSON text', named('shop', html), 'shop'],
    ['has a key __proto__', named('shop","__proto__":{"isAdmin":true},"x":"'), 'shop'],
    ['has as much as there can be', holding((content) => answer(`{"content":${content}}`.padEnd(MOST))), 'shop'],
    ['is compressed', holding((content) => answer(gzipSync(`{"content":${content}}`), { headers: gzip })), 'shop'],
    [
      'resets after a whole answer',
      holding((content) =>
        reset(`HTTP/1.1 200 OK\r\ncontent-length: ${content.length + 12}\r\n\r\n{"content":${content}}`),
      ),
      'shop',
    ],
  ]
  test.concurrent.for(answers)('%s', ([, says, name]) =>
    withLane(async ({ edge, gateway }) => {
      for (const kind of showing) {
        gateway.does([says])
        const { status, content } = await cameOf(edge, kind)
        const wanted = JSON.parse(requests[kind][2].replace('shop', name))
        expect([status, content, gateway.asked()], kind).toEqual([200, wanted, 1])
      }
    }),
  )
})
