/** One run of one action. */
export interface Execution {
  /** The runtime, such as `nodejs:22`. */
  readonly kind: string
  /** The source text. */
  readonly code: string
  /** The name of the entry function. */
  readonly main: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** The executor ends the run after so many milliseconds. */
  readonly timeoutMs: number
}

/** The result of a run. Unknown: the texts of `status`, except `success`. These are from OpenWhisk. */
export interface ExecutionResult {
  readonly status: 'success' | 'application error' | 'action developer error' | 'whisk internal error'
  readonly result: unknown
  /** The lines that the code printed. */
  readonly logs: readonly string[]
}

/** Runs the code of an action. It never rejects: the result of a failed run has another status than `success`. */
export type Executor = (execution: Execution) => Promise<ExecutionResult>

/** Whether the executors of the emulator run code of a runtime. */
export const isSupportedRuntime = (kind: string): boolean => kind.startsWith('nodejs:')
