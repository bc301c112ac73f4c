/**
 * NAVER Cloud Functions from browsers, edges, Deno, Bun and Node.
 *
 * @module
 */
export { type Call, createCall, type Params } from './call.ts'
export { type Client, createClient } from './client.ts'
export type { Credentials } from './credentials.ts'
export { isNcloudError, NcloudError, type NcloudErrorFields, type TransportErrorCode } from './errors.ts'
export { getPackageList, type Operation, type OperationId } from './operations.ts'
export type { CallOptions, ClientOptions, Fetch } from './options.ts'
export { type ListPackagesParams, type PackageSummary, type Packages, packages } from './packages.ts'
export { explainCode, type ServiceError, type ServiceErrorCode, serviceErrors } from './service-errors.ts'
export {
  type Endpoint,
  endpoint,
  type Platform,
  type Region,
  type RegionEntry,
  type Site,
  type SiteEntry,
  sites,
} from './sites.ts'
