/**
 * NAVER Cloud Functions from browsers, edges, Deno, Bun and Node.
 *
 * @module
 */
export type {
  ActionType,
  CompiledExec,
  ImageExec,
  Limits,
  PutActionParams,
  SequenceExec,
  SourceExec,
  Subnet,
} from './action-body.ts'
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
} from './actions.ts'
export {
  type Activation,
  type ActivationPage,
  type ActivationResponse,
  type ActivationSummary,
  type Activations,
  activations,
  type PageParams,
} from './activations.ts'
export { type Call, createCall, type Params, type Prepare, type Prepared } from './call.ts'
export { type Client, clientOf, createClient } from './client.ts'
export type { Credentials } from './credentials.ts'
export { nextRuns } from './cron.ts'
export { isNcloudError, NcloudError, type NcloudErrorFields, type TransportErrorCode } from './errors.ts'
export { type EveryActivationOptions, everyActivation, type PageRequest } from './every-activation.ts'
export { type Explanation, explain } from './explain.ts'
export { bodyFields, type Operation, type OperationId, operations, sensitiveFields } from './operations.ts'
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
} from './options.ts'
export { type Outcome, outcomeOf } from './outcome.ts'
export {
  type Package,
  type PackageParams,
  type PackageSummary,
  type Packages,
  type PutPackageParams,
  type PutPackageResult,
  packages,
} from './packages.ts'
export type { DefaultPlace, OnPlatform, Place, PlaceOf, PlaceOptions, PlatformAt } from './place.ts'
export { createRetryingCall } from './retry.ts'
export { type PassingFailure, type RetryRule, retryRules } from './retry-rules.ts'
export type { JsonObject } from './rules.ts'
export type { RunningAction, RunResult } from './run.ts'
export { explainCode, type ServiceError, type ServiceErrorCode, serviceErrors } from './service-errors.ts'
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
} from './sites.ts'
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
} from './trigger-body.ts'
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
} from './triggers.ts'
