import { describe, expect, test } from 'vitest'
import { type Fetch, type OperationId, operations } from '../../lib/index.ts'
import { authorized, openProxy } from '../support/proxy.ts'
import { sampleRequests } from '../support/requests.ts'
import { allPermissions, jsonHeaders, v20, v21 } from './send.ts'

const errorResponse =
  (status: number, errorCode: string, headers: Record<string, string> = {}) =>
  () =>
    Response.json({ error: { errorCode, message: 'NO' } }, { status, headers })
const unreachable = () => Promise.reject(new TypeError('fetch failed'))

const epoch = new Date(0).toUTCString()

/** The number of attempts after each failure: of a read, a write, a write of a trigger or link, and a run. */
const failures: [name: string, upstream: Fetch, read: number, write: number, trigger: number, run: number][] = [
  ['no response', unreachable, 3, 2, 1, 1],
  ['429', errorResponse(429, '410'), 3, 2, 1, 1],
  ['503/500', errorResponse(503, '500'), 3, 2, 2, 1],
  ['503', errorResponse(503, '501'), 3, 2, 1, 1],
  ['502', () => new Response('<p>', { status: 502 }), 3, 2, 1, 1],
  ['504', errorResponse(504, '510'), 3, 2, 1, 1],
  ['500/900', errorResponse(500, '900'), 3, 1, 1, 1],
  ['cut JSON', () => new Response('{"cont'), 3, 1, 1, 1],
  ['500 of the service', errorResponse(500, '81311'), 1, 1, 1, 1],
  ['401/200', errorResponse(401, '200'), 1, 1, 1, 1],
  [
    '401/200 with a clock that is wrong by ten minutes',
    () => errorResponse(401, '200', { date: new Date(Date.now() + 600_000).toUTCString() })(),
    ...([2, 2, 2, 1] as const),
  ],
  ['401/200 with a clock that is wrong by years', errorResponse(401, '200', { date: epoch }), 1, 1, 1, 1],
  ['403', errorResponse(403, '80002'), 1, 1, 1, 1],
  ['404', errorResponse(404, '80301'), 1, 1, 1, 1],
  ['a redirect', () => new Response(null, { status: 307 }), 1, 1, 1, 1],
]

const kinds: Readonly<Partial<Record<OperationId, 'write' | 'trigger' | 'run'>>> = {
  putPackage: 'write',
  deletePackage: 'write',
  putAction: 'write',
  deleteAction: 'write',
  putTrigger: 'trigger',
  deleteTrigger: 'trigger',
  postTriggerLinkAction: 'trigger',
  deleteTriggerLinkAction: 'trigger',
  postAction: 'run',
  postTrigger: 'run',
}

const send = async (id: OperationId, upstream: Fetch, config = {}) => {
  const { method, target, body } = sampleRequests[id]
  const { request, calls, lines } = openProxy({ ...allPermissions, ...config }, upstream)
  const init = { method, headers: body ? jsonHeaders : authorized, ...(body && { body: JSON.stringify(body) }) }
  const response = await request(v21 + target, init)
  const text = await response.text()
  return { response, body: text && JSON.parse(text), calls, line: JSON.parse(lines.join()) }
}

describe('#39 createProxy calls the gateway', () => {
  const table = (Object.keys(operations) as OperationId[]).flatMap((id) =>
    failures.map(([name, upstream, read, write, trigger, run]) => {
      const times = { write, trigger, run, read }[kinds[id] ?? 'read']
      return [id, times, name, upstream] as const
    }),
  )

  test.for(table)('for %s, %i times after %s', async ([id, times, , upstream]) => {
    const { response, calls, line } = await send(id, upstream)
    expect([response.ok, calls.length, line.attempts]).toEqual([false, times, times])
  })

  test('until it responds, and logs the attempts and the id of the last response', async () => {
    let calls = 0
    const upstream: Fetch = () => {
      calls += 1
      return calls < 3
        ? errorResponse(503, '500', { 'x-ncp-apigw-request-id': 'first' })()
        : Response.json({ content: [] }, { headers: { 'x-ncp-apigw-request-id': '<b>last' } })
    }
    const { response, line } = await send('getPackageList', upstream)
    expect([response.status, line.attempts, line.upstreamRequestId]).toEqual([200, 3, 'blast'])
  })

  test('again for a deletion, and takes 404 for success then', async () => {
    let calls = 0
    const upstream: Fetch = () => {
      calls += 1
      return calls === 1 ? unreachable() : errorResponse(404, '80301')()
    }
    expect((await send('deleteAction', upstream)).response.status).toBe(204)
  })

  test('once for a response that is too large', async () => {
    const { response, body, calls, line } = await send('getPackageList', () => new Response(' '.repeat(99)), {
      MAX_RESPONSE_BYTES: '10',
      MAX_BODY_BYTES: '10',
    })
    expect([response.status, body.code, calls.length]).toEqual([502, 'upstream_invalid_response', 1])
    expect([line.attempts, line.reason]).toEqual([1, expect.stringContaining('received more than 20 bytes')])
  })

  test('at most ten times more in total while it is down', async () => {
    const { request, calls } = openProxy(allPermissions, errorResponse(503, '500'))
    for (let time = 0; time < 20; time += 1) await request(`${v21}/packages`, { headers: authorized })
    expect(calls).toHaveLength(30)
  })

  test('with a clock that the first response corrected', async () => {
    const now = Date.now()
    const times: number[] = []
    const upstream: Fetch = (_, { headers }) => {
      times.push(Number((headers as Record<string, string>)['x-ncp-apigw-timestamp']))
      const off = Math.abs((times.at(-1) ?? 0) - now - 600_000)
      const date = new Date(now + 600_000).toUTCString()
      return off < 60_000 ? Response.json({ content: {} }) : errorResponse(401, '200', { date })()
    }
    const { request } = openProxy(allPermissions, upstream)
    const run = async () =>
      (await request(`${v21}/triggers/daily`, { method: 'POST', headers: jsonHeaders, body: '{}' })).status
    expect([await run(), await run(), times.length], 'a firing is not retried').toEqual([502, 200, 2])
    await request(`${v20}/triggers`, { headers: authorized })
    expect(times, 'each API version has a clock of its own').toHaveLength(4)
  })
})

describe('createProxy sends Retry-After', () => {
  const busy = (retryAfter: string) => errorResponse(429, '410', { 'retry-after': retryAfter })

  test.for([
    ['of the gateway without a retry, if the timeout ends before', 'getPackageList', busy('30'), '30', 1],
    ['of the gateway after its retries', 'getPackageList', busy('1'), '1', 3],
    ['of the gateway for a run', 'postAction', busy('2'), '2', 1],
    ['of one second without one of the gateway', 'getPackageList', errorResponse(429, '410'), '1', 3],
  ] as const)('%s', async ([, id, upstream, seconds, times]) => {
    const { response, body, calls } = await send(id, upstream)
    expect([response.status, body.code, response.headers.get('retry-after')]).toEqual([503, 'upstream_busy', seconds])
    expect([calls.length, body.retryable, body.outcome]).toEqual([times, true, undefined])
  })

  test('of the service with an error of the service', async () => {
    const { response } = await send('postAction', errorResponse(503, '80999', { 'retry-after': '7' }))
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '7'])
  })
})
