import { describe, expect, test } from 'vitest'
import { nextRuns } from '../../lib/api/cron.ts'

/** Returns the time of a clock in Korea. */
const fromKst = (text: string): number => Date.parse(`${text}:00+09:00`)
const toKst = (time: number): string => new Date(time + 9 * 3_600_000).toISOString().slice(0, 16)

// 1 January 2026 is a Thursday.
const NEW_YEAR = '2026-01-01T00:00'

const nextTimes: [name: string, expression: string, from: string, next: string[]][] = [
  ['every minute', '* * * * *', NEW_YEAR, ['2026-01-01T00:01', '2026-01-01T00:02']],
  ['a time of day, today', '41 22 * * *', NEW_YEAR, ['2026-01-01T22:41', '2026-01-02T22:41']],
  ['a time of day that has passed', '41 22 * * *', '2026-01-01T22:42', ['2026-01-02T22:41']],
  ['no minute that has already begun', '0 10 * * *', '2026-01-01T10:00', ['2026-01-02T10:00']],
  ['midnight after the last minute of a day', '0 0 * * *', '2026-01-01T23:59', ['2026-01-02T00:00']],
  ['midnight in Korea, which is another day in UTC', '0 0 1 * *', '2025-12-31T23:59', ['2026-01-01T00:00']],
  ['a step', '*/20 * * * *', NEW_YEAR, ['2026-01-01T00:20', '2026-01-01T00:40', '2026-01-01T01:00']],
  [
    'a step that does not divide the hour',
    '*/25 * * * *',
    '2026-01-01T00:25',
    ['2026-01-01T00:50', '2026-01-01T01:00'],
  ],
  ['a range with a step', '10-30/10 3 * * *', NEW_YEAR, ['2026-01-01T03:10', '2026-01-01T03:20', '2026-01-01T03:30']],
  ['a number with a step', '50/5 3 * * *', NEW_YEAR, ['2026-01-01T03:50', '2026-01-01T03:55', '2026-01-02T03:50']],
  [
    'a list that is not sorted',
    '30,0 12,6 * * *',
    NEW_YEAR,
    ['2026-01-01T06:00', '2026-01-01T06:30', '2026-01-01T12:00'],
  ],
  ['a list of ranges', '0 1-2,5 * * *', NEW_YEAR, ['2026-01-01T01:00', '2026-01-01T02:00', '2026-01-01T05:00']],
  [
    'the 31st of months that have one',
    '0 0 31 * *',
    NEW_YEAR,
    ['2026-01-31T00:00', '2026-03-31T00:00', '2026-05-31T00:00'],
  ],
  ['one day of each year', '0 0 1 1 *', NEW_YEAR, ['2027-01-01T00:00', '2028-01-01T00:00']],
  ['the month 9 as September', '0 10 5 9 *', NEW_YEAR, ['2026-09-05T10:00']],
  ['the leap day', '0 0 29 2 *', NEW_YEAR, ['2028-02-29T00:00']],
  ['the weekday 1 as Monday', '0 10 * * 1', NEW_YEAR, ['2026-01-05T10:00', '2026-01-12T10:00']],
  ['the weekday 0 as Sunday', '0 10 * * 0', NEW_YEAR, ['2026-01-04T10:00', '2026-01-11T10:00']],
  ['the weekday 7 as Sunday', '0 10 * * 7', NEW_YEAR, ['2026-01-04T10:00', '2026-01-11T10:00']],
  [
    'a range of weekdays up to 7',
    '0 0 * * 6-7',
    NEW_YEAR,
    ['2026-01-03T00:00', '2026-01-04T00:00', '2026-01-10T00:00'],
  ],
  ['the weekdays 1 to 5', '0 20 * * 1-5', NEW_YEAR, ['2026-01-01T20:00', '2026-01-02T20:00', '2026-01-05T20:00']],
  [
    'either day, if both the day of month and the weekday are restricted',
    '0 0 10 * 1',
    NEW_YEAR,
    ['2026-01-05T00:00', '2026-01-10T00:00', '2026-01-12T00:00'],
  ],
  ['the day of month, if the weekday is *', '0 0 10 * *', NEW_YEAR, ['2026-01-10T00:00', '2026-02-10T00:00']],
  [
    'days that match both, if the day of month is * with a step',
    '0 0 */2 * 1',
    NEW_YEAR,
    ['2026-01-05T00:00', '2026-01-19T00:00'],
  ],
  [
    'days that match both, if the weekday is * with a step',
    '0 0 10 * */2',
    NEW_YEAR,
    ['2026-01-10T00:00', '2026-02-10T00:00'],
  ],
  ['either day, but only in the month', '0 0 1 3 1', '2026-02-27T00:00', ['2026-03-01T00:00', '2026-03-02T00:00']],
  ['an expression with more spaces', ' 0  10 * *   1 ', NEW_YEAR, ['2026-01-05T10:00']],
  ['a range of one value', '5-5 10 * * *', NEW_YEAR, ['2026-01-01T10:05', '2026-01-02T10:05']],
  ['numbers with a leading zero', '05 08 09 01 *', NEW_YEAR, ['2026-01-09T08:05', '2027-01-09T08:05']],
  ['every day for the weekdays 0 to 7', '0 0 * * 0-7', NEW_YEAR, ['2026-01-02T00:00', '2026-01-03T00:00']],
  ['a step that is longer than the field', '*/99 10 * * *', NEW_YEAR, ['2026-01-01T10:00', '2026-01-02T10:00']],
]

