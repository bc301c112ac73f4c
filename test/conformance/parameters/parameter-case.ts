import type { EndpointOptions } from '../../../lib/index.ts'
import { validParams } from '../valid-params.ts'

/** Parameters that a call rejects, with the class of the error and the parameter that its message names. */
export interface InvalidParams {
  readonly description: string
  readonly call: string
  readonly params: unknown
  readonly type: 'TypeError' | 'RangeError'
  readonly path: string
  readonly endpoint: EndpointOptions
}

/** Parameters that a call accepts. */
export interface ValidParams {
  readonly description: string
  readonly call: string
  readonly params: unknown
  readonly endpoint: EndpointOptions
}

/** Describes a value for the name of a test. */
export const describe = (value: unknown): string =>
  value === undefined || typeof value === 'number' ? String(value) : JSON.stringify(value)

/** Returns the valid parameters of a call, with some changes. */
export const withChanges = (call: string, changes: object): object => ({ ...validParams[call], ...changes })

/** Valid parameters, except for one value that is invalid or missing. */
export const invalidValue = (
  call: string,
  description: string,
  changes: object,
  path: string,
  endpoint: EndpointOptions = {},
): InvalidParams => ({ description, call, params: withChanges(call, changes), type: 'RangeError', path, endpoint })

/** Valid parameters, and one that the call does not have. */
export const unknownName = (
  call: string,
  description: string,
  changes: object,
  path: string,
  endpoint: EndpointOptions = {},
): InvalidParams => ({ ...invalidValue(call, description, changes, path, endpoint), type: 'TypeError' })

/** Valid parameters with some changes. */
export const validValue = (
  call: string,
  description: string,
  changes: object,
  endpoint: EndpointOptions = {},
): ValidParams => ({ description, call, params: withChanges(call, changes), endpoint })

export const v20 = { apiVersion: 'v2.0' } as const

export const calls: readonly string[] = Object.keys(validParams)

/** The calls with a description. */
export const puts: readonly string[] = ['packages.put', 'actions.put', 'triggers.put']

/** The calls with the parameter `parameters`. */
export const callsWithParameters: readonly string[] = [...puts, 'actions.run', 'actions.runAndWait', 'triggers.fire']

/** The calls that return a page of activations. */
export const pagedLists: readonly string[] = ['actions.listActivations', 'triggers.listActivations', 'activations.list']

const callsForOneAction = calls.filter((call) => /^actions\.(?!list)/.test(call))
const callsForOneTrigger = calls.filter((call) => /^triggers\.(?!list)/.test(call))
export const linkCalls: readonly string[] = ['triggers.link', 'triggers.unlink']

/** The calls with a name of a resource, and the parameter of the name. */
export const namedCalls: readonly (readonly [call: string, parameter: string])[] = [
  ...['packages.get', 'packages.put', 'packages.delete', 'actions.list', ...callsForOneAction, ...linkCalls].map(
    (call) => [call, 'packageName'] as const,
  ),
  ...[...callsForOneAction, ...linkCalls].map((call) => [call, 'actionName'] as const),
  ...callsForOneTrigger.map((call) => [call, 'triggerName'] as const),
]

const MB = 2 ** 20

/** Returns parameters whose JSON has so many bytes. */
export const parametersOfSize = (bytes: number): object => ({ a: 'x'.repeat(bytes - '{"a":""}'.length) })

export const largestParameters: object = parametersOfSize(MB)
export const tooLargeParameters: object = parametersOfSize(MB + 1)

/** Korean letters have three bytes each. */
export const largestKoreanParameters: object = { a: '가'.repeat((MB - 8) / 3) }
export const tooLargeKoreanParameters: object = { a: '가'.repeat(MB / 3) }
