import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../lib/index.ts'
import { createProxy, type ProxyConfig } from '../../worker/proxy/app.ts'
import { createKeyStore } from '../../worker/proxy/callers/cloudflare-access-keys.ts'
import { type AccessKey, accessConfig, accessKey, audience, claims, sign, teamDomain } from '../support/access.ts'
import { allowedOrigin, openConfig, proxyOrigin, sha256, token } from '../support/proxy.ts'

const list = '/ncf/api/v2/packages'
const start = 1_800_000_000
const [current, old, elliptic, unknown] = await Promise.all([
  accessKey('current'),
  accessKey('old'),
  accessKey('elliptic', 'ES256'),
  accessKey('unknown'),
])
/** Two keys that no token can name, because their ids are not texts. */
const nameless = [undefined, 7].map((kid) => ({ ...unknown.jwk, kid }))
const published = () => Response.json({ keys: [current.jwk, old.jwk, elliptic.jwk, ...nameless], public_certs: [] })

interface Result {
  readonly status: number
  readonly code: string | undefined
  readonly body: unknown
  readonly headers: Headers
}

/** A proxy behind Cloudflare Access, with a clock that the tests set. */
const openGuarded = (config: ProxyConfig = {}, keys: Fetch = published) => {
  const sent: string[] = []
  const fetched: { url: string; init: RequestInit }[] = []
  const log: string[] = []
  const clock = { now: start * 1000 }
  const fetchKeys: Fetch = (url, init) => {
    fetched.push({ url, init })
    return keys(url, init)
  }
  const fetch: Fetch = (url) => {
    sent.push(url)
    return Response.json({ content: [] })
  }
  const deps = { fetch, fetchKeys, now: () => clock.now, log: (line: string) => log.push(line) }
  const app = createProxy({ ...openConfig, PROXY_CALLERS: '', ...accessConfig, ...config }, deps)
  const send = async (assertion?: string, more: Record<string, string> = {}, path = list): Promise<Result> => {
    const headers = { ...more, ...(assertion !== undefined && { 'cf-access-jwt-assertion': assertion }) }
    const response = await app.request(proxyOrigin + path, { headers })
    const body = (await response.json()) as { code?: string; requestId?: string }
    return { status: response.status, code: body.code, body: { ...body, requestId: 0 }, headers: response.headers }
  }
  return { send, sent, fetched, log, clock }
}

/** The configuration of a proxy without Access. */
const callerTokens = { PROXY_AUTH: 'token', ACCESS_TEAM_DOMAIN: '', ACCESS_AUD: '' }

const good = (more: JWTPayload = {}, key: AccessKey = current, header = {}) =>
  sign(key, { ...claims(start), ...more }, header)

const without = (name: keyof JWTPayload) => {
  const { [name]: _, ...rest } = claims(start)
  return sign(current, rest)
}

const entries = (...list: object[]): ProxyConfig => ({ PROXY_CALLERS: JSON.stringify(list) })

