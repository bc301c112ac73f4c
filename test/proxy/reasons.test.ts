import { describe, expect, test } from 'vitest'
import type { ProxyConfig } from '../../worker/proxy/app.ts'
import { callers, openConfig, openProxy, sha256, token } from '../support/proxy.ts'

const digest = sha256(token)
const list = (...entries: unknown[]) => ({ PROXY_CALLERS: JSON.stringify(entries) })
const team = { PROXY_AUTH: 'access', ACCESS_TEAM_DOMAIN: 'team.cloudflareaccess.com', ACCESS_AUD: '0'.repeat(64) }

/** What is wrong, and how the reason begins and what it must say. */
const wrong: [name: string, config: { [Name in keyof ProxyConfig]?: unknown }, reason: RegExp][] = [
  ['no access key', { NCLOUD_ACCESS_KEY: undefined }, /^NCLOUD_ACCESS_KEY is missing$/],
  ['an empty access key', { NCLOUD_ACCESS_KEY: '' }, /^NCLOUD_ACCESS_KEY is missing$/],
  ['no secret key', { NCLOUD_SECRET_KEY: undefined }, /^NCLOUD_SECRET_KEY is missing$/],
  ['a secret key of two lines', { NCLOUD_SECRET_KEY: 'a\nb' }, /^NCLOUD_\*: secretKey /],
  ['a variable that is no text', { ALLOWED_ACTIONS: 1 }, /^ALLOWED_ACTIONS must be text$/],
  ['an unknown site', { NCLOUD_SITE: 'moon' }, /^NCLOUD_\*: site /],
  ['an unknown region', { NCLOUD_REGION: 'US' }, /^NCLOUD_\*: region /],
  ['an unknown way in', { PROXY_AUTH: 'tokens' }, /^PROXY_AUTH must be /],
  ['a way in with more before it', { PROXY_AUTH: 'a token' }, /^PROXY_AUTH must be /],
  ['no team', { ...team, ACCESS_TEAM_DOMAIN: undefined }, /^ACCESS_TEAM_DOMAIN must be /],
  [
    'a team elsewhere',
    { ...team, ACCESS_TEAM_DOMAIN: 'team.cloudflareaccess.com.evil' },
    /^ACCESS_TEAM_DOMAIN must be /,
  ],
  ['no audience', { ...team, ACCESS_AUD: undefined }, /^ACCESS_AUD must be /],
  ['a longer audience', { ...team, ACCESS_AUD: '0'.repeat(65) }, /^ACCESS_AUD must be /],
  ['an origin that is none', { ALLOWED_ORIGINS: 'app.example' }, /^ALLOWED_ORIGINS must hold exact origins/],
  ['an unknown operation', { ALLOWED_OPERATIONS: 'drop' }, /^ALLOWED_OPERATIONS names an operation/],
  ['full in the middle', { ALLOWED_OPERATIONS: 'get:fullAction' }, /^ALLOWED_OPERATIONS names an operation/],
  ['an action that is none', { ALLOWED_ACTIONS: 'hello' }, /^ALLOWED_ACTIONS must hold package\/action/],
  ['a body of no bytes', { MAX_BODY_BYTES: '0' }, /^MAX_BODY_BYTES must be a whole number from 1 to 58720256$/],
  ['no time', { READ_TIMEOUT_MS: '0' }, /^READ_TIMEOUT_MS must be a whole number from 1 to 120000$/],
  ['an upstream elsewhere', { UPSTREAM_DEV_ORIGIN: 'https://a.example' }, /^UPSTREAM_DEV_ORIGIN must be an origin on/],
  ['a limit that is none', { RL_CALLER: {} }, /^RL_CALLER must be a rate limit binding$/],
  ['a limit that is null', { RL_GLOBAL: null }, /^RL_GLOBAL must be a rate limit binding$/],
  ['callers that are not JSON', { PROXY_CALLERS: '{' }, /^PROXY_CALLERS is not JSON$/],
  ['callers that are no list', { PROXY_CALLERS: '{}' }, /^PROXY_CALLERS must be a list$/],
  ['a caller that is null', list(null), /^PROXY_CALLERS: every caller needs an id$/],
  ['a caller that is text', list('tests'), /^PROXY_CALLERS: every caller needs an id$/],
  ['a caller with a number for an id', list({ id: 1, sha256: digest }), /^PROXY_CALLERS: every caller needs an id$/],
  ['a caller without a credential', list({ id: 'a' }), /^PROXY_CALLERS: a caller has either sha256 or access$/],
  ['two credentials', callers({ access: 'a@b.example' }), /^PROXY_CALLERS: a caller has either sha256 or access$/],
  ['a longer digest', callers({ sha256: `${digest}0` }), /^PROXY_CALLERS: sha256 must be 64 hex digits$/],
  ['a digest behind something', callers({ sha256: `0${digest}` }), /^PROXY_CALLERS: sha256 must be 64 hex digits$/],
  ['a digest in a list', callers({ sha256: [digest] }), /^PROXY_CALLERS: sha256 must be 64 hex digits$/],
  ['an empty access', list({ id: 'a', access: '' }), /^PROXY_CALLERS: access must be an e-mail address or a name$/],
  ['a number for an operation', callers({ operations: [1] }), /^PROXY_CALLERS: operations must be a list of known /],
  ['a number for an action', callers({ actions: [1] }), /^PROXY_CALLERS: actions must be a list of package\/action/],
  ['a number for an origin', callers({ origins: [1] }), /^PROXY_CALLERS: origins must be a list of exact origins$/],
  ['an address for an origin', callers({ origins: ['xhttp://a'] }), /^PROXY_CALLERS: origins must be a list of exact /],
  ['an unknown field', callers({ ips: [] }), /^PROXY_CALLERS: a caller has fields this version does not know$/],
  ['no time at all', callers({ expires: 'soon' }), /^PROXY_CALLERS: expires must be an ISO 8601 time with a zone/],
  ['a time in a list', callers({ expires: ['2099-01-01T00:00Z'] }), /^PROXY_CALLERS: expires must be an ISO 8601 /],
  ['a month too many', callers({ expires: '2099-13-01T00:00Z' }), /^PROXY_CALLERS: expires must be an ISO 8601 /],
  ['two of one id', list(...['0', '1'].map((d) => ({ id: 'a', sha256: d.repeat(64) }))), /two callers share their id$/],
  ['two of one token', list(...['a', 'b'].map((id) => ({ id, sha256: digest }))), /two callers share their sha256$/],
  ['two of one person', list(...['a', 'b'].map((id) => ({ id, access: 'x' }))), /two callers share their access$/],
]

