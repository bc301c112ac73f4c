import { type Arbitrary, array, asyncProperty, assert as check, constantFrom, integer } from 'fast-check'

/**
 * Every run tries the same values, unless others are asked for:
 * `SEED=2 RUNS=9 npx vitest --testTimeout 99999 properties`.
 */
const { SEED = '1', RUNS = '1' } = process.env

/**
 * Fails unless something holds for all values that were tried, and then says with which it does not: the smallest it
 * finds.
 *
 * @param values What is tried.
 * @param holds Throws, or rejects, for what it must not be.
 * @param runs How many values; `RUNS` times as many.
 */
export const forAll = <T>(values: Arbitrary<T>, holds: (value: T) => unknown, runs = 300): Promise<void> =>
  check(
    asyncProperty(values, async (value) => {
      await holds(value)
    }),
    { seed: Number(SEED), numRuns: runs * Number(RUNS) },
  )

/** Parts in any order and number, joined: texts that are nearly what they should be. */
export const pieces = (...parts: readonly string[]): Arbitrary<string> =>
  array(constantFrom(...parts), { maxLength: 6 }).map((chosen) => chosen.join(''))

/** Any text that a header can hold, whatever stands before and behind it. */
export const headerText: Arbitrary<string> = array(integer({ min: 0x20, max: 0xff }), { maxLength: 40 }).map((units) =>
  String.fromCharCode(...units.filter((unit) => unit !== 0x7f)),
)
