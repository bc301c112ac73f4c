import { isActionPath } from '../../../lib/api/resource-names.ts'
import type { Fetch } from '../../../lib/transport/options.ts'
import type { CallerSettings } from '../callers/authenticate.ts'
import { createAccess, type VerifyAccessToken } from '../callers/cloudflare-access.ts'
import {
  anonymousPermissions,
  defaultOperations,
  isOperationPermission,
  type Permissions,
} from '../callers/permissions.ts'
import type { Timeouts } from '../limits/deadlines.ts'
import type { RateLimiter, RateLimiters } from '../limits/rate-limits.ts'
import type { SiteSettings } from '../request/guard.ts'
import { isOrigin } from '../request/origin.ts'
import type { BodyLimits } from '../request/read-body.ts'
import { createListCache, type ListCache, noCache } from '../response/list-cache.ts'
import { createRedactor, type Redact } from '../response/redact.ts'
import type { Upstream } from '../upstream/call.ts'
import { readCallers } from './caller-list.ts'
import { check, commaSeparated, readChoice } from './parse-values.ts'
import type { ProxyConfig } from './proxy-config.ts'
import { readDevOrigin, readUpstream, type UpstreamDeps } from './read-upstream.ts'
import { type VariableName, variables } from './variables.ts'

/** The validated configuration: one part for each room of the proxy. */
export interface Settings {
  readonly site: SiteSettings
  readonly callers: CallerSettings
  readonly permissions: Permissions
  readonly rateLimiters: RateLimiters
  readonly body: BodyLimits
  readonly timeouts: Timeouts
  readonly upstream: Upstream
  readonly listCache: ListCache
  readonly redact: Redact
}

/** Functions of the runtime that the settings use. */
export interface ConfigDeps extends UpstreamDeps {
  /** Gets the keys of Cloudflare Access. */
  readonly fetchKeys: Fetch
}

const names = Object.keys(variables) as VariableName[]

const validateKinds = (config: ProxyConfig): void => {
  for (const name of names) {
    const value: string | Partial<RateLimiter> | undefined = config[name]
    if (value === undefined) continue
    if (variables[name].kind === 'rate limit') {
      const isBinding = typeof (value as Partial<RateLimiter> | null)?.limit === 'function'
      check(isBinding, `${name} is not a rate limit: configure it under [[ratelimits]] in wrangler.toml.`)
    } else check(typeof value === 'string', `${name} is not text: set it to a string.`)
  }
}

/** Returns the number of a variable; its default, or 0, if it is missing. */
const readNumber = (config: ProxyConfig, name: VariableName): number => {
  const text = config[name]
  const { default: missing = 0, max = 0 } = variables[name]
  if (!text) return missing
  const number = /^\d{1,8}$/.test(`${text}`) ? Number(text) : 0
  check(number > 0 && number <= max, `${name} is invalid: set a whole number from 1 to ${max}.`)
  return number
}

const readSite = (config: ProxyConfig): SiteSettings => {
  const origins = commaSeparated(config.ALLOWED_ORIGINS)
  check(
    origins.every(isOrigin),
    'ALLOWED_ORIGINS is invalid: set exact origins, such as https://app.example.com, without "*", "null" or a path.',
  )
  return { origins, loopbackOnly: readDevOrigin(config) !== undefined }
}

const readPermissions = ({ ALLOWED_OPERATIONS, ALLOWED_ACTIONS }: ProxyConfig): Permissions => {
  const operations = ALLOWED_OPERATIONS === undefined ? defaultOperations : commaSeparated(ALLOWED_OPERATIONS)
  const actions = commaSeparated(ALLOWED_ACTIONS)
  check(
    operations.every(isOperationPermission),
    'ALLOWED_OPERATIONS has an unknown operation: set ids such as getPackageList or getAction:full.',
  )
  check(
    actions.every(isActionPath),
    'ALLOWED_ACTIONS is invalid: set package/action, such as shop/bill, or -/daily for an action without a package.',
  )
  return { operations, actions }
}

const readAccess = (config: ProxyConfig, { fetchKeys, now, sleep }: ConfigDeps): VerifyAccessToken => {
  const { ACCESS_TEAM_DOMAIN: team = '', ACCESS_AUD: audience = '' } = config
  check(
    /^[a-z0-9-]{1,63}\.cloudflareaccess\.com$/.test(team),
    'ACCESS_TEAM_DOMAIN is missing or invalid: set <team>.cloudflareaccess.com, without https://.',
  )
  check(
    /^[0-9a-f]{64}$/.test(audience),
    'ACCESS_AUD is missing or invalid: set the AUD tag of the Access application, 64 hex digits.',
  )
  return createAccess(team, audience, { fetch: fetchKeys, now, sleep })
}

/**
 * Reads the configuration and gives each room its part.
 *
 * @throws ConfigError naming the variable, never a value.
 */
export const readConfig = (config: ProxyConfig, deps: ConfigDeps): Settings => {
  validateKinds(config)
  const auth = readChoice('PROXY_AUTH', ['token', 'access', 'public-read'], config.PROXY_AUTH)
  const isPublic = auth === 'public-read'
  const permissions = readPermissions(config)
  const body = { maxBytes: readNumber(config, 'MAX_BODY_BYTES'), timeoutMs: readNumber(config, 'BODY_TIMEOUT_MS') }
  const timeouts = { readMs: readNumber(config, 'READ_TIMEOUT_MS'), writeMs: readNumber(config, 'WRITE_TIMEOUT_MS') }
  // A response may repeat the whole body of its request.
  const maxResponseBytes = readNumber(config, 'MAX_RESPONSE_BYTES') + body.maxBytes
  const listSeconds = readNumber(config, 'LIST_CACHE_SECONDS')
  const { RL_ADDRESS, RL_CALLER, RL_WRITE, RL_GLOBAL } = config
  const upstream = readUpstream(config, timeouts, maxResponseBytes, deps)
  return {
    site: readSite(config),
    callers: {
      isPublic,
      verifyAccessToken: auth === 'access' ? readAccess(config, deps) : undefined,
      list: readCallers(config.PROXY_CALLERS || '[]'),
    },
    permissions: isPublic ? anonymousPermissions(permissions) : permissions,
    rateLimiters: { RL_ADDRESS, RL_CALLER, RL_WRITE, RL_GLOBAL } as RateLimiters,
    body,
    timeouts,
    upstream,
    listCache: listSeconds > 0 ? createListCache(listSeconds, deps.now) : noCache,
    redact: createRedactor(config.NCLOUD_ACCESS_KEY ?? ''),
  }
}
