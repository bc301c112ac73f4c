import type { Endpoint, EndpointOf } from '../api/endpoint-types.ts'
import type { ClientErrorCode } from '../api/error-meanings.ts'
import type { Operation } from '../api/operations.ts'
import { findEndpoint, type ResolvedEndpoint } from '../api/resolve-endpoint.ts'
import { integer, object, oneOf } from '../api/validate.ts'
import { delay } from '../delay.ts'
import { NcloudError, type NcloudErrorFields } from '../errors.ts'
import { isProtected, parseBaseUrl } from './base-url.ts'
import { formatDuration, withDeadline } from './deadline.ts'
import { decode } from './decode-response.ts'
import {
  type CallOptions,
  type ConnectionOptions,
  checkOptions,
  type Sleep,
  type TransportOptions,
  transportOptionNames,
} from './options.ts'
import { readText } from './read-text.ts'
import { createTransportSigner } from './request-signer.ts'
import { buildTarget, rejectUnknownParams } from './request-target.ts'

/** The flat parameters of a call, by name. */
export type Params = Readonly<Record<string, unknown>>

/** A call, ready to be signed and sent. */
export interface PreparedCall {
  /** Names in the path, and the query. */
  readonly params: object
  /** The fields of the body, or its bytes. Default: no body. */
  readonly body?: object
  /** How long the service may wait before it responds, besides the time limit: milliseconds. Default 0. */
  readonly waitMs?: number
}

/** Validates the flat parameters of a call for an endpoint, and separates the body from them. */
export type Prepare = (params: Params, endpoint: Endpoint) => PreparedCall

/** Options of one attempt: those of a call, and what retries need. */
export interface AttemptOptions extends CallOptions {
  /** Milliseconds to add to the clock. Default 0. */
  readonly clockCorrectionMs?: number
  /** Called when the request is sent. */
  readonly onSend?: () => void
  /** Called with the response, before its body is read. */
  readonly onResponse?: (response: Response) => void
}

/** Sends calls. The groups of operations know only this of the library below them. */
export interface Transport<E extends Endpoint = Endpoint> {
  /** Site, region, API version, and the default platform. */
  readonly endpoint: E
  /** The defaults that retries and waiting share with the transport. */
  readonly settings: TransportSettings
  /**
   * Makes one call. It never throws before it has returned its promise.
   *
   * @param operation An entry of `operations`.
   * @param params Flat parameters.
   * @param prepare Separates the body from the parameters. Default: the operation has no body.
   * @returns The `content` of the response; `undefined` for an operation without content.
   */
  call<Content>(operation: Operation, params?: object, options?: AttemptOptions, prepare?: Prepare): Promise<Content>
}

/** Settings of a transport, with their defaults. */
export interface TransportSettings {
  /** Scheme, host and port of the requests. */
  readonly origin: string
  readonly now: () => number
  readonly sleep: Sleep
  readonly timeoutMs: number
}

/** The largest limit in options. Of a time limit: with the time of a run added to it, a timer can still measure it. */
export const LARGEST_LIMIT = 2e9

/**
 * Creates the error of a call without a usable response.
 *
 * @param message Says after the name of the operation what failed.
 * @param isSent Whether the request was sent: of a run, nothing else is known.
 * @param fields Further fields, or other values.
 */
export const callError = (
  { id, effect }: Operation,
  code: ClientErrorCode,
  message: string,
  isSent: boolean,
  fields?: Partial<NcloudErrorFields>,
): NcloudError => {
  const isRun = effect === 'runs'
  return new NcloudError(`${id} ${message}`, {
    code,
    operation: id,
    retryable: !isRun,
    outcome: isRun ? (isSent ? 'unknown' : 'not_executed') : undefined,
    ...fields,
  })
}

/** Creates the error of a call without a complete response in time. */
export const timeoutError = (
  operation: Operation,
  ms: number,
  origin: string,
  isSent: boolean,
  attempts?: number,
): NcloudError => {
  const tries = attempts === undefined ? '' : ` (${attempts} attempt${attempts === 1 ? '' : 's'})`
  const message = `timed out after ${formatDuration(ms)}${tries} at ${new URL(origin).host}`
  return callError(operation, 'timeout', message, isSent, { attempts })
}

/**
 * Creates a transport to an endpoint that is already resolved.
 *
 * @param endpoint The endpoint; its `origin` is used unless there is a `baseUrl`.
 */
