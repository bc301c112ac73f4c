import { matching, type Rule, whole } from './validate.ts'

/**
 * Cron expressions as Cloud Functions takes them: minute, hour, day of month, month, day of week.
 *
 * Unknown: the time zone is not documented. Expressions were seen to run in Korean time (UTC+9) in the region KR; for
 * Singapore and Japan nothing is known.
 *
 * @see https://guide.ncloud-docs.com/docs/en/cloudfunctions-cron-vpc
 */

/** What the five fields may hold. Months count from 1; 0 and 7 are both Sunday. */
const FIELDS = ['[0-5]?\\d', '[01]?\\d|2[0-3]', '0?[1-9]|[12]\\d|3[01]', '0?[1-9]|1[0-2]', '[0-7]'].map((value) => {
  // `*`, `a` or `a-b`, each with a step or without; several with commas.
  const part = `(\\*|(${value})(-(${value}))?)(/[1-9]\\d?)?`
  return `${part}(,${part})*`
})

/**
 * A cron expression.
 *
 * Unknown: whether a range may go over the end, such as `5-1` for Friday to Monday. That is left to the service.
 */
export const cron: Rule = matching(RegExp(`^ *${FIELDS.join(' +')} *$`), 'cron: 0-59 0-23 1-31 1-12 0-7')

/** Korea has no daylight saving time: nine hours, always. */
const KST = 32_400_000

const MINUTE = 60_000

/** The latest time that lists take too. */
const LAST = 253e12

/** The numbers a field means, in its range. */
const valuesOf = (field: string, min: number, max: number): ReadonlySet<number> => {
  const values = new Set<number>()
  for (const part of field.split(',')) {
    const [range = '', step] = part.split('/')
    const [first = '', last] = range.split('-')
    let value = range === '*' ? min : Number(first)
    const end = range === '*' || (step && !last) ? max : Number(last ?? first)
    if (value > end) throw new RangeError('cronOption: a range must go up')
    for (; value <= end; value += Number(step ?? 1)) values.add(value)
  }
  return values
}

/**
 * When a cron expression runs next, in Korean time.
 *
 * As in every cron, a day is right when day of month or day of week is, if both are restricted.
 *
 * @param expression Five fields, as `cronOption` takes them.
 * @param options `from`: milliseconds since the epoch, default now; the first run is after it. `count`: how many,
 * default 5.
 * @returns Milliseconds since the epoch; fewer than `count` when the next four years have no more.
 * @throws RangeError for an expression that is none, with the ranges; for `from` or `count` that is no whole number.
 * @see https://guide.ncloud-docs.com/docs/en/cloudfunctions-cron-vpc
 */
export const nextRuns = (
  expression: string,
  options?: { readonly from?: number | undefined; readonly count?: number | undefined } | null,
): number[] => {
  const { from = Date.now(), count = 5 } = options ?? {}
  cron(expression, 'cronOption')
  whole(0, LAST)(from, 'from')
  whole(0, Number.MAX_SAFE_INTEGER)(count, 'count')
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = expression.trim().split(/ +/)
  const minutes = valuesOf(minute, 0, 59)
  const hours = valuesOf(hour, 0, 23)
  const days = valuesOf(day, 1, 31)
  const months = valuesOf(month, 1, 12)
  const weekdays = valuesOf(weekday, 0, 7)
  const either = !day.startsWith('*') && !weekday.startsWith('*')
  const isDay = (date: Date): boolean => {
    const isOfMonth = days.has(date.getUTCDate())
    const isOfWeek = weekdays.has(date.getUTCDay()) || (date.getUTCDay() === 0 && weekdays.has(7))
    return months.has(date.getUTCMonth() + 1) && (either ? isOfMonth || isOfWeek : isOfMonth && isOfWeek)
  }

  const runs: number[] = []
  // Fields of the shifted date, read as UTC, are those of a clock in Korea.
  const first = new Date(from + KST)
  const midnight = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate())
  for (let dayNo = 0; dayNo < 4 * 366 + 1 && runs.length < count; dayNo += 1) {
    const start = midnight + dayNo * 24 * 60 * MINUTE
    if (!isDay(new Date(start))) continue
    for (const each of [...hours].sort((a, b) => a - b)) {
      for (const within of [...minutes].sort((a, b) => a - b)) {
        const time = start + (each * 60 + within) * MINUTE - KST
        if (time > from && runs.length < count) runs.push(time)
      }
    }
  }
  return runs
}
