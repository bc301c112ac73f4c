import { median } from '../bench/compare.ts'
import { type Connection, connect } from './connection.ts'

/** Something that lists packages. */
export interface Target {
  readonly name: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
}

const WARM_UP = 500
const ROUNDS = 5000

/** Milliseconds that the proxy may add to what a bare Worker takes. */
const LIMITS = { median: 2, p99: 5 }

/** Nine hundred and ninety of a thousand take no longer. */
export const p99 = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * 0.99) - 1] ?? Number.NaN

/**
 * What each of them takes for a call, one call at a time: in turns and in the same run, so that a machine that slows down
 * slows all of them.
 *
 * @param targets The proxy, the bare Worker it is compared with, and others.
 */
export const cost = async (targets: readonly [proxy: Target, bare: Target, ...others: Target[]]) => {
  const measured = targets.map(({ url, headers = {} }) => ({
    connection: connect(url, headers),
    taken: [] as number[],
  }))
  const askAll = async (first: number, keep: boolean): Promise<void> => {
    // Everybody is once behind everybody else.
    for (let index = 0; index < measured.length; index += 1) {
      const each = measured[(first + index) % measured.length] as { connection: Connection; taken: number[] }
      const ms = await each.connection.ask()
      if (keep) each.taken.push(ms)
    }
  }
  try {
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) await askAll(round, round >= WARM_UP)
  } finally {
    for (const { connection } of measured) connection[Symbol.dispose]()
  }

  const rows = measured.map(({ taken }, index) => ({
    name: targets[index]?.name,
    calls: taken.length,
    median: median(taken),
    p99: p99(taken),
  }))
  const [proxy, bare] = rows as [(typeof rows)[0], (typeof rows)[0]]
  return {
    calls: rows.map(({ median, p99, ...rest }) => ({
      ...rest,
      'median ms': median.toFixed(3),
      'p99 ms': p99.toFixed(3),
    })),
    added: (['median', 'p99'] as const).map((of) => ({
      name: `what the proxy adds to ${bare.name}: ${of}`,
      ms: (proxy[of] - bare[of]).toFixed(3),
      limit: LIMITS[of],
      within: proxy[of] - bare[of] <= LIMITS[of],
    })),
  }
}
