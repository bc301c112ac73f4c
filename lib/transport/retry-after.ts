import { responseTime } from './clock.ts'

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
  const from = responseTime(headers) || now
  return Number.isNaN(until) ? undefined : Math.max(0, until - from)
}
