import { createClient, NcloudError, type RunOutcome } from '../../lib/index.ts'
import { equal, thrownBy } from '../support/assert.ts'
import type { Case } from './case.ts'
import { failToFetch, neverRespond, respondWithBrokenBody, respondWithError } from './fake-responses.ts'
import { vectorKey, vectorTime } from './vectors.ts'

interface ErrorResponse {
  readonly status: number
  /** Code of the gateway, the service or the proxy. Default: the body is HTML. */
  readonly code?: string
  /** As the proxy sends it. */
  readonly retryable?: boolean
  /** As the proxy sends it. */
  readonly outcome?: string
}

/** Responses to a client that signs itself, and the outcome of the run. */
const responses: readonly [name: string, response: ErrorResponse, outcome: RunOutcome][] = [
  ['invalid parameters', { status: 400, code: '80000' }, 'not_executed'],
  ['an invalid key', { status: 401, code: '200' }, 'not_executed'],
  ['a missing permission', { status: 403, code: '80002' }, 'not_executed'],
  ['an action that does not exist', { status: 404, code: '80301' }, 'not_executed'],
  ['too many requests', { status: 429, code: '410' }, 'not_executed'],
  ['the last status of clients', { status: 499 }, 'not_executed'],
  ['a gateway that cannot reach the service', { status: 503, code: '500' }, 'not_executed'],
  ['another 503', { status: 503 }, 'unknown'],
  ['a gateway that failed', { status: 500, code: '900' }, 'unknown'],
  ['a service that failed', { status: 500, code: '81311' }, 'unknown'],
  ['502 in HTML', { status: 502 }, 'unknown'],
  ['a gateway that timed out', { status: 504, code: '510' }, 'unknown'],
  ['that code of the gateway with another status', { status: 502, code: '500' }, 'unknown'],
  ['the last status of redirects', { status: 399 }, 'unknown'],
  ['a success status without content', { status: 200 }, 'unknown'],
  ['an error with a success status', { status: 200, code: '80301' }, 'unknown'],
  ['a redirect', { status: 303 }, 'unknown'],
  ['a gateway that sends a code of the proxy', { status: 503, code: 'misconfigured' }, 'unknown'],
  ['a success status with a code of the proxy', { status: 200, code: 'misconfigured' }, 'unknown'],
  ['an outcome that the gateway sends', { status: 500, code: '900', outcome: 'not_executed' }, 'unknown'],
]

/** Responses of the proxy. */
const proxyResponses: readonly [name: string, response: ErrorResponse, outcome: RunOutcome][] = [
  ['a busy gateway', { status: 503, code: 'upstream_busy', retryable: true }, 'not_executed'],
  ['a busy gateway that may have run it', { status: 503, code: 'upstream_busy', retryable: false }, 'unknown'],
  ['a missing configuration', { status: 503, code: 'misconfigured' }, 'not_executed'],
  ['a token that the proxy cannot check', { status: 503, code: 'auth_unavailable' }, 'not_executed'],
  ['a rate limit that the proxy cannot check', { status: 503, code: 'limiter_unavailable' }, 'not_executed'],
  ['a key that the gateway rejects', { status: 502, code: 'upstream_auth_failed' }, 'not_executed'],
  ['a proxy that failed', { status: 500, code: 'internal' }, 'unknown'],
  ['the outcome that the proxy sends', { status: 502, code: 'upstream_timeout', outcome: 'executed' }, 'executed'],
  ['a success status and a code of requests that were not sent', { status: 200, code: 'misconfigured' }, 'unknown'],
  ['a success status and retryable', { status: 200, code: 'upstream_busy', retryable: true }, 'unknown'],
  ['a success status and an outcome', { status: 200, code: 'internal', outcome: 'not_executed' }, 'unknown'],
  ['a redirect and retryable', { status: 399, code: 'upstream_busy', retryable: true }, 'unknown'],
  ['the first status of errors and an outcome', { status: 400, code: 'internal', outcome: 'executed' }, 'executed'],
  ['an outcome that does not exist', { status: 504, code: 'upstream_timeout', outcome: 'maybe' }, 'unknown'],
]

const action = { packageName: 'shop', actionName: 'bill' }
const outcomeOfRun = async (options: object, name: 'run' | 'fire'): Promise<RunOutcome | undefined> => {
  const { actions, triggers } = createClient({ ...vectorKey, now: () => vectorTime, ...options })
  const call = () => (name === 'run' ? actions.run(action) : triggers.fire({ triggerName: 'nightly' }))
  return ((await thrownBy(call)) as NcloudError).outcome
}

const responseOf = ({ status, code, ...proxy }: ErrorResponse): Response =>
  code
    ? Response.json({ error: { errorCode: code, message: 'No' }, ...proxy }, { status })
    : new Response('<p>', { status })

const throughProxy = { accessKey: undefined, secretKey: undefined, baseUrl: 'https://edge.example.dev' }

export const outcomeCases: readonly Case[] = [
  ...responses.map(
    ([name, response, outcome]): Case => ({
      name: `a run has the outcome ${outcome} after ${name}`,
      run: async () => {
        const fetch = () => responseOf(response)
        equal([await outcomeOfRun({ fetch }, 'run'), await outcomeOfRun({ fetch }, 'fire')], [outcome, outcome])
      },
    }),
  ),
  ...proxyResponses.map(
    ([name, response, outcome]): Case => ({
      name: `a run through the proxy has the outcome ${outcome} after ${name}`,
      run: async () => {
        const fetch = () => responseOf(response)
        equal(await outcomeOfRun({ ...throughProxy, fetch }, 'run'), outcome)
      },
    }),
  ),
  {
    name: 'a run has the outcome unknown without a response, and not_executed before it is sent',
    run: async () => {
      equal(await outcomeOfRun({ fetch: failToFetch }, 'run'), 'unknown')
      equal(await outcomeOfRun({ fetch: respondWithBrokenBody }, 'run'), 'unknown')
      // Without a signature to wait for, it is sent before the first timer.
      equal(await outcomeOfRun({ ...throughProxy, fetch: neverRespond, timeoutMs: 1 }, 'fire'), 'unknown')
      const credentials = { accessKey: undefined, secretKey: undefined, credentials: neverRespond }
      equal(await outcomeOfRun({ ...credentials, timeoutMs: 1 }, 'fire'), 'not_executed')
    },
  },
  {
    name: 'a run has the outcome unknown after an error of fetch that has another outcome',
    run: async () => {
      const other = new NcloudError('No', { code: '80301', status: 404, retryable: true, outcome: 'not_executed' })
      const fetch = () => Promise.reject(other)
      equal([await outcomeOfRun({ fetch }, 'run'), await outcomeOfRun({ fetch }, 'fire')], ['unknown', 'unknown'])
      equal(other.outcome, 'not_executed', 'the error of fetch is unchanged')
    },
  },
  {
    name: 'a run whose signal aborts after it was sent rejects with the reason, which has no outcome',
    run: async () => {
      const controller = new AbortController()
      const fetch = () => {
        controller.abort()
        return respondWithError(404, '80301')()
      }
      const { run } = createClient({ ...vectorKey, fetch }).actions
      const error = await thrownBy(() => run(action, { signal: controller.signal }))
      equal([error.name, 'outcome' in error], ['AbortError', false])
    },
  },
  {
    name: 'a call that starts no action has no outcome',
    run: async () => {
      const { packages } = createClient({ ...vectorKey, retries: 0, fetch: () => new Response('', { status: 500 }) })
      equal(((await thrownBy(() => packages.list())) as NcloudError).outcome, undefined)
    },
  },
]
