import { expect, test } from 'vitest'
import { operations } from '../../lib/index.ts'
import { decode } from '../../lib/transport/decode.ts'

test('decode blames a clock from 280 seconds on, a little before the gateway refuses it', () => {
  const now = Date.UTC(2030, 0, 1)
  const messageAt = (ahead: number): unknown => {
    const headers = { date: new Date(now - ahead * 1000).toUTCString() }
    const text = JSON.stringify({ error: { errorCode: '200', message: 'No' } })
    try {
      return decode(new Response(text, { status: 401, headers }), text, operations.getPackageList, now)
    } catch (error) {
      return String(error)
    }
  }
  expect([279, -279].map(messageAt)).toEqual(Array(2).fill('NcloudError: No'))
  expect([280, -280].map(messageAt)).toEqual([280, -280].map((s) => expect.stringMatching(`No: .* ${s} s ahead`)))
})
