import { describe, expect, test } from 'vitest'
import { allowedOrigin, authorized, openConfig, openProxy } from '../support/proxy.ts'
import { v21 } from './send.ts'

const list = `${v21}/packages`
const error =
  (status: number, errorCode: string, requestId = 'id') =>
  () =>
    Response.json(
      { error: { errorCode, message: 'NAME' } },
      { status, headers: { 'x-ncp-apigw-request-id': requestId } },
    )

const respond = async (upstream: () => Response) => {
  const { request } = openProxy(openConfig, upstream)
  const response = await request(list, { headers: { ...authorized, origin: allowedOrigin } })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

describe('createProxy passes on as an error of the service', () => {
  test.for([
    [400, '80000'],
    [599, '89999'],
  ] as const)('%i with the code %s', async ([status, code]) => {
    expect(await respond(error(status, code))).toMatchObject({ status, body: { code, title: 'NAME' } })
  })
})

describe('createProxy does not pass on as an error of the service', () => {
  test.for([
    // These two ask for the key of the proxy, not for the token of the caller.
    [401, '80002', 'upstream_auth_failed'],
    [407, '80002', 'upstream_invalid_response'],
    [403, '8000', 'upstream_invalid_response'],
    [403, '800020', 'upstream_invalid_response'],
    [403, 'a80002', 'upstream_invalid_response'],
    [403, '80002a', 'upstream_invalid_response'],
  ] as const)('%i with the code %s', async ([status, errorCode, code]) => {
    const { status: responseStatus, body } = await respond(error(status, errorCode))
    expect([responseStatus, body.code, body.upstream]).toEqual([502, code, { status, errorCode, requestId: 'id' }])
    expect(body.title, 'the message blames the gateway').toMatch(/gateway/)
  })
})

test('createProxy removes characters from an id that ids do not have', async () => {
  const { body } = await respond(error(403, '80002', 'a "b"; c=\\d/e-f_g.h:1'))
  expect(body.upstream.requestId).toBe('abcde-f_g.h:1')
})

test('createProxy declares its JSON as application/json', async () => {
  const { status, headers } = await respond(() => Response.json({ content: [] }))
  expect([status, headers.get('content-type')]).toEqual([200, 'application/json'])
})

test('createProxy rejects a response that is too large', async () => {
  const { request } = openProxy({ ...openConfig, MAX_BODY_BYTES: '1', MAX_RESPONSE_BYTES: '20' }, () =>
    Response.json({ content: [{ name: 'a' }] }),
  )
  const response = await request(list, { headers: authorized })
  expect([response.status, (await response.json()).code]).toEqual([502, 'upstream_invalid_response'])
})
