import { expect } from 'vitest'

/** Shorter times count as this: milliseconds. */
const NOISE = 2

/** A busy machine is slow for a while. A function that grows too fast is slow every time. */
const MOST_ROUNDS = 9

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] as number

const measure = async (run: () => unknown): Promise<number> => {
  const begin = performance.now()
  await run()
  return performance.now() - begin
}

/**
 * Checks how the time of a function grows with its size: compares the medians of several runs with `size` and with
 * `times * size`.
 *
 * @param mostTimes The largest ratio of the two times. For linear growth, choose a number between `times` and its square.
 */
export const expectGrowth = async (
  run: (size: number) => unknown,
  { size, times = 8, mostTimes = 3 * times }: { size: number; times?: number; mostTimes?: number },
): Promise<void> => {
  const small: number[] = []
  const large: number[] = []
  const ratio = (): number => median(large) / Math.max(NOISE, median(small))
  // The first run of a function is slower.
  await run(size)
  while (large.length < 3 || (ratio() > mostTimes && large.length < MOST_ROUNDS)) {
    small.push(await measure(() => run(size)))
    large.push(await measure(() => run(times * size)))
  }
  expect(ratio(), `${times} times the size took ${median(large)} ms instead of ${median(small)} ms`).toBeLessThan(
    mostTimes,
  )
}
