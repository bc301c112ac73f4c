import {
  ACTION_ACTIVATION_NOT_FOUND,
  earliest,
  LARGEST_PAGE,
  MONTH,
  NAMESPACE,
  SUBJECT,
  TRIGGER_ACTIVATION_NOT_FOUND,
} from '../assumptions.ts'
import type { EmulatorContext, Handler, Handlers, OperationResponse } from '../emulator-context.ts'
import { type ErrorResponse, ServiceError } from '../errors.ts'
import type { OperationRequest } from '../gateway/read-request.ts'
import { type ActivationRecord, triggerOwner } from '../store/store.ts'
import { readInteger, readTime } from './activation-query.ts'
import { actionKey } from './documents.ts'
import { requireDocument } from './find-document.ts'

/** Returns an activation as responses have it, without logs. */
export const formatActivation = (record: ActivationRecord) => {
  const { activationId, duration, start, end, name, status, success, result } = record
  return {
    activationId,
    duration,
    start,
    end,
    name,
    namespace: NAMESPACE,
    response: { result, status, success },
    subject: SUBJECT,
  }
}

/** Returns the owner of the activations in the path: an action that must exist. */
const requireAction = (
  { platform, names: { packageName = '', actionName = '' } }: OperationRequest,
  context: EmulatorContext,
): string => {
  const key = actionKey(packageName, actionName)
  requireDocument(context, 'action', platform, key)
  return key
}

/** Returns the owner of the activations in the path: a trigger that must exist. */
const requireTrigger = (
  { platform, names: { triggerName = '' } }: OperationRequest,
  context: EmulatorContext,
): string => {
  requireDocument(context, 'trigger', platform, triggerName)
  return triggerOwner(triggerName)
}

/** Returns the page that the query selects. Activations older than a month are never on it. */
const createPage = (request: OperationRequest, context: EmulatorContext, owner?: string): OperationResponse => {
  const { store, now, utcOffsetMs } = context
  const time = now()
  const pageNo = readInteger(request, 'pageNo', { min: 1, max: LARGEST_PAGE, defaultValue: 1 })
  const limit = readInteger(request, 'pageSize', { min: 1, max: LARGEST_PAGE, defaultValue: 20 })
  const { page, total } = store.listActivations({
    platform: request.platform,
    ...(owner !== undefined && { owner }),
    start: earliest(readTime(request, 'start', 0, utcOffsetMs), time),
    end: Math.min(readTime(request, 'end', time, utcOffsetMs), Number.MAX_SAFE_INTEGER - 1),
    offset: Math.min((pageNo - 1) * limit, Number.MAX_SAFE_INTEGER),
    limit,
  })
  const activations = page.map(({ activationId, duration, status }) => ({ activationId, duration, status }))
  return { content: { activations, totalCount: total } }
}

/** Returns one activation with its logs. */
const createDetails = (
  request: OperationRequest,
  context: EmulatorContext,
  owner: string,
  notFound: ErrorResponse,
): OperationResponse => {
  const { store, now, activationDelayMs } = context
  const { activationId = '' } = request.names
  const record = store.getActivation(request.platform, owner, activationId)
  const time = now()
  if (!record || record.start < time - MONTH) throw new ServiceError(notFound)
  if (time < Math.max(record.start, record.end) + activationDelayMs) {
    throw new ServiceError(notFound, `The details of ${activationId} are not available yet: try again later.`)
  }
  return { content: { ...formatActivation(record), logs: record.logs } }
}

const getActivationList: Handler = (request, context) => createPage(request, context)

const getActionActivationList: Handler = (request, context) =>
  createPage(request, context, requireAction(request, context))

const getActionActivationDetail: Handler = (request, context) =>
  createDetails(request, context, requireAction(request, context), ACTION_ACTIVATION_NOT_FOUND)

const getTriggerActivationList: Handler = (request, context) =>
  createPage(request, context, requireTrigger(request, context))

const getTriggerActivationDetail: Handler = (request, context) =>
  createDetails(request, context, requireTrigger(request, context), TRIGGER_ACTIVATION_NOT_FOUND)

export const activationHandlers = {
  getActivationList,
  getActionActivationList,
  getActionActivationDetail,
  getTriggerActivationList,
  getTriggerActivationDetail,
} satisfies Partial<Handlers>
