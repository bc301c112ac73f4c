import {
  actions,
  activations,
  createTransport,
  type NcloudError,
  packages,
  type TransportAttempt,
  triggers,
  withRetries,
} from '../../../lib/core.ts'
import type { ClientOptions } from '../../../lib/index.ts'
import { thrownBy } from '../../support/assert.ts'
import { callByName } from '../call-by-name.ts'
import { failToFetch, type Respond, respondWithError } from '../fake-responses.ts'
import { vectorKey, vectorTime } from '../vectors.ts'

/**
 * Creates a client with retries, and records its requests, delays and attempts. It receives one response after another;
 * the last one repeats. Its delays take no time.
 */
export const createRetryClient = (responses: Respond[], options: object = {}) => {
  const sent: { timestamp: string | undefined; signature: string | undefined }[] = []
  const delays: number[] = []
  const attempts: TransportAttempt[] = []
  const all: ClientOptions = {
    ...vectorKey,
    now: () => vectorTime,
    random: () => 0.5,
    sleep: async (ms: number) => delays.push(ms),
    onAttempt: (attempt: TransportAttempt) => attempts.push(attempt),
    fetch: (_: string, init: RequestInit) => {
      const headers = init.headers as Record<string, string>
      sent.push({ timestamp: headers['x-ncp-apigw-timestamp'], signature: headers['x-ncp-apigw-signature-v2'] })
      const respond = responses[Math.min(sent.length, responses.length) - 1]
      return (respond ?? failToFetch)()
    },
    ...options,
  }
  const { retries, attemptTimeoutMs, random, onAttempt, ...transportOptions } = all
  const transport = withRetries(createTransport(transportOptions), { retries, attemptTimeoutMs, random, onAttempt })
  const groups = { packages: packages(transport), actions: actions(transport), triggers: triggers(transport) }
  const makeCall = callByName({ ...groups, activations: activations(transport) })
  return { sent, delays, attempts, makeCall, ...groups }
}

/** Returns the NcloudError of a call that fails. */
export const errorOf = async (run: () => unknown): Promise<NcloudError> => (await thrownBy(run)) as NcloudError

/** The gateway received too many requests. */
export const tooManyRequests = (retryAfter: string, headers: Record<string, string> = {}): Respond =>
  respondWithError(429, '410', { 'retry-after': retryAfter, ...headers })

/** The package does not exist. */
export const packageNotFound: Respond = respondWithError(404, '80101')

/** Lets all promises that are already resolved call their callbacks. */
export const runMicrotasks = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await null
}
