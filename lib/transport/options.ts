import type { EndpointOptions } from '../api/endpoint-types.ts'
import type { EndpointSelection } from '../api/endpoints.ts'
import type { Operation, OperationId } from '../api/operations.ts'
import { type Credentials, checkSecret } from '../signing/credentials.ts'
import { headersWith, type SignHeaders } from '../signing/headers.ts'

/** The part of `fetch` the client uses: it passes an address and a plain object, never a `Request`. */
export type Fetch = (url: string, init: RequestInit) => Response | Promise<Response>

/** Waits for some milliseconds. */
export type Sleep = (ms: number) => Promise<unknown>

/**
 * How to reach the service: with keys, from a server or an edge; or without, from a browser through the proxy.
 * All options are checked at once, before anything is sent.
 */
export type ClientOptions = TransportOptions & RetryOptions

/** The same, without sending anything again. */
export type TransportOptions = EndpointOptions & ConnectionOptions

/** With the two keys. Never in a browser: use the proxy there. */
interface WithKeys {
  /** Access key id. */
  readonly accessKey: string
  /** Secret key. It is not kept in any property and is never printed. */
  readonly secretKey: string
  readonly credentials?: undefined
  /** Another address than the site's: that of the emulator. May have a path. */
  readonly baseUrl?: string | undefined
  readonly token?: undefined
}

/** With keys that may change. */
interface WithCredentials {
  readonly accessKey?: undefined
  readonly secretKey?: undefined
  /** Instead of the two keys: both in one value, or a function asked before each call (rotation, STS). */
  readonly credentials: Credentials | (() => Credentials | Promise<Credentials>)
  /** Another address than the site's: that of the emulator. May have a path. */
  readonly baseUrl?: string | undefined
  readonly token?: undefined
}

/** Without keys: the proxy signs. */
interface ThroughProxy {
  readonly accessKey?: undefined
  readonly secretKey?: undefined
  readonly credentials?: undefined
  /** The address of the proxy. May have a path. */
  readonly baseUrl: string
  /** Caller token for the proxy, unless it is open to all. */
  readonly token?: string | undefined
}

/** How to reach the service, wherever that is: who signs, and all that has a default. */
export type ConnectionOptions = (WithKeys | WithCredentials | ThroughProxy) & Defaults

/** What has a default. `fetch`, `now` and `sleep` are used as they are: what they do is not checked. */
interface Defaults {
  /** Default: the global `fetch`. A body is text, that of a POST a `Blob`, which no runtime but a browser sends twice. */
  readonly fetch?: Fetch | undefined
  /** The clock: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined
  /** Waits. Default: a timer. */
  readonly sleep?: Sleep | undefined
  /**
   * Longest time for a call, reading the answer included: milliseconds, 1 to 2000000000. Default 10000. A run has
   * its own `timeout` on top of it.
   */
  readonly timeoutMs?: number | undefined
}

/** How to send again what that may help and does no harm to: see `retryRules`. */
export interface RetryOptions {
  /**
   * How often a call is sent again at most: 0 to 10, default 2. Writes are sent again once at most, runs and firings
   * never.
   */
  readonly retries?: number | undefined
  /**
   * Longest time for an attempt that another one may follow, reading the answer included: milliseconds, 1 to
   * 2000000000, for all operations or by operation. Default: 4000 for what reads; a write has all of `timeoutMs`, for
   * an upload that takes long would take as long again.
   */
  readonly attemptTimeoutMs?: number | ((operation: Operation) => number) | undefined
  /** Decides how long to wait before that: from 0 up to 1. Default `Math.random`. */
  readonly random?: (() => number) | undefined
  /** Told of every attempt. What it throws changes nothing. */
  readonly onAttempt?: ((attempt: TransportAttempt) => unknown) | undefined
}

/** What came of one attempt. */
export interface TransportAttempt {
  readonly operation: OperationId
  /** 1 for the first. */
  readonly attempt: number
  /** HTTP status; `undefined` when there was no answer. */
  readonly status: number | undefined
  /** The error's code; `undefined` when there was none, or the call was aborted. */
  readonly code: string | undefined
  /** The gateway's id of the request. */
  readonly requestId: string | undefined
  readonly durationMs: number
  /** Until the next attempt, in milliseconds; `undefined` when there is none. */
  readonly retryInMs: number | undefined
}

type TransportOption = keyof ConnectionOptions | keyof EndpointSelection

/** Lets no misspelt option through, which would otherwise mean its default; `Known` are those of `createClient`. */
export type NoOther<O, Known = TransportOption | keyof RetryOptions> = {
  readonly [Name in Exclude<keyof O, Known>]: never
}

/** The same for what sends nothing again. */
export type NoOtherTransport<O> = NoOther<O, TransportOption>

/** What can be said for one call. */
export interface CallOptions {
  /** Ends the call; it then rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined
  /**
   * Instead of the client's `timeoutMs`: milliseconds, 1 to 2147483647. For a run it is the total: its own `timeout`,
   * which is how long the service waits, is within it.
   */
  readonly timeoutMs?: number | undefined
  /** Instead of the client's `fetch`: to see the answer itself, its status and headers. */
  readonly fetch?: Fetch | undefined
}

/** @throws TypeError unless requests can be sent to it as they are signed. */
export const parseBaseUrl = (baseUrl: string): URL => {
  try {
    const url = new URL(baseUrl)
    if (/^https?:\/\/[^/@]+\/(?!\/)[^?#]*$/.test(url.href)) return url
  } catch {}
  throw new TypeError('baseUrl must be http(s)://host/path')
}

/**
 * Who signs: nobody where the proxy does.
 *
 * @throws TypeError for options that leave open who signs, or with what.
 */
export const signerOf = (options: ConnectionOptions, now: () => number): SignHeaders | undefined => {
  const { credentials, token } = options
  const hasKeys = (options.accessKey ?? options.secretKey) !== undefined
  const keys = hasKeys ? (options as Credentials) : credentials
  const isClear = keys ? ((hasKeys && credentials) || token) === undefined : options.baseUrl
  if (!isClear) {
    throw new TypeError('set accessKey and secretKey, credentials, or baseUrl and token')
  }
  if (token !== undefined) checkSecret('token', token)
  if (typeof keys !== 'function') return keys && headersWith(keys, now)
  let last = ''
  let sign: SignHeaders
  return async (method, target) => {
    const fresh = await keys()
    const both = `${fresh.accessKey} ${fresh.secretKey}`
    // A key is imported once, and anew only when there is another.
    if (both !== last) sign = headersWith(fresh, now)
    last = both
    return sign(method, target)
  }
}
