import { NO_PACKAGE } from '../../../lib/api/resource-names.ts'
import { ACTION_IS_LINKED, createResourceId, DELETES_LINKED, MISSING_PACKAGE_IS_EMPTY } from '../assumptions.ts'
import type { EmulatorContext, Handler, Handlers } from '../emulator-context.ts'
import { ServiceError } from '../errors.ts'
import type { OperationRequest } from '../gateway/read-request.ts'
import { readActionBody } from './action-body.ts'
import { formatAction, summarizeAction } from './action-versions.ts'
import { type ActionDocument, actionKey } from './documents.ts'
import { getActionCode, getDocument, listDocuments, requireDocument } from './find-document.ts'
import { validateName, validateNewResource } from './new-resource.ts'
import { validateSequence } from './sequence-components.ts'
import { linkKeysOfAction } from './stored-trigger-links.ts'

const keyOf = ({ names: { packageName = '', actionName = '' } }: OperationRequest): string =>
  actionKey(packageName, actionName)

const createContent = (request: OperationRequest, context: EmulatorContext, document: ActionDocument) =>
  formatAction(request, document, getActionCode(context, request.platform, document))

const getActionList: Handler = ({ platform, names: { packageName = '' } }, context) => {
  if (packageName !== NO_PACKAGE && !MISSING_PACKAGE_IS_EMPTY) {
    requireDocument(context, 'package', platform, packageName)
  }
  const actions = listDocuments(context, 'action', platform, `${packageName}/`)
  return { content: { actions: actions.map(summarizeAction) } }
}

const getAction: Handler = (request, context) => ({
  content: createContent(request, context, requireDocument(context, 'action', request.platform, keyOf(request))),
})

const putAction: Handler = (request, context) => {
  const { platform, names } = request
  const { packageName = '', actionName = '' } = names
  if (packageName !== NO_PACKAGE) validateName('packageName', packageName)
  validateName('actionName', actionName)
  const key = keyOf(request)
  const existing = getDocument(context, 'action', platform, key)
  const given = readActionBody(request, existing)
  const { code, ...exec } = given.exec
  if (packageName !== NO_PACKAGE) requireDocument(context, 'package', platform, packageName)
  if (!existing) validateNewResource(context, 'action', platform, key)
  const document: ActionDocument = {
    name: actionName,
    packageName,
    ...given,
    exec,
    resourceId: existing?.resourceId ?? createResourceId(context.random),
    created: existing?.created ?? context.now(),
  }
  validateSequence(context, platform, document)
  context.store.put('action', platform, key, document)
  if (code === undefined) context.store.delete('code', platform, key)
  else context.store.put('code', platform, key, code)
  return { content: createContent(request, context, document) }
}

const deleteAction: Handler = (request, context) => {
  const { platform } = request
  const { store } = context
  const key = keyOf(request)
  requireDocument(context, 'action', platform, key)
  const links = linkKeysOfAction(context, platform, key)
  if (links.length && !DELETES_LINKED) throw new ServiceError(ACTION_IS_LINKED)
  for (const link of links) store.delete('link', platform, link)
  store.delete('code', platform, key)
  store.delete('action', platform, key)
  return {}
}

export const actionHandlers = { getActionList, getAction, putAction, deleteAction } satisfies Partial<Handlers>
