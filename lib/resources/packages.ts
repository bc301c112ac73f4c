import type { DefaultEndpoint, Endpoint, PlatformParams } from '../api/endpoint-types.ts'
import { packageOperations } from '../api/operations.ts'
import type { JsonObject } from '../api/validate.ts'
import type { CallOptions } from '../transport/options.ts'
import type { Transport } from '../transport/transport.ts'
import { methodsOf, takeBody } from './methods.ts'

/** A package in a list. */
export interface PackageSummary {
  readonly name: string
  /** May be `''`. */
  readonly description: string
}

/** A package. */
export interface Package extends PackageSummary {
  /** Default parameters of its actions; the weakest of all. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** The government site leaves it out. */
  readonly platform?: string
  readonly resourceId: string
  /** The actions in it. Unknown: what an entry holds. */
  readonly actions?: readonly unknown[]
}

/** What {@link Packages.put} answers. */
export interface PutPackageResult extends PackageSummary {
  /** A random text per account. */
  readonly namespace: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly resourceId: string
}

/** Which package. */
export interface PackageParams<P extends Endpoint = DefaultEndpoint> extends PlatformParams<P> {
  /** 1 to 50 of `A-Z a-z 0-9 - _`, not beginning with `-`. */
  readonly packageName: string
}

/** What {@link Packages.put} takes. */
export interface PutPackageParams<P extends Endpoint = DefaultEndpoint> extends PackageParams<P> {
  /** At most 3000 bytes. */
  readonly description?: string | undefined
  /** Default parameters of the package's actions: at most 1 MB as JSON. */
  readonly parameters?: JsonObject | undefined
}

/** Packages: named groups of actions. */
export interface Packages<P extends Endpoint = DefaultEndpoint> {
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
  list(params?: PlatformParams<P>, options?: CallOptions): Promise<PackageSummary[]>
  /**
   * One package.
   *
   * @throws NcloudError `80101` (404) when there is none, `80102` (400) when it is on the other platform.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getpackage
   */
  get(params: PackageParams<P>, options?: CallOptions): Promise<Package>
  /**
   * Creates a package, or changes the one of that name.
   *
   * @throws RangeError for a name, description or parameters that cannot be.
   * @example
   * ```ts
   * import { createClient } from 'ncloud-functions'
   *
   * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * await ncf.packages.put({ packageName: 'shop', description: 'Orders', parameters: { currency: 'KRW' } })
   * ```
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-putpackage
   */
  put(params: PutPackageParams<P>, options?: CallOptions): Promise<PutPackageResult>
  /**
   * Deletes a package without actions.
   *
   * @throws NcloudError `80109` (409) while there are actions in it, `80101` (404) when there is none.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-deletepackage
   */
  delete(params: PackageParams<P>, options?: CallOptions): Promise<void>
}

/**
 * The package operations over a call.
 *
 * @param call Of `createTransport`.
 * @example
 * ```ts
 * import { createTransport, packages } from 'ncloud-functions'
 *
 * const { list } = packages(createTransport({ baseUrl: 'https://edge.example.dev', token: 'TOKEN' }))
 * console.log(await list())
 * ```
 */
export const packages = <P extends Endpoint>(call: Transport<P>): Packages<P> =>
  methodsOf(call, packageOperations, { put: (params) => takeBody(params) })
