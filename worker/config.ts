import { type Call, createCall, endpoint, type Fetch, type OperationId, type Region, type Site } from '../lib/index.ts'
import { served } from './served.ts'

/**
 * The proxy's configuration: text, as Worker secrets and variables are. Nothing configured means closed.
 */
export interface ProxyConfig {
  /** Secret. Access key of a sub account that may do no more than the proxy should. */
  readonly NCLOUD_ACCESS_KEY?: string
  /** Secret. */
  readonly NCLOUD_SECRET_KEY?: string
  /** `public` (default), `gov` or `fin`. */
  readonly NCLOUD_SITE?: string
  /** `KR`, `SGN`, `JPN` or `FKR`. Default: the site's own. */
  readonly NCLOUD_REGION?: string
  /** Who may call: `token` (default) or `public-read`, which is anybody, lists only. */
  readonly PROXY_AUTH?: string
  /**
   * Secret. JSON: `[{ "id", "sha256", "operations"?, "origins"?, "expires"? }]`; `sha256` is the hex digest of the
   * caller's token, `expires` an ISO 8601 time. Default none.
   */
  readonly PROXY_CALLERS?: string
  /** Exact origins, comma-separated. Default none: browsers on other origins are refused. */
  readonly ALLOWED_ORIGINS?: string
  /** Operations, comma-separated, by the documentation's names. Default: the lists. */
  readonly ALLOWED_OPERATIONS?: string
  /** Development only: an emulator on this machine instead of NAVER Cloud. The proxy then answers as localhost only. */
  readonly UPSTREAM_DEV_ORIGIN?: string
}

const NAMES = [
  'NCLOUD_ACCESS_KEY',
  'NCLOUD_SECRET_KEY',
  'NCLOUD_SITE',
  'NCLOUD_REGION',
  'PROXY_AUTH',
  'PROXY_CALLERS',
  'ALLOWED_ORIGINS',
  'ALLOWED_OPERATIONS',
  'UPSTREAM_DEV_ORIGIN',
] as const satisfies readonly (keyof ProxyConfig)[]

/** Somebody with a token. */
export interface Caller {
  readonly id: string
  /** Hex digest of the token; the token itself is kept nowhere. */
  readonly sha256: string
  /** Default: all that the proxy allows. Never more than that. */
  readonly operations?: readonly string[]
  /** Default: all that the proxy allows. */
  readonly origins?: readonly string[]
  /** Milliseconds since the epoch. Default: never. */
  readonly expires?: number
}

/** The configuration, checked. */
export interface Settings {
  /** Makes signed calls. Created once: the key is imported once an isolate. */
  readonly call: Call
  /** The site's API path, before every operation. */
  readonly path: string
  readonly platforms: readonly string[]
  readonly auth: 'token' | 'public-read'
  readonly callers: readonly Caller[]
  readonly origins: readonly string[]
  readonly operations: readonly OperationId[]
  /** Whether the upstream is this machine, and only this machine may call. */
  readonly loopbackOnly: boolean
}

/** What the configuration lacks: sentences for the log, without values. */
export class ConfigError extends Error {}

/** Hosts that never leave the machine. */
export const isLoopback = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

/** Operations that show names only. */
const lists: readonly OperationId[] = ['getPackageList']

const commaSeparated = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

const check = (holds: boolean, problem: string): void => {
  if (!holds) throw new ConfigError(problem)
}

/** `null`, `*` and addresses with a path are no origins. */
const isOrigin = (text: unknown): boolean => {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && url.origin === text && /^https?:$/.test(url.protocol)
}

const isOperation = (name: unknown): name is OperationId => typeof name === 'string' && Object.hasOwn(served, name)

const isListOf = (value: unknown, member: (each: unknown) => boolean): boolean =>
  value === undefined || (Array.isArray(value) && value.every(member))

