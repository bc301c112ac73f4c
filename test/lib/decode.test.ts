import { expect, test } from 'vitest'
import { operations } from '../../lib/index.ts'
import { decode } from '../../lib/transport/decode-response.ts'

test('decode reports a clock that is off by 280 s or more: the gateway rejects 300 s, and its date has whole seconds', () => {
  const now = Date.UTC(2030, 0, 1)
  const errorWithClock = (aheadSeconds: number): unknown => {
    const headers = { date: new Date(now - aheadSeconds * 1000).toUTCString() }
    const text = JSON.stringify({ error: { errorCode: '200', message: 'No' } })
    try {
      return decode(new Response(text, { status: 401, headers }), text, {
        operation: operations.getPackageList,
        origin: 'https://gateway.example',
        now,
      })
    } catch (error) {
      return String(error)
    }
  }
  const nineHours = 'Korean time set as UTC looks like this: check the time zone.'
  expect([32_400, -32_400, 32_699, 32_101].map(errorWithClock)).toEqual(
    ['32400 s ahead of', '32400 s behind', '32699 s ahead of', '32101 s ahead of'].map(
      (off) => `NcloudError: No: The clock of this machine is ${off} the gateway's clock. ${nineHours}`,
    ),
  )
  expect([32_700, 32_100].map(errorWithClock)).toEqual(Array(2).fill(expect.not.stringContaining('Korean')))
  expect([279, -279].map(errorWithClock)).toEqual(Array(2).fill('NcloudError: No'))
  expect([280, -280].map(errorWithClock)).toEqual([
    expect.stringMatching(/No: The clock of this machine is 280 s ahead of the gateway's clock\.$/),
    expect.stringMatching(/No: The clock of this machine is 280 s behind the gateway's clock\.$/),
  ])
})
