/** Returns the time of a response by its `Date` header, in milliseconds since the epoch; NaN without a valid one. */
export const responseTime = (headers: Headers): number => Date.parse(headers.get('date') as string)

/** A clock that is off by less than this is not why a signature was rejected: the gateway accepts almost 300 s. */
const TOLERANCE_MS = 30_000

/** A clock that is further off is set wrongly, and only its user can correct that. */
const LARGEST_CORRECTION_MS = 900_000

/**
 * Returns how far a clock is behind the gateway's, if that is why the gateway rejected the signature.
 *
 * @param now The time of that clock when the response arrived: milliseconds since the epoch.
 * @param correctionMs Milliseconds that were added to the clock for this signature.
 * @returns Milliseconds to add to the clock instead, negative for a clock that is ahead; `undefined` for another reason
 * and for a clock that is off by more than 15 minutes.
 */
export const clockCorrection = (
  { code, status }: { readonly code: string; readonly status: number | undefined },
  headers: Headers,
  now: number,
  correctionMs: number,
): number | undefined => {
  const behind = responseTime(headers) - now
  const isWrong = status === 401 && code === '200' && Math.abs(behind - correctionMs) > TOLERANCE_MS
  return isWrong && Math.abs(behind) <= LARGEST_CORRECTION_MS ? behind : undefined
}

/** The gateway rejects a clock that is 300 s off. `Date` has whole seconds, and the response took some time. */
const REJECTED_SECONDS = 280

/** The difference between Korean time and UTC. */
const NINE_HOURS_S = 32_400

/**
 * Describes a clock that is the likely reason why the gateway rejected the signature.
 *
 * @param now The time of that clock; `undefined` if the proxy signs.
 * @returns One or two sentences; `''` for another reason.
 */
export const describeClock = (code: string, headers: Headers, now: number | undefined): string => {
  const ahead = Math.floor(((now as number) - responseTime(headers)) / 1000)
  const off = Math.abs(ahead)
  if (code !== '200' || !(off >= REJECTED_SECONDS)) return ''
  const timeZone =
    Math.abs(off - NINE_HOURS_S) < 300 ? ' Korean time set as UTC looks like this: check the time zone.' : ''
  return `The clock of this machine is ${off} s ${ahead > 0 ? 'ahead of' : 'behind'} the gateway's clock.${timeZone}`
}
