import type { ActivationRecord, Kind, Platform, Store } from './store.ts'

type Entry = readonly [key: string, value: unknown]

/** Where the first record stands that began at or after a time. */
const positionOf = (records: readonly ActivationRecord[], time: number): number => {
  let low = 0
  let high = records.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((records[middle] as ActivationRecord).start < time) low = middle + 1
    else high = middle
  }
  return low
}

/** Documents of one kind on one platform. Their order is made when it is asked for, and kept. */
const shelf = () => {
  const documents = new Map<string, unknown>()
  let ordered: readonly Entry[] | undefined
  return {
    documents,
    changed: () => {
      ordered = undefined
    },
    entries: (): readonly Entry[] => {
      ordered ??= [...documents].sort(([a], [b]) => (a < b ? -1 : 1))
      return ordered
    },
  }
}

const valueAt = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}

/**
 * A store that lives as long as its process: the emulator's default.
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
  const shelves = new Map<string, ReturnType<typeof shelf>>()
  const shelfOf = (kind: Kind, platform: Platform) => valueAt(shelves, `${kind} ${platform}`, shelf)

  // By platform and action or trigger, and by platform alone for all actions: each in the order of time.
  const activations = new Map<string, ActivationRecord[]>()
  const byId = new Map<string, ActivationRecord>()
  const idOf = (platform: Platform, of: string, id: string): string => `${platform} ${of} ${id}`

  return {
    get: (kind, platform, key) => shelfOf(kind, platform).documents.get(key),
    put(kind, platform, key, value) {
      const { documents, changed } = shelfOf(kind, platform)
      documents.set(key, value)
      changed()
    },
    delete(kind, platform, key) {
      const { documents, changed } = shelfOf(kind, platform)
      if (documents.delete(key)) changed()
    },
    list(kind, platform, prefix = '') {
      const entries = shelfOf(kind, platform).entries()
      return prefix ? entries.filter(([key]) => key.startsWith(prefix)) : entries
    },
    count: (kind) => shelfOf(kind, 'vpc').documents.size + shelfOf(kind, 'classic').documents.size,
    addActivation(record) {
      const { platform, of, activationId, start } = record
      byId.set(idOf(platform, of, activationId), record)
      for (const key of of.startsWith('trigger:') ? [`${platform} ${of}`] : [`${platform} ${of}`, platform]) {
        const records = valueAt(activations, key, () => [])
        records.splice(positionOf(records, start + 1), 0, record)
      }
    },
    getActivation: (platform, of, activationId) => byId.get(idOf(platform, of, activationId)),
    listActivations({ platform, of, start, end, offset, limit }) {
      const records = activations.get(of === undefined ? platform : `${platform} ${of}`) ?? []
      const from = positionOf(records, start)
      const until = Math.max(from, positionOf(records, end + 1))
      const last = Math.max(from, until - offset)
      return { page: records.slice(Math.max(from, last - limit), last).reverse(), total: until - from }
    },
    prune(before) {
      for (const records of activations.values()) {
        for (const { platform, of, activationId } of records.splice(0, positionOf(records, before))) {
          byId.delete(idOf(platform, of, activationId))
        }
      }
    },
  }
}
