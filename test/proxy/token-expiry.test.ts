import { expect, test } from 'vitest'
import { createProxy } from '../../worker/proxy/app.ts'
import { authorized, callers, openConfig, proxyOrigin } from '../support/proxy.ts'

/** One time in different forms. */
const moments = [
  '2030-01-31T00:00Z',
  '2030-01-31T00:00:00Z',
  '2030-01-31T00:00:00.0Z',
  '2030-01-31T00:00:00.000Z',
  '2030-01-31T09:00+09:00',
  '2030-01-30T20:30:00-03:30',
]

const statusAt = async (expires: string, time: number): Promise<number> => {
  const deps = { fetch: () => Response.json({ content: [] }), now: () => time, log: () => undefined }
  const app = createProxy({ ...openConfig, ...callers({ expires }) }, deps)
  return (await app.request(`${proxyOrigin}/ncf/api/v2/packages`, { headers: authorized })).status
}

test.for(moments)('createProxy accepts a token that expires at %s until that time', async (expires) => {
  const end = Date.UTC(2030, 0, 31)
  expect([await statusAt(expires, end - 1), await statusAt(expires, end)]).toEqual([200, 401])
})
