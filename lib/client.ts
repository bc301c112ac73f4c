import type { DefaultEndpoint, Endpoint, EndpointOf } from './api/endpoint-types.ts'
import { type Actions, actions } from './resources/actions.ts'
import { type Activations, activations } from './resources/activations.ts'
import { type Packages, packages } from './resources/packages.ts'
import { type Triggers, triggers } from './resources/triggers.ts'
import type { ClientOptions, NoOther } from './transport/options.ts'
import { createRetryingCall } from './transport/retry.ts'
import type { Transport } from './transport/transport.ts'

/**
 * A client for Cloud Functions, a group of calls per kind of resource, as its place has them. Without an argument it
 * is that of the default place; others are `Client<PlaceOf<{ region: 'JPN' }>>`.
 *
 * @example
 * ```ts
 * import { type Client, createClient, type Endpoint } from 'ncloud-functions'
 *
 * // Takes the client of any place.
 * const names = async <P extends Endpoint>(ncf: Client<P>) => (await ncf.packages.list()).map(({ name }) => name)
 *
 * await names(createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY', region: 'JPN' }))
 * ```
 */
export interface Client<P extends Endpoint = DefaultEndpoint> {
  readonly packages: Packages<P>
  readonly actions: Actions<P>
  readonly triggers: Triggers<P>
  readonly activations: Activations<P>
}

/**
 * A client over a call, for those who make the call themselves: one that sends everything once is a quarter smaller.
 *
 * @param call Of `createTransport` or `createRetryingCall`.
 * @example
 * ```ts
 * import { createClientFrom, createTransport } from 'ncloud-functions'
 *
 * const ncf = createClientFrom(createTransport({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }))
 * console.log(await ncf.packages.list())
 * ```
 */
export const createClientFrom = <P extends Endpoint>(call: Transport<P>): Client<P> => ({
  packages: packages(call),
  actions: actions(call),
  triggers: triggers(call),
  activations: activations(call),
})

/**
 * Creates a client: with keys on a server or an edge, without them in a browser, where the proxy signs.
 * The calls are the same. What may pass is sent again where that does no harm, as `createRetryingCall` says; a run or a
 * firing never is.
 *
 * @param options Keys or the address of a proxy, and what else differs from the defaults.
 * @throws TypeError or RangeError for options that cannot work, naming the option.
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
 * @example
 * ```ts
 * import { type ClientOptions, createClient, type NoOther } from 'ncloud-functions'
 *
 * // Whoever wraps it says `NoOther` too: what is misspelt does not compile there either.
 * const connect = <const O extends ClientOptions>(options: O & NoOther<O>) => createClient<O>(options)
 * const japan = connect({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY', region: 'JPN' })
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const createClient = <const O extends ClientOptions>(options: O & NoOther<O>): Client<EndpointOf<O>> =>
  createClientFrom(createRetryingCall<O>(options))