describe('createProxy behind Cloudflare Access accepts', () => {
  test.for([
    ['a person', () => good()],
    ['a token of the previous key', () => good({}, old)],
    ['a signature with ES256', () => good({}, elliptic)],
    ['a service token', () => good({ email: undefined, sub: '', common_name: 'c0ffee.access' })],
    ['an audience that is not in a list', () => good({ aud: audience })],
    ['one audience among others', () => good({ aud: ['b', audience] })],
    ['a token that is valid in 5 s, because clocks differ', () => good({ nbf: start + 5, iat: start + 5 })],
  ] as const)('%s', async ([, assertion]) => {
    const { send, sent, fetched } = openGuarded()
    expect((await send(await assertion())).status).toBe(200)
    expect(sent).toHaveLength(1)
    expect(fetched.map(({ url, init }) => [url, init.redirect, Object.keys(init.headers ?? {})])).toEqual([
      [`https://${teamDomain}/cdn-cgi/access/certs`, 'manual', ['accept']],
    ])
  })

  test('every user without PROXY_CALLERS, and only the callers in that list with it', async () => {
    const [kim, lee, service] = await Promise.all([
      good(),
      good({ email: 'lee@example.com' }),
      good({ email: undefined, common_name: 'c0ffee.access' }),
    ])
    const status = async (config: ProxyConfig) => {
      const { send, sent } = openGuarded(config)
      const results = await Promise.all([kim, lee, service].map((assertion) => send(assertion)))
      expect(sent).toHaveLength(results.filter(({ status }) => status === 200).length)
      return results.map(({ status, code }) => code ?? status)
    }
    const rejected = 'insufficient_scope'
    expect(await status(entries())).toEqual([200, 200, 200])
    expect(await status(entries({ id: 'kim', access: 'kim@example.com' }))).toEqual([200, rejected, rejected])
    expect(await status(entries({ id: 'job', access: 'c0ffee.access' }))).toEqual([rejected, rejected, 200])
    expect(await status(entries({ id: 'kim', access: 'KIM@example.com' })), 'upper case is another address').toEqual([
      rejected,
      rejected,
      rejected,
    ])
    expect(await status(entries({ id: 'web', sha256: sha256(token) })), 'a list of callers with tokens').toEqual([
      rejected,
      rejected,
      rejected,
    ])
    expect(await status(entries({ id: 'kim', access: 'kim@example.com', operations: [] }))).toEqual([
      rejected,
      rejected,
      rejected,
    ])
  })

  test('a user and logs the id that PROXY_CALLERS needs', async () => {
    const { send, log } = openGuarded(entries({ id: 'kim', access: 'KIM@example.com' }))
    await send(await good())
    const line = { level: 'info', code: 'insufficient_scope', caller: 'kim@example.com' }
    expect(log.map((each) => JSON.parse(each))).toEqual([expect.objectContaining(line)])
  })

  test('a caller only from its origins and until it expires', async () => {
    const kim = { id: 'kim', access: 'kim@example.com', origins: ['https://other.example'] }
    const listed = openGuarded(entries(kim))
    const elsewhere = await listed.send(await good(), { origin: allowedOrigin })
    expect([elsewhere.status, elsewhere.code, listed.sent]).toEqual([403, 'origin_not_allowed', []])
    const past = openGuarded(entries({ ...kim, expires: '2020-01-01T00:00:00Z' }))
    const expired = await past.send(await good())
    expect([expired.status, expired.code, past.sent]).toEqual([401, 'invalid_token', []])
  })
})

