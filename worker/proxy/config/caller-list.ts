import { type Grants, isGrant } from '../callers/permissions.ts'
import { isAction } from '../request/names.ts'
import { ConfigError, check, isOrigin } from './checks.ts'

/**
 * Somebody with a token, or somebody Cloudflare Access knows. What is not said is all that the proxy allows; what is
 * said is never more than that.
 */
export interface Caller extends Partial<Grants> {
  readonly id: string
  /** Hex digest of the token; the token itself is kept nowhere. */
  readonly sha256?: string
  /** An e-mail address, or the name of a service token or certificate, letter by letter as Access has it. */
  readonly access?: string
  readonly origins?: readonly string[]
  /** Milliseconds since the epoch. Default: never. */
  readonly expires?: number
}

/** Whoever calls where nobody is asked who they are. */
export const anybody: Caller = { id: 'anybody' }

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

const isDigest = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

const isListOf = (value: unknown, member: (each: unknown) => boolean): boolean =>
  value === undefined || (Array.isArray(value) && value.every(member))

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

/** A field that is not enforced would open more than its author meant, so every unknown one is refused. */
const readCaller = (entry: unknown): Caller => {
  const fields = typeof entry === 'object' && entry !== null ? entry : {}
  const { id, sha256, access, operations, actions, origins, expires, ...unknown } = fields as Record<string, unknown>
  check(isText(id), 'PROXY_CALLERS: every caller needs an id')
  check((sha256 === undefined) !== (access === undefined), 'PROXY_CALLERS: a caller has either sha256 or access')
  check(sha256 === undefined || isDigest(sha256), 'PROXY_CALLERS: sha256 must be 64 hex digits')
  check(access === undefined || isText(access), 'PROXY_CALLERS: access must be an e-mail address or a name')
  check(isListOf(operations, isGrant), 'PROXY_CALLERS: operations must be a list of known operations')
  check(isListOf(actions, isAction), 'PROXY_CALLERS: actions must be a list of package/action, with - for no package')
  check(isListOf(origins, isOrigin), 'PROXY_CALLERS: origins must be a list of exact origins')
  check(Object.keys(unknown).length === 0, 'PROXY_CALLERS: a caller has fields this version does not know')
  return { id, sha256, access, operations, actions, origins, expires: readExpiry(expires) } as Caller
}

/**
 * Reads `PROXY_CALLERS`.
 *
 * @throws ConfigError naming what is wrong, never a value.
 */
export const readCallers = (text: string): Caller[] => {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    throw new ConfigError('PROXY_CALLERS is not JSON')
  }
  check(Array.isArray(list), 'PROXY_CALLERS must be a list')
  const callers = (list as unknown[]).map(readCaller)
  for (const field of ['id', 'sha256', 'access'] as const) {
    const values = callers.flatMap((each) => each[field] ?? [])
    check(new Set(values).size === values.length, `PROXY_CALLERS: two callers share their ${field}`)
  }
  return callers
}
