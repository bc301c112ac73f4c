/** The entries of a chunk before it is split. */
const LARGEST_CHUNK = 512

/** Whether an entry stands before a position. It must be true for all entries before one that it is true for. */
export type IsBefore<T> = (entry: T) => boolean

/** A list whose owner keeps it sorted. An insertion takes about the same time at every position, also in a long list. */
export interface SortedList<T> {
  readonly count: () => number
  readonly countBefore: (isBefore: IsBefore<T>) => number
  /** Inserts an entry at a position. */
  readonly insert: (isBefore: IsBefore<T>, entry: T) => void
  /** Deletes the entry at a position. */
  readonly deleteAt: (isBefore: IsBefore<T>) => void
  /** Deletes the entries before a position. */
  readonly deleteBefore: (isBefore: IsBefore<T>) => void
  /** Returns the entries from an index up to, but not including, another one. */
  readonly slice: (from: number, until: number) => T[]
}

/** Returns how many of the numbers from 0 meet a condition, by bisection. */
const bisect = (count: number, condition: (index: number) => boolean): number => {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (condition(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** Creates an empty list. Its entries are in chunks, so that an insertion moves only the entries of one chunk. */
export const createSortedList = <T>(): SortedList<T> => {
  // A chunk is empty only if it is the only one.
  const chunks: T[][] = [[]]
  let size = 0
  const chunkAt = (index: number): T[] => chunks[index] as T[]

  const find = (isBefore: IsBefore<T>): { readonly at: number; readonly chunk: T[]; readonly offset: number } => {
    const at = bisect(chunks.length - 1, (index) => isBefore(chunkAt(index).at(-1) as T))
    const chunk = chunkAt(at)
    return { at, chunk, offset: bisect(chunk.length, (index) => isBefore(chunk[index] as T)) }
  }
  const deleteChunkIfEmpty = (at: number): void => {
    if (!chunkAt(at).length && chunks.length > 1) chunks.splice(at, 1)
  }

  return {
    count: () => size,
    countBefore(isBefore) {
      const { at, offset } = find(isBefore)
      let count = offset
      for (let index = 0; index < at; index += 1) count += chunkAt(index).length
      return count
    },
    insert(isBefore, entry) {
      const { at, chunk, offset } = find(isBefore)
      chunk.splice(offset, 0, entry)
      size += 1
      if (chunk.length > LARGEST_CHUNK) chunks.splice(at + 1, 0, chunk.splice(LARGEST_CHUNK / 2))
    },
    deleteAt(isBefore) {
      const { at, chunk, offset } = find(isBefore)
      size -= chunk.splice(offset, 1).length
      deleteChunkIfEmpty(at)
    },
    deleteBefore(isBefore) {
      const { at, chunk, offset } = find(isBefore)
      chunk.splice(0, offset)
      chunks.splice(0, at)
      deleteChunkIfEmpty(0)
      size = chunks.reduce((sum, { length }) => sum + length, 0)
    },
    slice(from, until) {
      const entries: T[] = []
      let start = from
      for (const chunk of chunks) {
        if (entries.length >= until - from) break
        if (start < chunk.length) {
          for (const entry of chunk.slice(start, start + until - from - entries.length)) entries.push(entry)
        }
        start = Math.max(0, start - chunk.length)
      }
      return entries
    },
  }
}
