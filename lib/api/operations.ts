/** Names of the operations, as in the documentation. */
export type OperationId =
  | 'getPackageList'
  | 'getPackage'
  | 'putPackage'
  | 'deletePackage'
  | 'getActionList'
  | 'getAction'
  | 'putAction'
  | 'postAction'
  | 'deleteAction'
  | 'getActionActivationList'
  | 'getActionActivationDetail'
  | 'getTriggerList'
  | 'getTrigger'
  | 'putTrigger'
  | 'postTrigger'
  | 'deleteTrigger'
  | 'postTriggerLinkAction'
  | 'deleteTriggerLinkAction'
  | 'getTriggerActivationList'
  | 'getTriggerActivationDetail'
  | 'getActivationList'

/**
 * The effect of an operation on the service. Retries, permissions, rate limits, timeouts and `docs/operations.md` follow
 * from it.
 *
 * | effect | meaning |
 * | --- | --- |
 * | `lists` | returns lists, without code and parameters: what the proxy allows by default |
 * | `reads` | returns content and changes nothing |
 * | `writes` | changes one resource; a second try leaves the same result |
 * | `writes in steps` | changes several things in the service; a second try may fail because of the first |
 * | `runs` | starts an action: a second try starts it twice |
 */
export type Effect = 'lists' | 'reads' | 'writes' | 'writes in steps' | 'runs'

/** One operation of the API. */
export interface Operation {
  /** The documentation's name. */
  readonly id: OperationId
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Path after the path of the API version; `{name}` stands for a parameter of that name. */
  readonly path: string
  /** Query parameters besides `platform`. */
  readonly query?: readonly string[]
  /** Fields that a request body may have, in all versions; `any`: every field. Default: the operation has no body. */
  readonly body?: readonly string[] | 'any'
  /**
   * Fields of `content` that the proxy sends only with the permission `:full`: code, credentials, data of users. A dot
   * separates a field within a field. The result of a run is not one of them: the caller asked for it.
   */
  readonly sensitive?: readonly string[]
  readonly effect: Effect
  /** Whether `content` is a list. Default: an object; nothing where the method is DELETE. */
  readonly isList?: true
}

/** The operations on one kind of resource, by the names of the client's methods. */
type OperationGroup<Method extends string = string> = Readonly<Record<Method, Operation>>

/** Query parameters of every list of activations. */
const PAGE = ['pageNo', 'pageSize', 'start', 'end']

/** The options of a trigger: they may hold credentials. */
const TRIGGER_OPTIONS = [
  'execOption',
  'parameters',
  'credential',
  'credentials',
  'events',
  'link',
  'insightLink',
  'objectStorageLink',
  'sourceCommitLink',
  'secretManagerLink',
]

export const packageOperations: OperationGroup<'list' | 'get' | 'put' | 'delete'> = {
  list: { id: 'getPackageList', method: 'GET', path: '/packages', effect: 'lists', isList: true },
  get: {
    id: 'getPackage',
    method: 'GET',
    path: '/packages/{packageName}',
    sensitive: ['parameters'],
    effect: 'reads',
  },
  put: {
    id: 'putPackage',
    method: 'PUT',
    path: '/packages/{packageName}',
    body: ['description', 'parameters'],
    sensitive: ['parameters'],
    effect: 'writes',
  },
  delete: { id: 'deletePackage', method: 'DELETE', path: '/packages/{packageName}', effect: 'writes' },
}

export const actionOperations: OperationGroup<
  'list' | 'get' | 'put' | 'run' | 'delete' | 'listActivations' | 'getActivation'
