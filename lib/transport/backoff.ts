const FIRST_BACKOFF_MS = 200
const LONGEST_BACKOFF_MS = 2_000

/**
 * Returns the delay before a retry: a random part of a limit that doubles with every retry ("full jitter"), so that
 * calls that failed together do not come back together.
 *
 * @param retry 1 for the first retry.
 * @param random From 0 up to 1.
 * @returns Milliseconds.
 */
export const backoff = (retry: number, random: number): number =>
  Math.floor(random * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (retry - 1)))
