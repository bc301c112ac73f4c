import { type ApiVersion, type Platform, sites } from '../../../lib/api/endpoints.ts'
import type { Operation } from '../../../lib/api/operations.ts'
import { type EndpointSelection, type ResolvedEndpoint, resolveEndpoint } from '../../../lib/api/resolve-endpoint.ts'
import type { ConnectionOptions, Fetch, RetryOptions, Sleep } from '../../../lib/transport/options.ts'
import { withRetries } from '../../../lib/transport/retry.ts'
import { createTransportTo, type Transport } from '../../../lib/transport/transport.ts'
import { type Access, createAccess } from '../callers/access.ts'
import { type Grants, isGrant, lists, listsOf } from '../callers/permissions.ts'
import { attemptLimit, type TimeLimits } from '../limits/deadlines.ts'
import { type Limits, readLimits } from '../limits/rate-limits.ts'
import { limitBody } from '../limits/response-size.ts'
import { isAction } from '../request/names.ts'
import { createListCache, type ListCache, noCache } from '../response/list-cache.ts'
import { type Hide, hiding } from '../response/redact.ts'
import { type Caller, readCallers } from './caller-list.ts'
import { ConfigError, check, commaSeparated, isLoopback, isOrigin } from './checks.ts'

/**
 * The proxy's configuration: text, as Worker secrets and variables are, and rate limits. Nothing configured means
 * closed, and without limits.
 */
export interface ProxyConfig extends Limits {
  /** Secret. Access key of a sub account that may do no more than the proxy should. */
  readonly NCLOUD_ACCESS_KEY?: string
  /** Secret. */
  readonly NCLOUD_SECRET_KEY?: string
  /** `public` (default), `gov` or `fin`. */
  readonly NCLOUD_SITE?: string
  /** `KR`, `SGN`, `JPN` or `FKR`. Default: the site's own. */
  readonly NCLOUD_REGION?: string
  /**
   * Who may call: `token` (default), `access`, whom Cloudflare Access lets in, or `public-read`, which is anybody,
   * lists only.
   */
  readonly PROXY_AUTH?: string
  /** With `access`: `<team>.cloudflareaccess.com`. */
  readonly ACCESS_TEAM_DOMAIN?: string
  /** With `access`: the application's AUD tag, 64 hex digits. */
  readonly ACCESS_AUD?: string
  /**
   * Secret. JSON: `[{ "id", "sha256", "operations"?, "actions"?, "origins"?, "expires"? }]`; `sha256` is the hex digest
   * of the caller's token, `operations` and `actions` are lists that narrow `ALLOWED_OPERATIONS` and `ALLOWED_ACTIONS`
   * for this caller, `expires` is an ISO 8601 time. Default none.
   *
   * With Cloudflare Access, an entry has `access` instead of `sha256`: an e-mail address, or the `common_name` of a
   * service token or certificate. By default Access alone decides who may call; where there are entries, only they may.
   */
  readonly PROXY_CALLERS?: string
  /** Exact origins, comma-separated. Default none: browsers on other origins are refused. */
  readonly ALLOWED_ORIGINS?: string
  /**
   * Operations, comma-separated, by the documentation's names. `getAction:full` instead of `getAction` also shows what
   * is left out otherwise: code, default parameters, credentials, and the logs and results of activations. Default:
   * the lists, which are `getPackageList`, `getActionList`, `getTriggerList` and `getActivationList`.
   */
  readonly ALLOWED_OPERATIONS?: string
  /**
   * What `postAction` may run, where it is allowed: `package/action`, comma-separated, `-/action` for one without a
   * package; in both versions of the API and on every platform. Default none.
   */
  readonly ALLOWED_ACTIONS?: string
  /** The largest body of a request, in bytes: 1 to 58720256, which holds 38 MB of code as base64. Default 1048576. */
  readonly MAX_BODY_BYTES?: string
  /** How long a request's body may take to come, in milliseconds: 1 to 120000. Default 10000. */
  readonly BODY_TIMEOUT_MS?: string
  /**
   * The largest answer of the gateway, in bytes, besides what it repeats of a request: 1 to 58720256. Default 8388608,
   * far more than the longest list.
   */
  readonly MAX_RESPONSE_BYTES?: string
  /** How long the gateway may take to answer what reads, in milliseconds: 1 to 120000. Default 10000. */
  readonly READ_TIMEOUT_MS?: string
  /**
   * How long it may take for what writes, in milliseconds: 1 to 120000. Default 20000. A run has what the service is
   * asked to wait for it, and 5 s more.
   */
  readonly WRITE_TIMEOUT_MS?: string
  /**
   * How long a list may be answered from memory, in seconds: 1 to 60. When there is no answer to be had, it is for a
   * minute. Default: never.
   */
  readonly LIST_CACHE_SECONDS?: string
  /** Development only: an emulator on this machine instead of NAVER Cloud. The proxy then answers as localhost only. */
  readonly UPSTREAM_DEV_ORIGIN?: string
}

