import { type TriggerType, triggerTypesAt } from '../../../lib/api/trigger-types.ts'
import {
  createResourceId,
  KEEPS_OMITTED_FIELDS,
  linkedName,
  NAMESPACE,
  TYPE_CHANGED,
  WRONG_BODY,
  WRONG_QUERY,
} from '../assumptions.ts'
import type { EmulatorContext, Handler, Handlers } from '../emulator-context.ts'
import { ServiceError } from '../errors.ts'
import type { OperationRequest } from '../gateway/read-request.ts'
import type { TriggerDocument } from './documents.ts'
import { describeValue, description, parameters } from './field-rules.ts'
import { getDocument, listDocuments, requireDocument } from './find-document.ts'
import { validateName, validateNewResource } from './new-resource.ts'
import { requireObject } from './read-fields.ts'
import { linkKeysOfTrigger, listLinkedActions } from './stored-trigger-links.ts'
import { readTriggerFields } from './trigger-body.ts'
import { formatExecOption, readTriggerVersion } from './trigger-versions.ts'

/** Reads the type from the query. The emulator has the types of the public site in Korea. */
const readTriggerType = ({ version: apiVersion, query: { type } }: OperationRequest): TriggerType => {
  const types = triggerTypesAt({ site: 'public', region: 'KR', apiVersion })
  const found = types.find((each) => each === type)
  if (found) return found
  throw new ServiceError(
    WRONG_QUERY,
    type === undefined
      ? `type is required: add one of ${types.join(', ')} to the query`
      : `type must be one of ${types.join(', ')}: the emulator received ${describeValue(type)}`,
  )
}

const createContent = (
  { version, platform }: OperationRequest,
  context: EmulatorContext,
  document: TriggerDocument,
) => {
  const { name, description, type, resourceId } = document
  const actions = listLinkedActions(context, platform, name).map((key) => {
    const [packageName = '', actionName = ''] = key.split('/')
    return linkedName(packageName, actionName)
  })
  return { name, description, type, resourceId, actions, execOption: formatExecOption(version, document) }
}

const getTriggerList: Handler = ({ platform }, context) => ({
  content: { triggers: listDocuments(context, 'trigger', platform).map(({ name, type }) => ({ name, type })) },
})

const getTrigger: Handler = (request, context) => {
  const {
    platform,
    names: { triggerName = '' },
  } = request
  return { content: createContent(request, context, requireDocument(context, 'trigger', platform, triggerName)) }
}

const putTrigger: Handler = (request, context) => {
  const {
    platform,
    version,
    body,
    names: { triggerName = '' },
  } = request
  validateName('triggerName', triggerName)
  const type = readTriggerType(request)
  requireObject(body, WRONG_BODY)
  const existing = getDocument(context, 'trigger', platform, triggerName)
  if (existing && existing.type !== type) {
    throw new ServiceError(
      TYPE_CHANGED,
      `type must stay ${existing.type}, because it cannot be changed: the emulator received ${describeValue(type)}`,
    )
  }

  const triggerBody = readTriggerVersion(version, body)
  const given = {
    description: triggerBody.fields.optional('description', description),
    parameters: triggerBody.fields.optional('parameters', parameters),
  }
  const fields = readTriggerFields[type](triggerBody, !existing)
  if (!existing) validateNewResource(context, 'trigger', platform, triggerName)
  const hasSameTimes = existing?.fields.cronOption === fields.cronOption
  const kept = KEEPS_OMITTED_FIELDS ? existing : undefined
  const document: TriggerDocument = {
    name: triggerName,
    description: given.description ?? kept?.description ?? '',
    parameters: given.parameters ?? kept?.parameters ?? {},
    type,
    fields: { ...existing?.fields, ...fields },
    resourceId: existing?.resourceId ?? createResourceId(context.random),
    created: existing?.created ?? context.now(),
    firedUntil: hasSameTimes && existing ? existing.firedUntil : context.now(),
  }
  context.store.put('trigger', platform, triggerName, document)
  const content = createContent(request, context, document)
  return { content: { ...content, ...document.fields, parameters: document.parameters, namespace: NAMESPACE } }
}

const deleteTrigger: Handler = ({ platform, names: { triggerName = '' } }, context) => {
  const { store } = context
  requireDocument(context, 'trigger', platform, triggerName)
  for (const link of linkKeysOfTrigger(context, platform, triggerName)) store.delete('link', platform, link)
  store.delete('trigger', platform, triggerName)
  return {}
}

export const triggerHandlers = { getTriggerList, getTrigger, putTrigger, deleteTrigger } satisfies Partial<Handlers>
