/** Returns the time of a response by its `Date` header, in milliseconds since the epoch; NaN without a valid one. */
export const responseTime = (headers: Headers): number => Date.parse(headers.get('date') as string)

/** A clock that is off by less than this is not why a signature was rejected: the gateway accepts almost 300 s. */
const TOLERANCE_MS = 30_000

/**
 * Returns how far a clock is behind the gateway's, if that is why the gateway rejected the signature.
 *
 * @param now The time of that clock: milliseconds since the epoch.
 * @returns Milliseconds to add to the clock, negative for a clock that is ahead; `undefined` for another reason.
 */
export const clockCorrection = (
  { code, status }: { readonly code: string; readonly status: number | undefined },
  headers: Headers,
  now: number,
): number | undefined => {
  const behind = responseTime(headers) - now
  return status === 401 && code === '200' && Math.abs(behind) > TOLERANCE_MS ? behind : undefined
}

/** The gateway rejects a clock that is 300 s off. `Date` has whole seconds, and the response took some time. */
const REJECTED_SECONDS = 280

/**
 * Describes a clock that is the likely reason why the gateway rejected the signature.
 *
 * @param now The time of that clock; `undefined` if the proxy signs.
 * @returns One sentence; `''` for another reason.
 */
export const describeClock = (code: string, headers: Headers, now: number | undefined): string => {
  const ahead = Math.floor(((now as number) - responseTime(headers)) / 1000)
  const off = Math.abs(ahead)
  if (code !== '200' || !(off >= REJECTED_SECONDS)) return ''
  return `The clock of this machine is ${off} s ${ahead > 0 ? 'ahead of' : 'behind'} the gateway's clock.`
}
