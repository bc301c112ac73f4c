import { isWebType } from '../../../lib/api/action-types.ts'
import { LONGEST_RUN_WAIT_MS } from '../../../lib/api/limits.ts'
import { FAILED_RUN, RUNS_WEB_TYPES, STILL_RUNNING, SUCCESS, WEB_TYPE_RUN, WRONG_BODY } from '../assumptions.ts'
import type { Handler, Handlers } from '../emulator-context.ts'
import { type ErrorResponse, errors, ServiceError } from '../errors.ts'
import { readInteger } from '../resources/activation-query.ts'
import { formatActivation } from '../resources/activations.ts'
import { actionKey } from '../resources/documents.ts'
import { describeType, type JsonObject, parameters as parametersRule } from '../resources/field-rules.ts'
import { requireDocument } from '../resources/find-document.ts'
import { fireTrigger } from './fire-trigger.ts'
import { startRun, waitForRun } from './run-action.ts'
import { requireSupportedAction } from './supported-actions.ts'

/** Reads a body that is the parameters of a run. */
const readParameters = (body: unknown, invalid: ErrorResponse): JsonObject => {
  const parameters = body === undefined ? {} : body
  if (parametersRule.isValid(parameters)) return parameters
  throw new ServiceError(
    invalid,
    `The body must be ${parametersRule.mustBe}: the emulator received ${describeType(parameters)}.`,
  )
}

const postAction: Handler = async (request, context) => {
  const { platform, names, body } = request
  const { packageName = '', actionName = '' } = names
  const maxWaitMs = readInteger(request, 'timeout', {
    min: 0,
    max: LONGEST_RUN_WAIT_MS,
    defaultValue: LONGEST_RUN_WAIT_MS,
  })
  const action = requireDocument(context, 'action', platform, actionKey(packageName, actionName))
  if (isWebType(action.type) && !RUNS_WEB_TYPES) throw new ServiceError(WEB_TYPE_RUN)
  const parameters = readParameters(body, WRONG_BODY)
  requireSupportedAction(context, platform, action)
  const started = startRun(context, { platform, action, parameters, start: context.now() })
  const ended = await waitForRun(context, started, maxWaitMs)
  if (!ended) return { status: STILL_RUNNING, content: { activationId: started.activationId } }
  return { status: ended.success ? SUCCESS : FAILED_RUN, content: formatActivation(ended) }
}

const postTrigger: Handler = ({ platform, names: { triggerName = '' }, body }, context) => {
  const trigger = requireDocument(context, 'trigger', platform, triggerName)
  const parameters = readParameters(body, errors.triggerRuntimeParameters)
  const { activationId } = fireTrigger(context, { platform, trigger, parameters, time: context.now() })
  return { content: { activationId } }
}

export const runHandlers = { postAction, postTrigger } satisfies Partial<Handlers>
