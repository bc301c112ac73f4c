/**
 * Creates a function that returns the milliseconds since its last call, first since its creation. It returns `undefined`
 * if the clock throws: a broken clock must not break the response. On Cloudflare the clock stands still between I/O.
 *
 * @param now Milliseconds since the epoch.
 */
export const createStopwatch = (now: () => number): (() => number | undefined) => {
  const read = (): number => {
    try {
      return now()
    } catch {
      return Number.NaN
    }
  }
  let last = read()
  return () => {
    const before = last
    last = read()
    const ms = last - before
    return Number.isNaN(ms) ? undefined : ms
  }
}
