/** What a code of the gateway or the service means. */
export interface ServiceError {
  /** Its name, as the answer's `message` has it; `undefined` where that is unknown. */
  readonly name: string | undefined
  /** The HTTP status it comes with; `undefined` where that is unknown. */
  readonly status: number | undefined
  /** What to do about it: one sentence. */
  readonly todo: string
}

/** The codes of {@link serviceErrors}: three digits are the gateway's, five the service's. */
export type ServiceErrorCode =
  | '100'
  | '200'
  | '210'
  | '230'
  | '300'
  | '400'
  | '410'
  | '420'
  | '430'
  | '500'
  | '510'
  | '900'
  | '80000'
  | '80002'
  | '80031'
  | '80101'
  | '80102'
  | '80109'
  | '80301'
  | '80302'
  | '80306'
  | '80322'
  | '80324'
  | '80501'
  | '80502'
  | '80511'
  | '80512'
  | '80517'
  | '80518'
  | '80519'
  | '80520'
  | '80521'
  | '80901'
  | '81002'
  | '81311'
  | '81312'
  | '81313'
  | '81314'

/**
 * The error codes of the gateway (three digits) and of Cloud Functions (five digits: 800 common, 801 packages, 803
 * actions, 805 triggers and links, 809 links there are, 813 subnets).
 *
 * Unknown: which others there are. The codes for names, quotas, runtimes and sizes are documented nowhere within reach,
 * so a code that is not here is no mistake.
 *
 * @example
 * ```ts
 * import { serviceErrors } from 'ncloud-functions'
 *
 * for (const [code, { name, status, todo }] of Object.entries(serviceErrors)) console.log(code, name, status, todo)
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const serviceErrors: Readonly<Record<ServiceErrorCode, ServiceError>> = {
  100: { name: 'Bad Request Exception', status: 400, todo: 'Send the request over HTTPS, in UTF-8 and well formed.' },
  200: {
    name: 'Authentication Failed',
    status: 401,
    todo: 'Check both keys, the text that is signed, and the clock, which must be right to five minutes.',
  },
  210: {
    name: 'Permission Denied',
    status: 401,
    todo: 'Subscribe to Cloud Functions with the account of this key, and check the host.',
  },
  230: { name: 'Forbidden', status: 403, todo: 'Grant this key the permission for the resource.' },
  300: { name: 'Not Found Exception', status: 404, todo: 'Check method, host and path: there is no such address.' },
  400: { name: 'Quota Exceeded', status: 429, todo: 'Call again later: the quota is used up.' },
  410: { name: 'Throttle Limited', status: 429, todo: 'Call again later, and less often.' },
  420: { name: 'Rate Limited', status: 429, todo: 'Call again later, and less often.' },
  // Unknown: how large a body may be.
  430: { name: 'Request Entity Too Large', status: 413, todo: 'Send a smaller body.' },
  500: { name: 'Endpoint Error', status: 503, todo: 'Call again later: the gateway cannot reach the service.' },
  510: {
    name: 'Endpoint Timeout',
    status: 504,
    todo: 'Look whether it was done before calling again: the service did not answer the gateway in time.',
  },
  900: {
    name: 'Unexpected Error',
    status: 500,
    todo: 'Call again later, and if it goes on quote the request id to support.',
  },

  80000: {
    name: 'INTERNAL_EXCEPTION',
    status: 400,
    todo: 'Correct the parameters of the request: in spite of the name it is they that are wrong.',
  },
  80002: {
    name: 'SUB_ACC_NO_PERMISSION',
    status: 403,
    todo: 'Grant the sub account whose key signs the permission for this operation, such as View/getPackageList.',
  },
  // Unknown: its name, and when else it comes. It was seen once, at putAction; its message is a fragment of HTML.
  80031: { name: undefined, status: 400, todo: 'Call again in a few minutes, and if it goes on ask support.' },

  80101: { name: 'PACKAGE_NOT_FOUND', status: 404, todo: 'Check the name of the package, or put it first.' },
  80102: { name: 'PACKAGE_PLATFORM_MISMATCH', status: 400, todo: 'Ask with the other platform: the package is there.' },
  80109: { name: 'PACKAGE_NOT_EMPTY', status: 409, todo: 'Delete the actions of the package first.' },

  80301: { name: 'ACTION_NOT_FOUND', status: 404, todo: 'Check the names of package and action, or put it first.' },
  80302: { name: 'ACTION_PLATFORM_MISMATCH', status: 400, todo: 'Ask with the other platform: the action is there.' },
  // From third parties. Unknown: whether `details` names the field.
  80306: {
    name: 'ACTION_BODY_MISSING_FIELD',
    status: 400,
    todo: 'Send every field that an action of this type must have, the limits for example.',
  },
  // From third parties. Unknown: the status.
  80322: {
    name: 'ACTION_ACTIVATION_NOT_FOUND',
    status: undefined,
    todo: 'Check the activation id, and ask again in a minute: a run is listed before it can be had.',
  },
  // From third parties. Unknown: name, status, and how many links an action may have.
  80324: { name: undefined, status: undefined, todo: 'Unlink the action from a trigger that no longer needs it.' },

  80501: { name: 'TRIGGER_NOT_FOUND', status: 404, todo: 'Check the name of the trigger, or put it first.' },
  80502: { name: 'TRIGGER_PLATFORM_MISMATCH', status: 400, todo: 'Ask with the other platform: the trigger is there.' },
  80511: { name: 'TRIGGER_INVALID_RUNTIME_PARAMS', status: 400, todo: 'Send the parameters as one JSON object.' },
  80512: { name: 'TRIGGER_INVOKE_FAIL', status: 400, todo: 'Link an action to the trigger before firing it.' },
  // Unknown: whether it still comes. It is in the documentation of 2024; in 2026 80518 was seen in its place.
  80517: {
    name: 'TRIGGER_ACTIVATION_NOT_FOUND',
    status: 404,
    todo: 'Check the activation id, and ask again in a minute: a firing is listed before it can be had.',
  },
  // Seen live. Unknown: the status.
  80518: {
    name: 'TRIGGER_ACTIVATION_NOT_FOUND',
    status: undefined,
    todo: 'Check the activation id, and ask again in a minute: a firing is listed before it can be had.',
  },
  // From third parties. Unknown: name, status, and how many links a trigger may have.
  80519: { name: undefined, status: undefined, todo: 'Unlink an action that the trigger no longer needs.' },
  80520: { name: 'RULE_BODY_INVALID_TYPE', status: 400, todo: 'Send the names of action and package as texts.' },
  80521: { name: 'RULE_BODY_MISSING_FIELD', status: 400, todo: 'Send the name of the action, and of its package.' },
  // From third parties. Unknown: the status.
  80901: { name: 'DUPLICATED_RULE', status: undefined, todo: 'Go on: the action is linked to this trigger already.' },

  // Unknown: whether it exists. One older copy of getPackageList has it where all others have 80002.
  81002: {
    name: 'SUB_ACC_NO_PERMISSION',
    status: 403,
    todo: 'Grant the sub account whose key signs the permission for this operation, such as View/getPackageList.',
  },

  81311: { name: 'ACTION_NAT_EXCEPTION', status: 500, todo: 'Check the VPC and the subnet of the action.' },
  81312: { name: 'NAT_CREATE_FAIL', status: 500, todo: 'Check the subnet of the action, then call again.' },
  81313: {
    name: 'NAT_BEING_CREATED',
    status: 500,
    todo: 'Call again in a few minutes: the subnet is being connected.',
  },
  81314: {
    name: 'NAT_RETURN_FAIL',
    status: 500,
    todo: 'Call again in a few minutes: the subnet is being disconnected.',
  },
}

/**
 * What a code means, and what to do about it.
 *
 * @param code The `code` of an `NcloudError`, or any text.
 * @returns `undefined` for a code that is not known, be it the proxy's, the client's or one the service got since.
 * @example
 * ```ts
 * import { createClient, explainCode, isNcloudError } from 'ncloud-functions'
 *
 * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
 * await ncf.packages.list().catch((error: unknown) => {
 *   if (isNcloudError(error)) console.error(error.message, explainCode(error.code)?.todo ?? '')
 *   throw error
 * })
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const explainCode = (code: string): ServiceError | undefined =>
  Object.hasOwn(serviceErrors, code) ? serviceErrors[code as ServiceErrorCode] : undefined
