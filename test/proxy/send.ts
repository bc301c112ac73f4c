import { expect } from 'vitest'
import { type Fetch, operations } from '../../lib/index.ts'
import type { ProxyConfig } from '../../worker/proxy/app.ts'
import { authorized, openConfig, openProxy } from '../support/proxy.ts'

export const v21 = '/ncf/api/v2'
export const v20 = '/api/v2'

/** Grants everything, and whatever action these tests name. */
export const everything: ProxyConfig = {
  ...openConfig,
  ALLOWED_OPERATIONS: Object.keys(operations).join(),
  ALLOWED_ACTIONS: 'package001/hello,-/hello',
}

/** Headers of a request that has a body. */
export const json = { ...authorized, 'content-type': 'application/json' }

/** Answers what each operation promises, with nothing in it. */
export const upstream: Fetch = (url, { method }) => {
  if (method === 'DELETE') return new Response(null, { status: 204 })
  return Response.json({ content: /\/packages\?/.test(url) ? [] : {} })
}

/** What comes of a request, and what of it was sent on. */
export const ask = async (path: string, init: RequestInit & { duplex?: 'half' } = {}, config: ProxyConfig = {}) => {
  const { request, calls, log } = openProxy({ ...everything, ...config }, upstream)
  const response = await request(path, { headers: authorized, ...init })
  const text = await response.text()
  return { status: response.status, code: text ? JSON.parse(text).code : undefined, text, calls, log }
}

/** The outcome of {@link ask} for what must not be signed. */
export const refused = (status: number, code: string) => expect.objectContaining({ status, code, calls: [], log: [] })
