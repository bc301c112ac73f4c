/**
 * Cron expressions as Cloud Functions takes them: minute, hour, day of month, month, day of week.
 *
 * Unknown: the time zone is not documented. Expressions were seen to run in Korean time (UTC+9) in the region KR; for
 * Singapore and Japan nothing is known.
 *
 * @see https://guide.ncloud-docs.com/docs/en/cloudfunctions-cron-vpc
 */

/** Each field's name and range. Months count from 1; 0 and 7 are both Sunday. */
const FIELDS = [
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['day of month', 1, 31],
  ['month', 1, 12],
  ['day of week', 0, 7],
] as const

/** Korea has no daylight saving time: nine hours, always. */
const KST = 9 * 3_600_000

const MINUTE = 60_000

/** The values a field takes. */
const parseField = (text: string, [name, min, max]: (typeof FIELDS)[number]): ReadonlySet<number> => {
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const [, star, first, last, step] = /^(?:(\*)|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part) ?? []
    const from = star ? min : Number(first)
    const to = star || (step && !last) ? max : Number(last ?? first)
    const by = Number(step ?? 1)
    if (!(from >= min && to <= max && from <= to && by > 0)) {
      throw new TypeError(
        `cronOption: ${name} must be from ${min} to ${max}, as *, a, a-b, */n or a-b/n, separated by commas`,
      )
    }
    for (let value = from; value <= to; value += by) values.add(value)
  }
  return values
}

/**
 * Reads a cron expression.
 *
 * @param expression Five fields, separated by blanks.
 * @returns The values of each field, in order.
 * @throws TypeError naming the field and its range.
 */
export const parseCron = (expression: string): readonly ReadonlySet<number>[] => {
  const parts = typeof expression === 'string' ? expression.trim().split(/ +/) : []
  if (parts.length !== FIELDS.length) {
    throw new TypeError('cronOption must have five fields: minute, hour, day of month, month, day of week')
  }
  return FIELDS.map((field, index) => parseField(parts[index] as string, field))
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
 * @throws TypeError naming the field that is wrong.
 * @see https://guide.ncloud-docs.com/docs/en/cloudfunctions-cron-vpc
 */
export const nextRuns = (
  expression: string,
  { from = Date.now(), count = 5 }: { from?: number; count?: number } = {},
): number[] => {
  const [minutes, hours, days, months, weekdays] = parseCron(expression) as [
    ReadonlySet<number>,
    ...ReadonlySet<number>[],
  ] &
    readonly ReadonlySet<number>[]
  const [, , dayText, , weekdayText] = expression.trim().split(/ +/)
  const either = !dayText?.startsWith('*') && !weekdayText?.startsWith('*')
  const isDay = (date: Date): boolean => {
    const day = days?.has(date.getUTCDate()) ?? false
    const weekday = (weekdays?.has(date.getUTCDay()) || (date.getUTCDay() === 0 && weekdays?.has(7))) ?? false
    return months?.has(date.getUTCMonth() + 1) === true && (either ? day || weekday : day && weekday)
  }

  const runs: number[] = []
  // Fields of the shifted date, read as UTC, are those of a clock in Korea.
  const first = new Date(from + KST)
  const midnight = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate())
  for (let day = 0; day < 4 * 366 + 1 && runs.length < count; day += 1) {
    const start = midnight + day * 24 * 60 * MINUTE
    if (!isDay(new Date(start))) continue
    for (const hour of [...(hours ?? [])].sort((a, b) => a - b)) {
      for (const minute of [...minutes].sort((a, b) => a - b)) {
        const time = start + (hour * 60 + minute) * MINUTE - KST
        if (time > from && runs.length < count) runs.push(time)
      }
    }
  }
  return runs
}
