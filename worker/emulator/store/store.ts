import type { Platform } from '../../../lib/api/endpoints.ts'

/**
 * The kinds of documents, with their keys. Code can be 38 MB. It is a document of its own, so that a list of actions
 * does not read it.
 *
 * | kind | key |
 * | --- | --- |
 * | `package` | `{packageName}` |
 * | `action`, `code` | `{packageName}/{actionName}` |
 * | `trigger` | `{triggerName}` |
 * | `link` | `{triggerName} {packageName}/{actionName}` |
 */
export type DocumentKind = 'package' | 'action' | 'code' | 'trigger' | 'link'

/** One run of an action, or one firing of a trigger. */
export interface ActivationRecord {
  readonly activationId: string
  readonly platform: Platform
  /** `{packageName}/{actionName}`, or `trigger:{triggerName}`. */
  readonly owner: string
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

/** Selects one page of activations. */
export interface ActivationQuery {
  readonly platform: Platform
  /** The action or trigger. Default: all actions. */
  readonly owner?: string
  /** Earliest and latest start, both included: milliseconds since the epoch. */
  readonly start: number
  readonly end: number
  readonly offset: number
  readonly limit: number
}

/**
 * Keeps documents and activations. All methods are synchronous: a request never sees the half-finished change of
 * another.
 */
export interface Store {
  get(kind: DocumentKind, platform: Platform, key: string): unknown
  put(kind: DocumentKind, platform: Platform, key: string, value: unknown): void
  delete(kind: DocumentKind, platform: Platform, key: string): void
  /** Returns the documents whose keys start with a prefix, in the order of keys. A returned list does not change. */
  list(kind: DocumentKind, platform: Platform, prefix?: string): readonly (readonly [key: string, value: unknown])[]
  /** Counts the documents of a kind on both platforms. */
  count(kind: DocumentKind): number
  addActivation(record: ActivationRecord): void
  getActivation(platform: Platform, owner: string, activationId: string): ActivationRecord | undefined
  /** Returns one page, newest first, and the number of activations on all pages. Unknown: the order. */
  listActivations(query: ActivationQuery): { readonly page: readonly ActivationRecord[]; readonly total: number }
  /** Deletes the activations that started before a time. */
  prune(before: number): void
}

const TRIGGER_PREFIX = 'trigger:'

/** Returns the owner of the activations of a trigger. */
export const triggerOwner = (triggerName: string): string => TRIGGER_PREFIX + triggerName

/** Whether the owner of an activation is a trigger. */
export const isTriggerOwner = (owner: string): boolean => owner.startsWith(TRIGGER_PREFIX)
