import type { Endpoint, EndpointOf } from '../api/endpoint-types.ts'
import { type ResolvedEndpoint, resolveEndpoint } from '../api/endpoints.ts'
import type { Operation } from '../api/operations.ts'
import { activationId, name, none, object, one, packageOrNone, whole } from '../api/validate.ts'
import { NcloudError, type TransportErrorCode } from '../errors.ts'
import { withDeadline } from './deadline.ts'
import { decode } from './decode.ts'
import {
  type CallOptions,
  type NoOtherTransport,
  parseBaseUrl,
  type Sleep,
  signerOf,
  type TransportOptions,
} from './options.ts'

/** The flat parameters of a call, by name. */
export type Params = Readonly<Record<string, unknown>>

/** What a call is made of: names in the path and query, the body, and how long the service is asked to wait. */
export type PreparedCall = readonly [where: object, body?: object, waitMs?: number]

/** Checks the flat parameters of a call and takes them apart, as a place has them. It throws for what cannot be. */
export type Prepare = (params: Params, place: Endpoint) => PreparedCall

/**
 * Makes calls: the only thing a group of operations knows of the transport.
 */
export interface Transport<P extends Endpoint = Endpoint> {
  /**
   * One call. It resolves to the `content` of the answer, and to nothing where there is none. It rejects, and never
   * throws.
   *
   * @param operation An entry of `operations`.
   * @param params Names in the path, `platform` and query, flat; and what `prepare` takes besides.
   * @param options For this call.
   * @param prepare Makes path, query and body of the parameters. Default: there is no body.
   */
  <Content>(operation: Operation, params?: object, options?: CallOptions, prepare?: Prepare): Promise<Content>
  /** Where the calls go. */
  readonly place: P
  /** Waits, if the client was told how. */
  readonly sleep: Sleep | undefined
}

/** Path and query, encoded once: this very text is signed and sent. */
const targetOf = ({ path, query = [] }: Operation, params: object, place: ResolvedEndpoint): string => {
  const { platform, ...rest } = params as Record<string, string>
  const search = new URLSearchParams(place.site === 'public' ? ({ platform } as Record<string, string>) : {})
  const filled = path.replace(/{(\w+)}/g, (placeholder, key) => {
    const check = key === 'activationId' ? activationId : path.includes(`${placeholder}/actions`) ? packageOrNone : name
    check(rest[key], key)
    return rest[key] as string
  })
  for (const key in rest) {
    if (query.includes(key) && rest[key] !== undefined) search.set(key, rest[key] as string)
    else if (!path.includes(`{${key}}`)) none(rest[key], key)
  }
  return place.path + filled + `?${search}`.replace(/\?$/, '')
}

/**
 * The transport alone, for those who want one group of operations and nothing else in their bundle. It sends every call
 * once; `createRetryingCall` is what `createClient` has.
 *
 * @param options As for `createClient`, but for those of sending again.
 * @throws TypeError or RangeError for options that cannot work.
 * @example
 * ```ts
 * import { createTransport, packages } from 'ncloud-functions'
 *
 * const { list } = packages(createTransport({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }))
 * for (const { name } of await list({ platform: 'vpc' })) console.log(name)
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const createTransport: <const O extends TransportOptions>(
  options: O & NoOtherTransport<O>,
) => Transport<EndpointOf<O>> = (
  // Where nothing checks types it may be left out; then it is refused by name.
  options = {} as never,
) => {
  const { fetch: send = fetch, now = Date.now, timeoutMs = 10_000, token, sleep } = options
  const place = resolveEndpoint(options)
  const { origin, pathname } = parseBaseUrl(options.baseUrl ?? place.origin)
  if (typeof send !== 'function') throw new TypeError('fetch is no function')
  // With the time that a run may take besides, a timer still takes it.
  whole(1, 2e9)(timeoutMs, 'timeoutMs')
  const signer = signerOf(options, now)

  const call = async <Content>(
    operation: Operation,
    params: object = {},
    { signal: given, timeoutMs: total, fetch = send }: CallOptions = {},
    prepare: Prepare = (where) => [where],
  ) => {
    const { method, id, effect } = operation
    const failure = (code: TransportErrorCode, message: string, cause?: unknown): NcloudError =>
      new NcloudError(`No answer from ${origin}${message}`, {
        code,
        operation: id,
        retryable: effect !== 'runs',
        cause,
      })

    object(params, 'params')
    const { platform = place.platform } = params as Params
    one(...place.platforms)(platform, 'platform')
    const [where, fields, waitMs = 0] = prepare({ ...params, platform }, place)
    const target = pathname.replace(/\/$/, '') + targetOf(operation, { ...where, platform }, place)
    const json = fields && JSON.stringify(fields)
    const ms = total ?? timeoutMs + waitMs
    return withDeadline(
      ms,
      () => failure('timeout', ` within ${ms} ms`),
      given,
      async (signal) => {
        const headers = {
          accept: 'application/json',
          ...((signer ?? json) && { 'content-type': 'application/json' }),
          ...(token && { authorization: `Bearer ${token}` }),
          ...(await signer?.(method, target)),
        }
        // When a connection breaks, Deno sends a text again by itself, and a `Blob` never: a run must run once. It is
        // made by what belongs to `fetch`, because in tests with a simulated page the global `Blob` may not.
        // https://github.com/denoland/deno/issues/35610
        const body = method === 'POST' ? await new Response(json).blob() : json
        // What the caller no longer waits for must not be sent.
        signal.throwIfAborted()
        try {
          const response = await fetch(origin + target, {
            method,
            headers,
            body: body as BodyInit,
            redirect: 'manual',
            signal,
          })
          return decode(response, await response.text(), operation, signer && now()) as Content
        } catch (error) {
          throw error instanceof NcloudError ? error : failure('network', ': network or CORS', error)
        }
      },
    )
  }
  return Object.assign(call, { place, sleep }) as never
}
