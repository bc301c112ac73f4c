import { createClient, type NcloudError } from '../../../lib/index.ts'
import { equal, holds, thrownBy } from '../../support/assert.ts'
import { type Case, messageContains } from '../case.ts'
import { failToFetch, neverRespond, type Respond, respondWithError, respondWithHtml } from '../fake-responses.ts'
import {
  activationId,
  createScriptedFetch,
  ended,
  greet,
  notFound,
  pollRequest,
  respondWith,
  runRequest,
  startedRun,
} from './scripted-fetch.ts'

/** Responses to a read of the activation after which the client reads it again. */
const retriedPolls: [name: string, respond: Respond][] = [
  ['the activation is not found yet', notFound],
  ['the activation is not found, with another code', respondWithError(404, '80399')],
  ['the activation is not found, with another status', respondWithError(400, '80322')],
  ['the activation is not found, without a code', () => new Response('', { status: 404 })],
  ['the gateway is busy', respondWithError(429, '410')],
  ['the service fails', respondWithError(500, '900')],
  ['the service is not available', respondWithHtml(503)],
  ['the network fails', failToFetch],
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

/** Runs that end, and activations that can or cannot be read. */
export const runAndWaitCases: readonly Case[] = [
  {
    name: 'actions.runAndWait sends one request if the run ends within its timeout',
    run: async () => {
      const { sent, delays, options } = createScriptedFetch(respondWith(ended))
      equal(await createClient(options).actions.runAndWait(greet), ended)
      equal([sent, delays], [[runRequest], []])
    },
  },
  {
    name: 'actions.runAndWait sends parameters and timeout only with the run',
    run: async () => {
      const { sent, bodies, delays, options } = createScriptedFetch(startedRun, notFound, respondWith(ended))
      const params = { ...greet, platform: 'classic', parameters: { name: 'Kim' }, timeout: 0 } as const
      equal(await createClient(options).actions.runAndWait(params), ended)
      const polled = pollRequest.replace('vpc', 'classic')
      equal(sent, ['POST /greet?platform=classic&timeout=0', polled, polled])
      equal(bodies, ['{"name":"Kim"}', null, null])
      equal(delays.length, 2, 'it waits before each read')
      holds(
        delays.every((ms) => ms >= 1000),
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
        equal([error.code, error.operation, error.outcome], [code, 'getActionActivationDetail', 'executed'])
        equal(sent, [runRequest, pollRequest])
      },
    }),
  ),
  ...[
    respondWithError(404, '80301'),
    respondWithError(404, '80322'),
    respondWithError(429, '410'),
    respondWithError(503, '500'),
    failToFetch,
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
    name: 'actions.runAndWait names the activation in its timeout error',
    run: async () => {
      const { sent, options } = createScriptedFetch(startedRun)
      const { runAndWait } = createClient({ ...options, sleep: neverRespond }).actions
      const error = (await thrownBy(() => runAndWait(greet, { timeoutMs: 100 }))) as NcloudError
      equal([error.code, error.details, error.retryable, error.status], ['timeout', activationId, false, undefined])
      equal([error.operation, error.outcome], ['postAction', 'executed'])
      equal(error.advice, 'Read the activation later with actions.getActivation.')
      messageContains(error, activationId)
      messageContains(error, '100 ms')
      equal(sent, [runRequest])
    },
  },
  {
    name: 'actions.runAndWait has a timeout error without an activation if the run did not respond',
    run: async () => {
      const { options } = createScriptedFetch(neverRespond)
      const { runAndWait } = createClient(options).actions
      const error = (await thrownBy(() => runAndWait(greet, { timeoutMs: 1 }))) as NcloudError
      equal([error.code, error.details, error.retryable, error.operation], ['timeout', '', false, 'postAction'])
      equal(error.outcome, 'unknown')
      messageContains(error, ' 1 ms')
    },
  },
  ...[{ activationId: '..' }, { activationId: 5 }, { activationId: null }, {}, []].map(
    (content): Case => ({
      name: `actions.runAndWait has the outcome unknown after a response without a result: ${JSON.stringify(content)}`,
      run: async () => {
        const { sent, options } = createScriptedFetch(respondWith(content))
        const error = (await thrownBy(() => createClient(options).actions.runAndWait(greet))) as NcloudError
        equal([error.code, error.operation, error.outcome], ['invalid_response', 'postAction', 'unknown'])
        equal([error.retryable, sent], [false, [runRequest]])
        equal(error.advice, 'Look for the activation before you run the action again.')
      },
    }),
  ),
  {
    name: 'actions.runAndWait rejects invalid options',
    run: async () => {
      const { sent, options } = createScriptedFetch()
      const promise = createClient(options).actions.runAndWait(greet, null as never)
      equal([(await thrownBy(() => promise)).name, sent], ['TypeError', []])
    },
  },
]
