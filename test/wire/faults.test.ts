import { beforeAll, describe, expect, test } from 'vitest'
import { vectorTime } from '../conformance/vectors.ts'
import { type Says, serving, type Unread } from '../support/failing-server.ts'
import { type Came, type Kind, kinds, makers, type Question } from './calls.ts'
import { answering, failing, good } from './faults.ts'
import { runtimes } from './runtimes.ts'

interface Server {
  readonly does: string
  readonly server: readonly (Says | Unread)[]
  readonly isClosed?: true
  readonly isSlow?: true
  readonly isKept?: true
}

/** What came of a question, and what the server saw of it. */
interface Asked extends Question, Came {
  readonly who: string
  readonly heads: readonly string[]
  readonly asked: number
  readonly connections: number
}

const servers: readonly Server[] = [...failing, ...answering]
const each = servers.flatMap((row) => makers.flatMap((maker) => kinds.map((kind) => ({ row, maker, kind }))))

const isRun = (kind: Kind): boolean => kind === 'run' || kind === 'fire'

const timestamps = (heads: readonly string[]): number[] =>
  heads.map((head) => Number(/^x-ncp-apigw-timestamp: (\d+)/im.exec(head)?.[1]))

describe.for(runtimes)('%s', ([runtime, runs]) => {
  const all = new Map<string, Asked[]>()
  const askedOf = (does: string): readonly Asked[] => {
    const asked = all.get(does) ?? []
    expect(asked).toHaveLength(makers.length * kinds.length)
    return asked
  }
  let elsewhereAsked = Number.NaN

  // Each question has a server of its own, and the runtime is started once.
  beforeAll(async () => {
    await using open = new AsyncDisposableStack()
    const elsewhere = open.use(await serving([good]))
    const gateways = await Promise.all(
      each.map(async ({ row }) => open.use(await serving(row.server, elsewhere.origin))),
    )
    await Promise.all(gateways.filter((_, at) => each[at]?.row.isClosed).map(({ close }) => close()))
    const questions = each.map(({ row: { isSlow = false, isKept = false }, maker, kind }, at): Question => {
      return { maker, kind, origin: gateways[at]?.origin ?? '', isSlow, isKept }
    })
    const came = await runs('askAll', questions)
    for (const [at, { row, maker, kind }] of each.entries()) {
      const { heads = [], asked = () => Number.NaN, connections = asked } = gateways[at] ?? {}
      const question = questions[at] as Question
      const seen = { heads: [...heads], asked: asked(), connections: connections() }
      const one = { ...question, ...(came[at] as Came), who: `${maker}, ${kind}`, ...seen }
      all.set(row.does, [...(all.get(row.does) ?? []), one])
    }
    elsewhereAsked = elsewhere.asked()
  })

  describe('#36 a server that fails', () => {
    test.for(failing)('$does', (given) => {
      const row = { ...given, ...given.on?.[runtime] }
      for (const one of askedOf(row.does)) {
        const { maker, kind, who, error, content, message, outcome, waits, heads, asked } = one
        const isRetrying = maker === 'withRetries'
        const sent = isRetrying ? row.sent[kind] : 1
        const byItself =
          ((kind === 'read' || kind === 'put') && row.byItself && { each: sent, once: 1 }[row.byItself]) || 0
        const reached = sent + byItself
        expect(asked - (row.isKept ? 1 : 0), `${who} ${message}`).toBe(row.isClosed ? 0 : reached)
        if (row.isKept) expect(one.connections, 'the first two came on one').toBe(asked - 1)
        expect(waits, who).toEqual((row.waits ?? [100, 200]).slice(0, sent - 1))
        if (row.corrected !== undefined) {
          const times = [vectorTime, vectorTime + row.corrected]
          expect(timestamps(heads), who).toEqual(times.slice(0, sent))
        }
        if (row.heals && reached > 1) {
          expect([message, content], who).toEqual([undefined, '{"name":"shop"}'])
          continue
        }
        expect(error, `${who} ${message} ${content}`).toEqual({
          code: row.code,
          status: row.status,
          retryable: row.retryable[isRun(kind) ? 1 : 0],
          attempts: isRetrying ? sent : undefined,
          retryAfterMs: isRetrying ? row.retryAfterMs : undefined,
        })
        if (!isRetrying && row.message) expect(message).toMatch(row.message)
        if (isRun(kind)) expect(outcome, who).toBe(row.outcome)
      }
    })
  })

  describe('a server that answers', () => {
    test.for(answering)('$does', ({ does, content: wanted }) => {
      for (const { who, message, content, asked } of askedOf(does)) {
        expect([message, content, asked], who).toEqual([undefined, wanted, 1])
      }
    })
  })

  test('nobody follows a redirect or sends a cookie, and a POST has the length and type of its body', () => {
    expect(elsewhereAsked).toBe(0)
    const heads = [...all.values()].flat().flatMap(({ heads }) => heads)
    expect(heads.length).toBeGreaterThan(each.length)
    expect(heads.filter((head) => /^cookie:/im.test(head))).toEqual([])
    const posts = heads.filter((head) => head.startsWith('POST'))
    expect(posts.length).toBeGreaterThan(3 * servers.length)
    const fields = /^(content-(?:length|type)|transfer-encoding): (.*)$/gim
    const framed = posts.map((head) =>
      [...head.matchAll(fields)]
        .map(([field]) => field.toLowerCase())
        .sort()
        .join(),
    )
    expect(framed.filter((each) => !/^content-length: [1-9]\d*,content-type: application\/json$/.test(each))).toEqual(
      [],
    )
  })

  test('#36 nothing that runs is sent twice', () => {
    const runs = [...all.values()].flat().filter(({ kind }) => isRun(kind))
    expect(runs.length).toBe(each.length * (2 / kinds.length))
    expect(runs.filter(({ isKept, asked }) => asked > (isKept ? 2 : 1))).toEqual([])
  })
})
