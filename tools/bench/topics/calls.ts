import { createCalls } from './callers.ts'
import type { Topic } from './topic.ts'

const CALLS = 1000
const IN_FLIGHT = 50

/** Makes many calls, a number of them at the same time. */
const callAll = async (call: () => unknown): Promise<void> => {
  let started = 0
  const work = async (): Promise<void> => {
    while (started < CALLS) {
      started += 1
      await call()
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, work))
}

export const oneCall: Topic = { title: 'one call', budgetMs: 4000, contenders: createCalls }

export const manyCalls: Topic = {
  title: `${CALLS.toLocaleString('en')} calls, ${IN_FLIGHT} in flight`,
  budgetMs: 10_000,
  contenders: async (origin) =>
    (await createCalls(origin)).map(({ run, ...contender }) => ({ ...contender, run: () => callAll(run) })),
}
