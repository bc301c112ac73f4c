import { integer, optional, takeFields } from '../api/validate.ts'
import type { Prepare } from '../transport/transport.ts'

/** Unknown: the largest `pageSize`. The client rejects only what no service could accept. */
const count = optional(integer(1, 2 ** 31 - 1))

/** The latest time with a year of four digits in every time zone. */
const LATEST_MS = 253e12

const time = optional(integer(0, LATEST_MS))

const HOUR_MS = 3_600_000

/**
 * Validates the page and the time window of a list of activations. v2.0 has times of the region, in whole seconds and
 * without a zone. Singapore is one hour behind Korea, and no region has daylight saving time. Both ends are rounded so
 * that the window loses nothing.
 *
 * Unknown: whether Japan means its own time.
 */
export const preparePage: Prepare = (params, { apiVersion, region }) => {
  const [rest, page] = takeFields(params, { pageNo: count, pageSize: count, start: time, end: time })
  const utcOffsetMs = (region === 'SGN' ? 8 : 9) * HOUR_MS
  const formatTime = (value: unknown, roundUpMs: number): unknown =>
    apiVersion === 'v2.0' && value !== undefined
      ? new Date((value as number) + roundUpMs + utcOffsetMs).toISOString().slice(0, 19)
      : value
  return { params: { ...rest, ...page, start: formatTime(page.start, 0), end: formatTime(page.end, 999) } }
}
