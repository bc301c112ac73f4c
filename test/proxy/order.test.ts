import { describe, expect, test } from 'vitest'
import { allowedOrigin, authorized, openConfig, openProxy } from '../support/proxy.ts'
import { rejected, sendRequest, upstream, v21 } from './send.ts'

describe('createProxy checks in order', () => {
  const wrong = {
    method: 'PATCH',
    padding: `&${'a'.repeat(4096)}`,
    secret: '',
    origin: 'https://evil.example',
    ipAddress: '',
    authorization: '',
    resource: 'nothing',
    operations: '',
    actions: '',
    action: '%2f',
    query: '?timeout=x',
    caller: '',
    type: 'text/plain',
    bytes: '1',
    body: '{"a":1,"a":1}',
  }

  /** Everything is wrong with the request. Each step fixes the part that the error code names. */
  const steps: readonly [code: string, fixed: Partial<Record<keyof typeof wrong, string>>][] = [
    ['method_not_allowed', { method: 'POST' }],
    ['uri_too_long', { padding: '' }],
    ['misconfigured', { secret: openConfig.NCLOUD_SECRET_KEY ?? '' }],
    ['origin_not_allowed', { origin: allowedOrigin }],
    ['rate_limited', { ipAddress: 'within' }],
    ['unauthenticated', { authorization: authorized.authorization }],
    ['not_found', { resource: 'packages' }],
    ['insufficient_scope', { operations: 'postAction' }],
    ['insufficient_scope', { actions: 'package001/hello', action: 'hello' }],
    ['invalid_query', { query: '?timeout=1' }],
    ['rate_limited', { caller: 'within' }],
    ['unsupported_media_type', { type: 'application/json' }],
    ['payload_too_large', { bytes: '100' }],
    ['invalid_json', { body: '[]' }],
    ['invalid_body', { body: '{}' }],
  ]
  test('form, configuration, site, IP address, caller, operation, permission, query, rate limits, body', async () => {
    let state: Record<keyof typeof wrong, string> = { ...wrong }
    const attempt = async () => {
      const { request, calls } = openProxy(
        {
          ...openConfig,
          NCLOUD_SECRET_KEY: state.secret,
          ALLOWED_OPERATIONS: state.operations,
          ALLOWED_ACTIONS: state.actions,
          MAX_BODY_BYTES: state.bytes,
          RL_ADDRESS: { limit: async () => ({ success: state.ipAddress !== '' }) },
          RL_CALLER: { limit: async () => ({ success: state.caller !== '' }) },
        },
        upstream,
      )
      const response = await request(
        `/ncf/api/v2/${state.resource}/package001/actions/${state.action}${state.query}${state.padding}`,
        {
          method: state.method,
          headers: {
            origin: state.origin,
            'content-type': state.type,
            ...(state.authorization && { authorization: state.authorization }),
          },
          body: state.body,
        },
      )
      return [(await response.json()).code, calls.length]
    }
    for (const [code, fixed] of steps) {
      expect(await attempt()).toEqual([code, 0])
      state = { ...state, ...fixed }
    }
    expect(await attempt()).toEqual([undefined, 1])
  })

  test('fetch metadata before the credential, names before the query', async () => {
    expect(await sendRequest(`${v21}/packages/%2f`, { headers: { 'sec-fetch-site': 'cross-site' } })).toEqual(
      rejected(403, 'cross_site_blocked'),
    )
    expect(await sendRequest(`${v21}/packages/%2f?a=b`)).toEqual(rejected(400, 'invalid_name'))
  })
})
