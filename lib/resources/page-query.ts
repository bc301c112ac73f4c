import { may, take, whole } from '../api/validate.ts'
import type { Prepare } from '../transport/transport.ts'

/** Unknown: the largest `pageSize`, so only what cannot be is refused. */
const count = may(whole(1, 2 ** 31 - 1))

/** The years that four digits hold, in every time zone. */
const time = may(whole(0, 253e12))

/**
 * The page that a list is asked for. v2.0 takes times as those of the region, in whole seconds and without a zone:
 * Singapore is an hour behind Korea, and none of the regions has daylight saving time. The seconds at both ends are
 * whole ones, so that nothing in them is lost.
 *
 * Unknown: that in Japan its own time is meant.
 */
export const pageOf: Prepare = (params, { apiVersion, region }) => {
  const [where, page] = take(params, { pageNo: count, pageSize: count, start: time, end: time })
  const zone = (region === 'SGN' ? 8 : 9) * 3_600_000
  const local = (time: unknown, more: number): unknown =>
    apiVersion === 'v2.0' && time !== undefined
      ? new Date((time as number) + more + zone).toISOString().slice(0, 19)
      : time
  return [{ ...where, ...page, start: local(page.start, 0), end: local(page.end, 999) }]
}
