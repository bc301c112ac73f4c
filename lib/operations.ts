/** One operation of the API, as data. Client and proxy both read it. */
export interface Operation {
  /** The documentation's name for it. */
  readonly id: OperationId
  readonly method: 'GET'
  /** Path behind the site's own. */
  readonly path: string
  /** The query parameters it takes. */
  readonly query: readonly string[]
}

/** Names of the operations this version knows. */
export type OperationId = 'getPackageList'

/**
 * The operations, by name.
 *
 * @example
 * ```ts
 * import { operations } from 'ncloud-functions'
 *
 * for (const { id, method, path } of Object.values(operations)) console.log(id, method, path)
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const operations: Readonly<Record<OperationId, Operation>> = {
  getPackageList: { id: 'getPackageList', method: 'GET', path: '/packages', query: ['platform'] },
}
