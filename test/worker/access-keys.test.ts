import { expect, test } from 'vitest'
import { accessKeys } from '../../worker/access-keys.ts'
import { createProxy } from '../../worker/app.ts'
import { accessConfig, accessKey, claims, sign } from '../support/access.ts'
import { openConfig, proxyOrigin } from '../support/proxy.ts'
import { v21 } from './ask.ts'

const { jwk, ...key } = await accessKey('good')
const url = 'https://team.cloudflareaccess.com/cdn-cgi/access/certs'
const { signal } = new AbortController()

test('accessKeys finds a key beside others that are none, for checking only', async () => {
  const asked: [string, RequestInit][] = []
  const keys = [{ kty: 'RSA', kid: 'bad' }, { kid: 'worse' }, jwk]
  const find = accessKeys(
    url,
    (...each) => {
      asked.push(each)
      return Response.json({ keys })
    },
    () => 0,
  )
  const { type, extractable, usages } = await find('good', signal)
  expect([type, extractable, usages]).toEqual(['public', false, ['verify']])
  await expect(find('bad', signal)).rejects.toThrow('invalid_token')
  await expect(find('missing', signal)).rejects.toThrow('invalid_token')
  expect(asked.map(([from, { headers, redirect }]) => [from, headers, redirect])).toEqual([
    [url, { accept: 'application/json' }, 'manual'],
  ])
})

test('createProxy logs who called, as Access knows them', async () => {
  const lines: string[] = []
  const now = 1_800_000_000
  const app = createProxy(
    { ...openConfig, PROXY_CALLERS: '', ...accessConfig },
    {
      fetch: () => Response.json({ content: [] }),
      fetchKeys: () => Response.json({ keys: [jwk] }),
      now: () => now * 1000,
      log: (line) => lines.push(line),
    },
  )
  const headers = { 'cf-access-jwt-assertion': await sign({ jwk, ...key }, claims(now)) }
  const { status } = await app.request(`${proxyOrigin}${v21}/packages`, { headers })
  expect([status, lines.map((line) => JSON.parse(line).caller)]).toEqual([200, ['kim@example.com']])
})
