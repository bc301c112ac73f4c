import { type Arbitrary, array, asyncProperty, assert as check, constantFrom, integer } from 'fast-check'

/**
 * Every run of the tests uses the same values. Set the variables for others:
 * `SEED=2 RUNS=9 npx vitest --testTimeout 99999 properties`.
 */
const { SEED = '1', RUNS = '1' } = process.env

/**
 * Throws unless a property holds for all generated values. The error has the smallest value that was found to fail.
 *
 * @param values Generates the values.
 * @param holds Throws or rejects if the property does not hold for a value.
 * @param runs Number of values, multiplied by `RUNS`.
 */
export const forAll = <T>(values: Arbitrary<T>, holds: (value: T) => unknown, runs = 300): Promise<void> =>
  check(
    asyncProperty(values, async (value) => {
      await holds(value)
    }),
    { seed: Number(SEED), numRuns: runs * Number(RUNS) },
  )

/** Generates texts that are nearly valid: up to six of the parts, in any order, joined. */
export const pieces = (...parts: readonly string[]): Arbitrary<string> =>
  array(constantFrom(...parts), { maxLength: 6 }).map((chosen) => chosen.join(''))

/** Generates any text that a header can hold, including whitespace at both ends. */
export const headerText: Arbitrary<string> = array(integer({ min: 0x20, max: 0xff }), { maxLength: 40 }).map((units) =>
  String.fromCharCode(...units.filter((unit) => unit !== 0x7f)),
)
