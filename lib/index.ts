/**
 * NAVER Cloud Functions from browsers, edges, Deno, Bun and Node.
 *
 * @module
 */

export { nextRuns } from './api/cron.ts'
export type { DefaultPlace, OnPlatform, Place, PlaceOf, PlaceOptions, PlatformAt } from './api/endpoint-types.ts'
export {
  type AnyPlace,
  type ApiVersion,
  type Endpoint,
  endpoint,
  type Platform,
  type Region,
  type RegionEntry,
  type Site,
  type SiteEntry,
  sites,
} from './api/endpoints.ts'
export { explainCode, type ServiceError, type ServiceErrorCode, serviceErrors } from './api/error-codes.ts'
export { bodyFields, type Operation, type OperationId, operations, sensitiveFields } from './api/operations.ts'
export type { JsonObject } from './api/validate.ts'
export { type Client, clientOf, createClient } from './client.ts'
export { isNcloudError, NcloudError, type NcloudErrorFields, type TransportErrorCode } from './errors.ts'
export { type Explanation, explain } from './preview-request.ts'
export type {
  ActionType,
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
  TriggerType,
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
  Attempt,
  CallOptions,
  ClientOptions,
  Connection,
  Fetch,
  NoOther,
  NoOtherTransport,
  RetryOptions,
  Sleep,
  TransportOptions,
} from './transport/options.ts'
export { type Outcome, outcomeOf } from './transport/outcome.ts'
export { createRetryingCall } from './transport/retry.ts'
export { type PassingFailure, type RetryRule, retryRules } from './transport/retry-policy.ts'
export { type Call, createCall, type Params, type Prepare, type Prepared } from './transport/transport.ts'
