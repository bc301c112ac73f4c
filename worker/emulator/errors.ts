import {
  type GatewayErrorCode,
  gatewayErrors,
  type ServiceErrorCode,
  serviceErrors,
} from '../../lib/api/error-meanings.ts'

/** An error response of the service or of its gateway, without details. */
export interface ErrorResponse {
  readonly status: number
  readonly errorCode: string
  readonly message: string
}

const meanings = { ...gatewayErrors, ...serviceErrors }

/**
 * Returns the error response of a known code.
 *
 * @param assumed The status and the message of a code whose documentation has none.
 */
export const errorResponseOf = (
  code: GatewayErrorCode | ServiceErrorCode,
  assumed: { readonly status?: number; readonly message?: string } = {},
): ErrorResponse => {
  const { name = assumed.message, status = assumed.status } = meanings[code]
  if (name === undefined || status === undefined)
    throw new Error(`The name or status of ${code} is unknown: assume one`)
  return { status, errorCode: code, message: name }
}

/** The documented errors. The file `assumptions.ts` has the errors that the documentation leaves open. */
export const errors = {
  badRequest: errorResponseOf('100'),
  authenticationFailed: errorResponseOf('200'),
  notFound: errorResponseOf('300'),
  throttled: errorResponseOf('410'),
  tooLarge: errorResponseOf('430'),
  endpoint: errorResponseOf('500'),
  endpointTimeout: errorResponseOf('510'),
  unexpected: errorResponseOf('900'),
  invalidParameter: errorResponseOf('80000'),
  noPermission: errorResponseOf('80002'),
  packageNotFound: errorResponseOf('80101'),
  packagePlatform: errorResponseOf('80102'),
  packageNotEmpty: errorResponseOf('80109'),
  actionNotFound: errorResponseOf('80301'),
  actionPlatform: errorResponseOf('80302'),
  actionMissingField: errorResponseOf('80306'),
  triggerNotFound: errorResponseOf('80501'),
  triggerPlatform: errorResponseOf('80502'),
  triggerRuntimeParameters: errorResponseOf('80511'),
  triggerNotLinked: errorResponseOf('80512'),
  linkInvalidType: errorResponseOf('80520'),
  linkMissingField: errorResponseOf('80521'),
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
