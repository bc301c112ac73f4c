import { equal, holds, thrownBy } from '../support/assert.ts'
import { createCallByName } from './call-by-name.ts'
import type { Case } from './case.ts'
import { invalidParamCases } from './invalid-params.ts'
import { validParamCases } from './parameters/valid.ts'
import { createRecordingFetch } from './recording-fetch.ts'
import { validParams } from './valid-params.ts'
import { vectorKey } from './vectors.ts'

const on = (endpoint: object): string => {
  const options = Object.values(endpoint)
  return options.length > 0 ? ` on ${options.join(', ')}` : ''
}

const invalid: Case[] = invalidParamCases.map(({ call, path, endpoint, description, params, type }) => ({
  name: `${call} rejects ${path}${on(endpoint)}: ${description}`,
  run: async () => {
    const { sent, fetch } = createRecordingFetch()
    // Outside of `thrownBy`: a call returns a promise that rejects, and does not throw.
    const promise = createCallByName({ ...vectorKey, ...endpoint, fetch })(call, params)
    const error = await thrownBy(() => promise)
    equal([error.name, sent.length], [type, 0], error.message)
    const isNamed = error.message.startsWith(`${path} `) || error.message.includes(`\`${path}\``)
    holds(isNamed, `"${error.message}" names ${path}`)
  },
}))

const valid: Case[] = validParamCases.map(({ call, endpoint, description, params }) => ({
  name: `${call} accepts${on(endpoint)}: ${description}`,
  run: async () => {
    const { sent, fetch } = createRecordingFetch()
    // The content of the response is not the documented one: it has cases of its own.
    await createCallByName({ ...vectorKey, ...endpoint, fetch })(call, params).catch(() => {})
    equal(sent.length, 1, 'requests')
  },
}))

const rejectsOption = (call: string, options: object, type: string, message: string): Case => ({
  name: `${call} rejects the options ${JSON.stringify(options, (_, value) => (Number.isNaN(value) ? 'NaN' : value))}`,
  run: async () => {
    const { sent, fetch } = createRecordingFetch()
    const promise = createCallByName({ ...vectorKey, fetch })(call, validParams[call], options)
    const error = await thrownBy(() => promise)
    equal([error.name, sent.length], [type, 0], error.message)
    holds(error.message.includes(message), `"${error.message}" contains "${message}"`)
  },
})

const options: Case[] = Object.keys(validParams).flatMap((call) => [
  ...[0, -1, 0.5, 2 ** 31, Number.NaN, '100'].map((timeoutMs) =>
    rejectsOption(call, { timeoutMs }, 'RangeError', 'timeoutMs must be an integer from 1 to 2147483647'),
  ),
  rejectsOption(call, { timeout: 5 }, 'TypeError', '`timeout`: did you mean `timeoutMs`?'),
  rejectsOption(call, { retries: 5 }, 'TypeError', '`retries`: use one of signal, timeoutMs, fetch'),
])

export const parameterCases: readonly Case[] = [...invalid, ...valid, ...options]
