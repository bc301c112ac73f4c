import { describe, expect, test } from 'vitest'
import { type Fetch, type OperationId, operations } from '../../lib/index.ts'
import { authorized, openProxy } from '../support/proxy.ts'
import { sampleRequests } from '../support/requests.ts'
import { allPermissions, jsonHeaders, v20, v21 } from './send.ts'

const refusal =
  (status: number, errorCode: string, headers: Record<string, string> = {}) =>
  () =>
    Response.json({ error: { errorCode, message: 'NO' } }, { status, headers })
const broken = () => Promise.reject(new TypeError('fetch failed'))

/** How often the gateway is asked: what reads, what puts or deletes, what a trigger has, what runs. */
const failures: [name: string, upstream: Fetch, read: number, write: number, trigger: number, run: number][] = [
  ['no answer', broken, 3, 2, 1, 1],
  ['429', refusal(429, '410'), 3, 2, 1, 1],
  ['503/500', refusal(503, '500'), 3, 2, 2, 1],
  ['503', refusal(503, '501'), 3, 2, 1, 1],
  ['502', () => new Response('<p>', { status: 502 }), 3, 2, 1, 1],
  ['504', refusal(504, '510'), 3, 2, 1, 1],
  ['500/900', refusal(500, '900'), 3, 1, 1, 1],
  ['cut JSON', () => new Response('{"cont'), 3, 1, 1, 1],
  ['500 of the service', refusal(500, '81311'), 1, 1, 1, 1],
  ['401/200', refusal(401, '200'), 1, 1, 1, 1],
  ['401/200 by a clock that is off', refusal(401, '200', { date: new Date(0).toUTCString() }), 2, 2, 2, 1],
  ['403', refusal(403, '80002'), 1, 1, 1, 1],
  ['404', refusal(404, '80301'), 1, 1, 1, 1],
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

describe('#39 createProxy asks the gateway', () => {
  const table = (Object.keys(operations) as OperationId[]).flatMap((id) =>
    failures.map(([name, upstream, read, write, trigger, run]) => {
      const times = { write, trigger, run, read }[kinds[id] ?? 'read']
      return [id, times, name, upstream] as const
    }),
  )

  test.for(table)('for %s %i times after %s', async ([id, times, , upstream]) => {
    const { response, calls, line } = await send(id, upstream)
    expect([response.ok, calls.length, line.attempts]).toEqual([false, times, times])
  })

  test('until it answers, and logs how often, and the id of the last answer', async () => {
    let asked = 0
    const upstream: Fetch = () => {
      asked += 1
      return asked < 3
        ? refusal(503, '500', { 'x-ncp-apigw-request-id': 'first' })()
        : Response.json({ content: [] }, { headers: { 'x-ncp-apigw-request-id': '<b>last' } })
    }
    const { response, line } = await send('getPackageList', upstream)
    expect([response.status, line.attempts, line.upstreamRequestId]).toEqual([200, 3, 'blast'])
  })

  test('and takes what is gone for deleted the second time', async () => {
    let asked = 0
    const upstream: Fetch = () => {
      asked += 1
      return asked === 1 ? broken() : refusal(404, '80301')()
    }
    expect((await send('deleteAction', upstream)).response.status).toBe(204)
  })

  test('once for an answer that is too large: the next one would be as large', async () => {
    const { response, body, calls, line } = await send('getPackageList', () => new Response(' '.repeat(99)), {
      MAX_RESPONSE_BYTES: '10',
      MAX_BODY_BYTES: '10',
    })
    expect([response.status, body.code, calls.length]).toEqual([502, 'upstream_invalid_response', 1])
    expect(line.attempts).toBe(1)
  })

  test('no more than ten times more in all while it is down', async () => {
    const { request, calls } = openProxy(allPermissions, refusal(503, '500'))
    for (let time = 0; time < 20; time += 1) await request(`${v21}/packages`, { headers: authorized })
    expect(calls).toHaveLength(30)
  })

  test('with a clock it has learnt to correct', async () => {
    const now = Date.now()
    const times: number[] = []
    const upstream: Fetch = (_, { headers }) => {
      times.push(Number((headers as Record<string, string>)['x-ncp-apigw-timestamp']))
      const off = Math.abs((times.at(-1) ?? 0) - now - 600_000)
      const date = new Date(now + 600_000).toUTCString()
      return off < 60_000 ? Response.json({ content: {} }) : refusal(401, '200', { date })()
    }
    const { request } = openProxy(allPermissions, upstream)
    const run = async () =>
      (await request(`${v21}/triggers/daily`, { method: 'POST', headers: jsonHeaders, body: '{}' })).status
    expect([await run(), await run(), times.length], 'a firing is not sent again').toEqual([502, 200, 2])
    await request(`${v20}/triggers`, { headers: authorized })
    expect(times, 'each version has a clock of its own').toHaveLength(4)
  })
})

describe('createProxy passes on when to come back', () => {
  const busy = (retryAfter: string) => refusal(429, '410', { 'retry-after': retryAfter })

  test.for([
    ['what does not fit into its own time', 'getPackageList', busy('30'), '30', 1],
    ['what it has waited for in vain', 'getPackageList', busy('1'), '1', 3],
    ['to a run too', 'postAction', busy('2'), '2', 1],
    ['a second, where nothing is said', 'getPackageList', refusal(429, '410'), '1', 3],
  ] as const)('%s', async ([, id, upstream, seconds, times]) => {
    const { response, body, calls } = await send(id, upstream)
    expect([response.status, body.code, response.headers.get('retry-after')]).toEqual([503, 'upstream_busy', seconds])
    expect([calls.length, body.retryable, body.outcome]).toEqual([times, true, undefined])
  })

  test('and what the service itself says', async () => {
    const { response } = await send('postAction', refusal(503, '80999', { 'retry-after': '7' }))
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '7'])
  })
})
