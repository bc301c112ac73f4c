import type { DefaultEndpoint, Endpoint, EndpointOf } from './api/endpoint-types.ts'
import { adviceFor } from './api/error-advice.ts'
import { findEndpoint } from './api/resolve-endpoint.ts'
import { isNcloudError } from './errors.ts'
import { type Actions, actions } from './resources/actions.ts'
import { type Activations, activations } from './resources/activations.ts'
import { type Packages, packages } from './resources/packages.ts'
import { type Triggers, triggers } from './resources/triggers.ts'
import { type ClientOptions, checkOptions, retryOptionNames, transportOptionNames } from './transport/options.ts'
import { createTransportTo, type Transport } from './transport/transport.ts'
import { addRetries } from './transport/with-retries.ts'

/**
 * A client for Cloud Functions: one group of calls per kind of resource, typed for its endpoint. Without an argument, it
 * is the client of the default endpoint; others are `Client<EndpointOf<{ region: 'JPN' }>>`.
 *
 * @example
 * ```ts
 * import { type Client, createClient, type Endpoint } from 'ncloud-functions'
 *
 * // Accepts the client of any endpoint.
 * const names = async <E extends Endpoint>(ncf: Client<E>) => (await ncf.packages.list()).map(({ name }) => name)
 *
 * await names(createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY', region: 'JPN' }))
 * ```
 */
export interface Client<E extends Endpoint = DefaultEndpoint> {
  readonly packages: Packages<E>
  readonly actions: Actions<E>
  readonly triggers: Triggers<E>
  readonly activations: Activations<E>
}

/**
 * Creates a client over a transport of your own: for example one without retries, for a smaller bundle.
 *
 * @param transport A transport of `createTransport` or `withRetries`.
 * @example
 * ```ts
 * import { createClientFrom, createTransport } from 'ncloud-functions/core'
 *
 * const ncf = createClientFrom(createTransport({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }))
 * console.log(await ncf.packages.list())
 * ```
 */
export const createClientFrom = <E extends Endpoint>(transport: Transport<E>): Client<E> => ({
  packages: packages(transport),
  actions: actions(transport),
  triggers: triggers(transport),
  activations: activations(transport),
})

/** Replaces the advice of a code for a run that may have started: a second run would be one too many. */
const UNKNOWN_OUTCOME = 'Look for the activation before you run the action again.'

/** Adds advice to the errors that have none: a proxy sends its own. */
const withAdvice = <E extends Endpoint>(transport: Transport<E>): Transport<E> => ({
  ...transport,
  call: (...call) =>
    transport.call<never>(...call).catch((error: unknown) => {
      if (isNcloudError(error) && !error.advice) {
        Object.assign(error, { advice: error.outcome === 'unknown' ? UNKNOWN_OUTCOME : adviceFor(error.code) })
      }
      throw error
    }),
})

/**
 * Creates a client: with keys on a server or an edge, or with the URL of a proxy in a browser. The calls are the same. A
 * failed call is retried if a second try is safe; a run or a firing never is.
 *
 * @param options Keys, or the URL of a proxy; everything else has a default.
 * @throws TypeError or RangeError for invalid or unknown options, with the name of the option.
 * @example
 * ```ts
 * import { createClient } from 'ncloud-functions'
 *
 * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
 * const packages = await ncf.packages.list({ platform: 'vpc' })
 * ```
 * @example
 * ```ts
 * import { createClient } from 'ncloud-functions'
 *
 * const ncf = createClient({ baseUrl: 'https://edge.example.dev', token: 'TOKEN' })
 * const packages = await ncf.packages.list({ platform: 'classic' }, { timeoutMs: 3_000 })
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const createClient = <const O extends ClientOptions>(options: O): Client<EndpointOf<O>> => {
  checkOptions(options, [...transportOptionNames, ...retryOptionNames])
  const transport: Transport<EndpointOf<O>> = createTransportTo(findEndpoint(options), options)
  return createClientFrom(withAdvice(addRetries(transport, options)))
}
