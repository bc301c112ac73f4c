import { describe, expect, test } from 'vitest'
import { NcloudError, type OperationId } from '../../lib/index.ts'
import type { ProxyConfig } from '../../worker/proxy/app.ts'
import { authorized, openProxy } from '../support/proxy.ts'
import { sampleRequests } from '../support/requests.ts'
import { allPermissions, jsonHeaders, v21 } from './send.ts'

const outcomes = async (id: OperationId, upstream: () => Response | Promise<Response>, config: ProxyConfig = {}) => {
  const { method, target, body } = sampleRequests[id]
  const { request, calls } = openProxy({ ...allPermissions, ...config }, upstream)
  const response = await request(v21 + target, {
    method,
    headers: body ? jsonHeaders : authorized,
    ...(body && { body: JSON.stringify(body) }),
  })
  const { code, retryable, outcome } = await response.json()
  return [code, retryable, outcome, calls.length]
}
const broken = () => Promise.reject(new TypeError('fetch failed'))
const rejectedElsewhere = () =>
  Promise.reject(new NcloudError('No', { code: '80301', status: 404, outcome: 'not_executed' }))
const gatewayTimeout = () =>
  Response.json({ error: { errorCode: '510', message: 'Endpoint Timeout' } }, { status: 504 })

describe('#38 createProxy reports the outcome unknown', () => {
  test.for(['postAction', 'postTrigger'] as const)(
    'of %s, without a retry, if the gateway does not respond',
    async (id) => {
      expect(await outcomes(id, broken)).toEqual(['upstream_unreachable', false, 'unknown', 1])
      expect(await outcomes(id, gatewayTimeout)).toEqual(['upstream_timeout', false, 'unknown', 1])
      expect(await outcomes(id, rejectedElsewhere)).toEqual(['upstream_unreachable', false, 'unknown', 1])
    },
  )

  test('of a firing that timed out', async () => {
    const neverRespond = () => new Promise<Response>(() => {})
    const result = await outcomes('postTrigger', neverRespond, { WRITE_TIMEOUT_MS: '1000' })
    expect(result).toEqual(['upstream_timeout', false, 'unknown', 1])
  })

  test.for([
    ['a response that is not JSON', () => new Response('{"cont'), 'upstream_invalid_response'],
    ['a redirect', () => new Response(null, { status: 303 }), 'upstream_redirect'],
    [
      'a 502 with content that is no activation',
      () => Response.json({ content: {} }, { status: 502 }),
      'upstream_invalid_response',
    ],
    [
      'a success status with a code of requests that were not sent',
      () => Response.json({ error: { errorCode: 'misconfigured', message: 'NO' } }),
      'upstream_invalid_response',
    ],
    [
      'a body that breaks off',
      () => new Response(new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) })),
      'upstream_unreachable',
    ],
    ['a 503 of another server', () => new Response('<p>', { status: 503 }), 'upstream_busy'],
    [
      'a response that is too deep to serialize',
      () => new Response(`{"content":{"response":{"result":${'['.repeat(1e5)}${']'.repeat(1e5)}}}}`),
      'upstream_invalid_response',
    ],
    [
      'a response that is too deep to filter',
      () => new Response(`{"content":{"activationId":${'['.repeat(1e5)}${']'.repeat(1e5)}}}`),
      'upstream_invalid_response',
    ],
    [
      'an error of the service',
      () => Response.json({ error: { errorCode: '81311', message: 'NO' } }, { status: 500 }),
      '81311',
    ],
  ] as const)('of a run after %s', async ([, upstream, code]) => {
    expect(await outcomes('postAction', upstream)).toEqual([code, false, 'unknown', 1])
  })

  test('of a run whose response is too large', async () => {
    const config = { ...allPermissions, MAX_RESPONSE_BYTES: '10', MAX_BODY_BYTES: '20' }
    const { request } = openProxy(config, () => new Response(' '.repeat(99)))
    const { target } = sampleRequests.postAction
    const response = await request(v21 + target, { method: 'POST', headers: jsonHeaders, body: '{}' })
    const problem = await response.json()
    expect(problem).toMatchObject({ code: 'upstream_invalid_response', outcome: 'unknown' })
    expect(problem, 'the proxy rejected it, not the gateway').not.toHaveProperty('upstream')
  })
})

describe('createProxy', () => {
  test('#38 passes on the content of a failed run with its status 502', async () => {
    const content = { activationId: 'a'.repeat(32), response: { status: 'application error', success: false } }
    const { request, lines } = openProxy(allPermissions, () => Response.json({ content }, { status: 502 }))
    const { target } = sampleRequests.postAction
    const response = await request(v21 + target, { method: 'POST', headers: jsonHeaders, body: '{}' })
    expect([response.status, await response.json()]).toMatchObject([502, { content: { activationId: 'a'.repeat(32) } }])
    expect(JSON.parse(lines.join())).toMatchObject({ level: 'error', status: 502, operation: 'postAction' })
  })

  test.for(['getAction', 'putAction', 'deleteAction'] as const)(
    'reports no outcome of %s, which can be retried',
    async (id) => {
      const times = id === 'getAction' ? 3 : 2
      expect(await outcomes(id, broken)).toEqual(['upstream_unreachable', true, undefined, times])
      expect(await outcomes(id, gatewayTimeout)).toEqual(['upstream_timeout', true, undefined, times])
    },
  )

  test('reports no outcome of a run that the gateway rejected', async () => {
    const busy = () => Response.json({ error: { errorCode: '410', message: 'Throttle Limited' } }, { status: 429 })
    expect(await outcomes('postAction', busy)).toEqual(['upstream_busy', true, undefined, 1])
    const unavailable = () => Response.json({ error: { errorCode: '500', message: 'Endpoint Error' } }, { status: 503 })
    expect(await outcomes('postAction', unavailable), 'the service did not receive it').toEqual([
      'upstream_busy',
      true,
      undefined,
      1,
    ])
    const notFound = () => Response.json({ error: { errorCode: '80301', message: 'NO' } }, { status: 404 })
    expect(await outcomes('postTrigger', notFound)).toEqual(['80301', false, undefined, 1])
  })
})
