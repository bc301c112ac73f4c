/** One of several ways to the same result. */
export interface Contender {
  readonly name: string
  readonly run: () => unknown
  /** How its work differs from that of the others. */
  readonly note?: string
}

/** A contender with a clock of its own. */
export interface Sampler {
  readonly name: string
  readonly note?: string
  /** Returns the milliseconds of one call. */
  readonly sample: () => Promise<number>
}

/** The times of a contender. */
export interface Measurement {
  readonly name: string
  readonly note: string
  /** `undefined` if the contender does not run here: `note` then says why. */
  readonly times?: {
    readonly rounds: number
    /** Median milliseconds of a call. */
    readonly ms: number
    /** The time of a call divided by the baseline's in the same round. */
    readonly ratio: { readonly median: number; readonly p10: number; readonly p90: number }
  }
}

/** How long a comparison takes. */
export interface Effort {
  /** Milliseconds for all rounds. */
  readonly budgetMs: number
  /** Rounds that are measured even if they take longer. */
  readonly minRounds: number
}

/**
 * Returns the effort of a comparison.
 *
 * @param share The part of the time of a full run, up to 1.
 */
export const effortOf = (budgetMs: number, share: number): Effort => ({
  budgetMs: budgetMs * share,
  minRounds: share < 1 ? 1 : 3,
})

/** The part of the time that is not counted, because the runtime still compiles. */
const WARM_UP = 0.1

/** Returns the number that a share of the numbers, from 0 up to 1, is less than. */
const quantile = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? Number.NaN

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5)

/** Returns the time of a call in milliseconds. */
export const measureTime = async (run: () => unknown, calls = 1): Promise<number> => {
  const start = performance.now()
  for (let call = 0; call < calls; call += 1) await run()
  return (performance.now() - start) / calls
}

/** Returns the milliseconds between two values of the clock: 1 in workerd, much less elsewhere. */
const clockStep = (): number => {
  const start = performance.now()
  let now = start
  while (now === start) now = performance.now()
  return now - start
}

/** Milliseconds that no first call needs only to load and compile code. */
const SLOW_MS = 1000

/**
 * Returns how many calls take long enough for the clock. The number must suffice twice, because the first call also loads
 * and compiles code.
 */
const countCalls = async (run: () => unknown, minMs: number, atLeast = 1): Promise<number> => {
  for (let calls = atLeast; ; calls *= 2) {
    const ms = (await measureTime(run, calls)) * calls
    if (ms >= SLOW_MS || (ms >= minMs && (await measureTime(run, calls)) * calls >= minMs)) return calls
  }
}

const shuffle = <T>(list: readonly T[]): T[] =>
  list
    .map((item) => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)

/**
 * Measures all samplers in each round, so that a slow moment slows all of them. The order is random, because each also pays
 * for the garbage of the one before it.
 *
 * @param samplers The first one is the baseline.
 */
export const interleave = async (
  samplers: readonly Sampler[],
  { budgetMs, minRounds }: Effort,
): Promise<Measurement[]> => {
  const rounds: ReadonlyMap<Sampler, number>[] = []
  const start = performance.now()
  while (rounds.length < minRounds || performance.now() - start < budgetMs) {
    const round = new Map<Sampler, number>()
    for (const sampler of shuffle(samplers)) round.set(sampler, await sampler.sample())
    if (performance.now() - start > budgetMs * WARM_UP) rounds.push(round)
  }
  const timesOf = (sampler: Sampler | undefined) => rounds.map((round) => (sampler && round.get(sampler)) ?? Number.NaN)
  const baseline = timesOf(samplers[0])
  return samplers.map((sampler) => {
    const times = timesOf(sampler)
    const ratios = times.map((ms, round) => ms / (baseline[round] ?? Number.NaN))
    const ratio = { median: median(ratios), p10: quantile(ratios, 0.1), p90: quantile(ratios, 0.9) }
    return { name: sampler.name, note: sampler.note ?? '', times: { rounds: rounds.length, ms: median(times), ratio } }
  })
}

/**
 * Compares the times of contenders. Only the ratios to the baseline mean something: the machine cancels out.
 *
 * @param contenders The first one is the baseline. One that throws is reported with its error.
 */
export const compare = async (contenders: readonly Contender[], effort: Effort): Promise<Measurement[]> => {
  const minMs = Math.max(2, 20 * clockStep())
  const ready: { readonly contender: Contender; readonly calls: number }[] = []
  const failed: Measurement[] = []
  for (const contender of contenders) {
    try {
      ready.push({ contender, calls: await countCalls(contender.run, minMs) })
    } catch (error) {
      if (ready.length === 0) throw error
      const reason = error instanceof Error ? error.message : error
      failed.push({ name: contender.name, note: `does not run here: ${reason}` })
    }
  }
  const samplers: Sampler[] = []
  for (const { contender, calls } of ready) {
    const { run, ...description } = contender
    // Counted again when all are warm: otherwise the first one has too few calls in each round.
    const warmCalls = calls === 1 ? 1 : await countCalls(run, minMs, calls)
    samplers.push({ ...description, sample: () => measureTime(run, warmCalls) })
  }
  return [...(await interleave(samplers, effort)), ...failed]
}
