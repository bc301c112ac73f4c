import { type OperationId, operations } from '../../../lib/api/operations.ts'
import type { Platform } from '../store/store.ts'
import { errors, Refusal } from './responses.ts'

/** The two versions of the API. */
export type Version = 'v2.1' | 'v2.0'

/** Version by path, with the platform that is meant when a request names none. */
const versions = [
  { prefix: '/ncf/api/v2', version: 'v2.1', platform: 'vpc' },
  { prefix: '/api/v2', version: 'v2.0', platform: 'classic' },
] as const satisfies readonly { prefix: string; version: Version; platform: Platform }[]

/** The operations of the table, each with a pattern of its path. */
const patterns = Object.values(operations).map(({ id, method, path }) => ({
  id,
  method,
  pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}))

/** Which operation is meant, and the names in its path. */
export interface Route {
  readonly operation: OperationId
  readonly version: Version
  /** Where a request names none. */
  readonly defaultPlatform: Platform
  /** As they stand in the path, still encoded. */
  readonly names: Readonly<Record<string, string>>
}

/** Path and query as received: not parsed, because parsing would change the bytes that were signed. */
export const receivedTarget = (url: string): string => url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/#.*$/s, '')

/** Finds the operation of a method and target; none for an address there is not. */
export const route = (method: string, target: string): Route | undefined => {
  const path = target.replace(/\?.*$/s, '')
  const found = versions.find(({ prefix }) => path.startsWith(`${prefix}/`))
  if (!found) return undefined
  const rest = path.slice(found.prefix.length)
  for (const { id, method: own, pattern } of patterns) {
    const match = own === method && pattern.exec(rest)
    if (match) {
      return { operation: id, version: found.version, defaultPlatform: found.platform, names: { ...match.groups } }
    }
  }
  return undefined
}

/** A part of a path, decoded. */
export const decodePart = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Refusal(errors.badRequest, 'The path must be percent-encoded UTF-8.')
  }
}

/** The query behind a target. */
export const queryOf = (target: string): URLSearchParams => new URLSearchParams(target.replace(/^[^?]*\??/s, ''))
