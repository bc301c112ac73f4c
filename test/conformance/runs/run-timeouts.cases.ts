import type { NcloudError } from '../../../lib/index.ts'
import { equal, thrownBy } from '../../support/assert.ts'
import { createCallByName } from '../call-by-name.ts'
import { type Case, messageContains } from '../case.ts'
import { neverRespond } from '../fake-responses.ts'
import { validParams } from '../valid-params.ts'
import { vectorKey } from '../vectors.ts'

/** The timeouts of calls. `expected` is the timeout in the error message. */
const timeouts: [call: string, params: object, timeoutMs: number | undefined, expected: string][] = [
  ['actions.run', { timeout: 2 }, undefined, ' 5 ms'],
  ['actions.run', { timeout: 0 }, undefined, ' 3 ms'],
  ['actions.run', { timeout: 60_000 }, 4, ' 4 ms'],
  ['actions.runAndWait', { timeout: 60_000 }, 4, ' 4 ms'],
  ['triggers.fire', {}, undefined, ' 3 ms'],
  ['actions.get', {}, undefined, ' 3 ms'],
]

/** The timeout of a run, besides the timeout of the client. */
export const runTimeoutCases: readonly Case[] = timeouts.map(([call, params, timeoutMs, expected]) => ({
  name: `${call} with ${JSON.stringify(params)}, timeoutMs ${timeoutMs} of the call and 3 of the client times out after${expected}`,
  run: async () => {
    const callMethod = createCallByName({ ...vectorKey, fetch: neverRespond, timeoutMs: 3 })
    const error = (await thrownBy(() =>
      callMethod(call, { ...validParams[call], ...params }, { timeoutMs }),
    )) as NcloudError
    equal(error.code, 'timeout')
    messageContains(error, expected)
  },
}))
