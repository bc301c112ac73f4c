import { actionTypes } from '../../../lib/api/action-types.ts'
import { LONGEST_RUN_WAIT_MS } from '../../../lib/api/limits.ts'
import { type Operation, triggerOperations } from '../../../lib/api/operations.ts'
import type { ResolvedEndpoint } from '../../../lib/api/resolve-endpoint.ts'
import { triggerTypesAt } from '../../../lib/api/trigger-types.ts'
import { ProxyError } from '../problem.ts'

/** The parameters of a query, by name. */
export type Query = Readonly<Record<string, string>>

type Rule = (value: string, endpoint: ResolvedEndpoint, operation: Operation) => boolean

/** The values of `type`. In v2.0 the body has the type of an action. */
const typesOf = ({ id }: Operation, endpoint: ResolvedEndpoint): readonly string[] => {
  if (id === triggerOperations.put.id) return triggerTypesAt(endpoint)
  return endpoint.apiVersion === 'v2.1' ? actionTypes : []
}

const TIME = { 'v2.1': /^\d{1,15}$/, 'v2.0': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/ } as const

const isCount: Rule = (value) => /^[1-9]\d{0,8}$/.test(value)
const isTime: Rule = (value, { apiVersion }) => TIME[apiVersion].test(value)

const rules: Readonly<Record<string, Rule>> = {
  platform: (value, { platforms }) => (platforms as readonly string[]).includes(value),
  type: (value, endpoint, operation) => typesOf(operation, endpoint).includes(value),
  timeout: (value) => /^(0|[1-9]\d{0,4})$/.test(value) && Number(value) <= LONGEST_RUN_WAIT_MS,
  pageNo: isCount,
  pageSize: isCount,
  start: isTime,
  end: isTime,
}

/**
 * Reads the query of a URL. It may have the documented parameters of the operation, each at most once, with documented
 * values.
 *
 * @throws ProxyError `invalid_query`.
 */
export const readQuery = (url: string, operation: Operation, endpoint: ResolvedEndpoint): Query => {
  const entries = [...new URL(url).searchParams]
  const known = ['platform', ...(operation.query ?? [])]
  const isValid = entries.every(([name, value]) => known.includes(name) && rules[name]?.(value, endpoint, operation))
  const query = Object.fromEntries(entries)
  if (!isValid || Object.keys(query).length !== entries.length) throw new ProxyError('invalid_query')
  return query
}
