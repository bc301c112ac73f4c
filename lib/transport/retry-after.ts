/** Returns the time of a response by its `Date` header, in milliseconds since the epoch; NaN without a valid one. */
const dateOf = (headers: Headers): number => Date.parse(headers.get('date') as string)

/**
 * Parses `Retry-After`: how long a response asks to wait.
 *
 * @param now Milliseconds since the epoch: used for a date if the response has no `Date`.
 * @returns Milliseconds, 0 for a time in the past; `undefined` without a valid header.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export const parseRetryAfter = (headers: Headers, now: number): number | undefined => {
  const text = headers.get('retry-after') ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  // `Date.parse` accepts far more than dates, numbers too.
  const until = /^[A-Z][a-z]+, /.test(text) ? Date.parse(text) : Number.NaN
  const from = dateOf(headers) || now
  return Number.isNaN(until) ? undefined : Math.max(0, until - from)
}

/** A clock that is off by less than this is not why a signature was rejected: the gateway accepts almost 300 s. */
const CLOCK_TOLERANCE_MS = 30_000

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
  const behind = dateOf(headers) - now
  return status === 401 && code === '200' && Math.abs(behind) > CLOCK_TOLERANCE_MS ? behind : undefined
}
