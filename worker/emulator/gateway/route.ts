import { type ApiVersion, type Platform, versionPaths } from '../../../lib/api/endpoints.ts'
import { type OperationId, operations } from '../../../lib/api/operations.ts'
import { errors, ServiceError } from '../errors.ts'

/** The platform of requests without `platform`. */
const defaultPlatforms: Readonly<Record<ApiVersion, Platform>> = { 'v2.1': 'vpc', 'v2.0': 'classic' }

const versions: readonly ApiVersion[] = ['v2.1', 'v2.0']

const routes = Object.values(operations).map(({ id, method, path }) => ({
  id,
  method,
  pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}))

/** The operation of a request. */
export interface Route {
  readonly operation: OperationId
  readonly version: ApiVersion
  /** The platform of requests without `platform`. */
  readonly defaultPlatform: Platform
  /** The names in the path, still percent-encoded. */
  readonly names: Readonly<Record<string, string>>
}

/** Returns path and query as received. Parsing the URL would change the bytes that the caller signed. */
export const receivedTarget = (url: string): string => url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/#.*$/s, '')

/** Returns the path of a target. */
export const pathOf = (target: string): string => target.replace(/\?.*$/s, '')

/** Finds the operation of a method and a target. Returns `undefined` for an unknown path. */
export const findRoute = (method: string, target: string): Route | undefined => {
  const path = pathOf(target)
  const version = versions.find((each) => path.startsWith(`${versionPaths[each]}/`))
  if (!version) return undefined
  const operationPath = path.slice(versionPaths[version].length)
  for (const { id, method: routeMethod, pattern } of routes) {
    const match = routeMethod === method && pattern.exec(operationPath)
    if (match) {
      return { operation: id, version, defaultPlatform: defaultPlatforms[version], names: { ...match.groups } }
    }
  }
  return undefined
}

/**
 * Decodes a segment of a path.
 *
 * @throws ServiceError for an invalid encoding.
 */
export const decodePathSegment = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new ServiceError(
      errors.badRequest,
      `The path must be percent-encoded UTF-8, as encodeURIComponent writes it: the emulator received ${segment}`,
    )
  }
}

/** Parses the query of a target. */
export const parseQuery = (target: string): URLSearchParams => new URLSearchParams(target.replace(/^[^?]*\??/s, ''))