describe('#3 createProxy behind Cloudflare Access rejects', () => {
  const hmac = (text: string) =>
    new SignJWT(claims(start))
      .setProtectedHeader({ alg: 'HS256', kid: 'current' })
      .sign(new TextEncoder().encode(text.padEnd(32)))
  const cut = async (part: number) => (await good()).split('.').with(part, '').join('.')
  const swap = async (header: object) => {
    const [, ...rest] = (await good()).split('.')
    return [Buffer.from(JSON.stringify(header)).toString('base64url'), ...rest].join('.')
  }

  test.for<[name: string, assertion: () => Promise<string>]>([
    ['an empty token', async () => ''],
    ['a word', async () => 'token'],
    ['three dots', async () => '...'],
    ['two tokens', async () => `${await good()}, ${await good()}`],
    ['a token with another character', async () => `${await good()}x`],
    ['a token without a signature', async () => new UnsecuredJWT(claims(start)).encode()],
    ['a token of the algorithm none', () => swap({ alg: 'none', kid: 'current' })],
    ['a token signed with the public key', () => hmac(JSON.stringify(current.jwk))],
    ['a token of the algorithm HS256', () => swap({ alg: 'HS256', kid: 'current' })],
    ['a token of the algorithm RS512', () => swap({ alg: 'RS512', kid: 'current' })],
    ['a token of the algorithm PS256', () => swap({ alg: 'PS256', kid: 'current' })],
    ['a token that names the algorithm of another key', () => swap({ alg: 'ES256', kid: 'current' })],
    ['a token that names another key', () => good({}, current, { kid: 'old' })],
    ['a token that brings its key', () => good({}, unknown, { kid: 'current', jwk: unknown.jwk })],
    ['a token that brings the URL of its keys', () => good({}, unknown, { jku: 'https://evil.example/certs' })],
    ['a token without a key id', () => good({}, current, { kid: undefined })],
    ['a token without a key id, signed with a key without an id', () => good({}, unknown, { kid: undefined })],
    ['a number for a key id, signed with a key of that id', () => good({}, unknown, { kid: 7 })],
    ['a number for a key id', () => swap({ alg: 'RS256', kid: 0 })],
    ['an inherited name for a key id', () => swap({ alg: 'RS256', kid: 'toString' })],
    ['an unknown critical extension', () => swap({ alg: 'RS256', kid: 'current', crit: ['exp'], exp: 1 })],
    ['a token without a header', () => cut(0)],
    ['a token without a payload', () => cut(1)],
    ['a token with an empty signature', () => cut(2)],
    ['another team', () => good({ iss: 'https://other.cloudflareaccess.com' })],
    ['a team whose name starts like the right one', () => good({ iss: `https://${teamDomain}.evil.example` })],
    ['a token without a team', () => without('iss')],
    ['another application', () => good({ aud: ['b0'.repeat(32)] })],
    ['a token without an application', () => without('aud')],
    ['an empty list of applications', () => good({ aud: [] })],
    ['a token that has expired', () => good({ exp: start - 5 })],
    ['a token that does not expire', () => without('exp')],
    ['a token that expires at a text', () => good({ exp: '9999999999' as unknown as number })],
    ['a token that is valid in 6 s', () => good({ nbf: start + 6 })],
    ['a token without an address or name', () => good({ email: undefined, common_name: '' })],
    ['a token without a user', () => without('email')],
    ['an address without @', () => good({ email: 'c0ffee.access' })],
    ['an address without @, and a name', () => good({ email: 'c0ffee.access', common_name: 'c0ffee.access' })],
    ['an address that is a list', () => good({ email: ['kim@example.com'] })],
    ['a certificate that is named like an address', () => good({ email: undefined, common_name: 'kim@example.com' })],
  ])('%s, with the same response as every other', async ([, assertion]) => {
    const { send, sent, log } = openGuarded()
    const result = await send(await assertion())
    expect([result.status, result.code]).toEqual([401, 'invalid_token'])
    expect(result.body).toEqual((await openGuarded().send('token')).body)
    expect(result.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
    expect(sent).toEqual([])
    expect(JSON.stringify([...result.headers, result.body, log])).not.toContain('kim@')
  })

  test('a request without a token of Access, even with other credentials', async () => {
    const { send, sent, fetched } = openGuarded({ PROXY_CALLERS: openConfig.PROXY_CALLERS ?? '' })
    for (const headers of [
      {},
      { authorization: `Bearer ${token}` },
      { authorization: `Bearer ${await good()}` },
      { cookie: `CF_Authorization=${await good()}` },
      { 'cf-access-authenticated-user-email': 'kim@example.com' },
    ] as Record<string, string>[]) {
      const { status, code } = await send(undefined, headers)
      expect([status, code]).toEqual([401, 'unauthenticated'])
    }
    expect([sent, fetched]).toEqual([[], []])
  })

  test('a token of Access if the proxy expects caller tokens', async () => {
    const { send, sent } = openGuarded(callerTokens)
    expect((await send(await good())).code).toBe('unauthenticated')
    expect(sent).toEqual([])
  })

  test('a wrong caller token if an entry of PROXY_CALLERS has no sha256', async () => {
    const { send, sent } = openGuarded({ ...entries({ id: 'kim', access: 'kim@example.com' }), ...callerTokens })
    for (const authorization of ['', 'Bearer', 'Bearer undefined', 'Basic a2lt', 'kim@example.com']) {
      expect((await send(undefined, { authorization })).code).toBe('invalid_token')
    }
    expect(sent).toEqual([])
  })

  test.for([
    ['a token without a key id', { alg: 'HS256' }],
    ['a token of another algorithm', { alg: 'none' }],
  ] as const)('%s before it fetches keys', async ([, header]) => {
    const { send, fetched } = openGuarded()
    await send(await swap(header))
    expect(fetched).toEqual([])
  })
})

describe('#3 createProxy rejects a token with auth_unavailable if the request for keys', () => {
  test.for([
    ['fails', () => Promise.reject(new TypeError('CANARY'))],
    ['returns an error', () => new Response('CANARY', { status: 500 })],
    ['returns an error with keys', () => Response.json({ keys: [current.jwk] }, { status: 500 })],
    ['returns no content', () => new Response(null, { status: 204 })],
    ['returns HTML', () => new Response('<p>CANARY')],
    ['returns a redirect', () => Response.redirect('https://evil.example/certs')],
    ['returns an empty list', () => Response.json({ keys: [] })],
    ['returns a text for the list', () => Response.json({ keys: 'CANARY' })],
    ['returns null', () => Response.json(null)],
    ['returns invalid keys only', () => Response.json({ keys: [null, 1, { kid: 'a', kty: 'oct', k: '' }] })],
    ['returns more than 64 kB', () => Response.json({ keys: [current.jwk], padding: 'x'.repeat(65_536) })],
  ] as const)('%s', async ([, keys]) => {
    const { send, sent, log } = openGuarded({}, keys)
    const { status, code, body, headers } = await send(await good())
    expect([status, code, body]).toEqual([503, 'auth_unavailable', expect.objectContaining({ retryable: true })])
    expect(headers.get('retry-after')).toBe('1')
    expect(sent).toEqual([])
    expect(log.join()).toContain('auth_unavailable')
    expect(log.join() + JSON.stringify(body)).not.toContain('CANARY')
  })

  test('fails, and fetches the keys again for the next request after 10 s', async () => {
    let isDown = true
    const { send, clock } = openGuarded({}, () => (isDown ? new Response(null, { status: 500 }) : published()))
    expect((await send(await good())).status).toBe(503)
    isDown = false
    clock.now += 10_000
    expect((await send(await good())).status).toBe(200)
  })
})

describe('createProxy', () => {
  test('fetches the keys of Access once an hour', async () => {
    const { send, fetched, clock } = openGuarded()
    const at = async (seconds: number) => {
      clock.now = (start + seconds) * 1000
      await send(await sign(current, claims(start + seconds)))
      return fetched.length
    }
    expect([await at(0), await at(1), await at(3599), await at(3600), await at(3601)]).toEqual([1, 1, 1, 2, 2])
  })

  test('fetches the keys of Access again for an unknown key, at most every 10 s', async () => {
    let keys = [current.jwk]
    const { send, fetched, clock } = openGuarded({}, () => Response.json({ keys }))
    const at = async (seconds: number) => {
      clock.now = (start + seconds) * 1000
      return [(await send(await good({}, elliptic))).status, fetched.length]
    }
    expect(await at(0)).toEqual([401, 1])
    keys = [elliptic.jwk]
    expect(await at(9)).toEqual([401, 1])
    expect(await at(10)).toEqual([200, 2])
    expect((await send(await good())).status, 'a key that is no longer published').toBe(401)
  })

  test('waits for the keys of Access until the timeout or until the caller leaves', async () => {
    const hangs: Fetch = (_, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    const find = (timeoutMs: number, signal: AbortSignal) =>
      createKeyStore('https://access.example', { fetch: hangs, now: Date.now }, timeoutMs)('current', signal)
    await expect(find(20, new AbortController().signal)).rejects.toMatchObject({ code: 'auth_unavailable' })
    await expect(find(2 ** 30, AbortSignal.timeout(20))).rejects.toMatchObject({ code: 'auth_unavailable' })
  })

  test('does not depend on the fetch of a request whose caller left', async () => {
    const leaves = new AbortController()
    let calls = 0
    const { promise: waits, resolve: waiting } = Promise.withResolvers<void>()
    const keys: Fetch = () => {
      calls += 1
      if (calls > 1) return published()
      waiting()
      return new Promise(() => {})
    }
    const fetch: Fetch = () => Response.json({ content: [] })
    const app = createProxy(
      { ...openConfig, PROXY_CALLERS: '', ...accessConfig },
      { fetch, fetchKeys: keys, now: () => start * 1000, log: () => undefined },
    )
    const headers = { 'cf-access-jwt-assertion': await good() }
    void app.request(proxyOrigin + list, { headers, signal: leaves.signal })
    await waits
    leaves.abort()
    expect((await app.request(proxyOrigin + list, { headers })).status).toBe(200)
  })
})
