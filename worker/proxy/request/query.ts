import type { Operation } from '../../../lib/index.ts'
import type { Version } from '../config/read-config.ts'
import { Refusal } from '../problem.ts'

/** Parameters of a query, by name. */
export type Query = Readonly<Record<string, string>>

type Rule = (value: string, version: Version, operation: Operation) => boolean

const actionTypes = ['basic', 'web', 'sequence', 'sequence-web']
const triggerTypes = ['cron', 'github', 'insight', 'object_storage', 'source_commit']

/** Values of `type`. In v2.0 the body tells what an action is. */
const types: Readonly<Record<Version['apiVersion'], Readonly<Record<string, readonly string[]>>>> = {
  'v2.1': { putAction: actionTypes, putTrigger: [...triggerTypes, 'secret_manager'] },
  'v2.0': { putTrigger: triggerTypes },
}

const times = { 'v2.1': /^\d{1,15}$/, 'v2.0': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/ } as const

const isCount: Rule = (value) => /^[1-9]\d{0,8}$/.test(value)
const isTime: Rule = (value, { apiVersion }) => times[apiVersion].test(value)

const rules: Readonly<Record<string, Rule>> = {
  platform: (value, { platforms }) => platforms.includes(value),
  type: (value, { apiVersion }, { id }) => types[apiVersion][id]?.includes(value) ?? false,
  timeout: (value) => /^(0|[1-9]\d{0,4})$/.test(value) && Number(value) <= 60_000,
  pageNo: isCount,
  pageSize: isCount,
  start: isTime,
  end: isTime,
}

/**
 * Reads a query: parameters of the operation, each at most once, with a documented value.
 *
 * @throws Refusal `invalid_query`.
 */
export const readQuery = (url: string, operation: Operation, version: Version): Query => {
  const entries = [...new URL(url).searchParams]
  const known = ['platform', ...(operation.query ?? [])]
  const isValid = entries.every(([name, value]) => known.includes(name) && rules[name]?.(value, version, operation))
  const query = Object.fromEntries(entries)
  if (!isValid || Object.keys(query).length !== entries.length) throw new Refusal('invalid_query')
  return query
}
