import type { DefaultEndpoint, Endpoint, PlatformParams } from '../api/endpoint-types.ts'
import { activationOperations } from '../api/operations.ts'
import type { CallOptions } from '../transport/options.ts'
import type { Transport } from '../transport/transport.ts'
import { methodsOf } from './methods.ts'
import { pageOf } from './page-query.ts'

/** An activation in a list. It does not say what ran. */
export interface ActivationSummary {
  /** 32 characters. */
  readonly activationId: string
  /** Milliseconds. */
  readonly duration: number
  /** `success`, or what failed. */
  readonly status: string
}

/** One page of activations. */
export interface ActivationPage {
  readonly activations: ActivationSummary[]
  /** Of all pages. */
  readonly totalCount: number
}

/** What an activation came to. */
export interface ActivationResponse<Result = unknown> {
  /** What the main function returned, or its error. At most 1 MB. */
  readonly result: Result
  /** `success`. Unknown: the words for failures; OpenWhisk has `application error` and others. */
  readonly status: string
  readonly success: boolean
}

/** One run of an action or a firing of a trigger. */
export interface Activation<Result = unknown> {
  readonly activationId: string
  /** Milliseconds. One page of v2.0 has it as text. */
  readonly duration: number
  /** Milliseconds since the epoch. */
  readonly start: number
  /** Milliseconds since the epoch; always 0 for a trigger. */
  readonly end: number
  /** Lines of output, at most 1 MB. */
  readonly logs: readonly string[]
  readonly name: string
  readonly namespace: string
  readonly response: ActivationResponse<Result>
  /** Who ran it. Unknown: whether every version has it. */
  readonly subject?: string
}

/** Which activations: a page of those of the last month. */
export interface PageParams<P extends Endpoint = DefaultEndpoint> extends PlatformParams<P> {
  /** From 1, the default. */
  readonly pageNo?: number | undefined
  /** Default 20. Unknown: the most the service takes. */
  readonly pageSize?: number | undefined
  /** Milliseconds since the epoch. Default: a month ago; there is nothing before that. */
  readonly start?: number | undefined
  /** Milliseconds since the epoch. Default: now. */
  readonly end?: number | undefined
}

/** Activations of all actions. */
export interface Activations<P extends Endpoint = DefaultEndpoint> {
  /**
   * One page of the activations of all actions. For all pages, see `everyActivation`.
   *
   * @throws RangeError for a page or time that cannot be.
   * @example
   * ```ts
   * import { createClient } from 'ncloud-functions'
   *
   * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * const { activations, totalCount } = await ncf.activations.list({ pageSize: 50, start: Date.now() - 3_600_000 })
   * ```
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getactivationlist
   */
  list(params?: PageParams<P>, options?: CallOptions): Promise<ActivationPage>
}

/**
 * The activations of a whole account over a call.
 *
 * @param call Of `createTransport`.
 */
export const activations = <P extends Endpoint>(call: Transport<P>): Activations<P> =>
  methodsOf(call, activationOperations, { list: pageOf })
