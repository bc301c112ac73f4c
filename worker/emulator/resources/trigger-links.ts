import { NO_PACKAGE } from '../../../lib/api/resource-names.ts'
import {
  ALREADY_LINKED,
  actionPath,
  LINKS_PER_ACTION,
  LINKS_PER_TRIGGER,
  LONGEST_TEXT,
  NAMESPACE,
  NOT_LINKED,
  PACKAGE_REQUIRED_IN_V20,
  TOO_MANY_LINKS_OF_ACTION,
  TOO_MANY_LINKS_OF_TRIGGER,
} from '../assumptions.ts'
import type { EmulatorContext, Handler, Handlers } from '../emulator-context.ts'
import { errors, ServiceError } from '../errors.ts'
import type { OperationRequest } from '../gateway/read-request.ts'
import { type ActionDocument, actionKey, type LinkDocument } from './documents.ts'
import { text } from './field-rules.ts'
import { requireDocument } from './find-document.ts'
import { readFields, requireObject } from './read-fields.ts'
import { linkKey, linkKeysOfAction, linkKeysOfTrigger } from './stored-trigger-links.ts'

/** Reads the action of a body. The package can be in `package`, or in `action` as in the sample of v2.1. */
const readLinkedAction = ({ version, platform, body }: OperationRequest, context: EmulatorContext): ActionDocument => {
  requireObject(body ?? {}, errors.linkInvalidType)
  const fields = readFields(body, errors.linkMissingField, errors.linkInvalidType)
  const name = text(LONGEST_TEXT)
  const action = fields.required('action', name)
  const isPackageRequired = version === 'v2.0' && PACKAGE_REQUIRED_IN_V20
  const packageName = isPackageRequired ? fields.required('package', name) : fields.optional('package', name)
  const isInPackage = packageName !== undefined && packageName !== NO_PACKAGE
  const key = !isInPackage && action.includes('/') ? action : actionKey(packageName ?? NO_PACKAGE, action)
  return requireDocument(context, 'action', platform, key)
}

/** Reads which link a request is about: its trigger and its action must exist. */
const readLink = (request: OperationRequest, context: EmulatorContext) => {
  const { platform, names } = request
  const { triggerName = '' } = names
  requireDocument(context, 'trigger', platform, triggerName)
  const linked = readLinkedAction(request, context)
  const action = actionKey(linked.packageName, linked.name)
  return { platform, triggerName, linked, action, key: linkKey(triggerName, action) }
}

/** Whether a count has reached a limit. Counts only if there is a limit. */
const hasReached = (limit: number, count: () => number): boolean => Number.isFinite(limit) && count() >= limit

const postTriggerLinkAction: Handler = (request, context) => {
  const { platform, triggerName, linked, action, key } = readLink(request, context)
  if (context.store.get('link', platform, key)) throw new ServiceError(ALREADY_LINKED)
  if (hasReached(LINKS_PER_TRIGGER, () => linkKeysOfTrigger(context, platform, triggerName).length)) {
    throw new ServiceError(TOO_MANY_LINKS_OF_TRIGGER)
  }
  if (hasReached(LINKS_PER_ACTION, () => linkKeysOfAction(context, platform, action).length)) {
    throw new ServiceError(TOO_MANY_LINKS_OF_ACTION)
  }
  const link: LinkDocument = { created: context.now() }
  context.store.put('link', platform, key, link)
  return {
    content: {
      action: { name: linked.name, path: actionPath(linked.packageName) },
      namespace: NAMESPACE,
      status: 'active',
      trigger: { name: triggerName, path: NAMESPACE },
    },
  }
}

const deleteTriggerLinkAction: Handler = (request, context) => {
  const { platform, triggerName, action, key } = readLink(request, context)
  if (!context.store.get('link', platform, key)) {
    throw new ServiceError(NOT_LINKED, `The action ${action} is not linked to the trigger ${triggerName}.`)
  }
  context.store.delete('link', platform, key)
  return {}
}

export const linkHandlers = { postTriggerLinkAction, deleteTriggerLinkAction } satisfies Partial<Handlers>
