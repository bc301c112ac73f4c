import { nextRuns } from '../../../lib/api/cron.ts'
import { Refusal } from '../gateway/responses.ts'
import type { Call, Handler, Service } from '../service.ts'
import {
  KEEPS_OMITTED_FIELDS,
  linkedName,
  MISSING_FIELD,
  NAMESPACE,
  resourceId,
  TYPE_CHANGED,
  WRONG_BODY,
  WRONG_FIELD,
  WRONG_QUERY,
} from '../unknowns.ts'
import {
  all,
  checkName,
  checkNew,
  find,
  lookUp,
  TRIGGER_TYPES,
  type TriggerDocument,
  type TriggerType,
} from './documents.ts'
import {
  description,
  type Fields,
  fieldsOf,
  flag,
  type JsonObject,
  listOf,
  object,
  parameters,
  type Rule,
  text,
  whole,
} from './fields.ts'
import { linkedActions, linksOf } from './links.ts'
import { execOption, readTrigger, type TriggerFields } from './versions.ts'

const short = text(1000)

const event: Rule<string> = {
  rule: 'must be an event of GitHub',
  holds: (value): value is string => typeof value === 'string' && /^(\*|[a-z_]{1,60})$/.test(value),
}

/** The fields of each entry of a list, as rules; `may` marks those that can be absent. */
const entries = (
  fields: Fields,
  place: string,
  isNeeded: boolean,
  needed: readonly string[],
  optional: Readonly<Record<string, readonly [rule: Rule<unknown>, otherwise: unknown]>> = {},
): JsonObject => {
  const list = isNeeded ? fields.need(place, listOf(object)) : fields.may(place, listOf(object))
  const read = (entry: JsonObject): JsonObject => {
    const { need, may } = fieldsOf(entry, MISSING_FIELD, WRONG_FIELD, `${place}.`)
    const given = needed.map((name) => [name, need(name, short)])
    const more = Object.entries(optional).map(([name, [rule, otherwise]]) => [name, may(name, rule) ?? otherwise])
    return Object.fromEntries([...given, ...more.filter(([, value]) => value !== undefined)])
  }
  return { [place]: (list ?? []).map(read) }
}

const github = ({ fields, outer, credential: [holder, name], product }: TriggerFields, isNew: boolean): JsonObject => {
  const parts = ['username', 'accessToken', 'repository']
  const credential = Object.fromEntries(parts.map((part) => [part, holder.need(`${name}.${part}`, short)]))
  const events = fields.need('events', listOf(event))
  // Only creating reads the link.
  if (!isNew) return { credential, events }
  const link = [product, 'apiName', 'stageName'].map((part) => [part, outer.need(`link.${part}`, short)])
  return { credential, events, link: Object.fromEntries(link) }
}

/** The fields of each type of trigger. */
const types: Readonly<Record<TriggerType, (trigger: TriggerFields, isNew: boolean) => JsonObject>> = {
  cron({ fields }) {
    const cronOption = fields.need('cronOption', short)
    try {
      nextRuns(cronOption, { count: 0 })
    } catch (error) {
      throw new Refusal(WRONG_FIELD, (error as Error).message)
    }
    return { cronOption }
  },
  github,
  insight: ({ fields }) =>
    entries(fields, 'insightLink', false, ['prodKey', 'ruleGrpId'], {
      reminderTime: [whole(5, 720), undefined],
      enableNotiWhenEventClose: [flag, false],
    }),
  object_storage: ({ fields }) => entries(fields, 'objectStorageLink', true, ['bucketName', 'eventRuleName']),
  source_commit: ({ fields }) =>
    entries(fields, 'sourceCommitLink', true, ['repositoryName', 'webhookName'], { enable: [flag, true] }),
  secret_manager: ({ fields }) => entries(fields, 'secretManagerLink', true, ['secretName']),
}

const readType = ({ version, query: { type } }: Call): TriggerType => {
  const known = TRIGGER_TYPES.filter((each) => version === 'v2.1' || each !== 'secret_manager')
  if (type === undefined) throw new Refusal(WRONG_QUERY, 'type is required')
  const found = known.find((each) => each === type)
  if (!found) throw new Refusal(WRONG_QUERY, `type must be one of ${known.join(', ')}`)
  return found
}

const shown = ({ version, platform }: Call, service: Service, document: TriggerDocument) => {
  const { name, description, type, resourceId } = document
  const actions = linkedActions(service, platform, name).map((key) => {
    const [packageName = '', actionName = ''] = key.split('/')
    return linkedName(packageName, actionName)
  })
  return { name, description, type, resourceId, actions, execOption: execOption(version, document) }
}

export const getTriggerList: Handler = ({ platform }, service) => ({
  content: { triggers: all(service, 'trigger', platform).map(({ name, type }) => ({ name, type })) },
})

export const getTrigger: Handler = (call, service) => ({
  content: shown(call, service, find(service, 'trigger', call.platform, call.names.triggerName ?? '')),
})

export const putTrigger: Handler = (call, service) => {
  const { platform, version, body, names } = call
  const { triggerName = '' } = names
  checkName('triggerName', triggerName)
  const type = readType(call)
  if (!object.holds(body)) throw new Refusal(WRONG_BODY, 'The body must be an object.')
  const existing = lookUp(service, 'trigger', platform, triggerName)
  if (existing && existing.type !== type) throw new Refusal(TYPE_CHANGED, `type must stay ${existing.type}`)

  const trigger = readTrigger(version, body)
  const given = {
    description: trigger.fields.may('description', description),
    parameters: trigger.fields.may('parameters', parameters),
  }
  const fields = types[type](trigger, !existing)
  if (!existing) checkNew(service, 'trigger', platform, triggerName)
  const isSame = existing?.fields.cronOption === fields.cronOption
  const kept = KEEPS_OMITTED_FIELDS ? existing : undefined
  const document: TriggerDocument = {
    name: triggerName,
    description: given.description ?? kept?.description ?? '',
    parameters: given.parameters ?? kept?.parameters ?? {},
    type,
    fields: { ...existing?.fields, ...fields },
    resourceId: existing?.resourceId ?? resourceId(service.random),
    created: existing?.created ?? service.now(),
    firedUntil: isSame && existing ? existing.firedUntil : service.now(),
  }
  service.store.put('trigger', platform, triggerName, document)
  const { parameters: echoed } = document
  return {
    content: { ...shown(call, service, document), ...document.fields, parameters: echoed, namespace: NAMESPACE },
  }
}

export const deleteTrigger: Handler = ({ platform, names: { triggerName = '' } }, service) => {
  const { store } = service
  find(service, 'trigger', platform, triggerName)
  for (const link of linksOf(service, platform, { trigger: triggerName })) store.delete('link', platform, link)
  store.delete('trigger', platform, triggerName)
  return {}
}
