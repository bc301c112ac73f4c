/** A step that is timed. */
export type Step = () => unknown

/** Two ways to the same end, and how much longer ours may take. */
export interface Comparison {
  readonly name: string
  readonly ours: Step
  readonly bare: Step
  /** Of the ratio. */
  readonly limit: number
  readonly rounds: number
  /** Calls a round: enough for the clock. */
  readonly perRound: number
}

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN

/** Milliseconds a call. */
export const time = async (run: Step, times = 1): Promise<number> => {
  const start = performance.now()
  for (let index = 0; index < times; index += 1) await run()
  return (performance.now() - start) / times
}

const WARM_UP = 5

/**
 * Compares in one run, in turns, so that a machine that slows down slows both. Only the ratio means anything.
 */
export const compare = async ({ name, ours, bare, limit, rounds, perRound }: Comparison) => {
  const times: [number, number][] = []
  for (let round = -WARM_UP; round < rounds; round += 1) {
    // Whoever comes second has the other's rubbish to collect: they take turns.
    const both: [number, number] = [0, 0]
    for (const which of round % 2 ? ([0, 1] as const) : ([1, 0] as const)) {
      both[which] = await time(which ? bare : ours, perRound)
    }
    if (round >= 0) times.push(both)
  }
  const ratio = median(times.map(([a, b]) => a / b))
  return {
    name,
    'ours µs': (median(times.map(([a]) => a)) * 1000).toFixed(1),
    'bare µs': (median(times.map(([, b]) => b)) * 1000).toFixed(1),
    ratio: ratio.toFixed(3),
    limit,
    within: ratio <= limit,
  }
}
