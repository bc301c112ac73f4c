import type { Operation } from '../../../lib/api/operations.ts'
import type { ResolvedEndpoint } from '../../../lib/api/resolve-endpoint.ts'
import type { CallOptions, Fetch } from '../../../lib/transport/options.ts'
import type { Transport } from '../../../lib/transport/transport.ts'
import type { Query } from '../request/read-query.ts'
import type { Names } from '../request/validate-names.ts'

/** One API version of the gateway. */
export interface UpstreamApi extends ResolvedEndpoint {
  /** Signs and sends. There is one for each isolate: its clock correction and retry budget serve all requests. */
  readonly transport: Transport
}

/** The gateway. */
export interface Upstream {
  /** All API versions of the configured site. */
  readonly apis: readonly UpstreamApi[]
  /** Sends signed requests. */
  readonly fetch: Fetch
}

/** The validated parts of a request. */
export interface UpstreamRequest {
  readonly operation: Operation
  readonly names: Names
  readonly query: Query
  readonly body: object | undefined
}

/** Sends a request to the gateway and returns the `content` of the response. */
export const callUpstream = (
  { transport }: UpstreamApi,
  { operation, names, query, body }: UpstreamRequest,
  options: CallOptions,
): Promise<unknown> => {
  const params = { ...names, ...query }
  return transport.call(operation, params, options, () => ({ params, ...(body && { body }) }))
}
