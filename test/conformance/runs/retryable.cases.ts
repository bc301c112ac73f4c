import type { NcloudError } from '../../../lib/index.ts'
import { equal, thrownBy } from '../../support/assert.ts'
import { createCallByName } from '../call-by-name.ts'
import type { Case } from '../case.ts'
import {
  failToFetch,
  neverRespond,
  type Respond,
  respondWithBrokenBody,
  respondWithError,
  respondWithHtml,
} from '../fake-responses.ts'
import { validParams } from '../valid-params.ts'
import { createScriptedFetch } from './scripted-fetch.ts'

/** Failed responses, and whether a call that is safe to send twice is retryable after them. */
const failures: [name: string, respond: Respond, isRetryable: boolean][] = [
  ['a network failure', failToFetch, true],
  ['a response that breaks off', respondWithBrokenBody, true],
  ['500', respondWithError(500, '900'), true],
  ['502 in HTML', respondWithHtml(502), true],
  ['503', respondWithError(503, '500'), true],
  ['504', respondWithError(504, '510'), true],
  ['400', respondWithError(400, '80000'), false],
  ['404', respondWithError(404, '80101'), false],
  ['409', respondWithError(409, '80109'), false],
  ['a redirect', () => new Response(null, { status: 307 }), false],
]

const neverRetryable = ['actions.run', 'actions.runAndWait', 'triggers.fire']

/** Whether the error of a call is retryable. */
export const retryableCases: readonly Case[] = Object.entries(validParams).flatMap(([call, params]) => [
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
      const { options } = createScriptedFetch(neverRespond)
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
