import { isWebType } from '../../../lib/api/action-types.ts'
import { LONGEST_RUN_WAIT_MS } from '../../../lib/api/limits.ts'
import { EMPTY_PATH, FAILED_WEB_RUN } from '../assumptions.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { errors, ServiceError } from '../errors.ts'
import { errorResponse } from '../gateway/responses.ts'
import { decodePathSegment, parseQuery, pathOf } from '../gateway/route.ts'
import { actionKey } from '../resources/documents.ts'
import { platforms, requireDocument } from '../resources/find-document.ts'
import { startRun, waitForRun } from './run-action.ts'
import { requireSupportedAction } from './supported-actions.ts'
import { readWebParameters } from './web-request.ts'
import { createOptionsResponse, createWebResponse } from './web-response.ts'

const WEB_PATH = /^\/web\/(?<platform>[^/]+)\/(?<packageName>[^/]+)\/(?<actionName>[^/]+)\/http(?<path>\/.*)?$/s

/** Parses the path of a web action, which stands for a URL of API Gateway. */
const parseWebPath = (target: string) => {
  const {
    platform: text,
    packageName = '',
    actionName = '',
    path = EMPTY_PATH,
  } = WEB_PATH.exec(pathOf(target))?.groups ?? {}
  const platform = platforms.find((each) => each === text)
  return platform && { platform, packageName, actionName, path }
}

/** Whether a target is the path of a web action. */
export const isWebActionTarget = (target: string): boolean => parseWebPath(target) !== undefined

/**
 * Runs the web action of a request. The request needs no signature. Its path is
 * `/web/{platform}/{packageName}/{actionName}/http`, with or without more after it.
 *
 * @throws ServiceError for an action that is missing, is not a web action, or is not supported by the emulator.
 */
export const respondFromWebAction = async (
  request: Request,
  target: string,
  context: EmulatorContext,
): Promise<Response> => {
  const found = parseWebPath(target)
  if (!found) throw new ServiceError(errors.notFound, 'URL not found.')
  const { platform } = found
  const key = actionKey(decodePathSegment(found.packageName), decodePathSegment(found.actionName))
  const action = requireDocument(context, 'action', platform, key)
  if (!isWebType(action.type)) {
    throw new ServiceError(
      errors.notFound,
      `The action ${action.name} is not a web action: its type is ${action.type}. Create it with the type web.`,
    )
  }
  if (request.method === 'OPTIONS' && !action['custom-options']) return createOptionsResponse()
  requireSupportedAction(context, platform, action)

  const start = context.now()
  const isRaw = action['raw-http'] === true
  const parameters = await readWebParameters(request, decodePathSegment(found.path), parseQuery(target), isRaw)
  const started = startRun(context, { platform, action, parameters, start })
  const ended = await waitForRun(context, started, LONGEST_RUN_WAIT_MS)
  if (!ended) {
    throw new ServiceError(
      errors.endpointTimeout,
      `The run did not end within ${LONGEST_RUN_WAIT_MS / 1000} seconds. It continues as activation ${started.activationId}.`,
    )
  }
  const respondFailed = (reason: string): Response =>
    errorResponse(start, { ...errors.endpoint, status: FAILED_WEB_RUN }, `Activation ${ended.activationId}: ${reason}`)
  if (!ended.success) return respondFailed(ended.status)
  try {
    return createWebResponse(ended.result, request.method)
  } catch {
    return respondFailed('the action must return a valid statusCode, headers and body')
  }
}
