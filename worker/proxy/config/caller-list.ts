import { isActionPath } from '../../../lib/api/resource-names.ts'
import type { Caller } from '../callers/caller.ts'
import { isOperationPermission } from '../callers/permissions.ts'
import { isOrigin } from '../request/origin.ts'
import { ConfigError, check } from './parse-values.ts'

const EXAMPLE = '[{"id":"web","sha256":"<64 hex digits>"}]'
const LIST_RULE = `set a JSON list such as ${EXAMPLE}. \`npm run -s caller -- web\` prints one.`

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

const isDigest = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

const isMissingOrListOf = (value: unknown, isEntry: (entry: unknown) => boolean): boolean =>
  value === undefined || (Array.isArray(value) && value.every(isEntry))

/** ISO 8601 with a zone. `Date.parse` reads other texts too, some of them as a time far in the future. */
const ISO_8601 = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

const parseExpiry = (expires: unknown): number | undefined => {
  if (expires === undefined) return undefined
  const [, day] = (typeof expires === 'string' && ISO_8601.exec(expires)) || []
  const time = Date.parse(String(expires))
  // `Date.parse` takes February 31 for March 3.
  const isDay = day !== undefined && !Number.isNaN(time) && new Date(`${day}T00:00Z`).toISOString().startsWith(day)
  check(isDay, 'PROXY_CALLERS: expires is invalid: set an ISO 8601 time with a zone, such as 2030-01-31T00:00:00Z.')
  return time
}

/** Reads one entry. It rejects unknown fields: the author may expect a restriction that does not apply. */
const readCaller = (entry: unknown): Caller => {
  const fields = typeof entry === 'object' && entry !== null ? entry : {}
  const { id, sha256, access, operations, actions, origins, expires, ...unknown } = fields as Record<string, unknown>
  check(isText(id), 'PROXY_CALLERS: a caller has no id: set id to a text, such as "web".')
  check(
    (sha256 === undefined) !== (access === undefined),
    'PROXY_CALLERS: a caller needs either sha256 or access: set one of the two.',
  )
  check(
    sha256 === undefined || isDigest(sha256),
    'PROXY_CALLERS: sha256 is invalid: set the SHA-256 digest of the token as 64 lower-case hex digits.',
  )
  check(access === undefined || isText(access), 'PROXY_CALLERS: access is invalid: set an e-mail address or a name.')
  check(
    isMissingOrListOf(operations, isOperationPermission),
    'PROXY_CALLERS: operations is invalid: set a list of operations, such as ["getPackageList"].',
  )
  check(
    isMissingOrListOf(actions, isActionPath),
    'PROXY_CALLERS: actions is invalid: set a list of package/action, such as ["shop/bill", "-/daily"].',
  )
  check(
    isMissingOrListOf(origins, isOrigin),
    'PROXY_CALLERS: origins is invalid: set a list of exact origins, such as ["https://app.example.com"].',
  )
  check(
    Object.keys(unknown).length === 0,
    'PROXY_CALLERS: a caller has an unknown field: use id, sha256, access, operations, actions, origins and expires.',
  )
  return { id, sha256, access, operations, actions, origins, expires: parseExpiry(expires) } as Caller
}

/**
 * Reads `PROXY_CALLERS`.
 *
 * @throws ConfigError naming the field, never a value.
 */
export const readCallers = (text: string): Caller[] => {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    throw new ConfigError(`PROXY_CALLERS is not JSON: ${LIST_RULE}`)
  }
  check(Array.isArray(list), `PROXY_CALLERS is not a list: ${LIST_RULE}`)
  const callers = list.map(readCaller)
  for (const field of ['id', 'sha256', 'access'] as const) {
    const values = callers.flatMap((caller) => caller[field] ?? [])
    check(
      new Set(values).size === values.length,
      `PROXY_CALLERS: two callers have the same ${field}: give each its own.`,
    )
  }
  return callers
}
