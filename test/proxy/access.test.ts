import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../lib/index.ts'
import { createProxy, type ProxyConfig } from '../../worker/proxy/app.ts'
import { createKeyStore } from '../../worker/proxy/callers/access-keys.ts'
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
/** With two keys that no token can name: ids are texts. */
const nameless = [undefined, 7].map((kid) => ({ ...unknown.jwk, kid }))
const published = () => Response.json({ keys: [current.jwk, old.jwk, elliptic.jwk, ...nameless], public_certs: [] })

interface Asked {
  readonly status: number
  readonly code: string | undefined
  readonly body: unknown
  readonly headers: Headers
}

/** A proxy that Cloudflare Access guards, and that has a clock to turn. */
const guarded = (config: ProxyConfig = {}, keys: Fetch = published) => {
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
  const ask = async (assertion?: string, more: Record<string, string> = {}, path = list): Promise<Asked> => {
    const headers = { ...more, ...(assertion !== undefined && { 'cf-access-jwt-assertion': assertion }) }
    const response = await app.request(proxyOrigin + path, { headers })
    const body = (await response.json()) as { code?: string; requestId?: string }
    return { status: response.status, code: body.code, body: { ...body, requestId: 0 }, headers: response.headers }
  }
  return { ask, sent, fetched, log, clock }
}

const good = (more: JWTPayload = {}, key: AccessKey = current, header = {}) =>
  sign(key, { ...claims(start), ...more }, header)

const without = (name: keyof JWTPayload) => {
  const { [name]: _, ...rest } = claims(start)
  return sign(current, rest)
}

const entries = (...list: object[]): ProxyConfig => ({ PROXY_CALLERS: JSON.stringify(list) })

describe('createProxy behind Cloudflare Access lets in', () => {
  test.for([
    ['a person', () => good()],
    ['somebody with a key from before', () => good({}, old)],
    ['a signature by ES256', () => good({}, elliptic)],
    ['a service token', () => good({ email: undefined, sub: '', common_name: 'c0ffee.access' })],
    ['one audience that is no list', () => good({ aud: audience })],
    ['one audience among others', () => good({ aud: ['b', audience] })],
    ['a clock that is a little behind', () => good({ nbf: start + 5, iat: start + 5 })],
  ] as const)('%s', async ([, assertion]) => {
    const { ask, sent, fetched } = guarded()
    expect((await ask(await assertion())).status).toBe(200)
    expect(sent).toHaveLength(1)
    expect(fetched.map(({ url, init }) => [url, init.redirect, Object.keys(init.headers ?? {})])).toEqual([
      [`https://${teamDomain}/cdn-cgi/access/certs`, 'manual', ['accept']],
    ])
  })

  test('everybody its policy does, where no caller is listed, and only those who are, where some are', async () => {
    const [kim, lee, service] = await Promise.all([
      good(),
      good({ email: 'lee@example.com' }),
      good({ email: undefined, common_name: 'c0ffee.access' }),
    ])
    const status = async (config: ProxyConfig) => {
      const { ask, sent } = guarded(config)
      const answers = await Promise.all([kim, lee, service].map((each) => ask(each)))
      expect(sent).toHaveLength(answers.filter(({ status }) => status === 200).length)
      return answers.map(({ status, code }) => code ?? status)
    }
    const no = 'insufficient_scope'
    expect(await status(entries())).toEqual([200, 200, 200])
    expect(await status(entries({ id: 'kim', access: 'kim@example.com' }))).toEqual([200, no, no])
    expect(await status(entries({ id: 'job', access: 'c0ffee.access' }))).toEqual([no, no, 200])
    expect(await status(entries({ id: 'kim', access: 'KIM@example.com' })), 'letter by letter').toEqual([no, no, no])
    expect(await status(entries({ id: 'web', sha256: sha256(token) })), 'a list for tokens').toEqual([no, no, no])
    expect(await status(entries({ id: 'kim', access: 'kim@example.com', operations: [] }))).toEqual([no, no, no])
  })

  test('and logs who that is, as it has to be written on the list', async () => {
    const { ask, log } = guarded(entries({ id: 'kim', access: 'KIM@example.com' }))
    await ask(await good())
    const line = { level: 'info', code: 'insufficient_scope', caller: 'kim@example.com' }
    expect(log.map((each) => JSON.parse(each))).toEqual([expect.objectContaining(line)])
  })

  test('a caller as far as its entry goes', async () => {
    const kim = { id: 'kim', access: 'kim@example.com', origins: ['https://other.example'] }
    const listed = guarded(entries(kim))
    const elsewhere = await listed.ask(await good(), { origin: allowedOrigin })
    expect([elsewhere.status, elsewhere.code, listed.sent]).toEqual([403, 'origin_not_allowed', []])
    const past = guarded(entries({ ...kim, expires: '2020-01-01T00:00:00Z' }))
    const expired = await past.ask(await good())
    expect([expired.status, expired.code, past.sent]).toEqual([401, 'invalid_token', []])
  })
})

