import type { OperationId } from '../../lib/api/operations.ts'
import type { Assumption } from './assumptions.ts'
import type { Target } from './target.ts'

/** A request that is sent to both the service and an emulator. */
export interface Check {
  readonly operation: OperationId
  /** Describes the request in a few words. */
  readonly request: string
  /** The emulator's assumption that the response confirms or contradicts. */
  readonly assumption?: Assumption
  readonly call: (target: Target) => Promise<unknown>
  /** Values of the content that an assumption is about, described in words of this project. */
  // biome-ignore lint/suspicious/noExplicitAny: the content is not known to follow the client's types
  readonly describeValues?: Readonly<Partial<Record<Assumption, (content: any) => string>>>
}

/** A difference between the service and the emulator, or between the service and the client's types. */
export interface Difference {
  readonly operation: OperationId
  readonly request: string
  /** Path of the value in the response, for example `content.vpc`; `status`, or `value`. */
  readonly path: string
  readonly assumption: Assumption | ''
  /** Type by the client's types, where the service differs from them. */
  readonly types: string
  readonly emulator: string
  readonly service: string
}
