import { describe, expect, test } from 'vitest'
import type { ProxyConfig } from '../../worker/proxy/app.ts'
import { callers, openConfig, openProxy, sha256, token } from '../support/proxy.ts'

const digest = sha256(token)
const list = (...entries: unknown[]) => ({ PROXY_CALLERS: JSON.stringify(entries) })
const team = { PROXY_AUTH: 'access', ACCESS_TEAM_DOMAIN: 'team.cloudflareaccess.com', ACCESS_AUD: '0'.repeat(64) }

type AnyConfig = { [Name in keyof ProxyConfig]?: unknown }

/** What is wrong with a configuration, and the start of the reason in the log. */
const invalid: [name: string, config: AnyConfig, reason: string][] = [
  [
    'a missing access key',
    { NCLOUD_ACCESS_KEY: undefined },
    'NCLOUD_ACCESS_KEY is missing or empty: set it with `npx wrangler secret put NCLOUD_ACCESS_KEY`.',
  ],
  ['an empty access key', { NCLOUD_ACCESS_KEY: '' }, 'NCLOUD_ACCESS_KEY is missing or empty: '],
  ['a missing secret key', { NCLOUD_SECRET_KEY: undefined }, 'NCLOUD_SECRET_KEY is missing or empty: '],
  [
    'a secret key with a line break',
    { NCLOUD_SECRET_KEY: 'a\nb' },
    'NCLOUD_SECRET_KEY is invalid: set it again, in ASCII and without whitespace.',
  ],
  ['a variable that is a number', { ALLOWED_ACTIONS: 1 }, 'ALLOWED_ACTIONS is not text: set it to a string.'],
  [
    'an unknown site',
    { NCLOUD_SITE: 'moon' },
    'NCLOUD_SITE is invalid: set it to public, gov, fin, or leave it out for public.',
  ],
  [
    'an unknown region',
    { NCLOUD_REGION: 'US' },
    'NCLOUD_REGION is invalid: set it to KR, SGN, JPN, or leave it out for KR.',
  ],
  [
    'a region of another site',
    { NCLOUD_SITE: 'gov', NCLOUD_REGION: 'JPN' },
    'NCLOUD_REGION is invalid: set it to KR, ',
  ],
  [
    'an unknown authentication',
    { PROXY_AUTH: 'tokens' },
    'PROXY_AUTH is invalid: set it to token, access, public-read, or leave it out for token.',
  ],
  ['an authentication after another word', { PROXY_AUTH: 'a token' }, 'PROXY_AUTH is invalid: '],
  [
    'a missing team domain',
    { ...team, ACCESS_TEAM_DOMAIN: undefined },
    'ACCESS_TEAM_DOMAIN is missing or invalid: set <team>.cloudflareaccess.com, without https://.',
  ],
  [
    'a team domain on another host',
    { ...team, ACCESS_TEAM_DOMAIN: 'team.cloudflareaccess.com.evil' },
    'ACCESS_TEAM_DOMAIN is missing or invalid: ',
  ],
  [
    'a missing AUD tag',
    { ...team, ACCESS_AUD: undefined },
    'ACCESS_AUD is missing or invalid: set the AUD tag of the Access application, 64 hex digits.',
  ],
  ['an AUD tag that is too long', { ...team, ACCESS_AUD: '0'.repeat(65) }, 'ACCESS_AUD is missing or invalid: '],
  [
    'an origin without a scheme',
    { ALLOWED_ORIGINS: 'app.example' },
    'ALLOWED_ORIGINS is invalid: set exact origins, such as https://app.example.com, without "*", "null" or a path.',
  ],
  [
    'an unknown operation',
    { ALLOWED_OPERATIONS: 'drop' },
    'ALLOWED_OPERATIONS has an unknown operation: set ids such as getPackageList or getAction:full.',
  ],
  ['an id with ":full" in the middle', { ALLOWED_OPERATIONS: 'get:fullAction' }, 'ALLOWED_OPERATIONS has an unknown '],
  [
    'an action without a package',
    { ALLOWED_ACTIONS: 'hello' },
    'ALLOWED_ACTIONS is invalid: set package/action, such as shop/bill, or -/daily for an action without a package.',
  ],
  ['a body of 0 bytes', { MAX_BODY_BYTES: '0' }, 'MAX_BODY_BYTES is invalid: set a whole number from 1 to 58720256.'],
  ['code of 0 bytes', { MAX_CODE_BYTES: '0' }, 'MAX_CODE_BYTES is invalid: set a whole number from 1 to 58720256.'],
  ['a timeout of 0', { READ_TIMEOUT_MS: '0' }, 'READ_TIMEOUT_MS is invalid: set a whole number from 1 to 120000.'],
  [
    'an upstream on another machine',
    { UPSTREAM_DEV_ORIGIN: 'https://a.example' },
    'UPSTREAM_DEV_ORIGIN is invalid: set an origin on this machine, such as http://localhost:8788.',
  ],
  [
    'a rate limit without a method',
    { RL_CALLER: {} },
    'RL_CALLER is not a rate limit: configure it under [[ratelimits]] in wrangler.toml.',
  ],
  ['a rate limit that is null', { RL_GLOBAL: null }, 'RL_GLOBAL is not a rate limit: '],
  [
    'callers that are not JSON',
    { PROXY_CALLERS: '{' },
    'PROXY_CALLERS is not JSON: set a JSON list such as [{"id":"web","sha256":"<64 hex digits>"}]. `npm run -s caller -- web` prints one.',
  ],
  ['callers that are an object', { PROXY_CALLERS: '{}' }, 'PROXY_CALLERS is not a list: set a JSON list such as '],
  ['a caller that is null', list(null), 'PROXY_CALLERS: a caller has no id: set id to a text, such as "web".'],
  ['a caller that is text', list('tests'), 'PROXY_CALLERS: a caller has no id: '],
  ['a caller with a number for an id', list({ id: 1, sha256: digest }), 'PROXY_CALLERS: a caller has no id: '],
  [
    'a caller with neither sha256 nor access',
    list({ id: 'a' }),
    'PROXY_CALLERS: a caller needs either sha256 or access: set one of the two.',
  ],
  ['a caller with both', callers({ access: 'a@b.example' }), 'PROXY_CALLERS: a caller needs either sha256 or access: '],
  [
    'a digest that is too long',
    callers({ sha256: `${digest}0` }),
    'PROXY_CALLERS: sha256 is invalid: set the SHA-256 digest of the token as 64 lower-case hex digits.',
  ],
  ['a digest after another digit', callers({ sha256: `0${digest}` }), 'PROXY_CALLERS: sha256 is invalid: '],
  ['a digest in a list', callers({ sha256: [digest] }), 'PROXY_CALLERS: sha256 is invalid: '],
  [
    'an empty access',
    list({ id: 'a', access: '' }),
    'PROXY_CALLERS: access is invalid: set an e-mail address or a name.',
  ],
  [
    'a number for an operation',
    callers({ operations: [1] }),
    'PROXY_CALLERS: operations is invalid: set a list of operations, such as ["getPackageList"].',
  ],
  [
    'a number for an action',
    callers({ actions: [1] }),
    'PROXY_CALLERS: actions is invalid: set a list of package/action, such as ["shop/bill", "-/daily"].',
  ],
  [
    'a number for an origin',
    callers({ origins: [1] }),
    'PROXY_CALLERS: origins is invalid: set a list of exact origins, such as ["https://app.example.com"].',
  ],
  ['an origin of another scheme', callers({ origins: ['xhttp://a'] }), 'PROXY_CALLERS: origins is invalid: '],
  [
    'an unknown field',
    callers({ ips: [] }),
    'PROXY_CALLERS: a caller has an unknown field: use id, sha256, access, operations, actions, origins and expires.',
  ],
  [
    'a word for a time',
    callers({ expires: 'soon' }),
    'PROXY_CALLERS: expires is invalid: set an ISO 8601 time with a zone, such as 2030-01-31T00:00:00Z.',
  ],
  ['a time in a list', callers({ expires: ['2099-01-01T00:00Z'] }), 'PROXY_CALLERS: expires is invalid: '],
  ['a time in month 13', callers({ expires: '2099-13-01T00:00Z' }), 'PROXY_CALLERS: expires is invalid: '],
  [
    'two callers with one id',
    list(...['0', '1'].map((digit) => ({ id: 'a', sha256: digit.repeat(64) }))),
    'PROXY_CALLERS: two callers have the same id: give each its own.',
  ],
  [
    'two callers with one token',
    list(...['a', 'b'].map((id) => ({ id, sha256: digest }))),
    'PROXY_CALLERS: two callers have the same sha256: give each its own.',
  ],
  [
    'two callers with one address',
    list(...['a', 'b'].map((id) => ({ id, access: 'x' }))),
    'PROXY_CALLERS: two callers have the same access: give each its own.',
  ],
]

