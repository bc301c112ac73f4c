import { describe, expect, test } from 'vitest'
import { createRetryBudget } from '../../lib/transport/retry-budget.ts'

/** Spends every retry that is left, and returns how many there were. */
const spendAll = ({ hasRetry, spendRetry }: ReturnType<typeof createRetryBudget>): number => {
  let retries = 0
  for (; hasRetry(); retries += 1) spendRetry()
  return retries
}

const earn = (budget: ReturnType<typeof createRetryBudget>, times: number): void => {
  for (let time = 0; time < times; time += 1) budget.earn()
}

describe('createRetryBudget', () => {
  test('begins with ten retries', () => {
    expect(spendAll(createRetryBudget())).toBe(10)
  })

  test.for([
    [9, 0],
    [10, 1],
    [19, 1],
    [20, 2],
    [1000, 10],
  ] as const)('has after %i successful calls %i retries, if all were spent before', ([calls, retries]) => {
    const budget = createRetryBudget()
    spendAll(budget)
    earn(budget, calls)
    expect(spendAll(budget)).toBe(retries)
  })

  test('holds ten retries at most', () => {
    const budget = createRetryBudget()
    earn(budget, 100)
    expect(spendAll(budget)).toBe(10)
  })
})
