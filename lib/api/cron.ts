import { createRule, integer, type Rule, rejectUnknown } from './validate.ts'

/**
 * Cron expressions as Cloud Functions reads them: minute, hour, day of month, month, day of week.
 *
 * Unknown: the documentation does not name the time zone. In the region KR, expressions were seen to run in Korean time
 * (UTC+9). Nothing is known about Singapore and Japan.
 *
 * @see https://guide.ncloud-docs.com/docs/en/cloudfunctions-cron-vpc
 */

/** The five fields with the range of their values. Months count from 1; 0 and 7 are both Sunday. */
const FIELDS = [
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['day of month', 1, 31],
  ['month', 1, 12],
  ['day of week', 0, 7],
] as const

/** One part of a field: `*`, `a` or `a-b`, each with or without a step `/n`. */
const PART = /^(?:\*|(\d\d?)(?:-(\d\d?))?)(?:\/([1-9]\d?))?$/

/** Splits an expression into its fields. */
const fieldsOf = (expression: string): string[] => expression.split(' ').filter(Boolean)

const fiveFields = /* @__PURE__ */ createRule<string>(
  `5 fields: ${FIELDS.map(([label]) => label).join(', ')}, such as "0 3 * * *"`,
  (value) => fieldsOf(value).length === FIELDS.length,
)

/** Returns whether a text is one part of a field with numbers in its range. */
const isPart = (text: string, min: number, max: number): boolean => {
  const [isMatch, first = min, last = max] = PART.exec(text) ?? []
  return isMatch !== undefined && [first, last].every((value) => Number(value) >= min && Number(value) <= max)
}

/**
 * Validates a cron expression: a RangeError names the field that is wrong and its range.
 *
 * Unknown: whether a range may go past the end, such as `5-1` for Friday to Monday. The service decides that.
 */
export const cronExpression: Rule = (value, name) => {
  fiveFields(value, name)
  for (const [index, field] of fieldsOf(value as string).entries()) {
    const [label, min, max] = FIELDS[index] as (typeof FIELDS)[number]
    const rule = createRule<string>(
      `*, ${min} to ${max}, a range a-b or a list a,b, with or without a step /n`,
      (text) => text.split(',').every((part) => isPart(part, min, max)),
    )
    rule(field, `${name} has an invalid ${label} (field ${index + 1}): it`)
  }
}

/** Korea has no daylight saving time: the difference to UTC is always nine hours. */
const KST_MS = 32_400_000

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** 29 February comes at least once in these days, 2100 aside: it is the rarest date. */
const SEARCHED_DAYS = 1_465

/** The latest time that lists accept, too. */
const LATEST_MS = 253e12

/** Returns the numbers that a field means, in its range. */
const valuesOf = (field: string, min: number, max: number): ReadonlySet<number> => {
  const values = new Set<number>()
  for (const part of field.split(',')) {
    const [, first, last, step] = PART.exec(part) ?? []
    const from = first === undefined ? min : Number(first)
    const to = first === undefined || (step && !last) ? max : Number(last ?? first)
    if (from > to) throw new RangeError('cronOption must have ranges that go up, such as 1-5')
    for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value)
  }
  return values
}

const ascending = (values: ReadonlySet<number>): number[] => [...values].sort((a, b) => a - b)

/**
 * Returns the next times at which a cron expression runs, in Korean time.
 *
 * If both day of month and day of week are restricted, a day that fits one of them counts, as in every cron.
 *
 * @param expression Five fields, as for `cronOption`.
 * @param options `from`: milliseconds since the epoch, default now; the first time is after it. `count`: how many times,
 * default 5.
 * @returns Milliseconds since the epoch. Fewer than `count` if the next four years have no more.
 * @throws RangeError for an invalid expression, with the field and its range; for an invalid `from` or `count`.
 * @example
 * ```ts
 * import { nextRuns } from 'ncloud-functions'
 *
 * for (const time of nextRuns('0 3 * * *', { count: 2 })) console.log(new Date(time))
 * ```
 * @see https://guide.ncloud-docs.com/docs/en/cloudfunctions-cron-vpc
 */
export const nextRuns = (
  expression: string,
  options?: { readonly from?: number | undefined; readonly count?: number | undefined } | null,
): number[] => {
  rejectUnknown('option', options ?? {}, ['from', 'count'])
  const { from = Date.now(), count = 5 } = options ?? {}
  cronExpression(expression, 'cronOption')
  integer(0, LATEST_MS)(from, 'from')
  integer(0, Number.MAX_SAFE_INTEGER)(count, 'count')
  const fields = fieldsOf(expression)
  const [minutes, hours, days, months, weekdays] = FIELDS.map(([, min, max], index) =>
    valuesOf(fields[index] as string, min, max),
  ) as [ReadonlySet<number>, ReadonlySet<number>, ReadonlySet<number>, ReadonlySet<number>, ReadonlySet<number>]
  const isEitherEnough = !fields[2]?.startsWith('*') && !fields[4]?.startsWith('*')
  const isRunDay = (date: Date): boolean => {
    const fitsMonthDay = days.has(date.getUTCDate())
    const fitsWeekday = weekdays.has(date.getUTCDay()) || (date.getUTCDay() === 0 && weekdays.has(7))
    const fitsDay = isEitherEnough ? fitsMonthDay || fitsWeekday : fitsMonthDay && fitsWeekday
    return months.has(date.getUTCMonth() + 1) && fitsDay
  }

  const runs: number[] = []
  // The UTC fields of the shifted date are those of a clock in Korea.
  const first = new Date(from + KST_MS)
  const midnight = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate())
  for (let day = 0; day < SEARCHED_DAYS && runs.length < count; day += 1) {
    const start = midnight + day * DAY_MS
    if (!isRunDay(new Date(start))) continue
    for (const hour of ascending(hours)) {
      for (const minute of ascending(minutes)) {
        const time = start + (hour * 60 + minute) * MINUTE_MS - KST_MS
        if (time > from && runs.length < count) runs.push(time)
      }
    }
  }
  return runs
}
