import type { Platform } from '../../../lib/api/endpoints.ts'
import type { ExecutionResult } from '../execute/executor.ts'
import type { ActionDocument } from '../resources/documents.ts'
import type { JsonObject } from '../resources/field-rules.ts'
import type { ActivationRecord } from '../store/store.ts'

/** One run of an action, before it starts. */
export interface Run {
  readonly platform: Platform
  readonly action: ActionDocument
  /** They override the defaults of the action and its package. */
  readonly parameters: JsonObject
  /** The start on the clock of the emulator: milliseconds since the epoch. */
  readonly start: number
  /** The number of sequences around the action. Default 0. */
  readonly depth?: number
}

/** The activation of a run that ended. */
export interface EndedRun extends ActivationRecord {
  readonly status: ExecutionResult['status']
}

/** A run that was started. */
export interface StartedRun {
  readonly activationId: string
  readonly ended: Promise<EndedRun>
}