describe('#3 createProxy behind Cloudflare Access refuses', () => {
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
    ['no text', async () => ''],
    ['no token', async () => 'token'],
    ['three dots', async () => '...'],
    ['two tokens', async () => `${await good()}, ${await good()}`],
    ['a token and more', async () => `${await good()}x`],
    ['a token of nobody', async () => new UnsecuredJWT(claims(start)).encode()],
    ['a token that says it needs no signature', () => swap({ alg: 'none', kid: 'current' })],
    ['a token signed with the public key', () => hmac(JSON.stringify(current.jwk))],
    ['a token that says it is so', () => swap({ alg: 'HS256', kid: 'current' })],
    ['a stronger signature than there is', () => swap({ alg: 'RS512', kid: 'current' })],
    ['a padded signature', () => swap({ alg: 'PS256', kid: 'current' })],
    ['the key of the other algorithm', () => swap({ alg: 'ES256', kid: 'current' })],
    ['the wrong key of the two', () => good({}, current, { kid: 'old' })],
    ['a key that came along', () => good({}, unknown, { kid: 'current', jwk: unknown.jwk })],
    ['a key at an address that came along', () => good({}, unknown, { jku: 'https://evil.example/certs' })],
    ['no key', () => good({}, current, { kid: undefined })],
    ['no key, where one has no id', () => good({}, unknown, { kid: undefined })],
    ['a number for a key, where one has it', () => good({}, unknown, { kid: 7 })],
    ['a number for a key', () => swap({ alg: 'RS256', kid: 0 })],
    ['a key by an inherited name', () => swap({ alg: 'RS256', kid: 'toString' })],
    ['an extension that is not understood', () => swap({ alg: 'RS256', kid: 'current', crit: ['exp'], exp: 1 })],
    ['no header', () => cut(0)],
    ['no payload', () => cut(1)],
    ['no signature', () => cut(2)],
    ['another team', () => good({ iss: 'https://other.cloudflareaccess.com' })],
    ['a team that only begins so', () => good({ iss: `https://${teamDomain}.evil.example` })],
    ['no team', () => without('iss')],
    ['another application', () => good({ aud: ['b0'.repeat(32)] })],
    ['no application', () => without('aud')],
    ['any application', () => good({ aud: [] })],
    ['a token that has expired', () => good({ exp: start - 5 })],
    ['a token that never does', () => without('exp')],
    ['a token that does at no number', () => good({ exp: '9999999999' as unknown as number })],
    ['a token for later', () => good({ nbf: start + 6 })],
    ['nobody', () => good({ email: undefined, common_name: '' })],
    ['nobody at all', () => without('email')],
    ['an address that is none', () => good({ email: 'c0ffee.access' })],
    ['an address that is none, and a name', () => good({ email: 'c0ffee.access', common_name: 'c0ffee.access' })],
    ['an address that is no text', () => good({ email: ['kim@example.com'] })],
    ['an address on a certificate', () => good({ email: undefined, common_name: 'kim@example.com' })],
  ])('%s, as one and the same', async ([, assertion]) => {
    const { ask, sent, log } = guarded()
    const answer = await ask(await assertion())
    expect([answer.status, answer.code]).toEqual([401, 'invalid_token'])
    expect(answer.body).toEqual((await guarded().ask('token')).body)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
    expect(sent).toEqual([])
    expect(JSON.stringify([...answer.headers, answer.body, log])).not.toContain('kim@')
  })

  test('whoever has no token of Access, whatever else they have', async () => {
    const { ask, sent, fetched } = guarded({ PROXY_CALLERS: openConfig.PROXY_CALLERS ?? '' })
    for (const headers of [
      {},
      { authorization: `Bearer ${token}` },
      { authorization: `Bearer ${await good()}` },
      { cookie: `CF_Authorization=${await good()}` },
      { 'cf-access-authenticated-user-email': 'kim@example.com' },
    ] as Record<string, string>[]) {
      const { status, code } = await ask(undefined, headers)
      expect([status, code]).toEqual([401, 'unauthenticated'])
    }
    expect([sent, fetched]).toEqual([[], []])
  })

  test('what an assertion alone would open, where Access is not asked', async () => {
    const { ask, sent } = guarded({ PROXY_AUTH: 'token' })
    expect((await ask(await good())).code).toBe('unauthenticated')
    expect(sent).toEqual([])
  })

  test('whoever has no token, where an entry has none', async () => {
    const { ask, sent } = guarded({ ...entries({ id: 'kim', access: 'kim@example.com' }), PROXY_AUTH: 'token' })
    for (const authorization of ['', 'Bearer', 'Bearer undefined', 'Basic a2lt', 'kim@example.com']) {
      expect((await ask(undefined, { authorization })).code).toBe('invalid_token')
    }
    expect(sent).toEqual([])
  })

  test.for([
    ['a token that names no key of Access', { alg: 'HS256' }],
    ['an algorithm that Access does not use', { alg: 'none' }],
  ] as const)('%s before it asks for keys', async ([, header]) => {
    const { ask, fetched } = guarded()
    await ask(await swap(header))
    expect(fetched).toEqual([])
  })
})

