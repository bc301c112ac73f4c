import type { Execution, ExecutionResult } from '../../worker/emulator/execute/executor.ts'

/** One run, with the result that every executor must return. */
export interface ExecutorCase {
  readonly name: string
  readonly run: Partial<Execution> & Pick<Execution, 'code'>
  readonly expected: Partial<ExecutionResult>
  /** Texts that must be in the result or the logs. */
  readonly contains?: readonly string[]
}

/** The time of all log lines: milliseconds since the epoch. */
export const caseTime = 1_700_000_000_000
const timestamp = '2023-11-14T22:13:20.000Z'

const MEGABYTE = 1_048_576
const developerError = 'action developer error'
const applicationError = 'application error'
const initialization = 'Initialization has failed due to: '

const tooLarge = (size: string): string =>
  `The action produced a response that exceeded the allowed length: ${size} ${MEGABYTE} bytes.`
const truncated = `${timestamp} stderr: Logs were truncated because the total bytes size exceeds the limit of ${MEGABYTE} bytes.`

/** Returns the execution of a case, with defaults. */
export const createExecution = ({ run }: ExecutorCase): Execution => ({
  kind: 'nodejs:22',
  main: 'main',
  parameters: {},
  timeoutMs: 10_000,
  ...run,
})

export const executorCases: readonly ExecutorCase[] = [
  {
    name: 'runs a function at the top level',
    run: { code: 'function main({ name }) { return { hello: name } }', parameters: { name: '세계' } },
    expected: { status: 'success', result: { hello: '세계' }, logs: [] },
  },
  {
    name: 'runs exports.main',
    run: { code: 'exports.main = (given) => given', parameters: { a: [1, { b: null }] } },
    expected: { status: 'success', result: { a: [1, { b: null }] }, logs: [] },
  },
  {
    name: 'runs module.exports.main',
    run: { code: 'module.exports = { main: () => ({ ok: true }) }' },
    expected: { status: 'success', result: { ok: true } },
  },
  {
    name: 'runs a function with another name in a constant',
    run: { code: 'const handler = () => ({ ok: true })', main: 'handler' },
    expected: { status: 'success', result: { ok: true } },
  },
  {
    name: 'runs code whose last line is a comment',
    run: { code: 'function main() { return {} } // done' },
    expected: { status: 'success', result: {} },
  },
  {
    name: 'runs code in sloppy mode, as Node does',
    run: { code: 'undeclared = 1; function main() { return { undeclared } }' },
    expected: { status: 'success', result: { undeclared: 1 } },
  },
  {
    name: 'waits for a promise',
    run: {
      code: 'const main = async () => { await new Promise((next) => setTimeout(next, 5)); return { waited: true } }',
    },
    expected: { status: 'success', result: { waited: true } },
  },
  {
    name: 'returns an empty object if the function returns nothing',
    run: { code: 'function main() {}' },
    expected: { status: 'success', result: {} },
  },
  {
    name: 'passes on a parameter named __proto__',
    run: { code: 'function main(given) { return given }', parameters: JSON.parse('{"__proto__":{"a":1}}') },
    expected: { status: 'success', result: JSON.parse('{"__proto__":{"a":1}}') },
  },
  {
    name: 'provides the modules of Node',
    run: {
      code: `const { createHash } = require('crypto')
        exports.main = () => ({ hash: createHash('sha256').update('').digest('hex').slice(0, 8) })`,
    },
    expected: { status: 'success', result: { hash: 'e3b0c442' } },
  },
  {
    name: 'makes log lines of the console, at the top level and in the function',
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
      ].map((line) => `${timestamp} ${line}`),
    },
  },
  {
    name: 'fails if the function returns an error',
    run: { code: "function main() { return { error: 'no', more: 1 } }" },
    expected: { status: applicationError, result: { error: 'no', more: 1 } },
  },
  {
    name: 'fails if the function throws an error',
    run: { code: "function main() { console.log('before'); throw new TypeError('boom') }" },
    expected: { status: applicationError, result: { error: 'An error has occurred: TypeError: boom' } },
    contains: [`${timestamp} stdout: before`, `${timestamp} stderr: TypeError: boom`],
  },
  {
    name: 'fails if the promise rejects',
    run: { code: "const main = () => Promise.reject(new Error('late'))" },
    expected: { status: applicationError, result: { error: 'An error has occurred: Error: late' } },
  },
  {
    name: 'fails if the promise rejects with a value that is not an error',
    run: { code: 'const main = () => Promise.reject({ code: 7 })' },
    expected: { status: applicationError, result: { error: { code: 7 } } },
  },
  {
    name: 'fails if the promise rejects without a value',
    run: { code: 'const main = () => Promise.reject()' },
    expected: { status: applicationError, result: { error: {} } },
  },
  {
    name: 'fails if the function throws a value that is not JSON',
    run: { code: 'function main() { throw 1n }' },
    expected: { status: applicationError, result: { error: '1' } },
  },
  {
    name: 'rejects code without the entry function',
    run: { code: 'exports.other = () => ({})' },
    expected: {
      status: developerError,
      result: { error: `${initialization}the code has no function main: export one, or change exec.main.` },
    },
  },
  {
    name: 'rejects an entry function that is not a function',
    run: { code: 'exports.main = 7' },
    expected: {
      status: developerError,
      result: { error: `${initialization}the code has no function main: export one, or change exec.main.` },
    },
  },
  {
    name: 'rejects code whose exports are null',
    run: { code: 'module.exports = null' },
    expected: {
      status: developerError,
      result: { error: `${initialization}the code has no function main: export one, or change exec.main.` },
    },
  },
  {
    name: 'rejects a name that is not an identifier',
    run: { code: 'function main() {}', main: 'main()' },
    expected: {
      status: developerError,
      result: { error: `${initialization}exec.main must be the name of a function: it is "main()".` },
    },
  },
  {
    name: 'rejects code with a syntax error',
    run: { code: 'function main( {' },
    expected: { status: developerError, logs: [] },
    contains: [`${initialization}`, 'SyntaxError'],
  },
  {
    name: 'rejects an ES module, as the runtime does',
    run: { code: 'export const main = () => ({})' },
    expected: { status: developerError },
    contains: ['SyntaxError', 'export'],
  },
  {
    name: 'rejects code that throws at the top level',
    run: { code: "console.log('loading'); throw new Error('not today')" },
    expected: { status: developerError, logs: [`${timestamp} stdout: loading`] },
    contains: [initialization, 'not today'],
  },
  {
    name: 'rejects code that requires a missing module',
    run: { code: "require('lodash')" },
    expected: { status: developerError },
    contains: [initialization, 'lodash'],
  },
  ...['7', "'text'", '[]', 'new Date(0)', 'null', '() => {}'].map(
    (value): ExecutorCase => ({
      name: `rejects a result that is not an object: ${value}`,
      run: { code: `const main = () => (${value})` },
      expected: { status: developerError, result: { error: 'The action did not return a dictionary.' } },
    }),
  ),
  {
    name: 'rejects a thrown value that cannot be read',
    run: { code: 'const main = () => { throw new Proxy({}, { get() { throw 1 } }) }' },
    expected: { status: developerError },
    contains: ['The action ended without a result: '],
  },
  {
    name: 'rejects a result that is not JSON',
    run: { code: 'const main = () => ({ a: 1n })' },
    expected: { status: developerError },
    contains: ['The action did not return JSON: TypeError'],
  },
  {
    name: 'returns a result of 1 MB',
    run: { code: `const main = () => ({ a: 'x'.repeat(${MEGABYTE} - 8) })` },
    expected: { status: 'success' },
  },
  {
    name: 'rejects a result of more than 1 MB',
    run: { code: `const main = () => ({ a: 'x'.repeat(${MEGABYTE} - 7) })` },
    expected: {
      status: applicationError,
      result: { error: 'The action produced a response that exceeded the allowed length: 1048577 > 1048576 bytes.' },
    },
  },
  {
    name: 'rejects a result of 20 MB before it serializes it',
    run: { code: `const main = () => ({ a: 'x'.repeat(20 * ${MEGABYTE}) })` },
    expected: { status: applicationError, result: { error: tooLarge('more than') } },
  },
  {
    name: 'rejects a list with more than 1 MB of numbers, and reports its bytes',
    run: { code: `const main = () => ({ a: Array(200_000).fill(0.123456789) })` },
    expected: { status: applicationError, result: { error: tooLarge('2400007 >') } },
  },
  {
    name: 'counts a result in bytes of UTF-8',
    run: { code: `const main = () => ({ a: '가'.repeat(349_523) })` },
    expected: { status: applicationError, result: { error: tooLarge('1048577 >') } },
  },
  {
    name: 'rejects a thrown value of 20 MB before it serializes it',
    run: { code: `const main = () => { throw { a: 'x'.repeat(20 * ${MEGABYTE}) } }` },
    expected: { status: applicationError, result: { error: tooLarge('more than') }, logs: [truncated] },
  },
  {
    name: 'returns a result with a long list',
    run: { code: 'const main = () => ({ a: Array(100_000).fill(1), b: [undefined, () => 1], c: undefined })' },
    expected: { status: 'success' },
  },
  ...[
    ['a text', "'first\\n' + 'x'.repeat(20 * 1_048_576)"],
    ['an object', "'first\\n', { a: 'x'.repeat(20 * 1_048_576) }"],
    ['a placeholder', "'first\\n%s', 'x'.repeat(20 * 1_048_576)"],
    ['many values', "'first\\n', ...Array(10_000).fill('x'.repeat(2_000))"],
  ].map(
    ([name, printed]): ExecutorCase => ({
      name: `cuts ${name} of 20 MB in the logs, and keeps the lines before it`,
      run: { code: `const main = () => { console.log(${printed}); console.log('after'); return {} }` },
      expected: { status: 'success', logs: [`${timestamp} stdout: first`, truncated] },
    }),
  ),
  {
    name: 'ends a run at its timeout, and keeps the logs',
    run: { code: "const main = () => { console.log('waiting'); return new Promise(() => {}) }", timeoutMs: 500 },
    expected: {
      status: developerError,
      result: { error: 'The action exceeded its time limits of 500 milliseconds.' },
      logs: [`${timestamp} stdout: waiting`],
    },
  },
  {
    name: 'rejects another runtime',
    run: { code: 'def main(): pass', kind: 'python:3.13' },
    expected: {
      status: developerError,
      result: { error: 'The emulator runs only nodejs:* actions: the runtime of this action is python:3.13.' },
    },
  },
]
