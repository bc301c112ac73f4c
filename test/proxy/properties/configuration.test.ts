import { anything, array, constantFrom, json, oneof, option, record, string, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { sites } from '../../../lib/api/endpoints.ts'
import { operations } from '../../../lib/index.ts'
import { createProxy, type ProxyConfig } from '../../../worker/proxy/app.ts'
import type { RateLimiters } from '../../../worker/proxy/limits/rate-limits.ts'
import { accessConfig } from '../../support/access.ts'
import { forAll, pieces } from '../../support/property.ts'
import { allowedOrigin, authorized, openConfig, proxyOrigin, sha256, token } from '../../support/proxy.ts'
import { v20, v21 } from '../send.ts'

/** Values that are invalid or nearly valid. Every invalid value contains the word CANARY. */
const wrong = oneof(
  pieces(allowedOrigin, ',', '/', ':full', '-', '*', 'http://localhost', '@', '{"id":', '[', ']', '"', '0').map(
    (text) => `${text}CANARY`,
  ),
  string({ unit: 'binary' }).map((text) => `CANARY${text}`),
)
const caller = record(
  {
    id: oneof(constantFrom('web', 'app'), wrong),
    sha256: oneof(constantFrom(sha256(token), sha256('other')), wrong),
    operations: oneof(constantFrom(['getPackageList'], []), array(wrong, { minLength: 1, maxLength: 2 }), wrong),
    actions: oneof(constantFrom(['-/hello'], []), array(wrong, { minLength: 1, maxLength: 2 })),
    origins: oneof(constantFrom([allowedOrigin]), array(wrong, { minLength: 1, maxLength: 2 })),
    expires: oneof(constantFrom('2099-01-31T00:00:00Z', '2020-01-31T00:00:00Z'), wrong, constantFrom(0, null, true)),
    CANARY: constantFrom(1),
  },
  { requiredKeys: ['id', 'sha256'] },
)
const right: { readonly [Name in Exclude<keyof ProxyConfig, keyof RateLimiters>]: readonly string[] } = {
  NCLOUD_ACCESS_KEY: [openConfig.NCLOUD_ACCESS_KEY ?? ''],
  NCLOUD_SECRET_KEY: [openConfig.NCLOUD_SECRET_KEY ?? ''],
  NCLOUD_SITE: ['', ...Object.keys(sites)],
  NCLOUD_REGION: ['', 'KR', 'SGN', 'JPN', 'FKR'],
  PROXY_AUTH: ['', 'token', 'public-read'],
  ACCESS_TEAM_DOMAIN: [''],
  ACCESS_AUD: [''],
  PROXY_CALLERS: ['', '[]', openConfig.PROXY_CALLERS ?? ''],
  ALLOWED_ORIGINS: ['', allowedOrigin, `${allowedOrigin}, http://localhost:1`],
  ALLOWED_OPERATIONS: ['', Object.keys(operations).join(), 'getAction:full, getPackageList'],
  ALLOWED_ACTIONS: ['', '-/hello, p/a'],
  MAX_BODY_BYTES: ['', '1', '58720256'],
  MAX_CODE_BYTES: ['', '1', '58720256'],
  BODY_TIMEOUT_MS: ['', '1', '120000'],
  MAX_RESPONSE_BYTES: ['', '100', '58720256'],
  READ_TIMEOUT_MS: ['', '1000', '120000'],
  WRITE_TIMEOUT_MS: ['', '1000', '120000'],
  LIST_CACHE_SECONDS: ['', '1', '60'],
  UPSTREAM_DEV_ORIGIN: ['', 'http://localhost:8788', 'http://[::1]'],
}
const callers = oneof(
  array(caller, { maxLength: 2 }).map((list) => JSON.stringify(list)),
  json().map((text) => `${text}CANARY`),
)
/** Names that are unknown, but nearly names of variables. */
const misspelled = ['ALLOWED_OPERATION', 'RL_ADRESS', 'NCLOUD_SECRET', 'proxy_callers', 'MAX_BODY_BYTE']
const changes = array(
  tuple(
    constantFrom(...Object.keys(right), ...misspelled),
    oneof(wrong, callers, option(constantFrom(''), { nil: undefined })),
  ),
  { maxLength: 2 },
).map((entries) => Object.fromEntries(entries))
const config = tuple(
  record(Object.fromEntries(Object.entries(right).map(([name, texts]) => [name, constantFrom(...(texts ?? []))]))),
  constantFrom({}, {}, {}, accessConfig),
  changes,
).map(([base, access, changed]) => ({ ...base, ...access, ...changed }))

const gateways = Object.values(sites).flatMap(({ regions }) => Object.values(regions).map(({ origin }) => origin))

/** Sends requests for lists to a proxy with a configuration. */
const serve = async (given: ProxyConfig) => {
  const sent: string[] = []
  const log: string[] = []
  const app = createProxy(given, {
    fetch: (url) => {
      sent.push(url)
      return Response.json({ content: [] })
    },
    log: (line) => log.push(line),
  })
  const responses = await Promise.all(
    [proxyOrigin, 'http://localhost'].flatMap((origin) =>
      ['/healthz', `${v21}/packages`, `${v20}/packages`].map(async (path) => {
        const response = await app.request(origin + path, { headers: { ...authorized, host: new URL(origin).host } })
        return { status: response.status, text: `${await response.text()}${JSON.stringify([...response.headers])}` }
      }),
    ),
  )
  return { sent, log, responses, output: JSON.stringify([log, responses]) }
}

test('#25 createProxy serves requests or rejects all, for every configuration, and prints none of its values', async () => {
  const kinds = { served: 0, rejected: 0 }
  await forAll(
    config,
    async (given) => {
      const { sent, log, responses, output } = await serve(given)
      const misconfigured = log.filter((line) => JSON.parse(line).event === 'misconfigured')
      const statuses = responses.map(({ status }) => status)
      if (misconfigured.length > 0) {
        expect(statuses).toEqual(Array(6).fill(503))
        expect(sent).toEqual([])
        for (const line of misconfigured) expect(JSON.parse(line).reason).toMatch(/^[A-Z_]+( is|:) [^:]+: ./i)
      } else expect(statuses.filter((status) => status > 499 || status < 200)).toEqual([])
      kinds[misconfigured.length > 0 ? 'rejected' : 'served'] += 1
      expect(output).not.toContain('CANARY')
      for (const secret of [openConfig.NCLOUD_SECRET_KEY, sha256(token), token]) expect(output).not.toContain(secret)
    },
    1000,
  )
  expect(Math.min(kinds.served, kinds.rejected), 'both kinds occurred').toBeGreaterThan(100)
})

test('#25 createProxy logs the mistakes of each variable, with every value of the other variables', async () => {
  const mistakesOf = (given: object): string[] => {
    const log: string[] = []
    createProxy({ ...openConfig, ...given }, { log: (line) => log.push(line) })
    return log.map((line) => JSON.parse(line)).flatMap(({ event, reason }) => (event === 'misconfigured' ? reason : []))
  }
  const linked = ['NCLOUD_SITE', 'NCLOUD_REGION', 'PROXY_AUTH', 'ACCESS_TEAM_DOMAIN', 'ACCESS_AUD']
  let both = 0
  await forAll(changes, (all) => {
    const given = Object.entries(all).filter(([name]) => !linked.includes(name))
    const alone = given.map(([name, value]) => mistakesOf({ [name]: value }))
    expect(mistakesOf(Object.fromEntries(given)).sort()).toEqual(alone.flat().sort())
    if (alone.filter((mistakes) => mistakes.length > 0).length > 1) both += 1
  })
  expect(both, 'mistakes in two variables occurred').toBeGreaterThan(20)
})

test('#11 #30 createProxy sends signed requests only to gateways and this machine, for every configuration', async () => {
  let sentAtAll = 0
  const endpoints = record({
    NCLOUD_SITE: constantFrom(...(right.NCLOUD_SITE ?? [])),
    NCLOUD_REGION: constantFrom(...(right.NCLOUD_REGION ?? [])),
    UPSTREAM_DEV_ORIGIN: oneof(
      constantFrom(...(right.UPSTREAM_DEV_ORIGIN ?? [])),
      pieces(
        'http',
        'https',
        '://',
        'localhost',
        '127.0.0.1',
        '[::1]',
        '@',
        '.',
        ':80',
        'evil.example',
        '/',
        '#',
        '%2e',
      ),
      pieces(
        'http://',
        'localhost',
        '.',
        '0',
        '127.1',
        '2130706433',
        '0x7f.1',
        'LOCALHOST',
        '.example',
        ':',
        '8788',
        ' ',
      ),
    ),
  })
  await forAll(
    endpoints,
    async (endpoint) => {
      const { sent } = await serve({ ...openConfig, ...endpoint })
      sentAtAll += sent.length
      for (const url of sent) {
        const { origin, hostname } = new URL(url)
        if (endpoint.UPSTREAM_DEV_ORIGIN) expect(['localhost', '127.0.0.1', '[::1]']).toContain(hostname)
        else expect(gateways).toContain(origin)
      }
    },
    1000,
  )
  expect(sentAtAll).toBeGreaterThan(100)
})

test('#25 createProxy rejects all requests if a value is not text or not a rate limit', async () => {
  await forAll(
    tuple(constantFrom(...Object.keys(right), 'RL_ADDRESS', 'RL_CALLER', 'RL_WRITE', 'RL_GLOBAL'), anything()),
    async ([name, value]) => {
      const { responses, sent } = await serve({ ...openConfig, [name]: value })
      // A text is valid for a variable, and not for a rate limit.
      if (value === undefined || (typeof value === 'string' && !name.startsWith('RL_'))) return
      expect([responses.map(({ status }) => status), sent]).toEqual([Array(6).fill(503), []])
    },
  )
})
