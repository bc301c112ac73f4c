import type { NcloudError, OperationId } from '../../../lib/index.ts'
import type { Names } from '../request/names.ts'

/** What is asked for, and by whom: all that an answer may depend on. */
export interface Asked {
  readonly id: OperationId
  /** Whether it is one of the operations that are kept. */
  readonly isList: boolean
  /** Whether it may change something. */
  readonly isWrite: boolean
  /** Of the caller. */
  readonly caller: string
  /** How much it is shown. */
  readonly scope: string
  /** Before the operation's own path: tells the version. */
  readonly path: string
  readonly names: Names
  readonly query: Readonly<Record<string, string>>
}

/** An answer, and where it is from. */
export interface Loaded {
  /** As it is shown; nothing where there is nothing to show. */
  readonly text: string | undefined
  /** Said of one that was kept. */
  readonly cache?: 'hit' | 'stale'
  /** Why it is shown although it is too old. */
  readonly failure?: NcloudError | undefined
  /** What its readers learn of that. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Answers with what was kept, or with what `load` gets. */
export type ListCache = (asked: Asked, load: () => Promise<string | undefined>) => Promise<Loaded>

/** Keeps nothing. */
export const noCache: ListCache = async (_, load) => ({ text: await load() })

/** How old a list may be that is shown because there is no newer one to be had. */
const STALE_MS = 60_000

/** Together 8 million characters at most, of the 128 MB that an isolate has. */
const MOST_LISTS = 64
const LONGEST = 2 ** 17

interface Kept {
  readonly text: string
  /** When it was asked for: it may have been old already when it came. */
  readonly at: number
}

/**
 * Keeps the lists of one isolate. It keeps texts and no promises: one that waits for something of a request never
 * settles when that request's caller leaves, and all others would wait with it. So whoever asks at once is not one
 * request to the gateway, but as many.
 *
 * What this isolate changes it forgets, all of it; what others change it learns when the time is over.
 *
 * @param seconds How long a list is new.
 * @param now Milliseconds since the epoch.
 * @see https://www.rfc-editor.org/rfc/rfc9211
 */
export const createListCache = (seconds: number, now: () => number): ListCache => {
  let lists = new Map<string, Kept>()

  const show = ({ text }: Kept, age: number, failure?: NcloudError): Loaded => {
    const status = `ncloud-functions; hit; ttl=${seconds - Math.ceil(age / 1000)}`
    const headers = { age: `${Math.floor(age / 1000)}`, 'cache-status': status }
    return { text, headers, cache: failure ? 'stale' : 'hit', failure }
  }

  return async ({ id, isList, isWrite, caller, scope, path, names, query }, load) => {
    if (isWrite) {
      // Before it too: what comes after it may never run, when the caller leaves. Whatever is read meanwhile is kept in
      // the map that is left behind.
      lists = new Map()
      return {
        text: await load().finally(() => {
          lists = new Map()
        }),
      }
    }
    if (!isList) return { text: await load() }

    const mine = lists
    const key = JSON.stringify([id, caller, scope, path, names, Object.entries(query).sort()])
    const at = now()
    const found = mine.get(key)
    const age = at - (found?.at ?? Number.NEGATIVE_INFINITY)
    if (found && age < seconds * 1000) return show(found, age)
    try {
      const text = await load()
      mine.delete(key)
      if (text !== undefined && text.length <= LONGEST) mine.set(key, { text, at })
      for (const oldest of mine.keys()) if (mine.size > MOST_LISTS) mine.delete(oldest)
      return { text }
    } catch (failure) {
      // What there is by now: others may have got a newer one, or were refused.
      const kept = mine.get(key)
      const late = now() - (kept?.at ?? Number.NEGATIVE_INFINITY)
      const { retryable, status = 0 } = failure as NcloudError
      if (kept && retryable && mine === lists && late < STALE_MS) return show(kept, late, failure as NcloudError)
      // A key that is refused sees nothing, nor does whoever may no longer. That a caller left says nothing of that.
      if (retryable === false && status > 299) mine.delete(key)
      throw failure
    }
  }
}
