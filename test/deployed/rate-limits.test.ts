import { expect, test } from 'vitest'
import { vectorKey } from '../conformance/vectors.ts'
import { boundProxy } from '../support/edge.ts'
import { sha256 } from '../support/proxy.ts'
import { serve } from '../support/serve.ts'

/** Sends requests until one is rejected. The binding counts by the minute, and a new minute may begin meanwhile. */
const untilRejected = async (limit: number, send: (at: number) => Promise<string>): Promise<string[]> => {
  const results: string[] = []
  while (results.length <= 2 * limit && results.at(-1) !== '429 60') results.push(await send(results.length))
  expect(results.pop()).toBe('429 60')
  expect(results.length).toBeGreaterThanOrEqual(limit)
  return results
}

test('#23 the deployed proxy limits requests by IP address, by caller and by caller for writes', async () => {
  let sent = 0
  await using upstream = await serve((_, response) => {
    sent += 1
    response.setHeader('content-type', 'application/json').end('{"content":[]}')
  })
  const tokens = ['token-a', 'token-b']
  await using edge = await boundProxy({
    NCLOUD_ACCESS_KEY: vectorKey.accessKey,
    NCLOUD_SECRET_KEY: vectorKey.secretKey,
    PROXY_CALLERS: JSON.stringify(tokens.map((id) => ({ id, sha256: sha256(id) }))),
    ALLOWED_OPERATIONS: 'getPackageList,deletePackage',
    UPSTREAM_DEV_ORIGIN: upstream.origin,
  })
  const send = async (ip: string, token = '', method = 'GET') => {
    const headers = { 'cf-connecting-ip': ip, ...(token && { authorization: `Bearer ${token}` }) }
    const target = method === 'GET' ? '/packages' : '/packages/p'
    const response = await fetch(`${edge.origin}/ncf/api/v2${target}`, { method, headers })
    await response.arrayBuffer()
    return `${response.status} ${response.headers.get('retry-after')}`
  }
  const distinct = (results: string[]) => [...new Set(results)]
  const otherIp = (at: number) => `2001:db8:${at}::1`

  const byIp = await untilRejected(60, (at) => send(`2001:db8:a:b::${at}`))
  expect(distinct(byIp), 'a whole network, before the proxy checks the token').toEqual(['401 null'])
  expect(await send(otherIp(0))).toBe('401 null')
  expect(sent).toBe(0)

  const byCaller = await untilRejected(120, (at) => send(otherIp(at), tokens[0]))
  expect(distinct(byCaller)).toEqual(['200 null'])
  expect(await send(otherIp(0), tokens[1])).toBe('200 null')
  expect(sent).toBe(byCaller.length + 1)

  const writes = await untilRejected(10, (at) => send(otherIp(at), tokens[1], 'DELETE'))
  expect(distinct(writes), 'the gateway responds with 200 instead of 204').toEqual(['502 null'])
  expect(await send(otherIp(0), tokens[1])).toBe('200 null')
})

test('#23 the deployed proxy limits the requests of all callers together', async () => {
  let sent = 0
  await using upstream = await serve((_, response) => {
    sent += 1
    response.setHeader('content-type', 'application/json').end('{"content":[]}')
  })
  const tokens = Array.from({ length: 13 }, (_, at) => `token-${at}`)
  await using edge = await boundProxy({
    NCLOUD_ACCESS_KEY: vectorKey.accessKey,
    NCLOUD_SECRET_KEY: vectorKey.secretKey,
    PROXY_CALLERS: JSON.stringify(tokens.map((id) => ({ id, sha256: sha256(id) }))),
    UPSTREAM_DEV_ORIGIN: upstream.origin,
  })
  // Enough addresses and callers to stay within their limits, even if a new minute begins.
  const send = async (at: number) => {
    const headers = { 'cf-connecting-ip': `2001:db8:${at}::1`, authorization: `Bearer ${tokens[at % tokens.length]}` }
    const response = await fetch(`${edge.origin}/ncf/api/v2/packages`, { headers })
    await response.arrayBuffer()
    return `${response.status} ${response.headers.get('retry-after')}`
  }
  const results: string[] = []
  while (results.length <= 1_200 && !results.includes('429 60')) {
    results.push(...(await Promise.all(Array.from({ length: 25 }, (_, at) => send(results.length + at)))))
  }
  expect(new Set(results)).toEqual(new Set(['200 null', '429 60']))
  const served = results.filter((result) => result === '200 null').length
  expect(served).toBeGreaterThanOrEqual(600)
  expect(sent, 'rejected requests are not sent').toBe(served)
})