const counts: [name: string, expression: string, count: number | undefined, length: number][] = [
  ['five runs by default', '* * * * *', undefined, 5],
  ['1500 runs for the count 1500', '* * * * *', 1500, 1500],
  ['no run for the count 0', '* * * * *', 0, 0],
  ['no run for a day that does not exist', '0 0 31 2 *', 5, 0],
  ['only the runs of the next four years', '0 0 29 2 *', 5, 1],
]

describe('nextRuns', () => {
  test.for(nextTimes)('returns %s', ([, expression, from, next]) => {
    expect(nextRuns(expression, { from: fromKst(from), count: next.length }).map(toKst)).toEqual(next)
  })

  test.for(counts)('returns %s', ([, expression, count, length]) => {
    const options = { from: fromKst(NEW_YEAR), ...(count !== undefined && { count }) }
    expect(nextRuns(expression, options)).toHaveLength(length)
  })

  test.for([
    ['from', -1],
    ['from', 0.5],
    ['from', Number.NaN],
    ['from', Number.POSITIVE_INFINITY],
    ['from', 9e15],
    ['from', '2026-01-01'],
    ['from', new Date(0)],
    ['from', null],
    ['count', -1],
    ['count', 1.5],
    ['count', Number.NaN],
    ['count', Number.POSITIVE_INFINITY],
    ['count', '5'],
    ['count', null],
  ] as const)('rejects the option %s %o', ([name, value]) => {
    const run = () => nextRuns('* * * * *', { [name]: value } as never)
    expect(run).toThrow(expect.objectContaining({ name: 'RangeError' }))
    expect(run).toThrow(new RegExp(`^${name} `))
  })

  test.for([null, undefined, {}, { from: undefined, count: undefined }])(
    'uses the defaults for the options %o',
    (options) => {
      expect(nextRuns('* * * * *', options)).toHaveLength(5)
    },
  )

  test('begins with the next full minute', () => {
    expect(nextRuns('* * * * *', { from: fromKst(NEW_YEAR) - 1, count: 1 })).toEqual([fromKst(NEW_YEAR)])
    expect(nextRuns('* * * * *', { from: fromKst(NEW_YEAR) + 59_999, count: 1 }).map(toKst)).toEqual([
      '2026-01-01T00:01',
    ])
  })

  test('begins with now by default', () => {
    const before = Date.now()
    const [first = 0] = nextRuns('* * * * *')
    expect(first).toBeGreaterThan(before)
    expect(first).toBeLessThanOrEqual(Date.now() + 60_000)
  })

  test('returns every run once, in order', () => {
    const all = nextRuns('*/7 */5 * * *', { from: fromKst(NEW_YEAR), count: 500 })
    expect(all).toEqual([...new Set(all)].sort((a, b) => a - b))
  })

  test.for([
    '* * * *',
    '60 * * * *',
    '* * * 0 *',
    '@hourly',
    '',
    '   ',
    // Only spaces separate fields.
    '*\t* * * *',
    '* * * * *\n',
    '* * * *\u00a0*',
    '**** *',
    // Unknown: whether the service accepts ranges that go down.
    '30-10 * * * *',
    '* 22-6 * * *',
    '* * 31-1 * *',
    '* * * 12-1 *',
    '* * * * 5-1',
    '* * * * 1,6-0',
    '* * * * 5-1/2',
  ])('rejects the expression %o', (expression) => {
    expect(() => nextRuns(expression)).toThrow(expect.objectContaining({ name: 'RangeError' }))
    expect(() => nextRuns(expression)).toThrow(/^cronOption/)
  })
})
