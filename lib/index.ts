/**
 * NAVER Cloud Functions from browsers, edges, Deno, Bun and Node.
 *
 * @module
 */

export type { ActionType } from './api/action-types.ts'
export { nextRuns } from './api/cron.ts'
export type { Endpoint, EndpointOf, EndpointOptions } from './api/endpoint-types.ts'
export type { ApiVersion, Platform, Region, Site } from './api/endpoints.ts'
export { type ErrorCodeInfo, errorCodes, type KnownErrorCode } from './api/error-codes.ts'
export { type Effect, type Operation, type OperationId, operations } from './api/operations.ts'
export { type ResolvedEndpoint, resolveEndpoint } from './api/resolve-endpoint.ts'
export type { TriggerType } from './api/trigger-types.ts'
export type { JsonObject } from './api/validate.ts'
export { type Client, createClient } from './client.ts'
export { isNcloudError, NcloudError, type RunOutcome } from './errors.ts'
export { previewRequest, type RequestPreview } from './preview-request.ts'
export type { PutActionParams } from './resources/action-body.ts'
export type { Action, ActionSummary, RunActionParams } from './resources/actions.ts'
export type {
  Activation,
  ActivationPage,
  ActivationSummary,
  ListActivationsParams,
} from './resources/activation-types.ts'
export type { Package, PackageSummary, PutPackageParams, PutPackageResult } from './resources/packages.ts'
export type { RunningAction, RunResult } from './resources/run-and-wait.ts'
export type { PutTriggerParams } from './resources/trigger-body.ts'
export type {
  FireTriggerParams,
  LinkParams,
  PutTriggerResult,
  Trigger,
  TriggerLink,
  TriggerSummary,
} from './resources/triggers.ts'
export type { Credentials } from './signing/credentials.ts'
export type { CallOptions, ClientOptions, Fetch, TransportAttempt } from './transport/options.ts'
