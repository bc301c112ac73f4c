import {
  actions,
  activations,
  type CallOptions,
  createTransport,
  type NcloudError,
  packages,
  type TransportAttempt,
  triggers,
  withRetries,
} from '../../lib/core.ts'
import { type ClientOptions, createClient } from '../../lib/index.ts'
import { equal, holds, thrownBy } from '../support/assert.ts'
import { type AnyCall, callerOf } from './calls.ts'
import { type Case, names } from './case.ts'
import { rightParams } from './requests.ts'
import { vectorKey, vectorTime } from './vectors.ts'

type Answer = () => Response | Promise<Response>

const refusal =
  (status: number, errorCode: string, headers: Record<string, string> = {}): Answer =>
  () =>
    Response.json({ error: { errorCode, message: 'NO' } }, { status, headers })
const busy = (retryAfter: string, headers = {}) => refusal(429, '410', { 'retry-after': retryAfter, ...headers })
const away = refusal(503, '500')
const gone = refusal(404, '80101')
const never: Answer = () => new Promise<never>(() => {})
const broken: Answer = () => Promise.reject(new TypeError('fetch failed'))
const cut: Answer = () => new Response(new ReadableStream({ pull: (c) => c.error(new Error('reset')) }))
const ok: Answer = () => Response.json({ content: [] }, { headers: { 'x-ncp-apigw-request-id': 'ok' } })
const done: Answer = () => new Response(null, { status: 204 })

/** Answers one request after another, as written, and the last of them for ever. It waits for nothing. */
const script = (answers: Answer[], options: object = {}) => {
  const signed: { timestamp: string | undefined; signature: string | undefined }[] = []
  const slept: number[] = []
  const told: TransportAttempt[] = []
  const all: ClientOptions = {
    ...vectorKey,
    now: () => vectorTime,
    random: () => 0.5,
    sleep: async (ms: number) => slept.push(ms),
    onAttempt: (attempt: TransportAttempt) => told.push(attempt),
    fetch: (_: string, { headers }: RequestInit) => {
      const sent = headers as Record<string, string>
      signed.push({ timestamp: sent['x-ncp-apigw-timestamp'], signature: sent['x-ncp-apigw-signature-v2'] })
      const answer = answers[Math.min(signed.length, answers.length) - 1]
      return (answer ?? broken)()
    },
    ...options,
  }
  const { retries, attemptTimeoutMs, random, onAttempt, ...transportOptions } = all
  const call = withRetries(createTransport(transportOptions), { retries, attemptTimeoutMs, random, onAttempt })
  const groups = { packages: packages(call), actions: actions(call), triggers: triggers(call) }
  const any: AnyCall = callerOf({ ...groups, activations: activations(call) })
  return { signed, slept, told, call, any, ...groups }
}

const failed = async (run: () => unknown) => (await thrownBy(run)) as NcloudError

/** Ways to fail, and how often a request is then sent: by what reads, what puts or deletes, and what a trigger has. */
const failures: [name: string, answer: Answer, read: number, write: number, trigger: number][] = [
  ['no answer', broken, 3, 2, 1],
  ['an answer that breaks off', cut, 3, 2, 1],
  ['429', refusal(429, '410'), 3, 2, 1],
  ['429 in HTML', () => new Response('<p>', { status: 429 }), 3, 2, 1],
  ['503 of a gateway that cannot reach the service', away, 3, 2, 2],
  ['503 of anything else', refusal(503, '501'), 3, 2, 1],
  ['502 in HTML', () => new Response('<p>', { status: 502 }), 3, 2, 1],
  ['504', refusal(504, '510'), 3, 2, 1],
  ['500 of the gateway', refusal(500, '900'), 3, 1, 1],
  ['an answer without content', () => new Response('{"conten'), 3, 1, 1],
  ['500 of the service', refusal(500, '81311'), 1, 1, 1],
  ['500 in HTML', () => new Response('<p>', { status: 500 }), 1, 1, 1],
  ['an error under a success status', refusal(200, '80002'), 1, 1, 1],
  ['400', refusal(400, '80000'), 1, 1, 1],
  ['a busy subnet', refusal(400, '80031'), 1, 1, 1],
  ['401', refusal(401, '200'), 1, 1, 1],
  ['403', refusal(403, '80002'), 1, 1, 1],
  ['404', gone, 1, 1, 1],
  ['409', refusal(409, '80109'), 1, 1, 1],
  ['a redirect', () => new Response(null, { status: 307 }), 1, 1, 1],
]

