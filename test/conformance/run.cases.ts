import type { NcloudError } from '../../lib/index.ts'
import { createClient } from '../../lib/index.ts'
import { equal, holds, thrownBy } from '../support/assert.ts'
import { createCallByName } from './call-by-name.ts'
import { type Case, names } from './case.ts'
import { validParams } from './valid-params.ts'
import { vectorKey } from './vectors.ts'

const activationId = '18718fde21424114b18fde21428114c8'
const ended = { activationId, response: { result: { ok: true }, status: 'success', success: true } }

type Answer = () => Response | Promise<Response>

const answer = (content: unknown) => () => Response.json({ content })
const refusal = (status: number, errorCode: string) => () =>
  Response.json({ error: { errorCode, message: 'NO' } }, { status })
const never = () => new Promise<never>(() => {})
const broken = () => Promise.reject(new TypeError('fetch failed'))

/** Answers one request after another, as written; sending again has cases of its own. */
const script = (...answers: Answer[]) => {
  const sent: string[] = []
  const bodies: unknown[] = []
  const signals: (AbortSignal | null | undefined)[] = []
  const slept: number[] = []
  const fetch = async (url: string, { method, body, signal }: RequestInit) => {
    sent.push(`${method} ${url.replace(/.*(?=\/greet)/, '')}`)
    signals.push(signal)
    bodies.push(body ? await new Response(body).text() : null)
    return (answers[sent.length - 1] ?? broken)()
  }
  const sleep = async (ms: number) => slept.push(ms)
  return { sent, bodies, signals, slept, options: { ...vectorKey, fetch, sleep, retries: 0 } }
}

const greet = { packageName: 'shop', actionName: 'greet' }
const runs = answer({ activationId })
const notThere = refusal(404, '80322')
const first = 'POST /greet?platform=vpc'
const poll = `GET /greet/activations/${activationId}?platform=vpc`

/** What is answered to the first question for the activation, which is then asked for again. */
const goesOn: [name: string, answer: Answer][] = [
  ['there is no activation yet', notThere],
  ['there is none, by another code', refusal(404, '80399')],
  ['there is none, by another status', refusal(400, '80322')],
  ['there is none, by no code', () => new Response('', { status: 404 })],
  ['the gateway is busy', refusal(429, '410')],
  ['the service fails', refusal(500, '900')],
  ['the service is away', () => new Response('<p>', { status: 503 })],
  ['the line is broken', broken],
  ['it is there, but has not ended', runs],
]

/** What is answered to it, and ends all. */
const ends: [name: string, answer: Answer, code: string][] = [
  ['the action is gone', refusal(404, '80301'), '80301'],
  ['the package is gone', refusal(404, '80101'), '80101'],
  ['there is no such address', refusal(404, '300'), '300'],
  ['it may not be seen', refusal(403, '80002'), '80002'],
  ['it may not be seen, which is said as if it were not there', refusal(404, '80002'), '80002'],
  ['it may not be seen, by the code of old', refusal(404, '81002'), '81002'],
  ['it is on the other platform', refusal(400, '80302'), '80302'],
  ['the keys are refused', refusal(401, '200'), '200'],
  ['it is no activation', answer([]), 'invalid_response'],
  ['it is elsewhere', () => new Response(null, { status: 302 }), 'redirect'],
]