const NAMES = [
  'NCLOUD_ACCESS_KEY',
  'NCLOUD_SECRET_KEY',
  'NCLOUD_SITE',
  'NCLOUD_REGION',
  'PROXY_AUTH',
  'ACCESS_TEAM_DOMAIN',
  'ACCESS_AUD',
  'PROXY_CALLERS',
  'ALLOWED_ORIGINS',
  'ALLOWED_OPERATIONS',
  'ALLOWED_ACTIONS',
  'MAX_BODY_BYTES',
  'BODY_TIMEOUT_MS',
  'MAX_RESPONSE_BYTES',
  'READ_TIMEOUT_MS',
  'WRITE_TIMEOUT_MS',
  'LIST_CACHE_SECONDS',
  'UPSTREAM_DEV_ORIGIN',
] as const satisfies readonly (keyof ProxyConfig)[]

/** One version of the site's API. */
export interface Version {
  readonly apiVersion: ApiVersion
  /** Before every operation's own path. */
  readonly path: string
  readonly platforms: readonly string[]
  /** Makes signed calls. Created once an isolate: what it knows of key, clock and failures counts for all requests. */
  readonly call: Transport
}

/** The configuration, checked. */
export interface Settings extends Grants, TimeLimits {
  readonly limits: Limits
  readonly versions: readonly Version[]
  /** Sends signed requests, and bounds their answers. */
  readonly fetch: Fetch
  /** Of the gateway's words. */
  readonly hide: Hide
  readonly auth: 'token' | 'access' | 'public-read'
  /** Finds out who calls, where that is Cloudflare Access's to know. */
  readonly access: Access | undefined
  readonly callers: readonly Caller[]
  readonly origins: readonly string[]
  readonly maxBodyBytes: number
  readonly bodyTimeoutMs: number
  /** Whether the upstream is this machine, and only this machine may call. */
  readonly loopbackOnly: boolean
  /** Answers lists, one for all requests. */
  readonly listCache: ListCache
}

/** What the settings do their work with. */
export interface ConfigDeps {
  /** Sends the signed requests. */
  readonly fetch: Fetch
  /** Gets the keys of Cloudflare Access. */
  readonly fetchKeys: Fetch
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Waits before a request is sent again. Default: a timer. */
  readonly sleep?: Sleep | undefined
  /** Decides how long. Default `Math.random`. */
  readonly random?: (() => number) | undefined
}

/** More would not fit into the memory of a Worker, where a body is bytes, text and JSON at once. */
const MOST_BYTES = 56 * 2 ** 20

const MOST_MS = 120_000

/** Numbers by name: the greatest, and the default. */
const numbers = {
  MAX_BODY_BYTES: [MOST_BYTES, 2 ** 20],
  BODY_TIMEOUT_MS: [MOST_MS, 10_000],
  MAX_RESPONSE_BYTES: [MOST_BYTES, 8 * 2 ** 20],
  READ_TIMEOUT_MS: [MOST_MS, 10_000],
  WRITE_TIMEOUT_MS: [MOST_MS, 20_000],
  LIST_CACHE_SECONDS: [60, 0],
} as const

const readNumber = (config: ProxyConfig, name: keyof typeof numbers): number => {
  const [most, byDefault] = numbers[name]
  const text = config[name]
  if (!text) return byDefault
  const number = /^\d{1,8}$/.test(text) ? Number(text) : 0
  check(number > 0 && number <= most, `${name} must be a whole number from 1 to ${most}`)
  return number
}

/** Only a loopback origin: no configuration can send signed requests anywhere else. */
const readUpstream = (origin: string | undefined): string | undefined => {
  if (!origin) return undefined
  check(
    isOrigin(origin) && isLoopback(new URL(origin).hostname),
    'UPSTREAM_DEV_ORIGIN must be an origin on this machine',
  )
  return origin
}

const readAccess = (
  { ACCESS_TEAM_DOMAIN: team = '', ACCESS_AUD: audience = '' }: ProxyConfig,
  deps: ConfigDeps,
): Access => {
  check(
    /^[a-z0-9-]{1,63}\.cloudflareaccess\.com$/.test(team),
    'ACCESS_TEAM_DOMAIN must be <team>.cloudflareaccess.com, without https://',
  )
  check(/^[0-9a-f]{64}$/.test(audience), 'ACCESS_AUD must be the AUD tag of the Access application, 64 hex digits')
  return createAccess(team, audience, deps.fetchKeys, deps.now)
}