describe('#3 createProxy says that Access cannot be asked', () => {
  test.for([
    ['there is no answer', () => Promise.reject(new TypeError('CANARY'))],
    ['there is an error', () => new Response('CANARY', { status: 500 })],
    ['there is an error that has keys', () => Response.json({ keys: [current.jwk] }, { status: 500 })],
    ['there is nothing', () => new Response(null, { status: 204 })],
    ['there is a page', () => new Response('<p>CANARY')],
    ['there is a redirect', () => Response.redirect('https://evil.example/certs')],
    ['there are no keys', () => Response.json({ keys: [] })],
    ['there is no list of keys', () => Response.json({ keys: 'CANARY' })],
    ['there is null', () => Response.json(null)],
    [
      'there are only keys that cannot be read',
      () => Response.json({ keys: [null, 1, { kid: 'a', kty: 'oct', k: '' }] }),
    ],
    ['there is too much', () => Response.json({ keys: [current.jwk], padding: 'x'.repeat(65_536) })],
  ] as const)('when %s', async ([, keys]) => {
    const { ask, sent, log } = guarded({}, keys)
    const { status, code, body, headers } = await ask(await good())
    expect([status, code, body]).toEqual([503, 'auth_unavailable', expect.objectContaining({ retryable: true })])
    expect(headers.get('retry-after')).toBe('1')
    expect(sent).toEqual([])
    expect(log.join()).toContain('auth_unavailable')
    expect(log.join() + JSON.stringify(body)).not.toContain('CANARY')
  })

  test('and asks anew with the next request', async () => {
    let isDown = true
    const { ask } = guarded({}, () => (isDown ? new Response(null, { status: 500 }) : published()))
    expect((await ask(await good())).status).toBe(503)
    isDown = false
    expect((await ask(await good())).status).toBe(200)
  })
})

describe('the keys of Access', () => {
  test('are fetched once an hour', async () => {
    const { ask, fetched, clock } = guarded()
    const at = async (seconds: number) => {
      clock.now = (start + seconds) * 1000
      await ask(await sign(current, claims(start + seconds)))
      return fetched.length
    }
    expect([await at(0), await at(1), await at(3599), await at(3600), await at(3601)]).toEqual([1, 1, 1, 2, 2])
  })

  test('are looked for again when one is not known, but not with every request', async () => {
    let keys = [current.jwk]
    const { ask, fetched, clock } = guarded({}, () => Response.json({ keys }))
    const at = async (seconds: number) => {
      clock.now = (start + seconds) * 1000
      return [(await ask(await good({}, elliptic))).status, fetched.length]
    }
    expect(await at(0)).toEqual([401, 1])
    keys = [elliptic.jwk]
    expect(await at(29)).toEqual([401, 1])
    expect(await at(30)).toEqual([200, 2])
    expect((await ask(await good())).status, 'what is no longer published no longer holds').toBe(401)
  })

  test('are waited for as long as that may take, and as long as the caller does', async () => {
    const hangs: Fetch = (_, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    const find = (timeoutMs: number, signal: AbortSignal) =>
      createKeyStore('https://access.example', hangs, Date.now, timeoutMs)('current', signal)
    await expect(find(20, new AbortController().signal)).rejects.toMatchObject({ code: 'auth_unavailable' })
    await expect(find(2 ** 30, AbortSignal.timeout(20))).rejects.toMatchObject({ code: 'auth_unavailable' })
  })

  test('keep none waiting for a request that left', async () => {
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
