import { expect, test } from 'vitest'
import { createProxy } from '../../worker/proxy/app.ts'
import { authorized, callers, openConfig, proxyOrigin, sha256, token } from '../support/proxy.ts'

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

test('#25 createProxy warns once of each caller that has expired, and serves the others', async () => {
  const expires = '2030-01-31T00:00:00Z'
  const now = Date.parse(expires)
  const PROXY_CALLERS = JSON.stringify([
    { id: 'tests', sha256: sha256(token) },
    { id: 'job', sha256: sha256('job'), expires },
    { id: 'app', sha256: sha256('app'), expires: '2030-01-31T00:00:01Z' },
    { id: 'old', sha256: sha256('old'), expires: '2020-01-31T00:00:00Z' },
  ])
  const log: unknown[] = []
  const deps = { fetch: () => Response.json({ content: [] }), now: () => now }
  const app = createProxy(
    { ...openConfig, PROXY_CALLERS },
    { ...deps, log: (line, level) => log.push([level, JSON.parse(line)]) },
  )
  const warnings = [2, 4].map((number) => [
    'warn',
    {
      level: 'warn',
      event: 'caller_expired',
      reason: `PROXY_CALLERS: caller ${number} has expired: set a later time, or remove it.`,
    },
  ])
  expect(log).toEqual(warnings)

  const statusOf = async (caller: string) => {
    const headers = { authorization: `Bearer ${caller}` }
    return (await app.request(`${proxyOrigin}/ncf/api/v2/packages`, { headers })).status
  }
  expect([await statusOf(token), await statusOf('job'), await statusOf('app')]).toEqual([200, 401, 200])
  expect(log, 'requests warn no more').toHaveLength(5)
})

test('createProxy reads no clock for callers that never expire', () => {
  const log: string[] = []
  const now = () => {
    throw new Error()
  }
  createProxy(openConfig, { now, log: (line) => log.push(line) })
  expect(log).toEqual([])
})
