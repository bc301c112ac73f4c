import type { Call } from './call.ts'
import { getPackageList } from './operations.ts'
import type { CallOptions } from './options.ts'
import type { Platform } from './sites.ts'

/** A package in a list. */
export interface PackageSummary {
  readonly name: string
  /** May be `''`. */
  readonly description: string
}

/** Parameters of {@link Packages.list}. */
export interface ListPackagesParams {
  /** Which set of packages. Default: the client's `platform`. */
  readonly platform?: Platform
}

/** Packages: named groups of actions. */
export interface Packages {
  /**
   * All packages of a platform. There is no paging.
   *
   * @throws NcloudError `80002` (403) when the sub account may not list packages.
   * @throws RangeError for a platform the region does not have.
   * @example
   * ```ts
   * import { createClient } from 'ncloud-functions'
   *
   * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * const packages = await ncf.packages.list({ platform: 'classic' }, { timeoutMs: 3_000 })
   * ```
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getpackagelist
   */
  list(params?: ListPackagesParams, options?: CallOptions): Promise<PackageSummary[]>
}

/**
 * The package operations over a call.
 *
 * @param call Of `createCall`.
 * @example
 * ```ts
 * import { createCall, packages } from 'ncloud-functions'
 *
 * const { list } = packages(createCall({ baseUrl: 'https://edge.example.dev', token: 'TOKEN' }))
 * console.log(await list())
 * ```
 */
export const packages = (call: Call): Packages => ({
  list: (params, options) => call(getPackageList, { ...params }, options),
})
