/** One operation of the API, as data. Client and proxy both read it. */
export interface Operation {
  /** The documentation's name for it. */
  readonly id: OperationId
  readonly method: 'GET'
  /** Path behind the site's own. */
  readonly path: string
  /** Query parameters, in the order in which they are sent. */
  readonly query: readonly string[]
}

/** Names of the operations this version knows. */
export type OperationId = 'getPackageList'

/**
 * The operations, by name.
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const operations: Readonly<Record<OperationId, Operation>> = {
  getPackageList: { id: 'getPackageList', method: 'GET', path: '/packages', query: ['platform'] },
}