export const createTransportTo = <E extends ResolvedEndpoint>(
  endpoint: E,
  options: ConnectionOptions,
): Transport<E> => {
  const { fetch: defaultFetch = fetch, now = Date.now, sleep = delay, timeoutMs = 10_000, token } = options
  const { maxResponseBytes = 2 ** 26, allowHttp } = options
  const { origin, pathname } = parseBaseUrl(options.baseUrl ?? endpoint.origin)
  if (typeof defaultFetch !== 'function') throw new TypeError('fetch must be a function')
  const positive = integer(1, LARGEST_LIMIT)
  positive(timeoutMs, 'timeoutMs')
  positive(maxResponseBytes, 'maxResponseBytes')
  const sign = createTransportSigner(options)
  if ((sign || token) && allowHttp !== true && !isProtected(origin)) {
    throw new TypeError(
      'baseUrl is http: keys and tokens go over http to this machine only. Use https, or set allowHttp: true',
    )
  }

  return {
    endpoint,
    settings: { origin, now, sleep, timeoutMs },
    call: async <Content>(
      operation: Operation,
      params: object = {},
      options: AttemptOptions = {},
      prepare: Prepare = (all) => ({ params: all }),
    ) => {
      const { method } = operation
      const { signal: callerSignal, fetch = defaultFetch, clockCorrectionMs = 0, onSend, onResponse } = options
      let isSent = false

      object(params, 'params')
      rejectUnknownParams(operation, params)
      const { platform = endpoint.platform } = params as Params
      oneOf(...endpoint.platforms)(platform, 'platform')
      const prepared = prepare({ ...params, platform }, endpoint)
      const target = pathname.replace(/\/$/, '') + buildTarget(operation, { ...prepared.params, platform }, endpoint)
      const { body: fields } = prepared
      const json = ArrayBuffer.isView(fields) ? (fields as Uint8Array<ArrayBuffer>) : fields && JSON.stringify(fields)
      const ms = options.timeoutMs ?? timeoutMs + (prepared.waitMs ?? 0)
      const createTimeout = (): NcloudError => timeoutError(operation, ms, origin, isSent)

      return withDeadline(ms, createTimeout, callerSignal, async (signal) => {
        const headers = {
          accept: 'application/json',
          ...((sign || json) && { 'content-type': 'application/json' }),
          ...(token && { authorization: `Bearer ${token}` }),
          ...(await sign?.(method, target, () => now() + clockCorrectionMs)),
        }
        // If a connection breaks, Deno sends a text body a second time by itself, and a `Blob` never: a run must run
        // once. The response makes the `Blob`, because in a simulated page the global `Blob` may not belong to `fetch`.
        // https://github.com/denoland/deno/issues/35610
        const body = method === 'POST' ? await new Response(json).blob() : json
        // An aborted call must not be sent.
        signal.throwIfAborted()
        isSent = true
        onSend?.()
        let response: Response
        let clock: number | undefined
        let text: string | undefined
        try {
          const init = { method, headers, body: body as BodyInit, redirect: 'manual', signal } as const
          response = await fetch(origin + target, init)
          onResponse?.(response)
          clock = sign && now() + clockCorrectionMs
          text = await readText(response, maxResponseBytes)
        } catch (cause) {
          const message = `received no response from ${origin}: the network failed, or the browser blocked it (CORS)`
          throw callError(operation, 'network', message, isSent, { cause })
        }
        if (text === undefined) {
          const message = `received more than ${maxResponseBytes} bytes from ${origin}: raise maxResponseBytes`
          throw callError(operation, 'response_too_large', message, isSent, { retryable: false })
        }
        return decode(response, text, { operation, origin, now: clock }) as Content
      })
    },
  }
}

/**
 * Creates a transport: it signs and sends every call once, without retries. Use it with one group of operations for a
 * small bundle; `createClient` has retries and all groups.
 *
 * @param options As for `createClient`, without the options for retries.
 * @throws TypeError or RangeError for invalid or unknown options, with the name of the option.
 * @example
 * ```ts
 * import { createTransport, packages } from 'ncloud-functions/core'
 *
 * const { list } = packages(createTransport({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }))
 * for (const { name } of await list({ platform: 'vpc' })) console.log(name)
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const createTransport = <const O extends TransportOptions>(options: O): Transport<EndpointOf<O>> => {
  checkOptions(options, transportOptionNames)
  return createTransportTo(findEndpoint(options), options)
}
