/** Names of the operations, the documentation's own. */
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

/** One operation of the API, as a call needs it. */
export interface Operation {
  readonly id: OperationId
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Path behind the site's own; `{name}` stands for a parameter of that name. */
  readonly path: string
  /** Query parameters besides `platform`. */
  readonly query?: readonly string[]
  /** Whether `content` is a list. Default: an object; where the method is DELETE, nothing. */
  readonly isList?: true
  /** Whether the same call sent again does no more than the first. Default true; every run is one more run. */
  readonly isRepeatable?: false
}

/** The operations on one kind of resource, by the names of the client's methods. */
type Group<Method extends string> = Readonly<Record<Method, Operation>>

/** What is asked of every list of activations. */
const PAGE = ['pageNo', 'pageSize', 'start', 'end']

export const packageOperations: Group<'list' | 'get' | 'put' | 'delete'> = {
  list: { id: 'getPackageList', method: 'GET', path: '/packages', isList: true },
  get: { id: 'getPackage', method: 'GET', path: '/packages/{packageName}' },
  put: { id: 'putPackage', method: 'PUT', path: '/packages/{packageName}' },
  delete: { id: 'deletePackage', method: 'DELETE', path: '/packages/{packageName}' },
}

export const actionOperations: Group<'list' | 'get' | 'put' | 'run' | 'delete' | 'activations' | 'activation'> = {
  list: { id: 'getActionList', method: 'GET', path: '/packages/{packageName}/actions' },
  get: { id: 'getAction', method: 'GET', path: '/packages/{packageName}/actions/{actionName}' },
  put: { id: 'putAction', method: 'PUT', path: '/packages/{packageName}/actions/{actionName}', query: ['type'] },
  run: {
    id: 'postAction',
    method: 'POST',
    path: '/packages/{packageName}/actions/{actionName}',
    query: ['timeout'],
    isRepeatable: false,
  },
  delete: { id: 'deleteAction', method: 'DELETE', path: '/packages/{packageName}/actions/{actionName}' },
  activations: {
    id: 'getActionActivationList',
    method: 'GET',
    path: '/packages/{packageName}/actions/{actionName}/activations',
    query: PAGE,
  },
  activation: {
    id: 'getActionActivationDetail',
    method: 'GET',
    path: '/packages/{packageName}/actions/{actionName}/activations/{activationId}',
  },
}

export const triggerOperations: Group<
  'list' | 'get' | 'put' | 'fire' | 'delete' | 'link' | 'unlink' | 'activations' | 'activation'
> = {
  list: { id: 'getTriggerList', method: 'GET', path: '/triggers' },
  get: { id: 'getTrigger', method: 'GET', path: '/triggers/{triggerName}' },
  put: { id: 'putTrigger', method: 'PUT', path: '/triggers/{triggerName}', query: ['type'] },
  fire: { id: 'postTrigger', method: 'POST', path: '/triggers/{triggerName}', isRepeatable: false },
  delete: { id: 'deleteTrigger', method: 'DELETE', path: '/triggers/{triggerName}' },
  link: { id: 'postTriggerLinkAction', method: 'POST', path: '/triggers/{triggerName}/link-action' },
  unlink: { id: 'deleteTriggerLinkAction', method: 'DELETE', path: '/triggers/{triggerName}/link-action' },
  activations: {
    id: 'getTriggerActivationList',
    method: 'GET',
    path: '/triggers/{triggerName}/activations',
    query: PAGE,
  },
  activation: {
    id: 'getTriggerActivationDetail',
    method: 'GET',
    path: '/triggers/{triggerName}/activations/{activationId}',
  },
}

export const activationOperations: Group<'list'> = {
  list: { id: 'getActivationList', method: 'GET', path: '/activations', query: PAGE },
}

const byId = (...groups: readonly Group<string>[]): Record<OperationId, Operation> => {
  const operations = groups.flatMap((group) => Object.values(group))
  return Object.fromEntries(operations.map((operation) => [operation.id, operation])) as Record<OperationId, Operation>
}

/**
 * All operations, by name: client, proxy and emulator read them here.
 *
 * @example
 * ```ts
 * import { operations } from 'ncloud-functions'
 *
 * const writes = Object.values(operations).filter(({ method }) => method !== 'GET')
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const operations: Readonly<Record<OperationId, Operation>> = /* @__PURE__ */ byId(
  packageOperations,
  actionOperations,
  triggerOperations,
  activationOperations,
)

const link = ['action', 'package']

/** The fields that bodies may have, in all versions; `any`: a body may have whatever it likes. Others have no body. */
export const bodyFields: Readonly<Partial<Record<OperationId, readonly string[] | 'any'>>> = {
  postAction: 'any',
  postTrigger: 'any',
  putPackage: ['description', 'parameters'],
  putAction: ['description', 'parameters', 'limits', 'exec', 'vpc', 'raw-http', 'custom-options', 'web'],
  putTrigger: [
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
  postTriggerLinkAction: link,
  deleteTriggerLinkAction: link,
}

/**
 * What of `content` may hold code, credentials or data of users: fields, and fields within them. The proxy has a list of
 * its own of what it shows to whom; a test holds that one to this.
 */
export const sensitiveFields: Readonly<Partial<Record<OperationId, readonly string[]>>> = {
  getPackage: ['parameters'],
  putPackage: ['parameters'],
  getAction: ['exec.code', 'parameters'],
  putAction: ['exec.code', 'parameters'],
  postAction: ['response.result'],
  getActionActivationDetail: ['logs', 'response.result'],
  getTrigger: ['execOption', 'parameters'],
  putTrigger: ['execOption', 'parameters', 'credential', 'credentials'],
  getTriggerActivationDetail: ['logs', 'response.result'],
}
