import type { Print, Report } from './call-main.ts'
import type { Execution, Outcome } from './executor.ts'

/** Bytes of a result, and of the logs of one run. */
const LIMIT = 1_048_576

const bytesOf = (text: string): number => new TextEncoder().encode(text).byteLength

const developerError = (message: string, logs: readonly string[]): Outcome => ({
  status: 'action developer error',
  result: { error: message },
  logs,
})

/** Lines as OpenWhisk writes them, up to the limit; then one that says so. */
export interface Log {
  readonly lines: readonly string[]
  readonly print: (time: number, ...printed: Parameters<Print>) => void
}

/** Starts an empty log. */
export const createLog = (): Log => {
  const lines: string[] = []
  let bytes = 0
  return {
    lines,
    print(time, stream, text) {
      const at = new Date(time).toISOString()
      for (const line of text.split('\n').map((each) => `${at} ${stream}: ${each}`)) {
        if (bytes > LIMIT) return
        bytes += bytesOf(line)
        const cut = `${at} stderr: Logs were truncated because the total bytes size exceeds the limit of ${LIMIT} bytes.`
        lines.push(bytes > LIMIT ? cut : line)
      }
    },
  }
}

/** Why this cannot be run at all, or nothing. */
export const refuse = ({ kind, main }: Execution): Outcome | undefined => {
  if (!kind.startsWith('nodejs:')) return developerError(`The emulator runs nodejs:* only, not ${kind}.`, [])
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(main)) {
    return developerError(`Initialization has failed due to: ${JSON.stringify(main)} is no name of a function.`, [])
  }
  return undefined
}

/** The run took too long. */
export const timedOut = ({ timeoutMs }: Execution, logs: readonly string[]): Outcome =>
  developerError(`The action exceeded its time limits of ${timeoutMs} milliseconds.`, [...logs])

/** The code could not be loaded. */
export const unstarted = (why: string, logs: readonly string[]): Outcome =>
  developerError(`Initialization has failed due to: ${why}`, [...logs])

/** The run ended without a report: the code ended its own process, say. */
export const broken = (why: string, logs: readonly string[]): Outcome =>
  developerError(`The action ended without a result: ${why}`, [...logs])

/** Judges what came of the code. */
export const conclude = (report: Report, written: readonly string[]): Outcome => {
  const logs = [...written]
  if (report.type === 'unusable') return developerError(report.message, logs)
  const bytes = bytesOf(report.json)
  if (bytes > LIMIT) {
    const error = `The action produced a response that exceeded the allowed length: ${bytes} > ${LIMIT} bytes.`
    return { status: 'application error', result: { error }, logs }
  }
  const result: object = JSON.parse(report.json)
  const failed = report.type === 'threw' || Object.hasOwn(result, 'error')
  return { status: failed ? 'application error' : 'success', result, logs }
}
