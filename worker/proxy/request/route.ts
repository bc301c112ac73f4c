import { type Operation, operations } from '../../../lib/index.ts'
import type { Names } from './names.ts'

/** Where the proxy tells whether it is configured. */
export const HEALTH = '/healthz'

/** Methods of the operations. HEAD is not among them: it would be answered by the handler of GET. */
export const METHODS: readonly string[] = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS']

/** A path of the API in one version. */
interface Versioned {
  /** Before every operation's own path. */
  readonly path: string
}

/** What one address stands for. */
export interface Address<V extends Versioned> {
  readonly version: V
  /** One for each method there; none where the version has nothing at this address. */
  readonly operations: readonly Operation[]
  readonly names: Names
}

const all = Object.values(operations)

const resources = [...new Set(all.map(({ path }) => path))].map((path) => ({
  pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  operations: all.filter((each) => each.path === path),
}))

/** Path as received: not decoded and not resolved, so that what is not literally an operation's path is none. */
export const pathOf = (url: string): string => url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')

/** Finds what stands at an address; nothing outside of the API. */
export const locate = <V extends Versioned>(url: string, versions: readonly V[]): Address<V> | undefined => {
  const path = pathOf(url)
  const version = versions.find((each) => path.startsWith(`${each.path}/`))
  if (!version) return undefined
  for (const { pattern, operations } of resources) {
    const match = pattern.exec(path.slice(version.path.length))
    if (match) return { version, operations, names: { ...match.groups } }
  }
  return { version, operations: [], names: {} }
}

/** The methods an address answers to; those of all operations where nothing is known of it. */
export const methodsAt = (url: string, versions: readonly Versioned[]): readonly string[] => {
  if (pathOf(url) === HEALTH) return ['GET', 'OPTIONS']
  const own = locate(url, versions)?.operations.map(({ method }) => method) ?? []
  return own.length > 0 ? [...own, 'OPTIONS'] : METHODS
}
