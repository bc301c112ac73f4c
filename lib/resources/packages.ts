import type { DefaultEndpoint, Endpoint, PlatformParams } from '../api/endpoint-types.ts'
import { packageOperations } from '../api/operations.ts'
import type { JsonObject } from '../api/validate.ts'
import type { CallOptions } from '../transport/options.ts'
import type { Transport } from '../transport/transport.ts'
import { createMethods, takeBody } from './client-methods.ts'

/** A package in a list. */
export interface PackageSummary {
  readonly name: string
  /** May be `''`. */
  readonly description: string
}

/** A package. */
export interface Package extends PackageSummary {
  /** Default parameters of its actions. Those of the action, of the trigger and of the run override them. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** The government site does not send it. */
  readonly platform?: string
  readonly resourceId: string
  /** The actions in the package. Unknown: the fields of an entry. */
  readonly actions?: readonly unknown[]
}

/** The result of {@link Packages.put}. */
export interface PutPackageResult extends PackageSummary {
  /** A random text per account. */
  readonly namespace: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly resourceId: string
}

/** The name of a package. */
export interface PackageParams<E extends Endpoint = DefaultEndpoint> extends PlatformParams<E> {
  /** 1 to 50 characters of `A-Z a-z 0-9 - _`, and must not start with `-`. */
  readonly packageName: string
}

/** Parameters of {@link Packages.put}. */
export interface PutPackageParams<E extends Endpoint = DefaultEndpoint> extends PackageParams<E> {
  /** At most 3000 bytes. */
  readonly description?: string | undefined
  /** Default parameters of the package's actions: at most 1 MB as JSON. */
  readonly parameters?: JsonObject | undefined
}

/** Packages: named groups of actions. */
export interface Packages<E extends Endpoint = DefaultEndpoint> {
  /**
   * Returns all packages of a platform, without paging.
   *
   * @throws NcloudError `80002` (403) if the sub account has no permission to list packages.
   * @throws RangeError for a platform that the region does not have.
   * @example
   * ```ts
   * import { createClient } from 'ncloud-functions'
   *
   * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * const packages = await ncf.packages.list({ platform: 'classic' }, { timeoutMs: 3_000 })
   * ```
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getpackagelist
   */
  list(params?: PlatformParams<E>, options?: CallOptions): Promise<PackageSummary[]>
  /**
   * Returns one package.
   *
   * @throws NcloudError `80101` (404) if it does not exist, `80102` (400) if it is on the other platform.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getpackage
   */
  get(params: PackageParams<E>, options?: CallOptions): Promise<Package>
  /**
   * Creates a package, or changes the package of that name.
   *
   * @throws RangeError for an invalid name, description or parameters.
   * @example
   * ```ts
   * import { createClient } from 'ncloud-functions'
   *
   * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * await ncf.packages.put({ packageName: 'shop', description: 'Orders', parameters: { currency: 'KRW' } })
   * ```
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-putpackage
   */
  put(params: PutPackageParams<E>, options?: CallOptions): Promise<PutPackageResult>
  /**
   * Deletes a package without actions.
   *
   * @throws NcloudError `80109` (409) if it still has actions, `80101` (404) if it does not exist.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-deletepackage
   */
  delete(params: PackageParams<E>, options?: CallOptions): Promise<void>
}

/**
 * Creates the calls for packages over a transport.
 *
 * @param transport A transport of `createTransport` or `withRetries`.
 * @example
 * ```ts
 * import { createTransport, packages } from 'ncloud-functions/core'
 *
 * const { list } = packages(createTransport({ baseUrl: 'https://edge.example.dev', token: 'TOKEN' }))
 * console.log(await list())
 * ```
 */
export const packages = <E extends Endpoint>(transport: Transport<E>): Packages<E> =>
  createMethods(transport, packageOperations, {
    put: (params) => {
      const [rest, body] = takeBody(params)
      return { params: rest, body }
    },
  })
