/** Creates an activation id: 32 lower-case hexadecimal digits, as in all samples. */
export const createActivationId = (random: () => number): string =>
  Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('')