describe('createProxy logs once what is wrong with its configuration:', () => {
  test.for(invalid)('%s', async ([, config, reason]) => {
    const { request, calls, log } = openProxy({ ...openConfig, ...config } as ProxyConfig)
    const lines = log.map((line) => JSON.parse(line))
    expect(lines).toEqual([{ level: 'error', event: 'misconfigured', reason: expect.any(String) }])
    expect(lines[0].reason.slice(0, reason.length)).toBe(reason)
    expect([(await request('/healthz')).status, calls]).toEqual([503, []])
  })
})

/** Configurations at the limits. */
const valid: [name: string, config: AnyConfig][] = [
  ['keys alone', Object.fromEntries(Object.keys(openConfig).map((name) => [name, undefined]))],
  ['the largest bodies', { MAX_BODY_BYTES: '58720256', MAX_CODE_BYTES: '58720256', MAX_RESPONSE_BYTES: '58720256' }],
  ['the longest timeouts', { BODY_TIMEOUT_MS: '120000', READ_TIMEOUT_MS: '120000', WRITE_TIMEOUT_MS: '120000' }],
  ['the smallest numbers', { MAX_BODY_BYTES: '1', BODY_TIMEOUT_MS: '1', READ_TIMEOUT_MS: '1', WRITE_TIMEOUT_MS: '1' }],
  ['two users of Access', list({ id: 'a', access: 'x' }, { id: 'b', access: 'y' })],
  ['Cloudflare Access', team],
]

const { NCLOUD_ACCESS_KEY, NCLOUD_SECRET_KEY } = openConfig

test.for(valid)('createProxy accepts %s', async ([, config]) => {
  const { request, log } = openProxy({ ...openConfig, ...config, NCLOUD_ACCESS_KEY, NCLOUD_SECRET_KEY } as ProxyConfig)
  expect([(await request('/healthz')).status, log]).toEqual([200, []])
})
