import { type Operation, operations } from '../../../lib/api/operations.ts'
import { ProxyError } from '../problem.ts'
import type { Names } from './validate-names.ts'

/** The path that reports whether the proxy is configured. */
export const HEALTH_PATH = '/healthz'

/** The methods of the operations. Not HEAD: the proxy would have to run the operation of GET. */
export const METHODS: readonly string[] = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS']

/** One API version that the proxy serves. */
interface ServedApi {
  /** Path before the path of every operation. */
  readonly path: string
}

/** The part of the API at one path. */
export interface Route<Api extends ServedApi> {
  readonly api: Api
  /** One operation for each method; empty if the API has nothing at this path. */
  readonly operations: readonly Operation[]
  /** The names in the path. */
  readonly names: Names
}

const table = Object.values(operations)

const resources = [...new Set(table.map(({ path }) => path))].map((path) => ({
  pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  operations: table.filter((operation) => operation.path === path),
}))

/** Returns the path as received. Decoding or resolving it could turn another path into one of the API. */
export const pathOf = (url: string): string => url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')

const lookUp = <Api extends ServedApi>(url: string, apis: readonly Api[]): Route<Api> | undefined => {
  const path = pathOf(url)
  const api = apis.find((served) => path.startsWith(`${served.path}/`))
  if (!api) return undefined
  for (const { pattern, operations } of resources) {
    const match = pattern.exec(path.slice(api.path.length))
    if (match) return { api, operations, names: { ...match.groups } }
  }
  return { api, operations: [], names: {} }
}

/**
 * Returns the route of a URL.
 *
 * @throws ProxyError `not_found` for a path outside of the API. Paths within the API are for callers only.
 */
export const findRoute = <Api extends ServedApi>(url: string, apis: readonly Api[]): Route<Api> => {
  const route = lookUp(url, apis)
  if (!route) throw new ProxyError('not_found')
  return route
}

/**
 * Returns the operation that a method stands for.
 *
 * @throws ProxyError `not_found` or `method_not_allowed`.
 */
export const findOperation = (method: string, { operations }: Route<ServedApi>): Operation => {
  if (operations.length === 0) throw new ProxyError('not_found')
  const operation = operations.find((candidate) => candidate.method === method)
  if (!operation) throw new ProxyError('method_not_allowed')
  return operation
}

/** Returns the methods of a URL; for an unknown path, all methods that the proxy serves. */
export const allowedMethods = (url: string, apis: readonly ServedApi[]): readonly string[] => {
  if (pathOf(url) === HEALTH_PATH) return ['GET', 'OPTIONS']
  const methods = lookUp(url, apis)?.operations.map(({ method }) => method) ?? []
  return methods.length > 0 ? [...methods, 'OPTIONS'] : METHODS
}
