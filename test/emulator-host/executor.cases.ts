import type { Execution, Outcome } from '../../worker/emulator/execute/executor.ts'

/** One run, and what becomes of it wherever it runs. `contains` are texts somewhere in the result or logs. */
export interface ExecutorCase {
  readonly name: string
  readonly run: Partial<Execution> & Pick<Execution, 'code'>
  readonly expected: Partial<Outcome>
  readonly contains?: readonly string[]
}

/** The time of every line: the clock of the cases stands still. */
export const caseTime = 1_700_000_000_000
const at = '2023-11-14T22:13:20.000Z'

const MEGABYTE = 1_048_576
const developerError = 'action developer error'
const applicationError = 'application error'
const initialization = 'Initialization has failed due to: '

/** An execution with what a case leaves open. */
export const executionOf = ({ run }: ExecutorCase): Execution => ({
  kind: 'nodejs:22',
  main: 'main',
  parameters: {},
  timeoutMs: 10_000,
  ...run,
})

export const executorCases: readonly ExecutorCase[] = [
  {
    name: 'a function at the top',
    run: { code: 'function main({ name }) { return { hello: name } }', parameters: { name: '세계' } },
    expected: { status: 'success', result: { hello: '세계' }, logs: [] },
  },
  {
    name: 'exports.main',
    run: { code: 'exports.main = (given) => given', parameters: { a: [1, { b: null }] } },
    expected: { status: 'success', result: { a: [1, { b: null }] }, logs: [] },
  },
  {
    name: 'module.exports.main',
    run: { code: 'module.exports = { main: () => ({ ok: true }) }' },
    expected: { status: 'success', result: { ok: true } },
  },
  {
    name: 'a function of another name, a constant',
    run: { code: 'const handler = () => ({ ok: true })', main: 'handler' },
    expected: { status: 'success', result: { ok: true } },
  },
  {
    name: 'a last line that is a comment',
    run: { code: 'function main() { return {} } // done' },
    expected: { status: 'success', result: {} },
  },
  {
    name: 'sloppy code, as Node has it',
    run: { code: 'undeclared = 1; function main() { return { undeclared } }' },
    expected: { status: 'success', result: { undeclared: 1 } },
  },
  {
    name: 'a promise',
    run: {
      code: 'const main = async () => { await new Promise((next) => setTimeout(next, 5)); return { waited: true } }',
    },
    expected: { status: 'success', result: { waited: true } },
  },
  {
    name: 'nothing returned',
    run: { code: 'function main() {}' },
    expected: { status: 'success', result: {} },
  },
  {
    name: 'a name that is special to objects',
    run: { code: 'function main(given) { return given }', parameters: JSON.parse('{"__proto__":{"a":1}}') },
    expected: { status: 'success', result: JSON.parse('{"__proto__":{"a":1}}') },
  },
  {
    name: "Node's own modules",
    run: {
      code: `const { createHash } = require('crypto')
        exports.main = () => ({ hash: createHash('sha256').update('').digest('hex').slice(0, 8) })`,
    },
    expected: { status: 'success', result: { hash: 'e3b0c442' } },
  },
  {
    name: 'console, at the top and in the function',
    run: {
      code: `console.log('loaded')
        function main() {
          console.info('%s has %d', 'it', 2, { a: 1 })
          console.warn('two\\nlines')
          console.error(null, undefined, 1n, Symbol('s'))
          console.log()
          console.table([1])
          const circular = {}
          circular.self = circular
          console.debug(circular)
          console.group('%')
          console.groupEnd()
          return {}
        }`,
    },
    expected: {
      status: 'success',
      result: {},
      logs: [
        'stdout: loaded',
        'stdout: it has 2 {"a":1}',
        'stderr: two',
        'stderr: lines',
        'stderr: null undefined 1 Symbol(s)',
        'stdout: ',
        'stdout: [1]',
        'stdout: [object Object]',
        'stdout: %',
      ].map((line) => `${at} ${line}`),
    },
  },
  {
    name: 'an error that is returned',
    run: { code: "function main() { return { error: 'no', more: 1 } }" },
    expected: { status: applicationError, result: { error: 'no', more: 1 } },
  },
  {
    name: 'an error that is thrown',
    run: { code: "function main() { console.log('before'); throw new TypeError('boom') }" },
    expected: { status: applicationError, result: { error: 'An error has occurred: TypeError: boom' } },
    contains: [`${at} stdout: before`, `${at} stderr: TypeError: boom`],
  },
  {
    name: 'a promise that is rejected',
    run: { code: "const main = () => Promise.reject(new Error('late'))" },
    expected: { status: applicationError, result: { error: 'An error has occurred: Error: late' } },
  },
  {
    name: 'a value that is thrown',
    run: { code: 'const main = () => Promise.reject({ code: 7 })' },
    expected: { status: applicationError, result: { error: { code: 7 } } },
  },
  {
    name: 'nothing thrown',
    run: { code: 'const main = () => Promise.reject()' },
    expected: { status: applicationError, result: { error: {} } },
  },
  {
    name: 'a value thrown that is no JSON',
    run: { code: 'function main() { throw 1n }' },
    expected: { status: applicationError, result: { error: '1' } },
  },
  {
    name: 'no such function',
    run: { code: 'exports.other = () => ({})' },
    expected: { status: developerError, result: { error: `${initialization}there is no function main.` } },
  },
  {
    name: 'something else of that name',
    run: { code: 'exports.main = 7' },
    expected: { status: developerError, result: { error: `${initialization}there is no function main.` } },
  },
  {
    name: 'no exports at all',
    run: { code: 'module.exports = null' },
    expected: { status: developerError, result: { error: `${initialization}there is no function main.` } },
  },
  {
    name: 'a name that is none',
    run: { code: 'function main() {}', main: 'main()' },
    expected: { status: developerError, result: { error: `${initialization}"main()" is no name of a function.` } },
  },
  {
    name: 'code that is none',
    run: { code: 'function main( {' },
    expected: { status: developerError, logs: [] },
    contains: [`${initialization}`, 'SyntaxError'],
  },
  {
    name: 'an ES module, which the runtime does not take as text',
    run: { code: 'export const main = () => ({})' },
    expected: { status: developerError },
    contains: ['SyntaxError', 'export'],
  },
  {
    name: 'code that throws at the top',
    run: { code: "console.log('loading'); throw new Error('not today')" },
    expected: { status: developerError, logs: [`${at} stdout: loading`] },
    contains: [initialization, 'not today'],
  },
  {
    name: 'a module that is not there',
    run: { code: "require('lodash')" },
    expected: { status: developerError },
    contains: [initialization, 'lodash'],
  },
  ...['7', "'text'", '[]', 'new Date(0)', 'null', '() => {}'].map(
    (value): ExecutorCase => ({
      name: `a result that is no object: ${value}`,
      run: { code: `const main = () => (${value})` },
      expected: { status: developerError, result: { error: 'The action did not return a dictionary.' } },
    }),
  ),
  {
    name: 'a thing thrown that cannot be touched',
    run: { code: 'const main = () => { throw new Proxy({}, { get() { throw 1 } }) }' },
    expected: { status: developerError },
    contains: ['The action ended without a result: '],
  },
  {
    name: 'a result that is no JSON',
    run: { code: 'const main = () => ({ a: 1n })' },
    expected: { status: developerError },
    contains: ['The action did not return JSON: TypeError'],
  },
  {
    name: 'a result of one megabyte',
    run: { code: `const main = () => ({ a: 'x'.repeat(${MEGABYTE} - 8) })` },
    expected: { status: 'success' },
  },
  {
    name: 'a larger result',
    run: { code: `const main = () => ({ a: 'x'.repeat(${MEGABYTE} - 7) })` },
    expected: {
      status: applicationError,
      result: { error: 'The action produced a response that exceeded the allowed length: 1048577 > 1048576 bytes.' },
    },
  },
  {
    name: 'the time limit, with the logs until then',
    run: { code: "const main = () => { console.log('waiting'); return new Promise(() => {}) }", timeoutMs: 500 },
    expected: {
      status: developerError,
      result: { error: 'The action exceeded its time limits of 500 milliseconds.' },
      logs: [`${at} stdout: waiting`],
    },
  },
  {
    name: 'a runtime that is none of ours',
    run: { code: 'def main(): pass', kind: 'python:3.13' },
    expected: {
      status: developerError,
      result: { error: 'The emulator runs nodejs:* only, not python:3.13.' },
    },
  },
]
