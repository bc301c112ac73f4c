import type { ClientErrorCode, GatewayErrorCode, ServiceErrorCode } from './api/error-meanings.ts'

/**
 * Tells whether a failed run or firing has started its action.
 *
 * | outcome | meaning |
 * | --- | --- |
 * | `not_executed` | it did not start: the request was not sent, or the response rejects it |
 * | `executed` | it started, but its result could not be read |
 * | `unknown` | it may have started: the response is missing or does not say |
 */
export type RunOutcome = 'not_executed' | 'unknown' | 'executed'

/** The fields of an {@link NcloudError}. */
export interface NcloudErrorFields {
  readonly code: string
  readonly status?: number | undefined
  readonly details?: string | undefined
  readonly advice?: string | undefined
  readonly requestId?: string | undefined
  readonly traceId?: string | undefined
  readonly operation?: string | undefined
  readonly retryable?: boolean | undefined
  readonly outcome?: RunOutcome | undefined
  readonly attempts?: number | undefined
  readonly retryAfterMs?: number | undefined
  readonly cause?: unknown
}

/**
 * Thrown when a call fails at the gateway, in the service, in the proxy or on the network. Invalid arguments throw a
 * `TypeError` or `RangeError` instead, before anything is sent. An aborted call rejects with the reason of its signal.
 *
 * `message`, `details` and `cause` may have text of the service, which may repeat the request. The client adds no secret.
 *
 * @example
 * ```ts
 * import { createClient, isNcloudError } from 'ncloud-functions'
 *
 * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
 * try {
 *   await ncf.packages.list()
 * } catch (error) {
 *   if (!isNcloudError(error)) throw error
 *   console.error(error.code, error.message, error.advice)
 * }
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export class NcloudError extends Error {
  /**
   * The code of the service (`'80002'`, five digits), of the gateway (`'200'`, three digits), of the proxy
   * (`'invalid_token'`, a word) or of the client (`'network'`, `'timeout'`, `'redirect'`, `'http_error'`,
   * `'invalid_response'`, `'response_too_large'`). `errorCodes` lists the known ones.
   */
  declare readonly code: ServiceErrorCode | GatewayErrorCode | ClientErrorCode | (string & {})
  /** HTTP status. `undefined` without a response, and for a redirect, which browsers hide. */
  declare readonly status: number | undefined
  /** The explanation in the response, as it was sent, but without control characters; often `''`. */
  declare readonly details: string
  /** The next step: one sentence. `''` where it is unknown. */
  declare readonly advice: string
  /** The id to quote to support: the gateway's, or the proxy's if the proxy rejected the request. */
  declare readonly requestId: string | undefined
  /** The gateway's trace id, if the response has one. */
  declare readonly traceId: string | undefined
  /** The operation that failed, such as `'getPackageList'`. */
  declare readonly operation: string | undefined
  /** Whether the same call may succeed later and a second try is safe. */
  declare readonly retryable: boolean
  /** Of a run or a firing: whether its action has started. `undefined` for all other calls. */
  declare readonly outcome: RunOutcome | undefined
  /** How many times the request was sent; `undefined` for a transport without retries. */
  declare readonly attempts: number | undefined
  /** How long the response asks to wait (`Retry-After`), in milliseconds. */
  declare readonly retryAfterMs: number | undefined

  /**
   * @param message One sentence for people, without tags and control characters.
   * @param fields All other fields. `cause` is the error that `fetch` threw, or the error in the response as it was sent:
   * with all its characters.
   */
  constructor(message: string, fields: NcloudErrorFields) {
    super(message, fields)
    Object.assign(this, { details: '', advice: '', retryable: false }, fields)
  }

  override get name(): string {
    return 'NcloudError'
  }
}

/**
 * Returns whether a caught value is an {@link NcloudError}, also one of another copy of this library or another realm.
 *
 * @param value Any caught value.
 * @example
 * ```ts
 * import { createClient, isNcloudError } from 'ncloud-functions'
 *
 * const ncf = createClient({ baseUrl: 'https://edge.example.dev' })
 * await ncf.packages.list().catch((error: unknown) => {
 *   if (isNcloudError(error) && error.code === '80002') return []
 *   throw error
 * })
 * ```
 */
export const isNcloudError = (value: unknown): value is NcloudError =>
  (value as NcloudError | undefined)?.name === 'NcloudError'