/** A field that is not enforced would open more than its author meant, so every unknown one is refused. */
const readCaller = (entry: unknown): Caller => {
  const fields = typeof entry === 'object' && entry !== null ? entry : {}
  const { id, sha256, operations, origins, expires, ...unknown } = fields as Record<string, unknown>
  check(typeof id === 'string' && id !== '', 'PROXY_CALLERS: every caller needs an id')
  check(typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256), 'PROXY_CALLERS: sha256 must be 64 hex digits')
  check(isListOf(operations, isOperation), 'PROXY_CALLERS: operations must be a list of known operations')
  check(isListOf(origins, isOrigin), 'PROXY_CALLERS: origins must be a list of exact origins')
  check(Object.keys(unknown).length === 0, 'PROXY_CALLERS: a caller has fields this version does not know')
  return { id, sha256, operations, origins, expires: readExpiry(expires) } as Caller
}

const readCallers = (text: string): Caller[] => {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    throw new ConfigError('PROXY_CALLERS is not JSON')
  }
  check(Array.isArray(list), 'PROXY_CALLERS must be a list')
  const callers = (list as unknown[]).map(readCaller)
  for (const field of ['id', 'sha256'] as const) {
    check(
      new Set(callers.map((each) => each[field])).size === callers.length,
      `PROXY_CALLERS: two callers share their ${field}`,
    )
  }
  return callers
}

/** ISO 8601 with a zone, and a day the calendar has. Anything else might mean "never" to whoever wrote it. */
const ISO_8601 = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

const readExpiry = (expires: unknown): number | undefined => {
  if (expires === undefined) return undefined
  const [, day] = (typeof expires === 'string' && ISO_8601.exec(expires)) || []
  const time = Date.parse(String(expires))
  const isDay = day !== undefined && !Number.isNaN(time) && new Date(`${day}T00:00Z`).toISOString().startsWith(day)
  check(isDay, 'PROXY_CALLERS: expires must be an ISO 8601 time with a zone, such as 2030-01-31T00:00:00Z')
  return time
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

/**
 * Reads the configuration.
 *
 * @param config Secrets and variables.
 * @param fetch Sends the signed requests.
 * @param now Milliseconds since the epoch.
 * @throws ConfigError naming what is missing or wrong, never a value.
 */
export const readConfig = (config: ProxyConfig, fetch?: Fetch, now?: () => number): Settings => {
  for (const name of NAMES) {
    check(['string', 'undefined'].includes(typeof config[name]), `${name} must be text`)
  }
  const { NCLOUD_ACCESS_KEY: accessKey = '', NCLOUD_SECRET_KEY: secretKey = '' } = config
  check(accessKey !== '', 'NCLOUD_ACCESS_KEY is missing')
  check(secretKey !== '', 'NCLOUD_SECRET_KEY is missing')

  const auth = config.PROXY_AUTH || 'token'
  check(auth === 'token' || auth === 'public-read', 'PROXY_AUTH must be token or public-read')

  const origins = commaSeparated(config.ALLOWED_ORIGINS ?? '')
  check(origins.every(isOrigin), 'ALLOWED_ORIGINS must hold exact origins: no "*", no "null", no path')

  const allowed = config.ALLOWED_OPERATIONS === undefined ? lists : commaSeparated(config.ALLOWED_OPERATIONS)
  check(allowed.every(isOperation), 'ALLOWED_OPERATIONS names an operation this version does not know')
  const granted = allowed as readonly OperationId[]

  const upstream = readUpstream(config.UPSTREAM_DEV_ORIGIN)
  const site = (config.NCLOUD_SITE || 'public') as Site
  const region = (config.NCLOUD_REGION || undefined) as Region | undefined
  try {
    const { path, platforms } = endpoint(site, region)
    const call = createCall({
      accessKey,
      secretKey,
      site,
      ...(region && { region }),
      ...(upstream && { baseUrl: upstream }),
      ...(fetch && { fetch }),
      ...(now && { now }),
    })
    return {
      call,
      path,
      platforms,
      auth: auth as Settings['auth'],
      callers: readCallers(config.PROXY_CALLERS || '[]'),
      origins,
      operations: auth === 'public-read' ? granted.filter((name) => lists.includes(name)) : granted,
      loopbackOnly: upstream !== undefined,
    }
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw new ConfigError(`NCLOUD_*: ${error.message}`)
    throw error
  }
}
