import type { Measurement } from './timing.ts'

/** The highest ratios on Node that pass. The times themselves have no limit, because they depend on the machine. */
export const limits = { signature: 1.15, largeList: 1.1 } as const

/** Compares the ratio of a contender with its limit. A missing measurement does not pass. */
export const checkRatio = (name: string, measurements: readonly Measurement[], contender: string, limit: number) => {
  const ratio = measurements.find((each) => each.name === contender)?.times?.ratio.median ?? Number.NaN
  return { name, ratio: ratio.toFixed(3), limit, passed: ratio <= limit }
}
