/** The meaning of an error code. */
export interface ErrorMeaning {
  /** The name that the service gives the code in `message`; missing where it is unknown. */
  readonly name?: string
  /** The HTTP status of responses with this code; missing if it is unknown or if the code needs no response. */
  readonly status?: number
  /** The failure: one sentence. */
  readonly message: string
}

/** Codes of the API Gateway: three digits. */
export type GatewayErrorCode =
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

/** Codes of Cloud Functions: five digits. */
export type ServiceErrorCode =
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

/** Codes of the client itself, for a call without a response that it can use. */
export type ClientErrorCode =
  | 'network'
  | 'timeout'
  | 'redirect'
  | 'http_error'
  | 'invalid_response'
  | 'response_too_large'

const TOO_FAST = 'The API Gateway received too many requests in a short time.'
const NO_PERMISSION = {
  name: 'SUB_ACC_NO_PERMISSION',
  status: 403,
  message: 'The sub account of this key has no permission for this operation.',
}
const NO_ACTIVATION = 'The activation does not exist, or it is not readable yet.'

/**
 * Codes of the API Gateway.
 *
 * @see https://api.ncloud-docs.com/docs/en/ai-application-service-apigateway
 */
export const gatewayErrors: Readonly<Record<GatewayErrorCode, ErrorMeaning>> = {
  100: {
    name: 'Bad Request Exception',
    status: 400,
    message: 'The API Gateway could not read the request.',
  },
  200: {
    name: 'Authentication Failed',
    status: 401,
    message: 'The API Gateway does not accept the access key or the signature.',
  },
  210: {
    name: 'Permission Denied',
    status: 401,
    message: 'The account of this key has no permission for Cloud Functions at this host.',
  },
  230: {
    name: 'Forbidden',
    status: 403,
    message: 'The key has no permission for the requested resource.',
  },
  300: {
    name: 'Not Found Exception',
    status: 404,
    message: 'The API Gateway has no such path or method.',
  },
  400: {
    name: 'Quota Exceeded',
    status: 429,
    message: 'The quota of the account is used up.',
  },
  410: { name: 'Throttle Limited', status: 429, message: TOO_FAST },
  420: { name: 'Rate Limited', status: 429, message: TOO_FAST },
  // Unknown: how large a body may be.
  430: {
    name: 'Request Entity Too Large',
    status: 413,
    message: 'The request body is too large for the API Gateway.',
  },
  500: {
    name: 'Endpoint Error',
    status: 503,
    message: 'The API Gateway cannot reach Cloud Functions.',
  },
  510: {
    name: 'Endpoint Timeout',
    status: 504,
    message: 'Cloud Functions did not respond to the API Gateway in time.',
  },
  900: {
    name: 'Unexpected Error',
    status: 500,
    message: 'The API Gateway failed.',
  },
}

