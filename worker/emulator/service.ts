import type { Executor } from './execute/executor.ts'
import type { Version } from './gateway/route.ts'
import type { Platform, Store } from './store/store.ts'

/** Waits; when the signal aborts, no longer. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>

/** What the emulator stands on. */
export interface Service {
  readonly store: Store
  readonly now: () => number
  readonly random: () => number
  readonly execute: Executor
  readonly sleep: Sleep
  /** Keeps hold of work that goes on behind an answer. */
  readonly background: (work: Promise<unknown>) => void
  /** Milliseconds after its end in which an activation is listed, but cannot be had. */
  readonly activationDelay: number
  /** Milliseconds that local time is ahead of UTC. */
  readonly utcOffset: number
}

/** A request that may be answered: routed, authenticated, permitted, read. */
export interface Call {
  readonly version: Version
  readonly platform: Platform
  /** Those of the path, decoded. */
  readonly names: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** Any JSON; `undefined` without a body. */
  readonly body: unknown
}

/** What is answered: the content, or nothing with `204`. */
export interface Answer {
  readonly content?: unknown
  /** Instead of the content: the whole body, in UTF-8. */
  readonly json?: Uint8Array<ArrayBuffer>
  /** Default: as for any success. */
  readonly status?: number
}

/** Answers one operation, or throws a `Refusal` before anything is written. */
export type Handler = (call: Call, service: Service) => Answer | Promise<Answer>
