import type { Platform } from '../../../lib/api/endpoints.ts'
import { type ActivationRecord, type DocumentKind, isTriggerOwner, type Store } from './store.ts'

type Entry = readonly [key: string, value: unknown]

/** Returns the index of the first record that started at a time or later. */
const findStart = (records: readonly ActivationRecord[], time: number): number => {
  let low = 0
  let high = records.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((records[middle] as ActivationRecord).start < time) low = middle + 1
    else high = middle
  }
  return low
}

/** Creates a collection for the documents of one kind on one platform. It sorts them only after a change. */
const createCollection = () => {
  const documents = new Map<string, unknown>()
  let sorted: readonly Entry[] | undefined
  return {
    get: (key: string): unknown => documents.get(key),
    put(key: string, value: unknown): void {
      documents.set(key, value)
      sorted = undefined
    },
    delete(key: string): void {
      if (documents.delete(key)) sorted = undefined
    },
    list(): readonly Entry[] {
      sorted ??= [...documents].sort(([a], [b]) => (a < b ? -1 : 1))
      return sorted
    },
    count: (): number => documents.size,
  }
}

const getOrCreate = <K, V>(map: Map<K, V>, key: K, create: () => V): V => {
  const value = map.get(key) ?? create()
  map.set(key, value)
  return value
}

/**
 * Creates a store in memory, the default of the emulator. Its content ends with the process.
 *
 * @example
 * ```ts
 * import { createEmulator, memoryStore } from 'ncloud-functions/emulator'
 *
 * const store = memoryStore()
 * const { fetch } = createEmulator({ store })
 * console.log(store.count('package')) // 0
 * ```
 */
export const memoryStore = (): Store => {
  const collections = new Map<string, ReturnType<typeof createCollection>>()
  const collection = (kind: DocumentKind, platform: Platform) =>
    getOrCreate(collections, `${kind} ${platform}`, createCollection)

  // Sorted by start. The key is platform and owner; the platform alone is the key for all actions.
  const activations = new Map<string, ActivationRecord[]>()
  const activationsById = new Map<string, ActivationRecord>()
  const listKey = (platform: Platform, owner?: string): string =>
    owner === undefined ? platform : `${platform} ${owner}`
  const idKey = (platform: Platform, owner: string, id: string): string => `${platform} ${owner} ${id}`

  return {
    get: (kind, platform, key) => collection(kind, platform).get(key),
    put: (kind, platform, key, value) => collection(kind, platform).put(key, value),
    delete: (kind, platform, key) => collection(kind, platform).delete(key),
    list(kind, platform, prefix = '') {
      const entries = collection(kind, platform).list()
      return prefix ? entries.filter(([key]) => key.startsWith(prefix)) : entries
    },
    count: (kind) => collection(kind, 'vpc').count() + collection(kind, 'classic').count(),
    addActivation(record) {
      const { platform, owner, activationId, start } = record
      activationsById.set(idKey(platform, owner, activationId), record)
      const ofOwner = listKey(platform, owner)
      for (const key of isTriggerOwner(owner) ? [ofOwner] : [ofOwner, listKey(platform)]) {
        const records = getOrCreate(activations, key, () => [])
        records.splice(findStart(records, start + 1), 0, record)
      }
    },
    getActivation: (platform, owner, activationId) => activationsById.get(idKey(platform, owner, activationId)),
    listActivations({ platform, owner, start, end, offset, limit }) {
      const records = activations.get(listKey(platform, owner)) ?? []
      const from = findStart(records, start)
      const until = Math.max(from, findStart(records, end + 1))
      const last = Math.max(from, until - offset)
      return { page: records.slice(Math.max(from, last - limit), last).reverse(), total: until - from }
    },
    prune(before) {
      for (const records of activations.values()) {
        for (const { platform, owner, activationId } of records.splice(0, findStart(records, before))) {
          activationsById.delete(idKey(platform, owner, activationId))
        }
      }
    },
  }
}
