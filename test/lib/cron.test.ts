import { describe, expect, test } from 'vitest'
import { nextRuns } from '../../lib/api/cron.ts'

/** A time of a clock in Korea. */
const kst = (text: string): number => Date.parse(`${text}:00+09:00`)
const asKst = (time: number): string => new Date(time + 9 * 3_600_000).toISOString().slice(0, 16)

// 1 January 2026 is a Thursday.
const NEW_YEAR = '2026-01-01T00:00'

const runs: [name: string, expression: string, from: string, next: string[]][] = [
  ['every minute', '* * * * *', NEW_YEAR, ['2026-01-01T00:01', '2026-01-01T00:02']],
  ['a time of day, today', '41 22 * * *', NEW_YEAR, ['2026-01-01T22:41', '2026-01-02T22:41']],
  ['a time of day, passed', '41 22 * * *', '2026-01-01T22:42', ['2026-01-02T22:41']],
  ['the minute it is, which has begun', '0 10 * * *', '2026-01-01T10:00', ['2026-01-02T10:00']],
  ['the last minute of a day', '0 0 * * *', '2026-01-01T23:59', ['2026-01-02T00:00']],
  ['Korean midnight, though it is yesterday in UTC', '0 0 1 * *', '2025-12-31T23:59', ['2026-01-01T00:00']],
  ['a step', '*/20 * * * *', NEW_YEAR, ['2026-01-01T00:20', '2026-01-01T00:40', '2026-01-01T01:00']],
  [
    'a step that does not divide the hour',
    '*/25 * * * *',
    '2026-01-01T00:25',
    ['2026-01-01T00:50', '2026-01-01T01:00'],
  ],
  ['a range with a step', '10-30/10 3 * * *', NEW_YEAR, ['2026-01-01T03:10', '2026-01-01T03:20', '2026-01-01T03:30']],
  ['a beginning with a step', '50/5 3 * * *', NEW_YEAR, ['2026-01-01T03:50', '2026-01-01T03:55', '2026-01-02T03:50']],
  [
    'a list, in whatever order',
    '30,0 12,6 * * *',
    NEW_YEAR,
    ['2026-01-01T06:00', '2026-01-01T06:30', '2026-01-01T12:00'],
  ],
  ['a list of ranges', '0 1-2,5 * * *', NEW_YEAR, ['2026-01-01T01:00', '2026-01-01T02:00', '2026-01-01T05:00']],
  [
    'the last of months that have it',
    '0 0 31 * *',
    NEW_YEAR,
    ['2026-01-31T00:00', '2026-03-31T00:00', '2026-05-31T00:00'],
  ],
  ['the turn of the year', '0 0 1 1 *', NEW_YEAR, ['2027-01-01T00:00', '2028-01-01T00:00']],
  ['September for 9', '0 10 5 9 *', NEW_YEAR, ['2026-09-05T10:00']],
  ['the leap day', '0 0 29 2 *', NEW_YEAR, ['2028-02-29T00:00']],
  ['Monday', '0 10 * * 1', NEW_YEAR, ['2026-01-05T10:00', '2026-01-12T10:00']],
  ['Sunday as 0', '0 10 * * 0', NEW_YEAR, ['2026-01-04T10:00', '2026-01-11T10:00']],
  ['Sunday as 7', '0 10 * * 7', NEW_YEAR, ['2026-01-04T10:00', '2026-01-11T10:00']],
  ['a weekend that ends with 7', '0 0 * * 6-7', NEW_YEAR, ['2026-01-03T00:00', '2026-01-04T00:00', '2026-01-10T00:00']],
  ['working days', '0 20 * * 1-5', NEW_YEAR, ['2026-01-01T20:00', '2026-01-02T20:00', '2026-01-05T20:00']],
  [
    'either day, if both are restricted',
    '0 0 10 * 1',
    NEW_YEAR,
    ['2026-01-05T00:00', '2026-01-10T00:00', '2026-01-12T00:00'],
  ],
  ['both days, if one is any', '0 0 10 * *', NEW_YEAR, ['2026-01-10T00:00', '2026-02-10T00:00']],
  ['both days, if one is any in steps', '0 0 */2 * 1', NEW_YEAR, ['2026-01-05T00:00', '2026-01-19T00:00']],
  ['both days, if the other is any in steps', '0 0 10 * */2', NEW_YEAR, ['2026-01-10T00:00', '2026-02-10T00:00']],
  ['either day only in its month', '0 0 1 3 1', '2026-02-27T00:00', ['2026-03-01T00:00', '2026-03-02T00:00']],
  ['more blanks', ' 0  10 * *   1 ', NEW_YEAR, ['2026-01-05T10:00']],
  ['a range of one', '5-5 10 * * *', NEW_YEAR, ['2026-01-01T10:05', '2026-01-02T10:05']],
  ['digits with a zero before', '05 08 09 01 *', NEW_YEAR, ['2026-01-09T08:05', '2027-01-09T08:05']],
  ['Sunday, at both ends of a week', '0 0 * * 0-7', NEW_YEAR, ['2026-01-02T00:00', '2026-01-03T00:00']],
  ['a step beyond the field', '*/99 10 * * *', NEW_YEAR, ['2026-01-01T10:00', '2026-01-02T10:00']],
]

