import type { Platform } from '../../../lib/api/endpoints.ts'
import { createSortedList, type SortedList } from './sorted-list.ts'
import { type ActivationRecord, type DocumentKind, isTriggerOwner, type Store } from './store.ts'

type Entry = readonly [key: string, value: unknown]

/** Creates a collection for the documents of one kind on one platform. */
const createCollection = () => {
  const documents = new Map<string, unknown>()
  const keys = createSortedList<string>()
  let all: readonly Entry[] | undefined
  const entries = (from: number, until: number): readonly Entry[] =>
    keys.slice(from, until).map((key) => [key, documents.get(key)])
  const isBefore =
    (key: string) =>
    (each: string): boolean =>
      each < key
  return {
    get: (key: string): unknown => documents.get(key),
    put(key: string, value: unknown): void {
      if (!documents.has(key)) keys.insert(isBefore(key), key)
      documents.set(key, value)
      all = undefined
    },
    delete(key: string): void {
      if (!documents.delete(key)) return
      keys.deleteAt(isBefore(key))
      all = undefined
    },
    list(prefix: string): readonly Entry[] {
      if (prefix) {
        const until = keys.countBefore((each) => each < prefix || each.startsWith(prefix))
        return entries(keys.countBefore(isBefore(prefix)), until)
      }
      all ??= entries(0, keys.count())
      return all
    },
    count: (): number => documents.size,
  }
}

const startedBefore =
  (time: number) =>
  ({ start }: ActivationRecord): boolean =>
    start < time

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
  const activations = new Map<string, SortedList<ActivationRecord>>()
  const activationsById = new Map<string, ActivationRecord>()
  const listKey = (platform: Platform, owner?: string): string =>
    owner === undefined ? platform : `${platform} ${owner}`
  const idKey = (platform: Platform, owner: string, id: string): string => `${platform} ${owner} ${id}`

  return {
    get: (kind, platform, key) => collection(kind, platform).get(key),
    put: (kind, platform, key, value) => collection(kind, platform).put(key, value),
    delete: (kind, platform, key) => collection(kind, platform).delete(key),
    list: (kind, platform, prefix = '') => collection(kind, platform).list(prefix),
    count: (kind) => collection(kind, 'vpc').count() + collection(kind, 'classic').count(),
    addActivation(record) {
      const { platform, owner, activationId, start } = record
      activationsById.set(idKey(platform, owner, activationId), record)
      const ofOwner = listKey(platform, owner)
      for (const key of isTriggerOwner(owner) ? [ofOwner] : [ofOwner, listKey(platform)]) {
        const records = getOrCreate(activations, key, () => createSortedList<ActivationRecord>())
        records.insert(startedBefore(start + 1), record)
      }
    },
    getActivation: (platform, owner, activationId) => activationsById.get(idKey(platform, owner, activationId)),
    listActivations({ platform, owner, start, end, offset, limit }) {
      const records = activations.get(listKey(platform, owner))
      if (!records) return { page: [], total: 0 }
      const from = records.countBefore(startedBefore(start))
      const until = Math.max(from, records.countBefore(startedBefore(end + 1)))
      const last = Math.max(from, until - offset)
      return { page: records.slice(Math.max(from, last - limit), last).reverse(), total: until - from }
    },
    prune(before) {
      for (const records of activations.values()) {
        const isOld = startedBefore(before)
        for (const { platform, owner, activationId } of records.slice(0, records.countBefore(isOld))) {
          activationsById.delete(idKey(platform, owner, activationId))
        }
        records.deleteBefore(isOld)
      }
    },
  }
}
