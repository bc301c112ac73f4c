/**
 * NAVER Cloud Functions from browsers, edges, Deno, Bun and Node.
 *
 * @module
 */

export { nextRuns } from './api/cron.ts'
export type {
  DefaultEndpoint,
  Endpoint,
  EndpointOf,
  EndpointOptions,
  PlatformAt,
  PlatformParams,
} from './api/endpoint-types.ts'
export {
  type ApiVersion,
  type EndpointSelection,
  type Platform,
  type Region,
  type RegionEntry,
  type ResolvedEndpoint,
  resolveEndpoint,
  type Site,
  type SiteEntry,
  sites,
} from './api/endpoints.ts'
export { explainCode, type ServiceError, type ServiceErrorCode, serviceErrors } from './api/error-codes.ts'
export { type Operation, type OperationId, operations } from './api/operations.ts'
export type { ActionType, TriggerType } from './api/resource-types.ts'
export type { JsonObject } from './api/validate.ts'
export { type Client, createClient, createClientFrom } from './client.ts'
export { isNcloudError, NcloudError, type NcloudErrorFields, type TransportErrorCode } from './errors.ts'
export { previewRequest, type RequestPreview } from './preview-request.ts'
export type {
  CompiledExec,
  ImageExec,
  Limits,
  PutActionParams,
  SequenceExec,
  SourceExec,
  Subnet,
} from './resources/action-body.ts'
export {
  type Action,
  type ActionExec,
  type ActionList,
  type ActionParams,
  type ActionSummary,
  type Actions,
  type ActionsParams,
  actions,
  type RunActionParams,
} from './resources/actions.ts'
export {
  type Activation,
  type ActivationPage,
  type ActivationResponse,
  type ActivationSummary,
  type Activations,
  activations,
  type PageParams,
} from './resources/activations.ts'
export { type EveryActivationOptions, everyActivation, type PageRequest } from './resources/iterate-activations.ts'
export {
  type Package,
  type PackageParams,
  type PackageSummary,
  type Packages,
  type PutPackageParams,
  type PutPackageResult,
  packages,
} from './resources/packages.ts'
export type { RunningAction, RunResult } from './resources/run-and-wait.ts'
export type {
  GithubCredential,
  GithubEvent,
  GithubLink,
  InsightLink,
  ObjectStorageLink,
  PutTriggerParams,
  SecretManagerLink,
  SourceCommitLink,
  TriggerTypeAt,
} from './resources/trigger-body.ts'
export {
  type ExecOption,
  type FireTriggerParams,
  type LinkEnd,
  type LinkParams,
  type PutTriggerResult,
  type Trigger,
  type TriggerLink,
  type TriggerList,
  type TriggerParams,
  type TriggerSummary,
  type Triggers,
  triggers,
} from './resources/triggers.ts'
export type { Credentials } from './signing/credentials.ts'
export type {
  CallOptions,
  ClientOptions,
  ConnectionOptions,
  Fetch,
  NoOther,
  NoOtherTransport,
  RetryOptions,
  Sleep,
  TransportAttempt,
  TransportOptions,
} from './transport/options.ts'
export { type Outcome, outcomeOf } from './transport/outcome.ts'
export { createRetryingCall } from './transport/retry.ts'
export { type PassingFailure, type RetryRule, retryRules } from './transport/retry-policy.ts'
export { createTransport, type Params, type Prepare, type PreparedCall, type Transport } from './transport/transport.ts'
