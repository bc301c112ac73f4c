import { describe, expect, test } from 'vitest'
import { allowedOrigin, authorized, openProxy } from '../support/proxy.ts'
import { allPermissions, upstream, v20, v21 } from './send.ts'

describe('#8 createProxy reports the methods of the path', () => {
  const methods: readonly [string, string][] = [
    ['/healthz', 'GET'],
    [`${v21}/packages`, 'GET'],
    [`${v20}/packages/p`, 'GET, PUT, DELETE'],
    [`${v21}/packages/-/actions/a`, 'GET, PUT, POST, DELETE'],
    [`${v21}/triggers/t`, 'GET, PUT, POST, DELETE'],
    [`${v20}/triggers/t/link-action`, 'POST, DELETE'],
    [`${v21}/nothing`, 'GET, PUT, POST, DELETE'],
  ]
  test.for(methods)('%s: %s', async ([path, names]) => {
    const { request, calls } = openProxy(allPermissions, upstream)
    const rejected = await request(path, { method: 'PATCH', headers: authorized })
    expect([rejected.status, rejected.headers.get('allow')]).toEqual([405, `${names}, OPTIONS`])
    const preflight = await request(path, {
      method: 'OPTIONS',
      headers: { origin: allowedOrigin, 'access-control-request-method': 'PUT' },
    })
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, names])
    expect(calls).toEqual([])
  })

  test('/: all methods that the proxy serves', async () => {
    const { request } = openProxy(allPermissions, upstream)
    const { status, headers } = await request('/', { method: 'PATCH', headers: authorized })
    expect([status, headers.get('allow')]).toEqual([405, 'GET, PUT, POST, DELETE, OPTIONS'])
  })
})
