/** Random choices that a seed and a number decide: the same two always give the same choices. */
export interface Random {
  /** Returns an integer from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number
  /** Returns one of the values. */
  readonly pick: <T>(values: readonly T[]) => T
  /** Returns `true` with the given probability. */
  readonly chance: (probability: number) => boolean
}

/** Creates the choices of one case. The generator is mulberry32: 32 bits of state are enough for one case. */
export const createRandom = (seed: number, index: number): Random => {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick: <T>(values: readonly T[]): T => values[below(values.length)] as T,
    chance: (probability) => next() < probability,
  }
}
