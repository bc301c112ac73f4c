/** A function that is timed. */
type Task = () => unknown

/** Two functions with the same result. */
interface Comparison {
  readonly name: string
  readonly ours: Task
  /** The least work that has the same result. */
  readonly baseline: Task
  /** The highest accepted ratio of our time to the baseline's. */
  readonly limit: number
  readonly rounds: number
  /** Calls of each function per round: enough for the resolution of the clock. */
  readonly callsPerRound: number
}

const WARM_UP_ROUNDS = 5

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN

/** Returns the time of a call in milliseconds. */
export const measureTime = async (task: Task, calls = 1): Promise<number> => {
  const start = performance.now()
  for (let call = 0; call < calls; call += 1) await task()
  return (performance.now() - start) / calls
}

/**
 * Compares the times of two functions. Both run in turns, so that a slow machine slows both: only the ratio has a limit.
 */
export const compareTimes = async ({ name, ours, baseline, limit, rounds, callsPerRound }: Comparison) => {
  const times: { readonly ours: number; readonly baseline: number }[] = []
  const measureBoth = async (isOursFirst: boolean) => {
    const first = await measureTime(isOursFirst ? ours : baseline, callsPerRound)
    const second = await measureTime(isOursFirst ? baseline : ours, callsPerRound)
    return isOursFirst ? { ours: first, baseline: second } : { ours: second, baseline: first }
  }
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    // The order changes, because the second function also pays for the garbage of the first.
    const both = await measureBoth(round % 2 === 0)
    if (round >= 0) times.push(both)
  }
  const ratio = median(times.map((time) => time.ours / time.baseline))
  return {
    name,
    'ours µs': (median(times.map((time) => time.ours)) * 1000).toFixed(1),
    'baseline µs': (median(times.map((time) => time.baseline)) * 1000).toFixed(1),
    ratio: ratio.toFixed(3),
    limit,
    passed: ratio <= limit,
  }
}
