import type { Case } from './case.ts'
import { budgetCases } from './retries/budget.cases.ts'
import { clockCases } from './retries/clock.cases.ts'
import { delayCases } from './retries/delays.cases.ts'
import { deletionCases } from './retries/deletions.cases.ts'
import { failureCases } from './retries/failures.cases.ts'
import { proxyRetryCases } from './retries/proxy.cases.ts'
import { reportCases } from './retries/reports.cases.ts'
import { retryTimeoutCases } from './retries/timeouts.cases.ts'

/** The cases of a client with retries. */
export const retryCases: readonly Case[] = [
  ...failureCases,
  ...delayCases,
  ...retryTimeoutCases,
  ...budgetCases,
  ...clockCases,
  ...deletionCases,
  ...proxyRetryCases,
  ...reportCases,
]
