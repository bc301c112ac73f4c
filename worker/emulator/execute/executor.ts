/** How code is run: replaceable, because where it may run differs. */

/** One run of one action. */
export interface Execution {
  /** Runtime id, such as `nodejs:22`. */
  readonly kind: string
  /** Source text. */
  readonly code: string
  /** Name of the entry function. */
  readonly main: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** Milliseconds; then the run is ended. */
  readonly timeoutMs: number
}

/** What became of it. Unknown: the texts of `status` but `success`, the one documented. These are OpenWhisk's. */
export interface Outcome {
  readonly status: 'success' | 'application error' | 'action developer error' | 'whisk internal error'
  readonly result: unknown
  /** What was printed, a line each. */
  readonly logs: readonly string[]
}

/** Runs an action. It never rejects: whatever goes wrong is an outcome. */
export type Executor = (execution: Execution) => Promise<Outcome>
