/** A retry costs as much as ten successful calls earn; the budget begins with ten retries and never holds more. */
const COST = 10
const FULL = 100

/** Limits the retries of all calls together, so that a failing service does not receive a multiple of the requests. */
export interface RetryBudget {
  readonly hasRetry: () => boolean
  readonly spendRetry: () => void
  readonly earn: () => void
}

export const createRetryBudget = (): RetryBudget => {
  let budget = FULL
  return {
    hasRetry: () => budget >= COST,
    spendRetry: () => {
      budget -= COST
    },
    earn: () => {
      budget = Math.min(FULL, budget + 1)
    },
  }
}
