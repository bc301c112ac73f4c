import type { Operation } from '../../../lib/api/operations.ts'
import type { NcloudError } from '../../../lib/errors.ts'
import { isReadOnly } from '../limits/read-only.ts'
import type { Query } from '../request/read-query.ts'
import type { Names } from '../request/validate-names.ts'
import type { Json } from './respond.ts'

/** Everything that a response depends on. */
export interface CacheRequest {
  readonly operation: Operation
  /** Id of the caller. */
  readonly caller: string
  readonly view: string
  /** Path of the API version. */
  readonly path: string
  readonly names: Names
  readonly query: Query
}

/** The content of a response, and where it comes from. */
export interface CacheResult {
  /** `undefined` for an operation without content. */
  readonly json: Json | undefined
  /** Set if the content comes from the cache; `stale` if it is too old and the gateway failed. */
  readonly cache?: 'hit' | 'stale'
  /** The error of the gateway, for stale content. */
  readonly failure?: NcloudError
  /** Headers that describe the age of the content. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Returns cached content, or the content that `load` gets. */
export type ListCache = (request: CacheRequest, load: () => Promise<Json | undefined>) => Promise<CacheResult>

/** Caches nothing. */
export const noCache: ListCache = async (_, load) => ({ json: await load() })

/** Age up to which a list replaces one that the gateway fails to return. */
const STALE_MS = 60_000

/** Together at most 8 MiB, of the 128 MB of an isolate. */
const MAX_LISTS = 64
const MAX_LENGTH = 2 ** 17

interface CachedList {
  readonly json: Json
  /** When it was requested: it can already be old when it arrives. */
  readonly at: number
}

/**
 * Creates the cache of an isolate. It keeps JSON and no promises: a promise that depends on one request never settles
 * when the caller of that request leaves, and other requests would wait for it. So requests that arrive at the same
 * time are sent each.
 *
 * A change that this isolate sends removes all lists. It learns of other changes when a list is too old.
 *
 * @param seconds Age up to which a list is fresh.
 * @param now Milliseconds since the epoch.
 * @see https://www.rfc-editor.org/rfc/rfc9211
 */
export const createListCache = (seconds: number, now: () => number): ListCache => {
  let lists = new Map<string, CachedList>()

  const fromCache = ({ json }: CachedList, age: number): CacheResult => {
    const status = `ncloud-functions; hit; ttl=${seconds - Math.ceil(age / 1000)}`
    return { json, cache: 'hit', headers: { age: `${Math.floor(age / 1000)}`, 'cache-status': status } }
  }

  return async ({ operation, caller, view, path, names, query }, load) => {
    if (!isReadOnly(operation)) {
      // Also before the change: if the caller leaves, the code after `load` may not run. A list that another request
      // loads meanwhile goes into the map that is dropped here.
      lists = new Map()
      return {
        json: await load().finally(() => {
          lists = new Map()
        }),
      }
    }
    if (operation.effect !== 'lists') return { json: await load() }

    const current = lists
    const key = JSON.stringify([operation.id, caller, view, path, names, Object.entries(query).sort()])
    const at = now()
    const cached = current.get(key)
    const age = at - (cached?.at ?? Number.NEGATIVE_INFINITY)
    if (cached && age < seconds * 1000) return fromCache(cached, age)
    try {
      const json = await load()
      current.delete(key)
      // A copy: the bytes of a response are a part of a larger buffer.
      if (json !== undefined && json.length <= MAX_LENGTH) current.set(key, { json: json.slice(), at })
      for (const oldest of current.keys()) if (current.size > MAX_LISTS) current.delete(oldest)
      return { json }
    } catch (error) {
      const failure = error as NcloudError
      const { retryable, status = 0 } = failure
      // Read again: meanwhile another request may have replaced or removed the list.
      const latest = current.get(key)
      const latestAge = now() - (latest?.at ?? Number.NEGATIVE_INFINITY)
      if (latest && retryable && current === lists && latestAge < STALE_MS) {
        return { ...fromCache(latest, latestAge), cache: 'stale', failure }
      }
      // The caller or the key may have lost the permission. An aborted request has no status.
      if (retryable === false && status > 299) current.delete(key)
      throw failure
    }
  }
}
