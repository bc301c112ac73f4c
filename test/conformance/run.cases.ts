import type { NcloudError } from '../../lib/index.ts'
import { createClient } from '../../lib/index.ts'
import { equal, holds, thrownBy } from '../support/assert.ts'
import { createCallByName } from './call-by-name.ts'
import { type Case, names } from './case.ts'
import { validParams } from './valid-params.ts'
import { vectorKey } from './vectors.ts'

const activationId = '18718fde21424114b18fde21428114c8'
const ended = { activationId, response: { result: { ok: true }, status: 'success', success: true } }

type Respond = () => Response | Promise<Response>

const respondWith = (content: unknown) => () => Response.json({ content })
const respondWithError = (status: number, errorCode: string) => () =>
  Response.json({ error: { errorCode, message: 'NO' } }, { status })
const never = () => new Promise<never>(() => {})
const failToConnect = () => Promise.reject(new TypeError('fetch failed'))

/** Creates client options whose `fetch` returns the given responses one after the other, without retries. */
const createScriptedFetch = (...responses: Respond[]) => {
  const sent: string[] = []
  const bodies: unknown[] = []
  const signals: (AbortSignal | null | undefined)[] = []
  const slept: number[] = []
  const fetch = async (url: string, { method, body, signal }: RequestInit) => {
    sent.push(`${method} ${url.replace(/.*(?=\/greet)/, '')}`)
    signals.push(signal)
    bodies.push(body ? await new Response(body).text() : null)
    return (responses[sent.length - 1] ?? failToConnect)()
  }
  const sleep = async (ms: number) => slept.push(ms)
  return { sent, bodies, signals, slept, options: { ...vectorKey, fetch, sleep, retries: 0 } }
}

const greet = { packageName: 'shop', actionName: 'greet' }
const startedRun = respondWith({ activationId })
const notFound = respondWithError(404, '80322')
const runRequest = 'POST /greet?platform=vpc'
const pollRequest = `GET /greet/activations/${activationId}?platform=vpc`

/** Responses to a read of the activation after which the client reads it again. */
const retriedPolls: [name: string, respond: Respond][] = [
  ['the activation is not found yet', notFound],
  ['the activation is not found, with another code', respondWithError(404, '80399')],
  ['the activation is not found, with another status', respondWithError(400, '80322')],
  ['the activation is not found, without a code', () => new Response('', { status: 404 })],
  ['the gateway is busy', respondWithError(429, '410')],
  ['the service fails', respondWithError(500, '900')],
  ['the service is not available', () => new Response('<p>', { status: 503 })],
  ['the network fails', failToConnect],
  ['the run has not ended', startedRun],
]

/** Responses to a read of the activation after which the call rejects. */
const failedPolls: [name: string, respond: Respond, code: string][] = [
  ['the action was deleted', respondWithError(404, '80301'), '80301'],
  ['the package was deleted', respondWithError(404, '80101'), '80101'],
  ['the path is unknown', respondWithError(404, '300'), '300'],
  ['the permission is missing', respondWithError(403, '80002'), '80002'],
  ['the permission is missing, with status 404', respondWithError(404, '80002'), '80002'],
  ['the permission is missing, with the former code', respondWithError(404, '81002'), '81002'],
  ['the action is on the other platform', respondWithError(400, '80302'), '80302'],
  ['the keys are rejected', respondWithError(401, '200'), '200'],
  ['the response is not an activation', respondWith([]), 'invalid_response'],
  ['the response is a redirect', () => new Response(null, { status: 302 }), 'redirect'],
]

