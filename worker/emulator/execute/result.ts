import { LARGEST_PARAMETERS_BYTES } from '../../../lib/api/limits.ts'
import type { MainOutcome } from './call-main.ts'
import { type Execution, type ExecutionResult, isSupportedRuntime } from './executor.ts'

/** The largest result of a run, in bytes: the same as of parameters. */
export const LARGEST_RESULT_BYTES = LARGEST_PARAMETERS_BYTES

/** The longest message of an error that the emulator makes. A stack or a thrown value can have many megabytes. */
const LONGEST_MESSAGE = 10_000

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

const developerError = (message: string, logs: readonly string[]): ExecutionResult => ({
  status: 'action developer error',
  result: { error: message.slice(0, LONGEST_MESSAGE) },
  logs: [...logs],
})

/** Returns the result of an execution that is not supported, or `undefined` for one that can start. */
export const rejectExecution = ({ kind, main }: Execution): ExecutionResult | undefined => {
  if (!isSupportedRuntime(kind)) {
    return developerError(`The emulator runs only nodejs:* actions: the runtime of this action is ${kind}.`, [])
  }
  if (!IDENTIFIER.test(main)) {
    return initializationFailed(`exec.main must be the name of a function: it is ${JSON.stringify(main)}.`, [])
  }
  return undefined
}

/** Returns the result of a run that reached its timeout. */
export const timedOut = ({ timeoutMs }: Execution, logs: readonly string[]): ExecutionResult =>
  developerError(`The action exceeded its time limits of ${timeoutMs} milliseconds.`, logs)

/** Returns the result of code that could not be loaded. */
export const initializationFailed = (reason: string, logs: readonly string[]): ExecutionResult =>
  developerError(`Initialization has failed due to: ${reason}`, logs)

/** Returns the result of a run that ended without an outcome, for example because the code ended its process. */
export const endedWithoutOutcome = (reason: string, logs: readonly string[]): ExecutionResult =>
  developerError(`The action ended without a result: ${reason}`, logs)

/** Returns the result for the outcome of the entry function. */
export const resultOf = (outcome: MainOutcome, logs: readonly string[]): ExecutionResult => {
  if (outcome.type === 'invalid') return developerError(outcome.message, logs)
  const bytes = outcome.type === 'too_large' ? outcome.bytes : new TextEncoder().encode(outcome.json).byteLength
  if (outcome.type === 'too_large' || Number(bytes) > LARGEST_RESULT_BYTES) {
    const size = bytes === undefined ? 'more than' : `${bytes} >`
    const error = `The action produced a response that exceeded the allowed length: ${size} ${LARGEST_RESULT_BYTES} bytes.`
    return { status: 'application error', result: { error }, logs: [...logs] }
  }
  const result: object = JSON.parse(outcome.json)
  const hasFailed = outcome.type === 'threw' || Object.hasOwn(result, 'error')
  return { status: hasFailed ? 'application error' : 'success', result, logs: [...logs] }
}
