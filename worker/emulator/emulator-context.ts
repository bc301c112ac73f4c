import type { OperationId } from '../../lib/api/operations.ts'
import type { Executor } from './execute/executor.ts'
import type { OperationRequest } from './gateway/read-request.ts'
import type { Store } from './store/store.ts'

/** Resolves after a delay, or as soon as the signal aborts. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>

/** The parts of one emulator that its handlers use. */
export interface EmulatorContext {
  readonly store: Store
  readonly now: () => number
  readonly random: () => number
  readonly executor: Executor
  readonly sleep: Sleep
  /** Keeps track of work that continues after the response. */
  readonly addBackgroundWork: (work: Promise<unknown>) => void
  /** Time after the end of a run in which its activation is in lists, but its details are not found. */
  readonly activationDelayMs: number
  /** Difference of local time to UTC. */
  readonly utcOffsetMs: number
}

/** The response of a handler. Without `content` and `json`, the status is 204. */
export interface OperationResponse {
  readonly content?: unknown
  /** The whole body in UTF-8, instead of `content`. */
  readonly json?: Uint8Array<ArrayBuffer>
  /** Default: the status of every success. */
  readonly status?: number
}

/** Responds to one operation, or throws a `ServiceError` before it changes anything. */
export type Handler = (
  request: OperationRequest,
  context: EmulatorContext,
) => OperationResponse | Promise<OperationResponse>

/** One handler for each operation. */
export type Handlers = Readonly<Record<OperationId, Handler>>
