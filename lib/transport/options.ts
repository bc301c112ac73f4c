import type { EndpointOptions } from '../api/endpoint-types.ts'
import type { Operation, OperationId } from '../api/operations.ts'
import { rejectUnknown } from '../api/validate.ts'
import type { Credentials } from '../signing/credentials.ts'

/** The part of `fetch` that the client uses: it passes a URL as text and a plain object, never a `Request`. */
export type Fetch = (url: string, init: RequestInit) => Response | Promise<Response>

/** Waits for some milliseconds, or until the signal aborts. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<unknown>

/**
 * Options of a client. With keys, on a server or an edge, it calls NAVER Cloud. With `baseUrl` and a caller token, in a
 * browser, it calls the proxy. All options are validated at once, before anything is sent.
 */
export type ClientOptions = TransportOptions & RetryOptions

/** Options of a transport, which sends every call once. */
export type TransportOptions = EndpointOptions & ConnectionOptions

/** Signs with one key. Never in a browser: everyone could read the key there. */
interface KeyOptions {
  /** Access key id. */
  readonly accessKey: string
  /** Secret key. It is not kept in any property and never printed. */
  readonly secretKey: string
  readonly credentials?: undefined
  /** Another URL than the endpoint's: that of the emulator. May have a path. `http:` only on this machine. */
  readonly baseUrl?: string | undefined
  readonly token?: undefined
}

/** Signs with keys that may change. */
interface CredentialsOptions {
  readonly accessKey?: undefined
  readonly secretKey?: undefined
  /** Instead of the two keys: both in one value, or a function that the client calls before each request (rotation, STS). */
  readonly credentials: Credentials | (() => Credentials | Promise<Credentials>)
  /** Another URL than the endpoint's: that of the emulator. May have a path. `http:` only on this machine. */
  readonly baseUrl?: string | undefined
  readonly token?: undefined
}

/** Signs nothing: the proxy signs. */
interface ProxyOptions {
  readonly accessKey?: undefined
  readonly secretKey?: undefined
  readonly credentials?: undefined
  /** The URL of the proxy. May have a path. With a token, `http:` only on this machine. */
  readonly baseUrl: string
  /** Caller token for the proxy. Not needed if the proxy accepts requests without a token. */
  readonly token?: string | undefined
}

/** The signer, and all options with a default. */
export type ConnectionOptions = (KeyOptions | CredentialsOptions | ProxyOptions) & DefaultedOptions

interface DefaultedOptions {
  /**
   * Sends keys and tokens over plain `http:` to other machines, too. Others on the network can then use them. Default
   * `false`: only to `localhost`, names that end in `.localhost`, `127.0.0.0/8` and `[::1]`.
   */
  readonly allowHttp?: boolean | undefined
  /** Sends the requests. Default: the global `fetch`. The body of a POST is a `Blob`, of other requests text. */
  readonly fetch?: Fetch | undefined
  /** The clock: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined
  /** Waits. Default: a timer. */
  readonly sleep?: Sleep | undefined
  /**
   * Time limit of a call, with all retries and reading of the response: milliseconds, 1 to 2000000000. Default 10000. A
   * run has its own `timeout` on top of it.
   */
  readonly timeoutMs?: number | undefined
  /**
   * Largest response: bytes after decompression, 1 to 2000000000. Default 67108864 (64 MiB). A larger response is cancelled, and
   * the call rejects with the code `response_too_large`.
   */
  readonly maxResponseBytes?: number | undefined
}

/** Options for retries. */
export interface RetryOptions {
  /**
   * How often a failed call is retried: 0 to 10, default 2. A write is retried once at most. A run or a firing is never
   * retried.
   */
  readonly retries?: number | undefined
  /**
   * Time limit of an attempt that can still be retried, with reading of the response: milliseconds, 1 to 2000000000, for
   * all operations or by operation. Default: 4000 for reads, all of `timeoutMs` for writes.
   */
  readonly attemptTimeoutMs?: number | ((operation: Operation) => number) | undefined
  /** Chooses the random part of the delay before a retry: from 0 up to 1. Default `Math.random`. */
  readonly random?: (() => number) | undefined
  /** Called after every attempt, for logs. Errors that it throws are ignored. */
  readonly onAttempt?: ((attempt: TransportAttempt) => unknown) | undefined
}

/** The result of one attempt. */
export interface TransportAttempt {
  readonly operation: OperationId
  /** 1 for the first. */
  readonly attempt: number
  /** HTTP status; `undefined` without a response. */
  readonly status: number | undefined
  /** Code of the error; `undefined` after a success, or if the call was aborted. */
  readonly code: string | undefined
  /** The gateway's id of the request. */
  readonly requestId: string | undefined
  readonly durationMs: number
  /** Milliseconds until the next attempt; `undefined` after the last one. */
  readonly retryInMs: number | undefined
}

/** Options of one call. */
export interface CallOptions {
  /** Aborts the call; it then rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined
  /**
   * Instead of the client's `timeoutMs`: milliseconds, 1 to 2147483647. For a run it is the whole time limit: the run's
   * own `timeout`, which is how long the service waits, is part of it.
   */
  readonly timeoutMs?: number | undefined
  /** Instead of the client's `fetch`: for example to read the headers of the response. */
  readonly fetch?: Fetch | undefined
}

/** Says which options choose who signs. */
export const MISSING_SIGNER =
  'pass accessKey and secretKey (NCLOUD_ACCESS_KEY and NCLOUD_SECRET_KEY), credentials, or baseUrl and token of a proxy'

/** Names of the transport's options, to find unknown ones at run time. */
export const transportOptionNames: readonly string[] = [
  'accessKey',
  'secretKey',
  'credentials',
  'baseUrl',
  'allowHttp',
  'token',
  'site',
  'region',
  'apiVersion',
  'platform',
  'fetch',
  'now',
  'sleep',
  'timeoutMs',
  'maxResponseBytes',
] satisfies (keyof AllOptions)[]

/** Names of the options for retries. */
export const retryOptionNames: readonly string[] = [
  'retries',
  'attemptTimeoutMs',
  'random',
  'onAttempt',
] satisfies (keyof RetryOptions)[]

/** Names of the options of one call. */
export const callOptionNames: readonly string[] = ['signal', 'timeoutMs', 'fetch'] satisfies (keyof CallOptions)[]

/**
 * Rejects options that are missing or unknown.
 *
 * @throws TypeError with the unknown name, and the known name that looks most like it.
 */
export const checkOptions = (options: object | undefined, known: readonly string[]): void => {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`options are missing: ${MISSING_SIGNER}`)
  }
  rejectUnknown('option', options, known)
}

type AllOptions = Record<keyof ConnectionOptions | 'site' | 'region' | 'apiVersion' | 'platform', unknown>
