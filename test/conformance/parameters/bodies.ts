import {
  callsWithParameters,
  describe,
  type InvalidParams,
  invalidValue,
  puts,
  tooLargeKoreanParameters,
  tooLargeParameters,
} from './parameter-case.ts'

const invalidDescriptions: readonly [description: string, value: unknown][] = [
  ['3001 bytes', 'a'.repeat(3001)],
  ['3003 bytes in 1001 Korean letters', '가'.repeat(1001)],
  ['a number', 7],
  ['an object', {}],
  ['a list', ['a']],
  ['an empty list', []],
  ['null', null],
]

const cycle: Record<string, unknown> = {}
cycle.itself = { cycle }

const invalidParameters: readonly [description: string, value: unknown][] = [
  ['a list', []],
  ['null', null],
  ['text', '{}'],
  ['a number', 7],
  ['true', true],
  ['a date', new Date(0)],
  ['a function', () => ({})],
  ['a map', new Map([['a', 1]])],
  ['a cycle', cycle],
  ['a bigint', 1n],
  ['a bigint in a list', { list: [1n] }],
  ['1 MB and one byte', tooLargeParameters],
  ['more than 1 MB of Korean letters', tooLargeKoreanParameters],
]

/** Invalid descriptions, `parameters`, and timeouts of a run. */
export const invalidBodyParams: readonly InvalidParams[] = [
  ...puts.flatMap((call) =>
    invalidDescriptions.map(([description, value]) =>
      invalidValue(call, description, { description: value }, 'description'),
    ),
  ),
  ...callsWithParameters.flatMap((call) =>
    invalidParameters.map(([description, value]) =>
      invalidValue(call, description, { parameters: value }, 'parameters'),
    ),
  ),
  ...['actions.run', 'actions.runAndWait'].flatMap((call) =>
    [-1, 60_001, 0.5, Number.NaN, '0', null].map((timeout) =>
      invalidValue(call, describe(timeout), { timeout }, 'timeout'),
    ),
  ),
]
