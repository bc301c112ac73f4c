import type { ServiceErrorCode } from './api/error-codes.ts'

/**
 * What can go wrong outside this process before the service has said anything itself.
 *
 * | code | meaning |
 * | --- | --- |
 * | `network` | no answer: unreachable, cut off, or (in a browser) an origin the proxy does not allow |
 * | `timeout` | no complete answer within `timeoutMs` |
 * | `redirect` | the answer points elsewhere; a signed request is never sent on |
 * | `http_error` | an error status without the service's error body |
 * | `invalid_response` | a success status without the body the operation promises |
 */
export type TransportErrorCode = 'network' | 'timeout' | 'redirect' | 'http_error' | 'invalid_response'

/** What an {@link NcloudError} is made of. */
export interface NcloudErrorFields {
  readonly code: string
  readonly status?: number | undefined
  readonly details?: string | undefined
  readonly requestId?: string | undefined
  readonly traceId?: string | undefined
  readonly operation?: string | undefined
  readonly retryable?: boolean | undefined
  readonly cause?: unknown
}

/**
 * A call failed: at the gateway, in the service, in the proxy or on the way. Misuse is not among it: that is a
 * `TypeError` or `RangeError`; and your own `signal` rejects with its own reason.
 *
 * @example
 * ```ts
 * import { createClient, isNcloudError } from 'ncloud-functions'
 *
 * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
 * try {
 *   await ncf.packages.list()
 * } catch (error) {
 *   if (isNcloudError(error) && error.code === '80002') console.log('grant View/getPackageList to this sub account')
 *   else throw error
 * }
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export class NcloudError extends Error {
  /**
   * The service's code as text (`'80002'`, five digits), the gateway's (`'200'`, three digits), the proxy's
   * (`'invalid_token'`, a word) or a {@link TransportErrorCode}. `explainCode` knows the first two.
   */
  declare readonly code: ServiceErrorCode | TransportErrorCode | (string & {})
  /** HTTP status; `undefined` when there was no answer, or one a browser hides: a redirect. */
  declare readonly status: number | undefined
  /** The answer's own explanation, often `''`. */
  declare readonly details: string
  /** The id to quote to support: the gateway's, or the proxy's when the proxy answered. */
  declare readonly requestId: string | undefined
  /** The gateway's trace id, when it sent one. */
  declare readonly traceId: string | undefined
  /** The operation that failed, such as `'getPackageList'`. */
  declare readonly operation: string | undefined
  /** Whether the same call may succeed later, and repeating it does no harm. */
  declare readonly retryable: boolean
  /** How often it was sent; not of `createCall`. */
  declare readonly attempts?: number
  /** How long the answer asked to wait, in milliseconds; not of `createCall`. */
  declare readonly retryAfterMs?: number

  /**
   * @param message For people: a sentence, without tags, without secrets.
   * @param fields The rest. `cause` is the error of `fetch`, or the service's error as it came, tags and all.
   */
  constructor(message: string, fields: NcloudErrorFields) {
    super(message, fields)
    Object.assign(this, { details: '', retryable: false }, fields)
  }

  override get name(): string {
    return 'NcloudError'
  }
}

/**
 * Whether a caught value is an {@link NcloudError}, also one of another copy of this library or another realm.
 *
 * @param value Anything caught.
 * @example
 * ```ts
 * import { createClient, isNcloudError } from 'ncloud-functions'
 *
 * const ncf = createClient({ baseUrl: 'https://edge.example.dev' })
 * await ncf.packages.list().catch((error: unknown) => {
 *   if (!isNcloudError(error) || !error.retryable) throw error
 *   return ncf.packages.list()
 * })
 * ```
 */
export const isNcloudError = (value: unknown): value is NcloudError =>
  (value as NcloudError | undefined)?.name === 'NcloudError'
