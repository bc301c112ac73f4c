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

/** One operation of the API, as data. Client, proxy and emulator read it. */
export interface Operation {
  readonly id: OperationId
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Path behind the site's own; `{name}` stands for a parameter of that name. */
  readonly path: string
  /** Query parameters besides `platform`, in the order in which they are sent. */
  readonly query?: readonly string[]
  /** Body fields; or `parameters`, where the value of that parameter is the whole body. None: no body. */
  readonly body?: readonly string[] | 'parameters'
}

export const getPackageList: Operation = { id: 'getPackageList', method: 'GET', path: '/packages' }
export const getPackage: Operation = { id: 'getPackage', method: 'GET', path: '/packages/{packageName}' }
export const putPackage: Operation = {
  id: 'putPackage',
  method: 'PUT',
  path: '/packages/{packageName}',
  body: ['description', 'parameters'],
}
export const deletePackage: Operation = { id: 'deletePackage', method: 'DELETE', path: '/packages/{packageName}' }

export const getActionList: Operation = { id: 'getActionList', method: 'GET', path: '/packages/{packageName}/actions' }
export const getAction: Operation = {
  id: 'getAction',
  method: 'GET',
  path: '/packages/{packageName}/actions/{actionName}',
}
export const putAction: Operation = {
  id: 'putAction',
  method: 'PUT',
  path: '/packages/{packageName}/actions/{actionName}',
  query: ['type'],
  body: ['description', 'parameters', 'limits', 'exec', 'vpc', 'raw-http', 'custom-options', 'web'],
}
export const postAction: Operation = {
  id: 'postAction',
  method: 'POST',
  path: '/packages/{packageName}/actions/{actionName}',
  query: ['timeout'],
  body: 'parameters',
}
export const deleteAction: Operation = {
  id: 'deleteAction',
  method: 'DELETE',
  path: '/packages/{packageName}/actions/{actionName}',
}
export const getActionActivationList: Operation = {
  id: 'getActionActivationList',
  method: 'GET',
  path: '/packages/{packageName}/actions/{actionName}/activations',
  query: ['pageNo', 'pageSize', 'start', 'end'],
}
export const getActionActivationDetail: Operation = {
  id: 'getActionActivationDetail',
  method: 'GET',
  path: '/packages/{packageName}/actions/{actionName}/activations/{activationId}',
}

export const getTriggerList: Operation = { id: 'getTriggerList', method: 'GET', path: '/triggers' }
export const getTrigger: Operation = {
  id: 'getTrigger',
  method: 'GET',
  path: '/triggers/{triggerName}',
}
export const putTrigger: Operation = {
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
  ],
}
export const postTrigger: Operation = {
  id: 'postTrigger',
  method: 'POST',
  path: '/triggers/{triggerName}',
  body: 'parameters',
}
export const deleteTrigger: Operation = { id: 'deleteTrigger', method: 'DELETE', path: '/triggers/{triggerName}' }
export const postTriggerLinkAction: Operation = {
  id: 'postTriggerLinkAction',
  method: 'POST',
  path: '/triggers/{triggerName}/link-action',
  body: ['action', 'package'],
}
export const deleteTriggerLinkAction: Operation = {
  id: 'deleteTriggerLinkAction',
  method: 'DELETE',
  path: '/triggers/{triggerName}/link-action',
  body: ['action', 'package'],
}
export const getTriggerActivationList: Operation = {
  id: 'getTriggerActivationList',
  method: 'GET',
  path: '/triggers/{triggerName}/activations',
  query: ['pageNo', 'pageSize', 'start', 'end'],
}
export const getTriggerActivationDetail: Operation = {
  id: 'getTriggerActivationDetail',
  method: 'GET',
  path: '/triggers/{triggerName}/activations/{activationId}',
}
export const getActivationList: Operation = {
  id: 'getActivationList',
  method: 'GET',
  path: '/activations',
  query: ['pageNo', 'pageSize', 'start', 'end'],
}

/**
 * All operations, by name. The emulator has them all; client and proxy have `getPackageList` so far.
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const operations: Readonly<Record<OperationId, Operation>> = {
  getPackageList,
  getPackage,
  putPackage,
  deletePackage,
  getActionList,
  getAction,
  putAction,
  postAction,
  deleteAction,
  getActionActivationList,
  getActionActivationDetail,
  getTriggerList,
  getTrigger,
  putTrigger,
  postTrigger,
  deleteTrigger,
  postTriggerLinkAction,
  deleteTriggerLinkAction,
  getTriggerActivationList,
  getTriggerActivationDetail,
  getActivationList,
}
