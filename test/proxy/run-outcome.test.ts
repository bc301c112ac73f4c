import { describe, expect, test } from 'vitest'
import { NcloudError, type OperationId } from '../../lib/index.ts'
import { authorized, openProxy } from '../support/proxy.ts'
import { sampleRequests } from '../support/requests.ts'
import { everything, json, v21 } from './send.ts'

describe('#38 createProxy says that the outcome is not known', () => {
  const outcomes = async (id: OperationId, upstream: () => Response | Promise<Response>) => {
    const { method, target, body } = sampleRequests[id]
    const { request, calls } = openProxy(everything, upstream)
    const response = await request(v21 + target, {
      method,
      headers: body ? json : authorized,
      ...(body && { body: JSON.stringify(body) }),
    })
    const { code, retryable, outcome } = await response.json()
    return [code, retryable, outcome, calls.length]
  }
  const broken = () => Promise.reject(new TypeError('fetch failed'))
  const late = () => Promise.reject(new NcloudError('No answer', { code: 'timeout', retryable: false }))
  const silent = () => Response.json({ error: { errorCode: '510', message: 'Endpoint Timeout' } }, { status: 504 })

  test.for(['postAction', 'postTrigger'] as const)('of %s, and not to repeat it', async (id) => {
    expect(await outcomes(id, broken)).toEqual(['upstream_unreachable', false, 'unknown', 1])
    expect(await outcomes(id, silent)).toEqual(['upstream_timeout', false, 'unknown', 1])
    expect(await outcomes(id, late)).toEqual(['upstream_timeout', false, 'unknown', 1])
  })

  test.for([
    ['an answer that cannot be read', () => new Response('{"cont'), 'upstream_invalid_response'],
    ['a redirect', () => new Response(null, { status: 303 }), 'upstream_redirect'],
    ['a gateway that is not there', () => new Response('<p>', { status: 503 }), 'upstream_busy'],
    [
      'an answer too deep to be written',
      () => new Response(`{"content":{"response":{"result":${'['.repeat(1e5)}${']'.repeat(1e5)}}}}`),
      'upstream_invalid_response',
    ],
    [
      'an answer too deep to be looked through',
      () => new Response(`{"content":{"activationId":${'['.repeat(1e5)}${']'.repeat(1e5)}}}`),
      'upstream_invalid_response',
    ],
    [
      'a service that failed',
      () => Response.json({ error: { errorCode: '81311', message: 'NO' } }, { status: 500 }),
      '81311',
    ],
  ] as const)('of a run after %s', async ([, upstream, code]) => {
    expect(await outcomes('postAction', upstream)).toEqual([code, false, 'unknown', 1])
  })

  test('of a run whose answer is too large', async () => {
    const config = { ...everything, MAX_RESPONSE_BYTES: '10', MAX_BODY_BYTES: '20' }
    const { request } = openProxy(config, () => new Response(' '.repeat(99)))
    const { target } = sampleRequests.postAction
    const response = await request(v21 + target, { method: 'POST', headers: json, body: '{}' })
    const problem = await response.json()
    expect(problem).toMatchObject({ code: 'upstream_invalid_response', outcome: 'unknown' })
    expect(problem, 'it is the proxy that says so').not.toHaveProperty('upstream')
  })

  test('but passes on what is known of a run that failed, under the status it has', async () => {
    const content = { activationId: 'a'.repeat(32), response: { status: 'application error', success: false } }
    const { request, lines } = openProxy(everything, () => Response.json({ content }, { status: 502 }))
    const { target } = sampleRequests.postAction
    const response = await request(v21 + target, { method: 'POST', headers: json, body: '{}' })
    expect([response.status, await response.json()]).toMatchObject([502, { content: { activationId: 'a'.repeat(32) } }])
    expect(JSON.parse(lines.join())).toMatchObject({ level: 'error', status: 502, operation: 'postAction' })
  })

  test.for(['getAction', 'putAction', 'deleteAction'] as const)('but not of %s, which may be repeated', async (id) => {
    const times = id === 'getAction' ? 3 : 2
    expect(await outcomes(id, broken)).toEqual(['upstream_unreachable', true, undefined, times])
    expect(await outcomes(id, silent)).toEqual(['upstream_timeout', true, undefined, times])
  })

  test('nor of what was turned away', async () => {
    const busy = () => Response.json({ error: { errorCode: '410', message: 'Throttle Limited' } }, { status: 429 })
    expect(await outcomes('postAction', busy)).toEqual(['upstream_busy', true, undefined, 1])
    const away = () => Response.json({ error: { errorCode: '500', message: 'Endpoint Error' } }, { status: 503 })
    expect(await outcomes('postAction', away), 'the service has not seen it').toEqual([
      'upstream_busy',
      true,
      undefined,
      1,
    ])
    const refused = () => Response.json({ error: { errorCode: '80301', message: 'NO' } }, { status: 404 })
    expect(await outcomes('postTrigger', refused)).toEqual(['80301', false, undefined, 1])
  })
})
