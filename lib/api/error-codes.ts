/** What an error code means, and what to do. */
export interface ErrorCodeInfo {
  /** The name that the service gives the code in `message`; missing where it is unknown. */
  readonly name?: string
  /** The HTTP status of responses with this code; missing where it is unknown, or where there is no response. */
  readonly status?: number
  /** What happened: one sentence. */
  readonly message: string
  /** What to do next: one sentence. */
  readonly advice: string
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
export type ClientErrorCode = 'network' | 'timeout' | 'redirect' | 'http_error' | 'invalid_response'

const TOO_FAST = 'The API Gateway received too many requests in a short time.'
const SLOW_DOWN = 'Call again later, and less often.'
const OTHER_PLATFORM = 'Pass the other platform: the resource is there.'
const NO_PERMISSION = {
  name: 'SUB_ACC_NO_PERMISSION',
  status: 403,
  message: 'The sub account of this key has no permission for this operation.',
  advice: 'Give the sub account the permission in the console, for example View/getPackageList for packages.list.',
}
const NO_ACTIVATION = 'The activation does not exist, or it is not readable yet.'
const WAIT_FOR_ACTIVATION =
  'Check the activation id, and read it again in a minute: an activation is listed before it is readable.'

/**
 * Codes of the API Gateway.
 *
 * @see https://api.ncloud-docs.com/docs/en/ai-application-service-apigateway
 */
export const gatewayErrors: Readonly<Record<GatewayErrorCode, ErrorCodeInfo>> = {
  100: {
    name: 'Bad Request Exception',
    status: 400,
    message: 'The API Gateway could not read the request.',
    advice: 'Send the request over HTTPS, in UTF-8.',
  },
  200: {
    name: 'Authentication Failed',
    status: 401,
    message: 'The API Gateway does not accept the access key or the signature.',
    advice: 'Check the access key, the secret key and the clock: the clock may differ by less than 5 minutes.',
  },
  210: {
    name: 'Permission Denied',
    status: 401,
    message: 'The account of this key has no permission for Cloud Functions at this host.',
    advice: 'Subscribe to Cloud Functions in the console with the account of this key, and check site and region.',
  },
  230: {
    name: 'Forbidden',
    status: 403,
    message: 'The key has no permission for the requested resource.',
    advice: 'Give the account of this key the permission for the resource in the console.',
  },
  300: {
    name: 'Not Found Exception',
    status: 404,
    message: 'The API Gateway has no such path or method.',
    advice: 'Check site, region and API version.',
  },
  400: {
    name: 'Quota Exceeded',
    status: 429,
    message: 'The quota of the account is used up.',
    advice: 'Call again later, or raise the quota in the console.',
  },
  410: { name: 'Throttle Limited', status: 429, message: TOO_FAST, advice: SLOW_DOWN },
  420: { name: 'Rate Limited', status: 429, message: TOO_FAST, advice: SLOW_DOWN },
  // Unknown: how large a body may be.
  430: {
    name: 'Request Entity Too Large',
    status: 413,
    message: 'The request body is too large for the API Gateway.',
    advice: 'Send a smaller body: for an action, make the zip file smaller.',
  },
  500: {
    name: 'Endpoint Error',
    status: 503,
    message: 'The API Gateway cannot reach Cloud Functions.',
    advice: 'Call again later.',
  },
  510: {
    name: 'Endpoint Timeout',
    status: 504,
    message: 'Cloud Functions did not respond to the API Gateway in time.',
    advice: 'Before you call again, check whether the call took effect.',
  },
  900: {
    name: 'Unexpected Error',
    status: 500,
    message: 'The API Gateway failed.',
    advice: 'Call again later; if it fails again, quote requestId to NAVER Cloud support.',
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
export const serviceErrors: Readonly<Record<ServiceErrorCode, ErrorCodeInfo>> = {
  80000: {
    name: 'INTERNAL_EXCEPTION',
    status: 400,
    message: 'A parameter or a field of the request is invalid.',
    advice: 'Correct the parameter that the message names.',
  },
  80002: NO_PERMISSION,
  // Unknown: its name, and when else it comes. It was seen once, at putAction; its message is a fragment of HTML.
  80031: {
    status: 400,
    message: 'Cloud Functions is not available for a short time.',
    advice: 'Call again in a few minutes; if it fails again, quote requestId to NAVER Cloud support.',
  },

  80101: {
    name: 'PACKAGE_NOT_FOUND',
    status: 404,
    message: 'The package does not exist.',
    advice: 'Check packageName, or create the package first.',
  },
  80102: {
    name: 'PACKAGE_PLATFORM_MISMATCH',
    status: 400,
    message: 'The package is on the other platform.',
    advice: OTHER_PLATFORM,
  },
  80109: {
    name: 'PACKAGE_NOT_EMPTY',
    status: 409,
    message: 'The package still has actions.',
    advice: 'Delete the actions of the package first.',
  },

  80301: {
    name: 'ACTION_NOT_FOUND',
    status: 404,
    message: 'The action does not exist.',
    advice: 'Check packageName and actionName, or create the action first.',
  },
  80302: {
    name: 'ACTION_PLATFORM_MISMATCH',
    status: 400,
    message: 'The action is on the other platform.',
    advice: OTHER_PLATFORM,
  },
  // From third parties. Unknown: whether `details` names the field.
  80306: {
    name: 'ACTION_BODY_MISSING_FIELD',
    status: 400,
    message: 'A field that this type of action needs is missing.',
    advice: 'Pass every field that the action needs: exec, limits and, on the vpc platform, vpc.',
  },
  // From third parties. Unknown: the status.
  80322: { name: 'ACTION_ACTIVATION_NOT_FOUND', message: NO_ACTIVATION, advice: WAIT_FOR_ACTIVATION },
  // From third parties. Unknown: name, status, and how many links an action may have.
  80324: {
    message: 'The action is linked to too many triggers.',
    advice: 'Unlink the action from a trigger that no longer needs it.',
  },

  80501: {
    name: 'TRIGGER_NOT_FOUND',
    status: 404,
    message: 'The trigger does not exist.',
    advice: 'Check triggerName, or create the trigger first.',
  },
  80502: {
    name: 'TRIGGER_PLATFORM_MISMATCH',
    status: 400,
    message: 'The trigger is on the other platform.',
    advice: OTHER_PLATFORM,
  },
  80511: {
    name: 'TRIGGER_INVALID_RUNTIME_PARAMS',
    status: 400,
    message: 'The parameters for the trigger are invalid.',
    advice: 'Pass parameters as one JSON object.',
  },
  80512: {
    name: 'TRIGGER_INVOKE_FAIL',
    status: 400,
    message: 'The trigger has no linked action, so it starts nothing.',
    advice: 'Link an action to the trigger with triggers.link before you fire it.',
  },
  // Unknown: whether it still comes. It is in the documentation of 2024; in 2026 80518 was seen in its place.
  80517: {
    name: 'TRIGGER_ACTIVATION_NOT_FOUND',
    status: 404,
    message: NO_ACTIVATION,
    advice: WAIT_FOR_ACTIVATION,
  },
  // Seen live. Unknown: the status.
  80518: { name: 'TRIGGER_ACTIVATION_NOT_FOUND', message: NO_ACTIVATION, advice: WAIT_FOR_ACTIVATION },
  // From third parties. Unknown: name, status, and how many links a trigger may have.
  80519: {
    message: 'The trigger is linked to too many actions.',
    advice: 'Unlink an action that the trigger no longer needs.',
  },
  80520: {
    name: 'RULE_BODY_INVALID_TYPE',
    status: 400,
    message: 'The names of the action and its package must be text.',
    advice: 'Pass actionName and packageName as text.',
  },
  80521: {
    name: 'RULE_BODY_MISSING_FIELD',
    status: 400,
    message: 'The name of the action or of its package is missing.',
    advice: 'Pass actionName and packageName; packageName is - for an action without a package.',
  },
  // From third parties. Unknown: the status.
  80901: {
    name: 'DUPLICATED_RULE',
    message: 'The action is linked to this trigger already.',
    advice: 'Nothing is left to do: the link exists.',
  },

  // Unknown: whether it exists. One older copy of getPackageList has it where all others have 80002.
  81002: NO_PERMISSION,

  81311: {
    name: 'ACTION_NAT_EXCEPTION',
    status: 500,
    message: 'The network of the action failed.',
    advice: 'Check the VPC and the subnet of the action.',
  },
  81312: {
    name: 'NAT_CREATE_FAIL',
    status: 500,
    message: 'The service could not connect the subnet of the action.',
    advice: 'Check the subnet of the action, then call again.',
  },
  81313: {
    name: 'NAT_BEING_CREATED',
    status: 500,
    message: 'The service is still connecting the subnet of the action.',
    advice: 'Call again in a few minutes.',
  },
  81314: {
    name: 'NAT_RETURN_FAIL',
    status: 500,
    message: 'The service could not disconnect the subnet of the action.',
    advice: 'Call again in a few minutes.',
  },
}

/** Codes of the client itself. */
export const clientErrors: Readonly<Record<ClientErrorCode, ErrorCodeInfo>> = {
  network: {
    message: 'The client received no response.',
    advice:
      'Check the network and the host. In a browser, open the network tab: a blocked request (CORS) means that the proxy does not allow the origin of the page.',
  },
  timeout: {
    message: 'The client received no complete response in time.',
    advice: 'Raise timeoutMs, or check the network.',
  },
  redirect: {
    message: 'The response is a redirect. The client does not follow it, so that the signature goes to no other host.',
    advice: 'Check baseUrl, site and region.',
  },
  http_error: {
    message: 'The response has an error status, and its body is not an error of the service.',
    advice: 'Check baseUrl: another server may have sent the response. Otherwise call again later.',
  },
  invalid_response: {
    message: 'The response has a success status, but not the documented body.',
    advice: 'Check baseUrl: another server may have sent the response.',
  },
}

/** Codes of the client, the gateway and the service: those whose advice the client itself has. */
const ownErrors = /* @__PURE__ */ Object.assign({}, clientErrors, gatewayErrors, serviceErrors) as Readonly<
  Record<string, ErrorCodeInfo>
>

/**
 * Returns what to do about an error code of the client, the gateway or the service.
 *
 * @returns `''` for an unknown code.
 */
export const adviceFor = (code: string): string =>
  Object.hasOwn(ownErrors, code) ? (ownErrors[code]?.advice ?? '') : ''