> = {
  list: { id: 'getActionList', method: 'GET', path: '/packages/{packageName}/actions', effect: 'lists' },
  get: {
    id: 'getAction',
    method: 'GET',
    path: '/packages/{packageName}/actions/{actionName}',
    sensitive: ['exec.code', 'parameters'],
    effect: 'reads',
  },
  put: {
    id: 'putAction',
    method: 'PUT',
    path: '/packages/{packageName}/actions/{actionName}',
    query: ['type'],
    body: ['description', 'parameters', 'limits', 'exec', 'vpc', 'raw-http', 'custom-options', 'web'],
    sensitive: ['exec.code', 'parameters'],
    effect: 'writes',
  },
  run: {
    id: 'postAction',
    method: 'POST',
    path: '/packages/{packageName}/actions/{actionName}',
    query: ['timeout'],
    body: 'any',
    effect: 'runs',
  },
  delete: {
    id: 'deleteAction',
    method: 'DELETE',
    path: '/packages/{packageName}/actions/{actionName}',
    effect: 'writes',
  },
  listActivations: {
    id: 'getActionActivationList',
    method: 'GET',
    path: '/packages/{packageName}/actions/{actionName}/activations',
    query: PAGE,
    effect: 'reads',
  },
  getActivation: {
    id: 'getActionActivationDetail',
    method: 'GET',
    path: '/packages/{packageName}/actions/{actionName}/activations/{activationId}',
    sensitive: ['logs', 'response.result'],
    effect: 'reads',
  },
}

export const triggerOperations: OperationGroup<
  'list' | 'get' | 'put' | 'fire' | 'delete' | 'link' | 'unlink' | 'listActivations' | 'getActivation'
> = {
  list: { id: 'getTriggerList', method: 'GET', path: '/triggers', effect: 'lists' },
  get: {
    id: 'getTrigger',
    method: 'GET',
    path: '/triggers/{triggerName}',
    sensitive: TRIGGER_OPTIONS,
    effect: 'reads',
  },
  put: {
    id: 'putTrigger',
    method: 'PUT',
    path: '/triggers/{triggerName}',
    query: ['type'],
    body: [
      'description',
      'parameters',
      'cronOption',
      'credential',
      'events',
      'link',
      'insightLink',
      'objectStorageLink',
      'sourceCommitLink',
      'secretManagerLink',
      'trigger',
      'credentials',
    ],
    sensitive: TRIGGER_OPTIONS,
    effect: 'writes in steps',
  },
  fire: { id: 'postTrigger', method: 'POST', path: '/triggers/{triggerName}', body: 'any', effect: 'runs' },
  delete: { id: 'deleteTrigger', method: 'DELETE', path: '/triggers/{triggerName}', effect: 'writes in steps' },
  link: {
    id: 'postTriggerLinkAction',
    method: 'POST',
    path: '/triggers/{triggerName}/link-action',
    body: ['action', 'package'],
    effect: 'writes in steps',
  },
  unlink: {
    id: 'deleteTriggerLinkAction',
    method: 'DELETE',
    path: '/triggers/{triggerName}/link-action',
    body: ['action', 'package'],
    effect: 'writes in steps',
  },
  listActivations: {
    id: 'getTriggerActivationList',
    method: 'GET',
    path: '/triggers/{triggerName}/activations',
    query: PAGE,
    effect: 'reads',
  },
  getActivation: {
    id: 'getTriggerActivationDetail',
    method: 'GET',
    path: '/triggers/{triggerName}/activations/{activationId}',
    sensitive: ['logs', 'response.result'],
    effect: 'reads',
  },
}

export const activationOperations: OperationGroup<'list'> = {
  list: { id: 'getActivationList', method: 'GET', path: '/activations', query: PAGE, effect: 'lists' },
}

const byId = (...groups: readonly OperationGroup[]): Record<OperationId, Operation> => {
  const rows = groups.flatMap((group) => Object.values(group))
  return Object.fromEntries(rows.map((row) => [row.id, row])) as Record<OperationId, Operation>
}

/**
 * All operations of the API, by id. Client, proxy, emulator and documents read this one table.
 *
 * @example
 * ```ts
 * import { operations } from 'ncloud-functions'
 *
 * const { method, path } = operations.getPackageList
 * console.log(method, path) // GET /packages
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const operations: Readonly<Record<OperationId, Operation>> = /* @__PURE__ */ byId(
  packageOperations,
  actionOperations,
  triggerOperations,
  activationOperations,
)
