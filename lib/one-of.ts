/**
 * The value, if it is one of those known.
 *
 * @throws RangeError naming the parameter and all it can be.
 */
export const oneOf = <T extends string>(name: string, value: T, known: readonly T[]): T => {
  if (!known.includes(value)) throw new RangeError(`${name} must be one of ${known}`)
  return value
}
