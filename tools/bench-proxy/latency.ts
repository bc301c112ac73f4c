import { median } from '../bench/timing.ts'
import { connect } from './connection.ts'

/** A server that lists packages. */
export interface Target {
  readonly name: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
}

const WARM_UP_ROUNDS = 500
const ROUNDS = 5000

/** Milliseconds that the proxy is allowed to add to the time of the plain Worker. */
const LIMITS_MS = { median: 2, p99: 5 }

/** Returns the 99th percentile. */
export const p99 = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * 0.99) - 1] ?? Number.NaN

/**
 * Measures requests, one at a time. The targets take turns, so that a slow machine slows all of them.
 *
 * @param targets The proxy, the plain Worker that is its baseline, and others.
 */
export const measureLatency = async (targets: readonly [proxy: Target, baseline: Target, ...others: Target[]]) => {
  const measured = targets.map(({ name, url, headers = {} }) => ({
    name,
    connection: connect(url, headers),
    times: [] as number[],
  }))
  const measureRound = async (round: number): Promise<void> => {
    // Each round starts with another target, so that each follows each other one equally often.
    const first = round % measured.length
    for (const { connection, times } of [...measured.slice(first), ...measured.slice(0, first)]) {
      const ms = await connection.measure()
      if (round >= WARM_UP_ROUNDS) times.push(ms)
    }
  }
  try {
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) await measureRound(round)
  } finally {
    for (const { connection } of measured) connection[Symbol.dispose]()
  }

  const rows = measured.map(({ name, times }) => ({
    name,
    requests: times.length,
    median: median(times),
    p99: p99(times),
  }))
  const [proxy, baseline] = rows as [(typeof rows)[0], (typeof rows)[0]]
  return {
    requests: rows.map(({ median, p99, ...row }) => ({
      ...row,
      'median ms': median.toFixed(3),
      'p99 ms': p99.toFixed(3),
    })),
    added: (['median', 'p99'] as const).map((statistic) => ({
      name: `time that the proxy adds to the ${baseline.name}, ${statistic}`,
      ms: (proxy[statistic] - baseline[statistic]).toFixed(3),
      limit: LIMITS_MS[statistic],
      passed: proxy[statistic] - baseline[statistic] <= LIMITS_MS[statistic],
    })),
  }
}
