import { expect } from 'vitest'
import { type Fetch, operations } from '../../lib/index.ts'
import type { ProxyConfig } from '../../worker/proxy/app.ts'
import { authorized, openConfig, openProxy } from '../support/proxy.ts'

export const v21 = '/ncf/api/v2'
export const v20 = '/api/v2'

/** Allows every operation, and every action that these tests run. */
export const allPermissions: ProxyConfig = {
  ...openConfig,
  ALLOWED_OPERATIONS: Object.keys(operations).join(),
  ALLOWED_ACTIONS: 'package001/hello,-/hello',
}

/** The headers of a request with a body. */
export const jsonHeaders = { ...authorized, 'content-type': 'application/json' }

/** Responds to each operation with empty content of the right type. */
export const upstream: Fetch = (url, { method }) => {
  if (method === 'DELETE') return new Response(null, { status: 204 })
  return Response.json({ content: /\/packages\?/.test(url) ? [] : {} })
}

/** Sends a request to a proxy. Returns the response, the calls of the gateway and the errors in the log. */
export const sendRequest = async (
  path: string,
  init: RequestInit & { duplex?: 'half' } = {},
  config: ProxyConfig = {},
) => {
  const { request, calls, log } = openProxy({ ...allPermissions, ...config }, upstream)
  const response = await request(path, { headers: authorized, ...init })
  const text = await response.text()
  return { status: response.status, code: text ? JSON.parse(text).code : undefined, text, calls, log }
}

/** The result of {@link sendRequest} for a request that the proxy rejects: no call of the gateway, no error in the log. */
export const rejected = (status: number, code: string) => expect.objectContaining({ status, code, calls: [], log: [] })