const runAndWaitCases: Case[] = [
  {
    name: 'actions.runAndWait sends one request if the run ends within its timeout',
    run: async () => {
      const { sent, slept, options } = createScriptedFetch(respondWith(ended))
      equal(await createClient(options).actions.runAndWait(greet), ended)
      equal([sent, slept], [[runRequest], []])
    },
  },
  {
    name: 'actions.runAndWait sends parameters and timeout only with the run',
    run: async () => {
      const { sent, bodies, slept, options } = createScriptedFetch(startedRun, notFound, respondWith(ended))
      const params = { ...greet, platform: 'classic', parameters: { name: 'Kim' }, timeout: 0 } as const
      equal(await createClient(options).actions.runAndWait(params), ended)
      const polled = pollRequest.replace('vpc', 'classic')
      equal(sent, ['POST /greet?platform=classic&timeout=0', polled, polled])
      equal(bodies, ['{"name":"Kim"}', null, null])
      equal(slept.length, 2, 'it waits before each read')
      holds(
        slept.every((ms) => ms >= 1000),
        'one second or more',
      )
    },
  },
  ...retriedPolls.map(
    ([name, failedPoll]): Case => ({
      name: `actions.runAndWait reads the activation again if ${name}`,
      run: async () => {
        const { sent, options } = createScriptedFetch(startedRun, failedPoll, failedPoll, respondWith(ended))
        equal(await createClient(options).actions.runAndWait(greet), ended)
        equal(sent, [runRequest, pollRequest, pollRequest, pollRequest])
      },
    }),
  ),
  ...failedPolls.map(
    ([name, failedPoll, code]): Case => ({
      name: `actions.runAndWait rejects if ${name}`,
      run: async () => {
        const { sent, options } = createScriptedFetch(startedRun, failedPoll)
        const error = (await thrownBy(() => createClient(options).actions.runAndWait(greet))) as NcloudError
        equal([error.code, error.operation], [code, 'getActionActivationDetail'])
        equal(sent, [runRequest, pollRequest])
      },
    }),
  ),
  ...[
    respondWithError(404, '80301'),
    respondWithError(404, '80322'),
    respondWithError(429, '410'),
    respondWithError(503, '500'),
    failToConnect,
  ].map(
    (failed, index): Case => ({
      name: `actions.runAndWait does not retry a run: failure ${index + 1}`,
      run: async () => {
        const { sent, options } = createScriptedFetch(failed)
        const error = (await thrownBy(() => createClient(options).actions.runAndWait(greet))) as NcloudError
        equal([error.operation, sent], ['postAction', [runRequest]])
      },
    }),
  ),
  {
    name: "actions.runAndWait rejects with the signal's reason, before it starts",
    run: async () => {
      const { sent, options } = createScriptedFetch()
      const reason = new Error('changed my mind')
      const { runAndWait } = createClient(options).actions
      const error = await thrownBy(() => runAndWait(greet, { signal: AbortSignal.abort(reason) }))
      holds(error === reason, 'the same reason')
      equal(sent, [])
    },
  },
  ...[
    ['while the action runs', [], [runRequest]],
    ['while it reads the activation', [startedRun], [runRequest, pollRequest]],
  ].map(
    ([name, before, expected]): Case => ({
      name: `actions.runAndWait rejects with the signal's reason, ${name}`,
      run: async () => {
        const controller = new AbortController()
        const reason = new Error('changed my mind')
        const abort = () => {
          controller.abort(reason)
          return never()
        }
        const { sent, signals, options } = createScriptedFetch(...(before as Respond[]), abort)
        const { runAndWait } = createClient(options).actions
        const error = await thrownBy(() => runAndWait(greet, { signal: controller.signal }))
        holds(error === reason, 'the same reason')
        equal(sent, expected)
        equal(signals.at(-1)?.aborted, true, 'the request is aborted')
      },
    }),
  ),
  {
    name: "actions.runAndWait rejects with the signal's reason, between two reads",
    run: async () => {
      const controller = new AbortController()
      const reason = new Error('changed my mind')
      const { sent, options } = createScriptedFetch(startedRun, notFound, respondWith(ended))
      const sleep = async () => controller.abort(reason)
      const { runAndWait } = createClient({ ...options, sleep }).actions
      holds((await thrownBy(() => runAndWait(greet, { signal: controller.signal }))) === reason, 'the same reason')
      equal(sent, [runRequest])
    },
  },
  {
    name: 'actions.runAndWait rejects with a reason that has retryable: true',
    run: async () => {
      const controller = new AbortController()
      const reason = Object.assign(new Error('changed my mind'), { retryable: true })
      let reads = 0
      const fetch = (_: string, { method }: RequestInit) => {
        if (method === 'POST') return startedRun()
        reads += 1
        controller.abort(reason)
        // Without this limit, a client that reads again and again would block the event loop.
        return reads < 10 ? notFound() : Response.json({ content: ended })
      }
      const { runAndWait } = createClient({ ...vectorKey, fetch, sleep: async () => {} }).actions
      holds((await thrownBy(() => runAndWait(greet, { signal: controller.signal }))) === reason, 'the same reason')
      for (let turn = 0; turn < 20; turn += 1) await null
      equal(reads, 1)
    },
  },
  {
    name: 'actions.runAndWait names the activation in its timeout error',
    run: async () => {
      const { sent, options } = createScriptedFetch(startedRun)
      const { runAndWait } = createClient({ ...options, sleep: never }).actions
      const error = (await thrownBy(() => runAndWait(greet, { timeoutMs: 100 }))) as NcloudError
      equal([error.code, error.details, error.retryable, error.status], ['timeout', activationId, false, undefined])
      equal(error.operation, 'postAction')
      names(error, activationId)
      names(error, '100 ms')
      equal(sent, [runRequest])
    },
  },
  {
    name: 'actions.runAndWait has a timeout error without an activation if the run did not respond',
    run: async () => {
      const { options } = createScriptedFetch(never)
      const { runAndWait } = createClient(options).actions
      const error = (await thrownBy(() => runAndWait(greet, { timeoutMs: 1 }))) as NcloudError
      equal([error.code, error.details, error.retryable, error.operation], ['timeout', '', false, 'postAction'])
      names(error, ' 1 ms')
    },
  },
  {
    name: 'actions.runAndWait rejects invalid options',
    run: async () => {
      const { sent, options } = createScriptedFetch()
      const promise = createClient(options).actions.runAndWait(greet, null as never)
      equal([(await thrownBy(() => promise)).name, sent], ['TypeError', []])
    },
  },
  {
    name: 'actions.run returns the content of a 502, because OpenWhisk responds so to a failed run',
    run: async () => {
      const content = { ...ended, response: { result: { error: 'no' }, status: 'application error', success: false } }
      const { options } = createScriptedFetch(() => Response.json({ content }, { status: 502 }))
      equal(await createClient(options).actions.run(greet), content)
    },
  },
  ...[302, 404, 429, 500, 503].map(
    (status): Case => ({
      name: `actions.run rejects a ${status} that has content`,
      run: async () => {
        const { options } = createScriptedFetch(() => Response.json({ content: ended }, { status }))
        const error = (await thrownBy(() => createClient(options).actions.run(greet))) as NcloudError
        equal([error.code, error.status], [status === 302 ? 'redirect' : 'http_error', status])
      },
    }),
  ),
  {
    name: 'triggers.fire rejects a 502 that has content',
    run: async () => {
      const { options } = createScriptedFetch(() => Response.json({ content: { activationId } }, { status: 502 }))
      const error = (await thrownBy(() =>
        createClient(options).triggers.fire({ triggerName: 'nightly' }),
      )) as NcloudError
      equal([error.code, error.status], ['http_error', 502])
    },
  },
  {
    name: 'actions.get rejects a 502 that has content',
    run: async () => {
      const { options } = createScriptedFetch(() => Response.json({ content: {} }, { status: 502 }))
      const error = (await thrownBy(() => createClient(options).actions.get(greet))) as NcloudError
      equal([error.code, error.status], ['http_error', 502])
    },
  },
  {
    name: 'actions.run accepts the longest timeoutMs',
    run: async () => {
      const { sent, options } = createScriptedFetch(respondWith(ended))
      await createClient({ ...options, timeoutMs: 2e9 }).actions.run(greet)
      equal(sent, [runRequest])
    },
  },
]