describe('createProxy says in its log, once, what of its configuration is wrong:', () => {
  test.for(wrong)('%s', async ([, config, reason]) => {
    const { request, calls, log } = openProxy({ ...openConfig, ...config } as ProxyConfig)
    expect(log.map((line) => JSON.parse(line))).toEqual([
      { level: 'error', event: 'misconfigured', reason: expect.stringMatching(reason) },
    ])
    expect([(await request('/healthz')).status, calls]).toEqual([503, []])
  })
})

/** At the end of what there may be. */
const right: [name: string, config: { [Name in keyof ProxyConfig]?: unknown }][] = [
  ['nothing but keys', Object.fromEntries(Object.keys(openConfig).map((name) => [name, undefined]))],
  ['the largest body and answer', { MAX_BODY_BYTES: '58720256', MAX_RESPONSE_BYTES: '58720256' }],
  ['the longest times', { BODY_TIMEOUT_MS: '120000', READ_TIMEOUT_MS: '120000', WRITE_TIMEOUT_MS: '120000' }],
  ['the smallest of all', { MAX_BODY_BYTES: '1', BODY_TIMEOUT_MS: '1', READ_TIMEOUT_MS: '1', WRITE_TIMEOUT_MS: '1' }],
  ['two people', list({ id: 'a', access: 'x' }, { id: 'b', access: 'y' })],
  ['Cloudflare Access', team],
]

const { NCLOUD_ACCESS_KEY, NCLOUD_SECRET_KEY } = openConfig

test.for(right)('createProxy finds nothing wrong with %s', async ([, config]) => {
  const { request, log } = openProxy({ ...openConfig, ...config, NCLOUD_ACCESS_KEY, NCLOUD_SECRET_KEY } as ProxyConfig)
  expect([(await request('/healthz')).status, log]).toEqual([200, []])
})
