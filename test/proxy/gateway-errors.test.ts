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

const answer = async (upstream: () => Response) => {
  const { request } = openProxy(openConfig, upstream)
  const response = await request(list, { headers: { ...authorized, origin: allowedOrigin } })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

describe('createProxy takes for the words of the service', () => {
  test.for([
    [400, '80000'],
    [599, '89999'],
  ] as const)('%i with the code %s', async ([status, code]) => {
    expect(await answer(error(status, code))).toMatchObject({ status, body: { code, title: 'NAME' } })
  })
})

describe('createProxy does not take for the words of the service', () => {
  test.for([
    // What these ask for is the proxy's credential, and no caller's.
    [401, '80002', 'upstream_auth_failed'],
    [407, '80002', 'upstream_invalid_response'],
    [403, '8000', 'upstream_invalid_response'],
    [403, '800020', 'upstream_invalid_response'],
    [403, 'a80002', 'upstream_invalid_response'],
    [403, '80002a', 'upstream_invalid_response'],
  ] as const)('%i with the code %s', async ([status, errorCode, code]) => {
    const { status: answered, body } = await answer(error(status, errorCode))
    expect([answered, body.code, body.upstream]).toEqual([502, code, { status, errorCode, requestId: 'id' }])
    expect(body.title, 'and says whose failure it is').toMatch(/gateway/)
  })
})

test('createProxy leaves out of an id what is no part of one', async () => {
  const { body } = await answer(error(403, '80002', 'a "b"; c=\\d/e-f_g.h:1'))
  expect(body.upstream.requestId).toBe('abcde-f_g.h:1')
})

test('createProxy answers JSON as JSON', async () => {
  const { status, headers } = await answer(() => Response.json({ content: [] }))
  expect([status, headers.get('content-type')]).toEqual([200, 'application/json'])
})

test('createProxy says of an answer that is too long that it is not the documented one', async () => {
  const { request } = openProxy({ ...openConfig, MAX_BODY_BYTES: '1', MAX_RESPONSE_BYTES: '20' }, () =>
    Response.json({ content: [{ name: 'a' }] }),
  )
  const response = await request(list, { headers: authorized })
  expect([response.status, (await response.json()).code]).toEqual([502, 'upstream_invalid_response'])
})
