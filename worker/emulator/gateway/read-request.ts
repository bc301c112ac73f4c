import type { ApiVersion, Platform } from '../../../lib/api/endpoints.ts'
import { type OperationId, operations } from '../../../lib/api/operations.ts'
import { WRONG_BODY, WRONG_QUERY } from '../assumptions.ts'
import { type ErrorResponse, errors, ServiceError } from '../errors.ts'
import { parseJsonBody, readBody } from './read-body.ts'
import { decodePathSegment, parseQuery, type Route } from './route.ts'

/** A request of an operation, after authentication: path, query and body are decoded. */
export interface OperationRequest {
  readonly version: ApiVersion
  readonly platform: Platform
  /** The names in the path. */
  readonly names: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** Any JSON value; `undefined` without a body. */
  readonly body: unknown
}

/** Returns the query parameters that an operation has. The emulator ignores others. */
const readQuery = (target: string, names: readonly string[]): Record<string, string> => {
  const query = parseQuery(target)
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = query.getAll(name)
      if (values.length > 1) {
        throw new ServiceError(
          WRONG_QUERY,
          `${name} must be in the query once: the emulator received it ${values.length} times`,
        )
      }
      return values.map((value) => [name, value])
    }),
  )
}

const isPlatform = (text: string): text is Platform => text === 'vpc' || text === 'classic'

/** Operations that have an error of their own for a body that is not JSON. */
const bodyErrors: Readonly<Partial<Record<OperationId, ErrorResponse>>> = {
  postTrigger: errors.triggerRuntimeParameters,
  postTriggerLinkAction: errors.linkInvalidType,
  deleteTriggerLinkAction: errors.linkInvalidType,
}

const readJsonBody = async (request: Request, operation: OperationId): Promise<unknown> => {
  const bytes = await readBody(request)
  try {
    return parseJsonBody(bytes)
  } catch (error) {
    const ownError = bodyErrors[operation]
    if (ownError && error instanceof ServiceError && error.response === WRONG_BODY) {
      throw new ServiceError(ownError, error.details)
    }
    throw error
  }
}

/**
 * Reads path, query and body of a request.
 *
 * @throws ServiceError for an invalid path, query or body.
 */
export const readOperationRequest = async (
  request: Request,
  target: string,
  route: Route,
): Promise<OperationRequest> => {
  const { operation, version, defaultPlatform } = route
  const { query: queryNames = [], body: bodyFields } = operations[operation]
  const names = Object.fromEntries(Object.entries(route.names).map(([name, part]) => [name, decodePathSegment(part)]))
  const { platform = defaultPlatform, ...query } = readQuery(target, ['platform', ...queryNames])
  if (!isPlatform(platform)) {
    throw new ServiceError(
      WRONG_QUERY,
      `platform must be vpc or classic: the emulator received ${JSON.stringify(platform)}`,
    )
  }
  const body = bodyFields && (await readJsonBody(request, operation))
  return { version, platform, names, query, body }
}