const waiting: Case[] = [
  {
    name: 'actions.runAndWait asks for nothing more when the run ends while it waits',
    run: async () => {
      const { sent, slept, options } = script(answer(ended))
      equal(await createClient(options).actions.runAndWait(greet), ended)
      equal([sent, slept], [[first], []])
    },
  },
  {
    name: 'actions.runAndWait sends parameters and timeout with the run, and with nothing else',
    run: async () => {
      const { sent, bodies, slept, options } = script(runs, notThere, answer(ended))
      const params = { ...greet, platform: 'classic', parameters: { name: 'Kim' }, timeout: 0 } as const
      equal(await createClient(options).actions.runAndWait(params), ended)
      const polled = poll.replace('vpc', 'classic')
      equal(sent, ['POST /greet?platform=classic&timeout=0', polled, polled])
      equal(bodies, ['{"name":"Kim"}', null, null])
      equal(slept.length, 2, 'it waits before each question')
      holds(
        slept.every((ms) => ms >= 1000),
        'a second or more',
      )
    },
  },
  ...goesOn.map(
    ([name, later]): Case => ({
      name: `actions.runAndWait asks again when ${name}`,
      run: async () => {
        const { sent, options } = script(runs, later, later, answer(ended))
        equal(await createClient(options).actions.runAndWait(greet), ended)
        equal(sent, [first, poll, poll, poll])
      },
    }),
  ),
  ...ends.map(
    ([name, last, code]): Case => ({
      name: `actions.runAndWait ends when ${name}`,
      run: async () => {
        const { sent, options } = script(runs, last)
        const error = (await thrownBy(() => createClient(options).actions.runAndWait(greet))) as NcloudError
        equal([error.code, error.operation], [code, 'getActionActivationDetail'])
        equal(sent, [first, poll])
      },
    }),
  ),
  ...[refusal(404, '80301'), refusal(404, '80322'), refusal(429, '410'), refusal(503, '500'), broken].map(
    (failed, index): Case => ({
      name: `actions.runAndWait never runs twice: failure ${index + 1}`,
      run: async () => {
        const { sent, options } = script(failed)
        const error = (await thrownBy(() => createClient(options).actions.runAndWait(greet))) as NcloudError
        equal([error.operation, sent], ['postAction', [first]])
      },
    }),
  ),
  {
    name: "actions.runAndWait rejects with the signal's reason: before it begins",
    run: async () => {
      const { sent, options } = script()
      const reason = new Error('changed my mind')
      const { runAndWait } = createClient(options).actions
      const error = await thrownBy(() => runAndWait(greet, { signal: AbortSignal.abort(reason) }))
      holds(error === reason, 'the same reason')
      equal(sent, [])
    },
  },
  ...[
    ['while the action runs', [], [first]],
    ['while the activation is asked for', [runs], [first, poll]],
  ].map(
    ([name, before, expected]): Case => ({
      name: `actions.runAndWait rejects with the signal's reason: ${name}`,
      run: async () => {
        const controller = new AbortController()
        const reason = new Error('changed my mind')
        const abort = () => {
          controller.abort(reason)
          return never()
        }
        const { sent, signals, options } = script(...(before as Answer[]), abort)
        const { runAndWait } = createClient(options).actions
        const error = await thrownBy(() => runAndWait(greet, { signal: controller.signal }))
        holds(error === reason, 'the same reason')
        equal(sent, expected)
        equal(signals.at(-1)?.aborted, true, 'the request is ended')
      },
    }),
  ),
  {
    name: "actions.runAndWait rejects with the signal's reason: between two questions, and asks no more",
    run: async () => {
      const controller = new AbortController()
      const reason = new Error('changed my mind')
      const { sent, options } = script(runs, notThere, answer(ended))
      const sleep = async () => controller.abort(reason)
      const { runAndWait } = createClient({ ...options, sleep }).actions
      holds((await thrownBy(() => runAndWait(greet, { signal: controller.signal }))) === reason, 'the same reason')
      equal(sent, [first])
    },
  },
  {
    name: 'actions.runAndWait ends for a reason that says it may be repeated',
    run: async () => {
      const controller = new AbortController()
      const reason = Object.assign(new Error('changed my mind'), { retryable: true })
      let asked = 0
      const fetch = (_: string, { method }: RequestInit) => {
        if (method === 'POST') return runs()
        asked += 1
        controller.abort(reason)
        // Were it asked for again and again, nothing else would get its turn.
        return asked < 10 ? notThere() : Response.json({ content: ended })
      }
      const { runAndWait } = createClient({ ...vectorKey, fetch, sleep: async () => {} }).actions
      holds((await thrownBy(() => runAndWait(greet, { signal: controller.signal }))) === reason, 'the same reason')
      for (let turn = 0; turn < 20; turn += 1) await null
      equal(asked, 1)
    },
  },
  {
    name: 'actions.runAndWait says which activation has not ended in time',
    run: async () => {
      const { sent, options } = script(runs)
      const { runAndWait } = createClient({ ...options, sleep: never }).actions
      const error = (await thrownBy(() => runAndWait(greet, { timeoutMs: 100 }))) as NcloudError
      equal([error.code, error.details, error.retryable, error.status], ['timeout', activationId, false, undefined])
      equal(error.operation, 'postAction')
      names(error, activationId)
      names(error, '100 ms')
      equal(sent, [first])
    },
  },
  {
    name: 'actions.runAndWait says so when not even the run has answered in time',
    run: async () => {
      const { options } = script(never)
      const { runAndWait } = createClient(options).actions
      const error = (await thrownBy(() => runAndWait(greet, { timeoutMs: 1 }))) as NcloudError
      equal([error.code, error.details, error.retryable, error.operation], ['timeout', '', false, 'postAction'])
      names(error, ' 1 ms')
    },
  },
  {
    name: 'actions.runAndWait rejects for options that are none',
    run: async () => {
      const { sent, options } = script()
      const promise = createClient(options).actions.runAndWait(greet, null as never)
      equal([(await thrownBy(() => promise)).name, sent], ['TypeError', []])
    },
  },
  {
    name: 'actions.run gives what an error status says of the run, as OpenWhisk answers one that failed',
    run: async () => {
      const content = { ...ended, response: { result: { error: 'no' }, status: 'application error', success: false } }
      const { options } = script(() => Response.json({ content }, { status: 502 }))
      equal(await createClient(options).actions.run(greet), content)
    },
  },
  ...[302, 404, 429, 500, 503].map(
    (status): Case => ({
      name: `actions.run takes no content from ${status}`,
      run: async () => {
        const { options } = script(() => Response.json({ content: ended }, { status }))
        const error = (await thrownBy(() => createClient(options).actions.run(greet))) as NcloudError
        equal([error.code, error.status], [status === 302 ? 'redirect' : 'http_error', status])
      },
    }),
  ),
  {
    name: 'triggers.fire takes no content from an error status: nothing of it has run by then',
    run: async () => {
      const { options } = script(() => Response.json({ content: { activationId } }, { status: 502 }))
      const error = (await thrownBy(() =>
        createClient(options).triggers.fire({ triggerName: 'nightly' }),
      )) as NcloudError
      equal([error.code, error.status], ['http_error', 502])
    },
  },
  {
    name: 'actions.get takes no content from an error status',
    run: async () => {
      const { options } = script(() => Response.json({ content: {} }, { status: 502 }))
      const error = (await thrownBy(() => createClient(options).actions.get(greet))) as NcloudError
      equal([error.code, error.status], ['http_error', 502])
    },
  },
  {
    name: 'actions.run takes the longest time there is for its own limit too',
    run: async () => {
      const { sent, options } = script(answer(ended))
      await createClient({ ...options, timeoutMs: 2e9 }).actions.run(greet)
      equal(sent, [first])
    },
  },
]

