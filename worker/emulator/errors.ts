/** An error response of the service or of its gateway, without details. */
export interface ErrorResponse {
  readonly status: number
  readonly errorCode: string
  readonly message: string
}

const error = (status: number, errorCode: string, message: string): ErrorResponse => ({ status, errorCode, message })

/**
 * The documented errors. Codes of three digits are from the gateway, codes of five digits from the service. The file
 * `unknowns.ts` has the errors that the documentation leaves open.
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const errors = {
  badRequest: error(400, '100', 'Bad Request Exception'),
  authenticationFailed: error(401, '200', 'Authentication Failed'),
  notFound: error(404, '300', 'Not Found Exception'),
  throttled: error(429, '410', 'Throttle Limited'),
  tooLarge: error(413, '430', 'Request Entity Too Large'),
  endpoint: error(503, '500', 'Endpoint Error'),
  endpointTimeout: error(504, '510', 'Endpoint Timeout'),
  unexpected: error(500, '900', 'Unexpected Error'),
  invalidParameter: error(400, '80000', 'INTERNAL_EXCEPTION'),
  noPermission: error(403, '80002', 'SUB_ACC_NO_PERMISSION'),
  packageNotFound: error(404, '80101', 'PACKAGE_NOT_FOUND'),
  packagePlatform: error(400, '80102', 'PACKAGE_PLATFORM_MISMATCH'),
  packageNotEmpty: error(409, '80109', 'PACKAGE_NOT_EMPTY'),
  actionNotFound: error(404, '80301', 'ACTION_NOT_FOUND'),
  actionPlatform: error(400, '80302', 'ACTION_PLATFORM_MISMATCH'),
  actionMissingField: error(400, '80306', 'ACTION_BODY_MISSING_FIELD'),
  triggerNotFound: error(404, '80501', 'TRIGGER_NOT_FOUND'),
  triggerPlatform: error(400, '80502', 'TRIGGER_PLATFORM_MISMATCH'),
  triggerRuntimeParameters: error(400, '80511', 'TRIGGER_INVALID_RUNTIME_PARAMS'),
  triggerNotLinked: error(400, '80512', 'TRIGGER_INVOKE_FAIL'),
  linkInvalidType: error(400, '80520', 'RULE_BODY_INVALID_TYPE'),
  linkMissingField: error(400, '80521', 'RULE_BODY_MISSING_FIELD'),
} as const satisfies Readonly<Record<string, ErrorResponse>>

/** Thrown by checks and handlers before they change anything. The emulator turns it into the error response. */
export class ServiceError extends Error {
  readonly response: ErrorResponse
  readonly details: string

  /** @param details What failed, the rule and the fix. */
  constructor(response: ErrorResponse, details = '') {
    super(response.message)
    this.response = response
    this.details = details
  }
}