/** Failed responses, and whether a call that is safe to send twice is retryable after them. */
const failures: [name: string, respond: Respond, isRetryable: boolean][] = [
  ['a network failure', failToConnect, true],
  [
    'a response that breaks off',
    () => new Response(new ReadableStream({ pull: (c) => c.error(new Error('reset')) })),
    true,
  ],
  ['500', respondWithError(500, '900'), true],
  ['502 in HTML', () => new Response('<p>', { status: 502 }), true],
  ['503', respondWithError(503, '500'), true],
  ['504', respondWithError(504, '510'), true],
  ['400', respondWithError(400, '80000'), false],
  ['404', respondWithError(404, '80101'), false],
  ['409', respondWithError(409, '80109'), false],
  ['a redirect', () => new Response(null, { status: 307 }), false],
]

const neverRetryable = ['actions.run', 'actions.runAndWait', 'triggers.fire']

const retryableCases: Case[] = Object.entries(validParams).flatMap(([call, params]) => [
  ...failures.map(
    ([name, failed, isRetryable]): Case => ({
      name: `${call} is sent once without retries, and sets retryable, after ${name}`,
      run: async () => {
        const { sent, options } = createScriptedFetch(failed)
        const error = (await thrownBy(() => createCallByName(options)(call, params))) as NcloudError
        equal([error.name, error.retryable], ['NcloudError', isRetryable && !neverRetryable.includes(call)])
        equal(sent.length, 1, 'requests')
      },
    }),
  ),
  {
    name: `${call} sets retryable after a timeout`,
    run: async () => {
      const { options } = createScriptedFetch(never)
      const error = (await thrownBy(() => createCallByName(options)(call, params, { timeoutMs: 1 }))) as NcloudError
      equal([error.code, error.retryable], ['timeout', !neverRetryable.includes(call)])
    },
  },
  {
    name: `${call} is retryable after 429`,
    run: async () => {
      const { sent, options } = createScriptedFetch(respondWithError(429, '410'))
      const error = (await thrownBy(() => createCallByName(options)(call, params))) as NcloudError
      equal([error.retryable, sent.length], [true, 1])
    },
  },
])

/** The timeouts of calls. `expected` is the timeout in the error message. */
const timeouts: [call: string, params: object, timeoutMs: number | undefined, expected: string][] = [
  ['actions.run', { timeout: 2 }, undefined, ' 5 ms'],
  ['actions.run', { timeout: 0 }, undefined, ' 3 ms'],
  ['actions.run', { timeout: 60_000 }, 4, ' 4 ms'],
  ['actions.runAndWait', { timeout: 60_000 }, 4, ' 4 ms'],
  ['triggers.fire', {}, undefined, ' 3 ms'],
  ['actions.get', {}, undefined, ' 3 ms'],
]

const timeoutCases: Case[] = timeouts.map(([call, params, timeoutMs, expected]) => ({
  name: `${call} with ${JSON.stringify(params)}, timeoutMs ${timeoutMs} of the call and 3 of the client times out after${expected}`,
  run: async () => {
    const callMethod = createCallByName({ ...vectorKey, fetch: never, timeoutMs: 3 })
    const error = (await thrownBy(() =>
      callMethod(call, { ...validParams[call], ...params }, { timeoutMs }),
    )) as NcloudError
    equal(error.code, 'timeout')
    names(error, expected)
  },
}))

export const runCases: readonly Case[] = [...runAndWaitCases, ...retryableCases, ...timeoutCases]