/** Ways to fail, and whether a call that changes nothing the second time may be sent again. */
const failures: [name: string, answer: Answer, isLater: boolean][] = [
  ['no answer', broken, true],
  [
    'an answer that breaks off',
    () => new Response(new ReadableStream({ pull: (c) => c.error(new Error('reset')) })),
    true,
  ],
  ['500', refusal(500, '900'), true],
  ['502 in HTML', () => new Response('<p>', { status: 502 }), true],
  ['503', refusal(503, '500'), true],
  ['504', refusal(504, '510'), true],
  ['400', refusal(400, '80000'), false],
  ['404', refusal(404, '80101'), false],
  ['409', refusal(409, '80109'), false],
  ['a redirect', () => new Response(null, { status: 307 }), false],
]

const once = ['actions.run', 'actions.runAndWait', 'triggers.fire']

const repeating: Case[] = Object.entries(validParams).flatMap(([call, params]) => [
  ...failures.map(
    ([name, failed, isLater]): Case => ({
      name: `${call} is sent once, and says whether it may be sent again, after ${name}`,
      run: async () => {
        const { sent, options } = script(failed)
        const error = (await thrownBy(() => createCallByName(options)(call, params))) as NcloudError
        equal([error.name, error.retryable], ['NcloudError', isLater && !once.includes(call)])
        equal(sent.length, 1, 'requests')
      },
    }),
  ),
  {
    name: `${call} says whether it may be sent again after no answer in time`,
    run: async () => {
      const { options } = script(never)
      const error = (await thrownBy(() => createCallByName(options)(call, params, { timeoutMs: 1 }))) as NcloudError
      equal([error.code, error.retryable], ['timeout', !once.includes(call)])
    },
  },
  {
    name: `${call} is turned away by a busy gateway, and may be sent again`,
    run: async () => {
      const { sent, options } = script(refusal(429, '410'))
      const error = (await thrownBy(() => createCallByName(options)(call, params))) as NcloudError
      equal([error.retryable, sent.length], [true, 1])
    },
  },
])

/** How long a call may take: its name, what it is told, and what its error says. */
const deadlines: [call: string, params: object, timeoutMs: number | undefined, says: string][] = [
  ['actions.run', { timeout: 2 }, undefined, ' 5 ms'],
  ['actions.run', { timeout: 0 }, undefined, ' 3 ms'],
  ['actions.run', { timeout: 60_000 }, 4, ' 4 ms'],
  ['actions.runAndWait', { timeout: 60_000 }, 4, ' 4 ms'],
  ['triggers.fire', {}, undefined, ' 3 ms'],
  ['actions.get', {}, undefined, ' 3 ms'],
]

const deadline: Case[] = deadlines.map(([call, params, timeoutMs, says]) => ({
  name: `${call} with ${JSON.stringify(params)} and timeoutMs ${timeoutMs} for it, 3 for all, ends after${says}`,
  run: async () => {
    const call_ = createCallByName({ ...vectorKey, fetch: never, timeoutMs: 3 })
    const error = (await thrownBy(() => call_(call, { ...validParams[call], ...params }, { timeoutMs }))) as NcloudError
    equal(error.code, 'timeout')
    names(error, says)
  },
}))

export const runCases: readonly Case[] = [...waiting, ...repeating, ...deadline]