const readGrants = ({ ALLOWED_OPERATIONS, ALLOWED_ACTIONS = '' }: ProxyConfig): Grants => {
  const operations = ALLOWED_OPERATIONS === undefined ? lists : commaSeparated(ALLOWED_OPERATIONS)
  const actions = commaSeparated(ALLOWED_ACTIONS)
  check(operations.every(isGrant), 'ALLOWED_OPERATIONS names an operation this version does not know')
  check(actions.every(isAction), 'ALLOWED_ACTIONS must hold package/action, with - for no package')
  return { operations, actions }
}

/** The platform of a request that names none: the gateway's own default, which v2.1 changed. */
const defaultPlatform = ({ apiVersion, platforms }: ResolvedEndpoint): Platform | undefined =>
  apiVersion === 'v2.0' && platforms.includes('classic') ? 'classic' : platforms[0]

/** Every version the site has. */
const readVersions = (
  { NCLOUD_SITE, NCLOUD_REGION }: ProxyConfig,
  connection: ConnectionOptions,
  retries: RetryOptions,
): Version[] => {
  const { site, region } = resolveEndpoint({
    site: NCLOUD_SITE || undefined,
    region: NCLOUD_REGION || undefined,
  } as EndpointSelection)
  return sites[site].versions.map((apiVersion) => {
    const found = resolveEndpoint({ site, region, apiVersion })
    const endpoint = resolveEndpoint({ site, region, apiVersion, platform: defaultPlatform(found) })
    const call = withRetries(createTransportTo(endpoint, connection), retries)
    return { apiVersion, path: found.path, platforms: found.platforms, call }
  })
}

/**
 * Reads the configuration.
 *
 * @param config Secrets and variables.
 * @throws ConfigError naming what is missing or wrong, never a value.
 */
export const readConfig = (config: ProxyConfig, deps: ConfigDeps): Settings => {
  const { fetch, now, sleep, random } = deps
  for (const name of NAMES) {
    check(['string', 'undefined'].includes(typeof config[name]), `${name} must be text`)
  }
  const { NCLOUD_ACCESS_KEY: accessKey = '', NCLOUD_SECRET_KEY: secretKey = '' } = config
  check(accessKey !== '', 'NCLOUD_ACCESS_KEY is missing')
  check(secretKey !== '', 'NCLOUD_SECRET_KEY is missing')

  const auth = config.PROXY_AUTH || 'token'
  check(/^(token|access|public-read)$/.test(auth), 'PROXY_AUTH must be token, access or public-read')

  const origins = commaSeparated(config.ALLOWED_ORIGINS ?? '')
  check(origins.every(isOrigin), 'ALLOWED_ORIGINS must hold exact origins: no "*", no "null", no path')

  const grants = readGrants(config)
  const maxBodyBytes = readNumber(config, 'MAX_BODY_BYTES')
  const maxAnswerBytes = readNumber(config, 'MAX_RESPONSE_BYTES') + maxBodyBytes
  const listSeconds = readNumber(config, 'LIST_CACHE_SECONDS')
  const upstream = readUpstream(config.UPSTREAM_DEV_ORIGIN)
  const timeLimits = {
    readTimeoutMs: readNumber(config, 'READ_TIMEOUT_MS'),
    writeTimeoutMs: readNumber(config, 'WRITE_TIMEOUT_MS'),
  }
  const attemptTimeoutMs = (operation: Operation): number => attemptLimit(operation, timeLimits)
  const limited: Fetch = async (url, init) => limitBody(await fetch(url, init), maxAnswerBytes)
  try {
    return {
      ...(auth === 'public-read' ? listsOf(grants) : grants),
      ...timeLimits,
      fetch: limited,
      hide: hiding(accessKey),
      versions: readVersions(
        config,
        { accessKey, secretKey, baseUrl: upstream, fetch: limited, now, sleep },
        { random, attemptTimeoutMs },
      ),
      auth: auth as Settings['auth'],
      access: auth === 'access' ? readAccess(config, deps) : undefined,
      callers: readCallers(config.PROXY_CALLERS || '[]'),
      origins,
      limits: readLimits(config),
      maxBodyBytes,
      bodyTimeoutMs: readNumber(config, 'BODY_TIMEOUT_MS'),
      loopbackOnly: upstream !== undefined,
      listCache: listSeconds > 0 ? createListCache(listSeconds, now) : noCache,
    }
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw new ConfigError(`NCLOUD_*: ${error.message}`)
    throw error
  }
}
