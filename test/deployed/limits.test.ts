import { expect, test } from 'vitest'
import { vectorKey } from '../conformance/vectors.ts'
import { boundProxy } from '../support/edge.ts'
import { sha256 } from '../support/proxy.ts'
import { serve } from '../support/serve.ts'

/** Asks until it is refused; the binding counts by the minute, so a new one may begin once on the way. */
const untilRefused = async (limit: number, ask: (at: number) => Promise<string>): Promise<string[]> => {
  const answers: string[] = []
  while (answers.length <= 2 * limit && answers.at(-1) !== '429 60') answers.push(await ask(answers.length))
  expect(answers.pop()).toBe('429 60')
  expect(answers.length).toBeGreaterThanOrEqual(limit)
  return answers
}

test('#23 the proxy as deployed has limits by address, by caller and for writes', async () => {
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
  const ask = async (address: string, token = '', method = 'GET') => {
    const headers = { 'cf-connecting-ip': address, ...(token && { authorization: `Bearer ${token}` }) }
    const target = method === 'GET' ? '/packages' : '/packages/p'
    const response = await fetch(`${edge.origin}/ncf/api/v2${target}`, { method, headers })
    await response.arrayBuffer()
    return `${response.status} ${response.headers.get('retry-after')}`
  }
  const only = (answers: string[]) => [...new Set(answers)]
  const elsewhere = (at: number) => `2001:db8:${at}::1`

  const addressed = await untilRefused(60, (at) => ask(`2001:db8:a:b::${at}`))
  expect(only(addressed), 'a whole network, before a token is looked at').toEqual(['401 null'])
  expect(await ask(elsewhere(0))).toBe('401 null')
  expect(sent).toBe(0)

  const called = await untilRefused(120, (at) => ask(elsewhere(at), tokens[0]))
  expect(only(called)).toEqual(['200 null'])
  expect(await ask(elsewhere(0), tokens[1])).toBe('200 null')
  expect(sent).toBe(called.length + 1)

  const written = await untilRefused(10, (at) => ask(elsewhere(at), tokens[1], 'DELETE'))
  expect(only(written), 'which the gateway has not promised').toEqual(['502 null'])
  expect(await ask(elsewhere(0), tokens[1])).toBe('200 null')
})

test('#23 the proxy as deployed has a limit for all callers together', async () => {
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
  // So many of each that neither its address nor its caller is limited, should the minute be a new one on the way.
  const ask = async (at: number) => {
    const headers = { 'cf-connecting-ip': `2001:db8:${at}::1`, authorization: `Bearer ${tokens[at % tokens.length]}` }
    const response = await fetch(`${edge.origin}/ncf/api/v2/packages`, { headers })
    await response.arrayBuffer()
    return `${response.status} ${response.headers.get('retry-after')}`
  }
  const answers: string[] = []
  while (answers.length <= 1_200 && !answers.includes('429 60')) {
    answers.push(...(await Promise.all(Array.from({ length: 25 }, (_, at) => ask(answers.length + at)))))
  }
  expect(new Set(answers)).toEqual(new Set(['200 null', '429 60']))
  const served = answers.filter((answer) => answer === '200 null').length
  expect(served).toBeGreaterThanOrEqual(600)
  expect(sent, 'what was refused was not sent').toBe(served)
})