const counts: [name: string, expression: string, count: number | undefined, length: number][] = [
  ['five unless told', '* * * * *', undefined, 5],
  ['as many as asked for', '* * * * *', 1500, 1500],
  ['none', '* * * * *', 0, 0],
  ['none for a day that never comes', '0 0 31 2 *', 5, 0],
  ['those of four years', '0 0 29 2 *', 5, 1],
]

describe('nextRuns', () => {
  test.for(runs)('finds %s', ([, expression, from, next]) => {
    expect(nextRuns(expression, { from: kst(from), count: next.length }).map(asKst)).toEqual(next)
  })

  test.for(counts)('gives %s', ([, expression, count, length]) => {
    const options = { from: kst(NEW_YEAR), ...(count !== undefined && { count }) }
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
  ] as const)('refuses %s %o by name', ([name, value]) => {
    const refused = () => nextRuns('* * * * *', { [name]: value } as never)
    expect(refused).toThrow(expect.objectContaining({ name: 'RangeError' }))
    expect(refused).toThrow(new RegExp(`^${name} `))
  })

  test.for([null, undefined, {}, { from: undefined, count: undefined }])('takes the defaults for %o', (options) => {
    expect(nextRuns('* * * * *', options)).toHaveLength(5)
  })

  test('counts from within a minute to the next one', () => {
    expect(nextRuns('* * * * *', { from: kst(NEW_YEAR) - 1, count: 1 })).toEqual([kst(NEW_YEAR)])
    expect(nextRuns('* * * * *', { from: kst(NEW_YEAR) + 59_999, count: 1 }).map(asKst)).toEqual(['2026-01-01T00:01'])
  })

  test('counts from now unless told', () => {
    const before = Date.now()
    const [first = 0] = nextRuns('* * * * *')
    expect(first).toBeGreaterThan(before)
    expect(first).toBeLessThanOrEqual(Date.now() + 60_000)
  })

  test('gives every run once, in order', () => {
    const all = nextRuns('*/7 */5 * * *', { from: kst(NEW_YEAR), count: 500 })
    expect(all).toEqual([...new Set(all)].sort((a, b) => a - b))
  })

  test.for([
    '* * * *',
    '60 * * * *',
    '* * * 0 *',
    '@hourly',
    '',
    '   ',
    // Blanks are blanks, and nothing else.
    '*\t* * * *',
    '* * * * *\n',
    '* * * *\u00a0*',
    '**** *',
    // Ranges that go down, which the service may or may not take.
    '30-10 * * * *',
    '* 22-6 * * *',
    '* * 31-1 * *',
    '* * * 12-1 *',
    '* * * * 5-1',
    '* * * * 1,6-0',
    '* * * * 5-1/2',
  ])('refuses %o by name', (expression) => {
    expect(() => nextRuns(expression)).toThrow(expect.objectContaining({ name: 'RangeError' }))
    expect(() => nextRuns(expression)).toThrow(/^cronOption/)
  })
})