/**
 * Codes of Cloud Functions: 800 common, 801 packages, 803 actions, 805 triggers and links, 809 existing links, 813
 * subnets.
 *
 * Unknown: the other codes. The codes for names, quotas, runtimes and sizes are documented nowhere within reach, so the
 * service can return a code that is not in this table.
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const serviceErrors: Readonly<Record<ServiceErrorCode, ErrorMeaning>> = {
  80000: {
    name: 'INTERNAL_EXCEPTION',
    status: 400,
    message: 'A parameter or a field of the request is invalid.',
  },
  80002: NO_PERMISSION,
  // Unknown: its name, and when else it comes. It was seen once, at putAction; its message is a fragment of HTML.
  80031: {
    status: 400,
    message: 'Cloud Functions is not available for a short time.',
  },

  80101: {
    name: 'PACKAGE_NOT_FOUND',
    status: 404,
    message: 'The package does not exist.',
  },
  80102: {
    name: 'PACKAGE_PLATFORM_MISMATCH',
    status: 400,
    message: 'The package is on the other platform.',
  },
  80109: {
    name: 'PACKAGE_NOT_EMPTY',
    status: 409,
    message: 'The package still has actions.',
  },

  80301: {
    name: 'ACTION_NOT_FOUND',
    status: 404,
    message: 'The action does not exist.',
  },
  80302: {
    name: 'ACTION_PLATFORM_MISMATCH',
    status: 400,
    message: 'The action is on the other platform.',
  },
  // From third parties. Unknown: whether `details` names the field.
  80306: {
    name: 'ACTION_BODY_MISSING_FIELD',
    status: 400,
    message: 'A field that this type of action needs is missing.',
  },
  // From third parties. Unknown: the status.
  80322: { name: 'ACTION_ACTIVATION_NOT_FOUND', message: NO_ACTIVATION },
  // From third parties. Unknown: name, status, and how many links an action may have.
  80324: {
    message: 'The action is linked to too many triggers.',
  },

  80501: {
    name: 'TRIGGER_NOT_FOUND',
    status: 404,
    message: 'The trigger does not exist.',
  },
  80502: {
    name: 'TRIGGER_PLATFORM_MISMATCH',
    status: 400,
    message: 'The trigger is on the other platform.',
  },
  80511: {
    name: 'TRIGGER_INVALID_RUNTIME_PARAMS',
    status: 400,
    message: 'The parameters for the trigger are invalid.',
  },
  80512: {
    name: 'TRIGGER_INVOKE_FAIL',
    status: 400,
    message: 'The trigger has no linked action, so it starts nothing.',
  },
  // Unknown: whether it still comes. It is in the documentation of 2024; in 2026 80518 was seen in its place.
  80517: {
    name: 'TRIGGER_ACTIVATION_NOT_FOUND',
    status: 404,
    message: NO_ACTIVATION,
  },
  // Seen live. Unknown: the status.
  80518: { name: 'TRIGGER_ACTIVATION_NOT_FOUND', message: NO_ACTIVATION },
  // From third parties. Unknown: name, status, and how many links a trigger may have.
  80519: {
    message: 'The trigger is linked to too many actions.',
  },
  80520: {
    name: 'RULE_BODY_INVALID_TYPE',
    status: 400,
    message: 'The names of the action and its package must be text.',
  },
  80521: {
    name: 'RULE_BODY_MISSING_FIELD',
    status: 400,
    message: 'The name of the action or of its package is missing.',
  },
  // From third parties. Unknown: the status.
  80901: {
    name: 'DUPLICATED_RULE',
    message: 'The action is linked to this trigger already.',
  },

  // Unknown: whether it exists. One older copy of getPackageList has it where all others have 80002.
  81002: NO_PERMISSION,

  81311: {
    name: 'ACTION_NAT_EXCEPTION',
    status: 500,
    message: 'The network of the action failed.',
  },
  81312: {
    name: 'NAT_CREATE_FAIL',
    status: 500,
    message: 'The service could not connect the subnet of the action.',
  },
  81313: {
    name: 'NAT_BEING_CREATED',
    status: 500,
    message: 'The service is still connecting the subnet of the action.',
  },
  81314: {
    name: 'NAT_RETURN_FAIL',
    status: 500,
    message: 'The service could not disconnect the subnet of the action.',
  },
}

/** Codes of the client itself. */
export const clientErrors: Readonly<Record<ClientErrorCode, ErrorMeaning>> = {
  network: {
    message: 'The client received no response.',
  },
  timeout: {
    message: 'The client received no complete response in time.',
  },
  redirect: {
    message: 'The response is a redirect. The client does not follow it, so that the signature goes to no other host.',
  },
  http_error: {
    message: 'The response has an error status, and its body is not an error of the service.',
  },
  invalid_response: {
    message: 'The response has a success status, but not the documented body.',
  },
  response_too_large: {
    message: 'The response is larger than maxResponseBytes. The client cancelled it.',
  },
}
