import type { DefaultEndpoint, Endpoint, PlatformParams } from '../api/endpoint-types.ts'

/** An activation in a list. It does not contain the name of the action. */
export interface ActivationSummary {
  /** 32 characters. */
  readonly activationId: string
  /** Milliseconds. */
  readonly duration: number
  /** `success`, or the kind of failure. */
  readonly status: string
}

/** One page of activations. */
export interface ActivationPage {
  readonly activations: ActivationSummary[]
  /** Of all pages. */
  readonly totalCount: number
}

/** The result of an activation. */
export interface ActivationResponse<Result = unknown> {
  /** The value that the main function returned, or its error. At most 1 MB. */
  readonly result: Result
  /** `success`. Unknown: the words for failures; OpenWhisk has `application error` and others. */
  readonly status: string
  readonly success: boolean
}

/** One run of an action, or one firing of a trigger. */
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
  /** The user who ran it. Unknown: whether every version has it. */
  readonly subject?: string
}

/** The time window of activations: the service keeps those of the last month. */
export interface IterateActivationsParams<E extends Endpoint = DefaultEndpoint> extends PlatformParams<E> {
  /** Activations per page. Default 20 for a list, 100 for an iterator. Unknown: the largest that the service accepts. */
  readonly pageSize?: number | undefined
  /** Milliseconds since the epoch. Default: a month ago. */
  readonly start?: number | undefined
  /** Milliseconds since the epoch. Default: now. */
  readonly end?: number | undefined
}

/** A page and a time window of activations. */
export interface ListActivationsParams<E extends Endpoint = DefaultEndpoint> extends IterateActivationsParams<E> {
  /** From 1, the default. */
  readonly pageNo?: number | undefined
}
