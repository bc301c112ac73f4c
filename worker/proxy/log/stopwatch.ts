/**
 * Gives the milliseconds since it was last asked, at first since it was created; nothing by a clock that fails, which
 * must not take the answer with it. On Cloudflare a clock stands still until something is waited for.
 *
 * @param now Milliseconds since the epoch.
 */
export const stopwatch = (now: () => number): (() => number | undefined) => {
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
