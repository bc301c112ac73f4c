import { describe, expect, test } from 'vitest'
import type { ProxyConfig } from '../../worker/proxy/app.ts'
import { callers, openConfig, openProxy, sha256, token } from '../support/proxy.ts'

const digest = sha256(token)
const list = (...entries: unknown[]) => ({ PROXY_CALLERS: JSON.stringify(entries) })
const team = { PROXY_AUTH: 'access', ACCESS_TEAM_DOMAIN: 'team.cloudflareaccess.com', ACCESS_AUD: '0'.repeat(64) }

/** A configuration as JavaScript could write it. */
type AnyConfig = { [name: string]: unknown }

/** What is wrong with a configuration, and the start of the reason in the log. */
const invalid: [name: string, config: AnyConfig, reason: string][] = [
  [
    'a missing access key',
    { NCLOUD_ACCESS_KEY: undefined },
    'NCLOUD_ACCESS_KEY is missing or empty: set it in ASCII and without whitespace, with `npx wrangler secret put NCLOUD_ACCESS_KEY`.',
  ],
  ['an empty access key', { NCLOUD_ACCESS_KEY: '' }, 'NCLOUD_ACCESS_KEY is missing or empty: '],
  ['a missing secret key', { NCLOUD_SECRET_KEY: undefined }, 'NCLOUD_SECRET_KEY is missing or empty: '],
  [
    'a secret key with a line break',
    { NCLOUD_SECRET_KEY: 'a\nb' },
    'NCLOUD_SECRET_KEY is invalid: set it in ASCII and without whitespace, with `npx wrangler secret put NCLOUD_SECRET_KEY`.',
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
    'ACCESS_TEAM_DOMAIN is missing or empty: set <team>.cloudflareaccess.com, without https://.',
  ],
  [
    'a team domain on another host',
    { ...team, ACCESS_TEAM_DOMAIN: 'team.cloudflareaccess.com.evil' },
    'ACCESS_TEAM_DOMAIN is invalid: ',
  ],
  [
    'a missing AUD tag',
    { ...team, ACCESS_AUD: undefined },
    'ACCESS_AUD is missing or empty: set the AUD tag of the Access application, 64 hex digits.',
  ],
  ['an AUD tag that is too long', { ...team, ACCESS_AUD: '0'.repeat(65) }, 'ACCESS_AUD is invalid: '],
  [
    'an origin without a scheme',
    { ALLOWED_ORIGINS: 'app.example' },
    'ALLOWED_ORIGINS is invalid: set a list of exact https origins, such as https://app.example.com, without "*" or a path. Only localhost may have http.',
  ],
  ['an http origin', { ALLOWED_ORIGINS: 'http://app.example' }, 'ALLOWED_ORIGINS is invalid: '],
  [
    'an http origin that begins like localhost',
    { ALLOWED_ORIGINS: 'http://localhost.a' },
    'ALLOWED_ORIGINS is invalid: ',
  ],
  ['an ftp origin on this machine', { ALLOWED_ORIGINS: 'ftp://localhost' }, 'ALLOWED_ORIGINS is invalid: '],
  ['every subdomain as an origin', { ALLOWED_ORIGINS: 'https://*.app.example' }, 'ALLOWED_ORIGINS is invalid: '],
  [
    'an unknown operation',
    { ALLOWED_OPERATIONS: 'drop' },
    'ALLOWED_OPERATIONS is invalid: set a list of operations, such as getPackageList or getAction:full.',
  ],
  ['an id with ":full" in the middle', { ALLOWED_OPERATIONS: 'get:fullAction' }, 'ALLOWED_OPERATIONS is invalid: '],
  [
    'an action without a package',
    { ALLOWED_ACTIONS: 'hello' },
    'ALLOWED_ACTIONS is invalid: set a list of package/action, such as shop/bill, or -/daily for an action without a package.',
  ],
  [
    'a team domain without PROXY_AUTH=access',
    { ACCESS_TEAM_DOMAIN: team.ACCESS_TEAM_DOMAIN },
    'ACCESS_TEAM_DOMAIN is invalid: it has no effect without PROXY_AUTH=access. Set both, or remove it.',
  ],
  [
    'an AUD tag with another authentication',
    { ACCESS_AUD: team.ACCESS_AUD, PROXY_AUTH: 'token' },
    'ACCESS_AUD is invalid: it has no effect without PROXY_AUTH=access. ',
  ],
  [
    'a variable whose name lacks a letter',
    { ALLOWED_OPERATION: 'getPackageList' },
    'ALLOWED_OPERATION is unknown, but similar to ALLOWED_OPERATIONS: rename it.',
  ],
  [
    'a rate limit whose name lacks a letter',
    { RL_ADRESS: { limit() {} } },
    'RL_ADRESS is unknown, but similar to RL_ADDRESS: rename it.',
  ],
  [
    'a variable with two letters in the wrong order',
    { ALLOWED_ORIGNIS: 'x' },
    'ALLOWED_ORIGNIS is unknown, but similar to ALLOWED_ORIGINS: ',
  ],
  [
    'a name that two variables are near to: the nearest one counts',
    { MAX_COD_BYTES: '1' },
    'MAX_COD_BYTES is unknown, but similar to MAX_CODE_BYTES: ',
  ],
  ['a variable in lower case', { proxy_callers: '[]' }, 'proxy_callers is unknown, but similar to PROXY_CALLERS: '],
  ['a body of 0 bytes', { MAX_BODY_BYTES: '0' }, 'MAX_BODY_BYTES is invalid: set a whole number from 1 to 58720256.'],
  ['code of 0 bytes', { MAX_CODE_BYTES: '0' }, 'MAX_CODE_BYTES is invalid: set a whole number from 1 to 58720256.'],
  ['a timeout of 0', { READ_TIMEOUT_MS: '0' }, 'READ_TIMEOUT_MS is invalid: set a whole number from 1 to 120000.'],
  [
    'an upstream on another machine',
    { UPSTREAM_DEV_ORIGIN: 'https://a.example' },
    'UPSTREAM_DEV_ORIGIN is invalid: set an origin on this machine, such as http://localhost:8788.',
  ],
  ['an upstream with a path', { UPSTREAM_DEV_ORIGIN: 'http://localhost:8788/' }, 'UPSTREAM_DEV_ORIGIN is invalid: '],
  [
    'a rate limit without a method',
    { RL_CALLER: {} },
    'RL_CALLER is not a rate limit: configure it under [[ratelimits]] in wrangler.toml.',
  ],
  ['a rate limit that is empty', { RL_GLOBAL: '' }, 'RL_GLOBAL is not a rate limit: '],
  ['a rate limit that is null', { RL_GLOBAL: null }, 'RL_GLOBAL is not a rate limit: '],
  [
    'callers that are not JSON',
    { PROXY_CALLERS: '{' },
    'PROXY_CALLERS is not a JSON list: set what `npm run -s caller -- web` prints, such as [{"id":"web","sha256":"<64 hex digits>"}].',
  ],
  ['callers that are an object', { PROXY_CALLERS: '{}' }, 'PROXY_CALLERS is not a JSON list: '],
  [
    'a caller with a number for an id',
    list({ id: 1, sha256: digest }),
    'PROXY_CALLERS: caller 1 has an invalid id: set a text, such as "web".',
  ],
  [
    'a second caller without an id',
    list({ id: 'a', sha256: digest }, { sha256: '0'.repeat(64) }),
    'PROXY_CALLERS: caller 2 has no id: set a text, such as "web".',
  ],
  [
    'a caller with neither sha256 nor access',
    list({ id: 'a' }),
    'PROXY_CALLERS: caller 1 needs either sha256 or access: set one of the two.',
  ],
  ['a caller with both', callers({ access: 'a@b.example' }), 'PROXY_CALLERS: caller 1 needs either sha256 or access: '],
  [
    'a digest that is too long',
    callers({ sha256: `${digest}0` }),
    'PROXY_CALLERS: caller 1 has an invalid sha256: set the SHA-256 digest of the token as 64 lower-case hex digits.',
  ],
  [
    'a digest after another digit',
    callers({ sha256: `0${digest}` }),
    'PROXY_CALLERS: caller 1 has an invalid sha256: ',
  ],
  ['a digest in a list', callers({ sha256: [digest] }), 'PROXY_CALLERS: caller 1 has an invalid sha256: '],
  [
    'an empty access',
    list({ id: 'a', access: '' }),
    'PROXY_CALLERS: caller 1 has an invalid access: set an e-mail address or a name.',
  ],
  [
    'a number for an operation',
    callers({ operations: [1] }),
    'PROXY_CALLERS: caller 1 has an invalid operations: set a list of operations, such as getPackageList or getAction:full.',
  ],
  [
    'a number for an action',
    callers({ actions: [1] }),
    'PROXY_CALLERS: caller 1 has an invalid actions: set a list of package/action, such as shop/bill, or -/daily for an action without a package.',
  ],
  [
    'a number for an origin',
    callers({ origins: [1] }),
    'PROXY_CALLERS: caller 1 has an invalid origins: set a list of exact https origins, such as https://app.example.com, without "*" or a path. Only localhost may have http.',
  ],
  [
    'an origin of another scheme',
    callers({ origins: ['xhttp://a'] }),
    'PROXY_CALLERS: caller 1 has an invalid origins: ',
  ],
  [
    'an unknown field',
    callers({ networks: [] }),
    'PROXY_CALLERS: caller 1 has an unknown field: use one of id, sha256, access, operations, actions, origins, expires',
  ],
  [
    'a field whose name lacks a letter',
    callers({ expire: '2099-01-01T00:00Z' }),
    'PROXY_CALLERS: caller 1 has an unknown field: did you mean `expires`?',
  ],
  ['a field with an inherited name', callers({ toString: 1 }), 'PROXY_CALLERS: caller 1 has an unknown field: '],
  [
    'a field that is repeated',
    { PROXY_CALLERS: `[{"id":"a","sha256":"${digest}","operations":["getPackageList"],"operations":[]}]` },
    'PROXY_CALLERS: a field is repeated, or a number: set each field once, to a text or a list of texts.',
  ],
  [
    'a word for a time',
    callers({ expires: 'soon' }),
    'PROXY_CALLERS: caller 1 has an invalid expires: set an ISO 8601 time with a zone, such as 2030-01-31T00:00:00Z.',
  ],
  ['a time in a list', callers({ expires: ['2099-01-01T00:00Z'] }), 'PROXY_CALLERS: caller 1 has an invalid expires: '],
  ['a time in month 13', callers({ expires: '2099-13-01T00:00Z' }), 'PROXY_CALLERS: caller 1 has an invalid expires: '],
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

type Line = { readonly level: string; readonly event: string; readonly reason: string }

/** Creates a proxy with a configuration, and returns what it logs before the first request. */
const start = (config: AnyConfig) => {
  const { request, calls, lines } = openProxy({ ...openConfig, ...config } as ProxyConfig)
  return { request, calls, log: lines.map((line): Line => JSON.parse(line)) }
}

describe('#25 createProxy logs once what is wrong with its configuration:', () => {
  test.for(invalid)('%s', async ([, config, reason]) => {
    const { request, calls, log } = start(config)
    expect(log).toEqual([{ level: 'error', event: 'misconfigured', reason: expect.any(String) }])
    expect(log[0]?.reason.slice(0, reason.length)).toBe(reason)
    expect([(await request('/healthz')).status, calls]).toEqual([503, []])
  })
})

describe('#25 createProxy logs every mistake of its configuration, one in a line', () => {
  test('in several variables', async () => {
    const { request, log } = start({
      ALLOWED_OPERATION: 'getPackageList',
      NCLOUD_SECRET_KEY: undefined,
      NCLOUD_SITE: 'moon',
      NCLOUD_REGION: 'US',
      PROXY_AUTH: 'access',
      PROXY_CALLERS: '[{"id":1},{"id":"b","access":"x","ip":""}]',
      MAX_BODY_BYTES: 5,
      READ_TIMEOUT_MS: '120001',
      RL_WRITE: 'x',
    })
    expect(log.map(({ level, event, reason }) => [level, event, reason.split(':', 1)[0]])).toEqual(
      [
        'ALLOWED_OPERATION is unknown, but similar to ALLOWED_OPERATIONS',
        'NCLOUD_SECRET_KEY is missing or empty',
        'NCLOUD_SITE is invalid',
        'ACCESS_TEAM_DOMAIN is missing or empty',
        'ACCESS_AUD is missing or empty',
        ...Array(3).fill('PROXY_CALLERS'),
        'MAX_BODY_BYTES is not text',
        'READ_TIMEOUT_MS is invalid',
        'RL_WRITE is not a rate limit',
      ].map((reason) => ['error', 'misconfigured', reason]),
    )
    expect((await request('/healthz')).status).toBe(503)
    expect(log, 'requests do not log them again').toHaveLength(11)
  })

  test.for<[name: string, callers: string, reasons: string[]]>([
    ['that is null', '[null]', ['caller 1 has no id', 'caller 1 needs either sha256 or access']],
    ['that is text', '["tests"]', ['caller 1 has no id', 'caller 1 needs either sha256 or access']],
    [
      'after a valid one',
      JSON.stringify([
        { id: 'a', sha256: digest },
        { id: 'a', sha256: 'x', access: '', operations: [1], origin: '', action: '' },
      ]),
      [
        'caller 2 has an invalid sha256',
        'caller 2 has an invalid access',
        'caller 2 has an invalid operations',
        'caller 2 needs either sha256 or access',
        'caller 2 has an unknown field',
        'caller 2 has an unknown field',
        'two callers have the same id',
      ],
    ],
    [
      'with a repeated field and a second mistake',
      `[{"id":"a","id":"b","sha256":"${digest}","expires":""}]`,
      ['caller 1 has an invalid expires', 'a field is repeated, or a number'],
    ],
    [
      'with a number that JSON.parse replaces',
      `[{"id":1e999,"id":"b","sha256":"${digest}"}]`,
      ['a field is repeated, or a number'],
    ],
  ])('of a caller %s', ([, PROXY_CALLERS, reasons]) => {
    const { log } = start({ PROXY_CALLERS })
    expect(log.map(({ reason }) => reason.split(': ', 2).join(': '))).toEqual(
      reasons.map((reason) => `PROXY_CALLERS: ${reason}`),
    )
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
  ['empty settings of Cloudflare Access with another authentication', { ACCESS_TEAM_DOMAIN: '', ACCESS_AUD: '' }],
  ['http origins on this machine', { ALLOWED_ORIGINS: 'http://localhost:5173, http://127.0.0.1, http://[::1]:1' }],
  [
    'the other variables of a Worker',
    {
      EMULATOR: {},
      ASSETS: {},
      ACCESS_URL: '1',
      ALLOWED: '',
      RL: 1,
      PROXY_AUTHOR_ID: '',
    },
  ],
]

const { NCLOUD_ACCESS_KEY, NCLOUD_SECRET_KEY } = openConfig

test.for(valid)('createProxy accepts %s', async ([, config]) => {
  const { request, log } = start({ ...config, NCLOUD_ACCESS_KEY, NCLOUD_SECRET_KEY })
  expect([(await request('/healthz')).status, log]).toEqual([200, []])
})