const runs = ['actions.run', 'actions.runAndWait', 'triggers.fire']
const writes = ['packages.put', 'packages.delete', 'actions.put', 'actions.delete']
const triggerWrites = ['triggers.put', 'triggers.delete', 'triggers.link', 'triggers.unlink']

const often = (call: string, [, , read, write, trigger]: (typeof failures)[number]): number => {
  if (runs.includes(call)) return 1
  if (writes.includes(call)) return write
  return triggerWrites.includes(call) ? trigger : read
}

const table: Case[] = Object.entries(rightParams).flatMap(([call, params]) => [
  ...failures.map((failure): Case => {
    const [name, answer] = failure
    const times = often(call, failure)
    return {
      name: `a retrying call sends ${call} ${times} times, each signed anew, after ${name}`,
      run: async () => {
        let time = vectorTime
        const { signed, slept, told, any } = script([answer], { now: () => ++time })
        const error = await failed(() => any(call, params))
        equal([error.name, error.attempts, signed.length], ['NcloudError', times, times])
        holds(!('retryAfterMs' in error), 'nobody asked to wait')
        equal([slept.length, told.length], [times - 1, times])
        equal(new Set(signed.map(({ signature }) => signature)).size, times, 'signatures')
      },
    }
  }),
  {
    name: `a retrying call sends ${call} again after no answer in time only if that does no harm`,
    run: async () => {
      const isAgain = !runs.includes(call) && !triggerWrites.includes(call)
      const { told, any } = script([() => (told.length === 0 ? never() : refusal(400, '80000')())], {
        attemptTimeoutMs: 1,
        // The second attempt is the last one, which may take its time.
        retries: 1,
      })
      const error = await failed(() => any(call, params, isAgain ? {} : { timeoutMs: 20 }))
      for (let turn = 0; turn < 20; turn += 1) await null
      equal([error.code, told.length], isAgain ? ['80000', 2] : ['timeout', 1])
      if (!isAgain) names(error, ' 20 ms')
    },
  },
  {
    name: `a retrying call corrects its clock with ${call}, and sends it once more unless it runs something`,
    run: async () => {
      const date = new Date(vectorTime + 600_000).toUTCString()
      const { signed, any } = script([refusal(401, '200', { date })])
      const error = await failed(() => any(call, params))
      const times = runs.includes(call) ? 1 : 2
      equal([error.code, error.attempts, signed.length], ['200', times, times])
      await failed(() => any(call, params))
      equal(
        signed.at(-1)?.timestamp,
        `${Date.parse(date)}`,
        'and what comes after it is signed with the corrected clock',
      )
      equal(signed.length, times + 1)
    },
  },
])

