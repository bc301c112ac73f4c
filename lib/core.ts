/**
 * The parts of the client, for small bundles: a transport, retries, and one group of calls at a time.
 *
 * @module
 */
export type { Endpoint, EndpointOf } from './api/endpoint-types.ts'
export type { Operation } from './api/operations.ts'
export { type Client, createClientFrom } from './client.ts'
export { isNcloudError, NcloudError } from './errors.ts'
export { type Actions, actions } from './resources/actions.ts'
export { type Activations, activations } from './resources/activations.ts'
export { type Packages, packages } from './resources/packages.ts'
export { type Triggers, triggers } from './resources/triggers.ts'
export type { CallOptions, RetryOptions, TransportAttempt, TransportOptions } from './transport/options.ts'
export { createTransport, type Transport } from './transport/transport.ts'
export { withRetries } from './transport/with-retries.ts'
