import type { DefaultEndpoint, Endpoint } from '../api/endpoint-types.ts'
import { activationOperations } from '../api/operations.ts'
import type { CallOptions } from '../transport/options.ts'
import type { Transport } from '../transport/transport.ts'
import { preparePage } from './activation-list-query.ts'
import type {
  ActivationPage,
  ActivationSummary,
  IterateActivationsParams,
  ListActivationsParams,
} from './activation-types.ts'
import { createMethods } from './client-methods.ts'
import { iterateActivations } from './iterate-activations.ts'

/** Activations of all actions. */
export interface Activations<E extends Endpoint = DefaultEndpoint> {
  /**
   * Returns one page of the activations of all actions. {@link Activations.iterate} reads all pages.
   *
   * @throws RangeError for an invalid page or time.
   * @example
   * ```ts
   * import { createClient } from 'ncloud-functions'
   *
   * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * const { activations, totalCount } = await ncf.activations.list({ pageSize: 50, start: Date.now() - 3_600_000 })
   * ```
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getactivationlist
   */
  list(params?: ListActivationsParams<E>, options?: CallOptions): Promise<ActivationPage>
  /**
   * Iterates over the activations of all actions, page by page. `break` ends it.
   *
   * @example
   * ```ts
   * import { createClient } from 'ncloud-functions'
   *
   * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * for await (const { activationId, status } of ncf.activations.iterate()) console.log(activationId, status)
   * ```
   */
  iterate(
    params?: IterateActivationsParams<E>,
    options?: CallOptions,
  ): AsyncGenerator<ActivationSummary, void, undefined>
}

/**
 * Creates the calls for the activations of all actions over a transport.
 *
 * @param transport A transport of `createTransport` or `withRetries`.
 */
export const activations = <E extends Endpoint>(transport: Transport<E>): Activations<E> => {
  const methods = createMethods(transport, activationOperations, { list: preparePage })
  return {
    ...methods,
    iterate: (params = {}, options) => iterateActivations(methods.list, transport.settings.now, params, options),
  }
}
