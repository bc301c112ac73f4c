import { describe, expect, test } from 'vitest'
import { NcloudError, type OperationId } from '../../lib/index.ts'
import { authorized, openProxy } from '../support/proxy.ts'
import { sampleRequests } from '../support/requests.ts'
import { everything, json, v21 } from './ask.ts'

describe('createProxy says that the outcome is not known', () => {
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

  test.for(['getAction', 'putAction', 'deleteAction'] as const)('but not of %s, which may be repeated', async (id) => {
    expect(await outcomes(id, broken)).toEqual(['upstream_unreachable', true, undefined, 1])
    expect(await outcomes(id, silent)).toEqual(['upstream_timeout', true, undefined, 1])
  })

  test('nor of what was turned away', async () => {
    const busy = () => Response.json({ error: { errorCode: '410', message: 'Throttle Limited' } }, { status: 429 })
    expect(await outcomes('postAction', busy)).toEqual(['upstream_busy', true, undefined, 1])
  })
})