const rules: Case[] = [
  {
    name: 'a retrying call answers what the last attempt does, and tells of each',
    run: async () => {
      let time = vectorTime
      const { told, packages } = script([refusal(500, '900', { 'x-ncp-apigw-request-id': 'no' }), broken, ok], {
        now: () => ++time,
      })
      equal(await packages.list(), [])
      const operation = 'getPackageList'
      const seen = told.map(({ durationMs, ...rest }) => {
        holds(durationMs > 0 && durationMs < 10, 'it took its time')
        return rest
      })
      equal(seen, [
        { operation, attempt: 1, status: 500, code: '900', requestId: 'no', retryInMs: 100 },
        { operation, attempt: 2, code: 'network', retryInMs: 200 },
        { operation, attempt: 3, status: 200, requestId: 'ok' },
      ])
    },
  },
  ...[
    () => {
      throw new Error('told')
    },
    () => Promise.reject(new Error('told')),
  ].map(
    (onAttempt, index): Case => ({
      name: `a retrying call is the same when telling of it fails: ${index + 1}`,
      run: async () => equal(await script([away, ok], { onAttempt }).packages.list(), []),
    }),
  ),
  {
    name: 'a retrying call waits up to 200 ms, and twice as long each time, up to 2 s',
    run: async () => {
      const { slept, packages } = script([away], { retries: 6, random: () => 0.999 })
      await failed(() => packages.list())
      equal(slept, [199, 399, 799, 1598, 1998, 1998])
    },
  },
  ...[0, 1, 10].map(
    (retries): Case => ({
      name: `a retrying call is sent again ${retries} times when told so, and a write once at most`,
      run: async () => {
        const list = script([away], { retries })
        await failed(() => list.packages.list())
        const put = script([away], { retries })
        await failed(() => put.packages.put({ packageName: 'shop' }))
        equal([list.signed.length, put.signed.length], [retries + 1, Math.min(retries, 1) + 1])
      },
    }),
  ),
  ...(
    [
      ['seconds', '3', {}, 3_000],
      ['less than the pause', '0', {}, 100],
      [
        'a date, by that of the answer',
        'Tue, 14 Nov 2023 00:00:05 GMT',
        { date: 'Tue, 14 Nov 2023 00:00:00 GMT' },
        5_000,
      ],
      ['a date, by this clock', new Date(vectorTime + 4_000).toUTCString(), {}, 4_000],
      ['a date that has passed', 'Tue, 14 Nov 2000 00:00:00 GMT', {}, 100],
      ['anything else', 'soon', {}, 100],
      ['a negative number', '-5', {}, 100],
    ] as [string, string, object, number][]
  ).map(
    ([name, text, headers, ms]): Case => ({
      name: `a retrying call waits as long as Retry-After says: ${name}`,
      run: async () => {
        const { slept, packages } = script([busy(text, headers), ok])
        equal(await packages.list(), [])
        const [waited = 0] = slept
        // A date has no milliseconds.
        holds(slept.length === 1 && Math.abs(waited - ms) < 1000 && (ms > 100 || waited === ms), `${slept} is ${ms}`)
      },
    }),
  ),
  {
    name: 'a retrying call does not wait for what comes after its deadline, and says how long it would have been',
    run: async () => {
      const { signed, slept, told, packages } = script([busy('10')])
      const error = await failed(() => packages.list())
      equal([error.status, error.attempts, error.retryAfterMs], [429, 1, 10_000])
      equal([signed.length, slept, told[0]?.retryInMs], [1, [], undefined])
    },
  },
  {
    name: 'a retrying call counts the time that has passed before it waits',
    run: async () => {
      let time = vectorTime
      const { signed, packages } = script(
        [
          () => {
            time += 9_950
            return away()
          },
        ],
        { now: () => time },
      )
      equal([(await failed(() => packages.list())).status, signed.length], [503, 1])
    },
  },
  {
    name: 'a retrying call has one deadline for all attempts, the body of an answer included',
    run: async () => {
      const endless = () => new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(1)) }))
      const { told, packages } = script([away, endless], { timeoutMs: 200, random: () => 0 })
      const error = await failed(() => packages.list())
      equal([error.code, error.attempts, error.retryable, error.operation], ['timeout', 2, true, 'getPackageList'])
      names(error, ' 200 ms')
      await null
      equal(told.length, 2)
    },
  },
  {
    name: 'a retrying call takes another deadline for one call, and refuses one that cannot be',
    run: async () => {
      const { packages } = script([never])
      names(await failed(() => packages.list({}, { timeoutMs: 5 })), ' 5 ms')
      equal((await failed(() => packages.list({}, { timeoutMs: 0 }))).name, 'RangeError')
    },
  },
  {
    name: 'a retrying call leaves an attempt that none may follow all the time there is',
    run: async () => {
      const later: Answer = () => new Promise((resolve) => setTimeout(() => resolve(ok() as Response), 20))
      const { signed, packages } = script([later], { attemptTimeoutMs: 1, retries: 0 })
      equal([await packages.list(), signed.length], [[], 1])
    },
  },
  {
    name: 'a retrying call gives a run its own time besides, and no attempt less',
    run: async () => {
      const { told, actions } = script([never], { attemptTimeoutMs: 1, timeoutMs: 5 })
      const error = await failed(() => actions.run({ packageName: 'shop', actionName: 'greet', timeout: 20 }))
      names(error, ' 25 ms')
      equal([error.attempts, told.length], [1, 1])
    },
  },
  {
    name: 'a retrying call takes the time for an attempt by operation',
    run: async () => {
      const asked: string[] = []
      const attemptTimeoutMs = ({ id }: { id: string }) => {
        asked.push(id)
        return 1
      }
      const { told, actions } = script([() => (told.length === 0 ? never() : done())], { attemptTimeoutMs })
      await actions.delete({ packageName: 'shop', actionName: 'greet' })
      equal([asked, told.length], [['deleteAction'], 2])
    },
  },
  {
    name: "a retrying call rejects with the signal's reason at once while it waits, and sends nothing more",
    run: async () => {
      const controller = new AbortController()
      const reason = new Error('changed my mind')
      let goOn = (): void => {}
      const sleep = () =>
        new Promise<void>((resolve) => {
          goOn = resolve
          controller.abort(reason)
        })
      const { signed, packages } = script([away], { sleep })
      const error = await thrownBy(() => packages.list({}, { signal: controller.signal }))
      holds(error === reason, 'the same reason')
      goOn()
      for (let turn = 0; turn < 20; turn += 1) await null
      equal(signed.length, 1)
    },
  },
  {
    name: "a retrying call rejects with the signal's reason while it is sent",
    run: async () => {
      const controller = new AbortController()
      const reason = new Error('changed my mind')
      const abort = () => {
        controller.abort(reason)
        return never()
      }
      const { signed, told, packages } = script([away, abort])
      holds((await thrownBy(() => packages.list({}, { signal: controller.signal }))) === reason, 'the same reason')
      await null
      equal([signed.length, told.length, told[1]?.code], [2, 2, undefined])
    },
  },
  ...(
    [
      ['after no answer', broken, undefined],
      ['after 502', refusal(502, '1'), undefined],
      ['after another 503', refusal(503, '501'), undefined],
      ['but not when the first one was turned away', refusal(429, '410'), '80101'],
      ['but not when the first one never got there', away, '80101'],
    ] as [string, Answer, string | undefined][]
  ).map(
    ([name, first, code]): Case => ({
      name: `a retrying call takes what is gone for deleted, ${name}`,
      run: async () => {
        const { signed, packages } = script([first, gone])
        const outcome = await packages.delete({ packageName: 'shop' }).catch((error: NcloudError) => error.code)
        equal([outcome, signed.length], [code, 2])
      },
    }),
  ),
  {
    name: 'a retrying call takes a wrong address for no deletion, and what is gone for nothing that was put',
    run: async () => {
      const { packages } = script([broken, refusal(404, '300')])
      equal((await failed(() => packages.delete({ packageName: 'shop' }))).code, '300')
      const put = script([broken, gone])
      equal((await failed(() => put.packages.put({ packageName: 'shop' }))).code, '80101')
    },
  },
  {
    name: 'retrying calls are sent again ten times in all, and once more for ten that succeed',
    run: async () => {
      let answer = away
      const { signed, packages } = script([() => answer()])
      const sentBy = async (times: number) => {
        const before = signed.length
        for (let time = 0; time < times; time += 1) await packages.list().catch(() => {})
        return signed.length - before
      }
      equal([await sentBy(5), await sentBy(3)], [15, 3], 'when all fail')
      answer = ok
      equal(await sentBy(9), 9)
      answer = away
      equal(await sentBy(1), 1, 'nine are not enough')
      answer = ok
      equal(await sentBy(1), 1)
      answer = away
      equal(await sentBy(1), 2)
      answer = ok
      await sentBy(200)
      answer = away
      equal(await sentBy(10), 20, 'and there are never more than ten')
    },
  },
  {
    name: 'retrying calls that fail at the same moment are sent again ten times in all, too',
    run: async () => {
      const { signed, packages } = script([away])
      await Promise.all(Array.from({ length: 50 }, () => failed(() => packages.list())))
      equal(signed.length, 60)
    },
  },
  {
    name: 'a retrying call has its clock corrected as the last thing it may send again, and not after that',
    run: async () => {
      let answer = away
      const { signed, packages } = script([() => answer()], { retries: 9 })
      await failed(() => packages.list())
      equal(signed.length, 10, 'nine of ten')
      const off = (ms: number) => refusal(401, '200', { date: new Date(vectorTime + ms).toUTCString() })
      answer = off(600_000)
      await failed(() => packages.list())
      equal(signed.length, 12, 'the tenth')
      answer = off(1_200_000)
      await failed(() => packages.list())
      equal(signed.length, 13, 'and no more')
    },
  },
  ...(
    [
      ['30 s', 30_000, {}],
      ['unknown', undefined, {}],
      ['10 minutes, but the permission is what is missing', 600_000, { status: 403 }],
      ['10 minutes, but the subscription is what is missing', 600_000, { code: '210' }],
    ] as [string, number | undefined, { status?: number; code?: string }][]
  ).map(
    ([name, off, { status = 401, code = '200' }]): Case => ({
      name: `a retrying call does not correct a clock that is off by ${name}`,
      run: async () => {
        const now = Math.floor(vectorTime / 1000) * 1000
        const date: Record<string, string> = off === undefined ? {} : { date: new Date(now + off).toUTCString() }
        const { signed, packages } = script([refusal(status, code, date)], { now: () => now })
        await failed(() => packages.list())
        await failed(() => packages.list())
        equal(
          signed.map(({ timestamp }) => timestamp),
          [`${now}`, `${now}`],
        )
      },
    }),
  ),
  {
    name: 'a retrying call waits until a date by the clock it has corrected, and not before it signs anew',
    run: async () => {
      const date = (ms: number) => new Date(vectorTime + 3_600_000 + ms).toUTCString()
      const off = refusal(401, '200', { date: date(0) })
      const { slept, packages } = script([off, busy(date(3_000)), ok])
      await packages.list()
      // The corrected clock goes by whole seconds, and so does the date.
      equal(slept, [3_000])
    },
  },
  {
    name: 'a call that is not sent again tells of no attempt that its caller did not wait for',
    run: async () => {
      const { signed, told, packages } = script([ok], { retries: 0 })
      await failed(() => packages.list({}, { signal: AbortSignal.abort() }))
      equal([signed, told], [[], []])
    },
  },
  {
    name: 'a retrying call is sent once more for its clock, and not for ever when that does not help',
    run: async () => {
      const { signed, packages } = script([
        () => refusal(401, '200', { date: new Date(vectorTime + signed.length * 600_000).toUTCString() })(),
      ])
      equal([(await failed(() => packages.list())).attempts, signed.length], [2, 2])
    },
  },
  {
    name: 'retrying calls that were signed by a wrong clock at the same time are all sent once more',
    run: async () => {
      const time = vectorTime + 600_000
      const date = new Date(time).toUTCString()
      let bothAreAsked = (): void => {}
      const both = new Promise<void>((resolve) => {
        bothAreAsked = resolve
      })
      const answer = async () => {
        if (signed.at(-1)?.timestamp === `${Date.parse(date)}`) return ok()
        if (signed.length === 2) bothAreAsked()
        await both
        return refusal(401, '200', { date })()
      }
      const { signed, packages } = script([answer])
      equal(await Promise.all([packages.list(), packages.list()]), [[], []])
      equal(
        signed.map(({ timestamp }) => Number(timestamp) > vectorTime),
        [false, false, true, true],
      )
    },
  },
  {
    name: 'a retrying call heeds a proxy that says it must not be repeated',
    run: async () => {
      let sent = 0
      const answer = () => {
        sent += 1
        return Response.json({ error: { errorCode: 'upstream_redirect' }, retryable: false }, { status: 502 })
      }
      const call = withRetries(createTransport({ baseUrl: 'https://edge.example.dev', fetch: answer }))
      await failed(() => packages(call).list())
      equal(sent, 1)
    },
  },
  ...['upstream_unreachable', 'upstream_busy', 'upstream_timeout'].map(
    (code): Case => ({
      name: `a retrying call leaves it to a proxy to send again: ${code}`,
      run: async () => {
        let sent = 0
        const answer = () => {
          sent += 1
          return Response.json({ error: { errorCode: code }, retryable: true }, { status: 503 })
        }
        const ncf = createClient({ baseUrl: 'https://edge.example.dev', fetch: answer })
        const error = await failed(() => ncf.packages.list())
        equal([error.code, error.retryable, sent], [code, true, 1])
      },
    }),
  ),
  {
    name: 'a client sends again, waits, signs anew and tells of it, as its options say',
    run: async () => {
      let time = vectorTime
      const asked: string[] = []
      const slept: number[] = []
      const told: (number | undefined)[] = []
      const ncf = createClient({
        ...vectorKey,
        retries: 1,
        attemptTimeoutMs: ({ id }) => asked.push(id) * 1_000,
        now: () => ++time,
        random: () => 0.5,
        sleep: async (ms) => slept.push(ms),
        onAttempt: ({ status }) => told.push(status),
        fetch: () => refusal(503, '500')(),
      })
      const error = await failed(() => ncf.packages.list())
      equal([error.attempts, asked, slept, told], [2, ['getPackageList'], [100], [503, 503]])
      equal((await failed(() => ncf.triggers.fire({ triggerName: 'nightly' }))).attempts, 1)
      equal(told.length, 3)
    },
  },
  {
    name: 'a retrying call uses the fetch of one call, and nothing is told of what is not sent',
    run: async () => {
      const { signed, told, packages } = script([broken])
      const options: CallOptions = { fetch: ok }
      equal(await packages.list({}, options), [])
      equal([signed.length, told.length], [0, 1])
      equal((await failed(() => packages.list({ platform: 'lambda' as never }))).name, 'RangeError')
      equal(told.length, 1)
    },
  },
  {
    name: 'a retrying call knows its place, and how to wait',
    run: () => {
      const sleep = async () => {}
      const { endpoint, settings } = withRetries(createTransport({ ...vectorKey, region: 'JPN', sleep }))
      equal([endpoint.region, settings.sleep === sleep], ['JPN', true])
    },
  },
  ...(
    [
      ['retries', -1],
      ['retries', 11],
      ['retries', 1.5],
      ['attemptTimeoutMs', 0],
      ['attemptTimeoutMs', 2e9 + 1],
      ['timeoutMs', 0],
    ] as [string, number][]
  ).map(
    ([name, value]): Case => ({
      name: `createClient rejects ${name} ${value}`,
      run: async () => {
        const error = await thrownBy(() => createClient({ ...vectorKey, [name]: value }))
        equal(error.name, 'RangeError')
        names(error, name)
      },
    }),
  ),
]

export const retryCases: readonly Case[] = [...table, ...rules]
