import type { Fetch } from '../../../lib/transport/options.ts'
import type { CallerSettings } from '../callers/authenticate.ts'
import { createAccess } from '../callers/cloudflare-access.ts'
import { anonymousPermissions, defaultOperations, type Permissions } from '../callers/permissions.ts'
import type { Timeouts } from '../limits/deadlines.ts'
import type { RateLimiters } from '../limits/rate-limits.ts'
import type { SiteSettings } from '../request/guard.ts'
import type { BodyLimits } from '../request/read-body.ts'
import { createListCache, type ListCache, noCache } from '../response/list-cache.ts'
import type { Upstream } from '../upstream/call.ts'
import { readCallers } from './caller-list.ts'
import { commaSeparated } from './lists.ts'
import type { ProxyConfig } from './proxy-config.ts'
import { readUpstream, type UpstreamDeps } from './read-upstream.ts'
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
  /** The keys. */
  readonly secrets: readonly string[]
}

/** Functions of the runtime that the settings use. */
export interface ConfigDeps extends UpstreamDeps {
  /** Gets the keys of Cloudflare Access. */
  readonly fetchKeys: Fetch
}

const readNumber = (config: ProxyConfig, name: VariableName): number =>
  Number(config[name] || variables[name].default || 0)

const readPermissions = ({ ALLOWED_OPERATIONS, ALLOWED_ACTIONS }: ProxyConfig): Permissions => ({
  operations: ALLOWED_OPERATIONS === undefined ? defaultOperations : commaSeparated(ALLOWED_OPERATIONS),
  actions: commaSeparated(ALLOWED_ACTIONS),
})

/** Reads a configuration without mistakes, and gives each room its part. */
export const readConfig = (config: ProxyConfig, deps: ConfigDeps): Settings => {
  const { PROXY_AUTH: auth, ACCESS_TEAM_DOMAIN: team, ACCESS_AUD: audience } = config
  const isPublic = auth === 'public-read'
  const permissions = readPermissions(config)
  const sizes = {
    bodyBytes: readNumber(config, 'MAX_BODY_BYTES'),
    codeBytes: readNumber(config, 'MAX_CODE_BYTES'),
    responseBytes: readNumber(config, 'MAX_RESPONSE_BYTES'),
  }
  const body = { sizes, timeoutMs: readNumber(config, 'BODY_TIMEOUT_MS') }
  const timeouts = { readMs: readNumber(config, 'READ_TIMEOUT_MS'), writeMs: readNumber(config, 'WRITE_TIMEOUT_MS') }
  const listSeconds = readNumber(config, 'LIST_CACHE_SECONDS')
  const { RL_ADDRESS, RL_CALLER, RL_WRITE, RL_GLOBAL } = config
  return {
    site: { origins: commaSeparated(config.ALLOWED_ORIGINS), loopbackOnly: !!config.UPSTREAM_DEV_ORIGIN },
    callers: {
      isPublic,
      verifyAccessToken:
        auth === 'access'
          ? createAccess(team as string, audience as string, {
              fetch: deps.fetchKeys,
              now: deps.now,
              sleep: deps.sleep,
            })
          : undefined,
      list: readCallers(config.PROXY_CALLERS),
    },
    permissions: isPublic ? anonymousPermissions(permissions) : permissions,
    rateLimiters: { RL_ADDRESS, RL_CALLER, RL_WRITE, RL_GLOBAL } as RateLimiters,
    body,
    timeouts,
    upstream: readUpstream(config, timeouts, deps),
    listCache: listSeconds > 0 ? createListCache(listSeconds, deps.now) : noCache,
    secrets: [config.NCLOUD_ACCESS_KEY, config.NCLOUD_SECRET_KEY] as string[],
  }
}
