import type { Case } from './case.ts'
import { abortedRunCases } from './runs/aborted-runs.cases.ts'
import { errorStatusCases } from './runs/error-statuses.cases.ts'
import { retryableCases } from './runs/retryable.cases.ts'
import { runAndWaitCases } from './runs/run-and-wait.cases.ts'
import { runTimeoutCases } from './runs/run-timeouts.cases.ts'

/** The cases of runs. */
export const runCases: readonly Case[] = [
  ...runAndWaitCases,
  ...abortedRunCases,
  ...errorStatusCases,
  ...retryableCases,
  ...runTimeoutCases,
]
