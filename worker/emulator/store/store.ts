/** What the emulator remembers, behind one small interface: in memory for tests, in SQLite as a Worker. */

/** The two separate sets. */
export type Platform = 'vpc' | 'classic'

/**
 * Everything with a name. The key of an action and of its code is `{packageName}/{actionName}`, of a link
 * `{triggerName} {packageName}/{actionName}`. Code can be 38 MB, and is apart so that lists of actions need not read it.
 */
export type Kind = 'package' | 'action' | 'code' | 'trigger' | 'link'

/** One run or firing. */
export interface ActivationRecord {
  readonly activationId: string
  readonly platform: Platform
  /** Key of the action, or `trigger:{triggerName}`. */
  readonly of: string
  readonly name: string
  /** Milliseconds since the epoch. */
  readonly start: number
  /** Milliseconds since the epoch; 0 for a trigger. */
  readonly end: number
  /** Milliseconds. */
  readonly duration: number
  readonly status: string
  readonly success: boolean
  readonly result: unknown
  readonly logs: readonly string[]
}

/** Which activations. Unknown: their order. Here: newest first. */
export interface ActivationQuery {
  readonly platform: Platform
  /** Those of one action or trigger; of all actions without it. */
  readonly of?: string
  /** Milliseconds since the epoch, inclusive. */
  readonly start: number
  readonly end: number
  readonly offset: number
  readonly limit: number
}

/** Documents by kind, platform and key, and activations. Everything is synchronous, so a request is never half done. */
export interface Store {
  get(kind: Kind, platform: Platform, key: string): unknown
  put(kind: Kind, platform: Platform, key: string, value: unknown): void
  delete(kind: Kind, platform: Platform, key: string): void
  /** Keys that begin with a prefix, in their order, with their documents. A list once given never changes. */
  list(kind: Kind, platform: Platform, prefix?: string): readonly (readonly [key: string, value: unknown])[]
  /** How many there are of a kind, on both platforms. */
  count(kind: Kind): number
  addActivation(record: ActivationRecord): void
  getActivation(platform: Platform, of: string, activationId: string): ActivationRecord | undefined
  /** One page, and how many there are on all. `of` absent: activations of actions only. */
  listActivations(query: ActivationQuery): { readonly page: readonly ActivationRecord[]; readonly total: number }
  /** Forgets activations older than a time. */
  prune(before: number): void
}
