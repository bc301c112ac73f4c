import { errors, Refusal } from '../gateway/responses.ts'
import { checkSequence } from '../runs/sequence.ts'
import type { Call, Handler, Service } from '../service.ts'
import {
  ACTION_IS_LINKED,
  DELETES_LINKED,
  KEEPS_OMITTED_FIELDS,
  MISSING_PACKAGE_IS_EMPTY,
  resourceId,
  TYPE_CHANGED,
  WRONG_BODY,
  WRONG_FIELD,
} from '../unknowns.ts'
import { readExec, readLimits } from './action-code.ts'
import { type ActionDocument, actionKey, all, checkName, checkNew, codeOf, find, lookUp } from './documents.ts'
import { description, fieldsOf, flag, object, parameters } from './fields.ts'
import { linksOf } from './links.ts'
import { readActionType, readVpc, showAction } from './versions.ts'

/** An action in a list. */
export const summary = ({ name, description, type, exec }: ActionDocument) => ({
  name,
  description,
  type,
  runtime: exec.kind,
})

const keyOf = ({ names: { packageName = '', actionName = '' } }: Call): string => actionKey(packageName, actionName)

export const getActionList: Handler = ({ platform, names: { packageName = '' } }, service) => {
  if (packageName !== '-' && !MISSING_PACKAGE_IS_EMPTY) find(service, 'package', platform, packageName)
  return { content: { actions: all(service, 'action', platform, `${packageName}/`).map(summary) } }
}

const shown = ({ version, platform }: Call, service: Service, document: ActionDocument) =>
  showAction(version, document, codeOf(service, platform, document))

export const getAction: Handler = (call, service) => ({
  content: shown(call, service, find(service, 'action', call.platform, keyOf(call))),
})

/** Everything of the body that is the same for new and old actions; nothing is written yet. */
const read = (call: Call, existing: ActionDocument | undefined) => {
  const { body } = call
  if (!object.holds(body)) throw new Refusal(WRONG_BODY, 'The body must be an object.')
  const within = (value: unknown, place = '') => fieldsOf(value, errors.actionMissingField, WRONG_FIELD, place)
  const fields = within(body)
  const type = readActionType(call, fields, existing)
  if (existing && existing.type !== type) throw new Refusal(TYPE_CHANGED, `type must stay ${existing.type}`)

  const kept = KEEPS_OMITTED_FIELDS ? existing : undefined
  const web = ['raw-http', 'custom-options'].map((name) => {
    const value = fields.may(name, flag)
    if (value && !type.includes('web')) fields.refuse(name, 'is for web actions')
    return [name, value ?? kept?.[name as 'raw-http'] ?? false]
  })
  const isSequence = type.startsWith('sequence')
  const vpc = isSequence ? undefined : (readVpc(call, fields, within) ?? kept?.vpc)
  return {
    type,
    description: fields.may('description', description) ?? kept?.description ?? '',
    parameters: fields.may('parameters', parameters) ?? kept?.parameters ?? {},
    ...(!isSequence && { limits: readLimits(fields) }),
    exec: readExec(fields, isSequence, existing),
    ...(vpc && { vpc }),
    ...(type.includes('web') && Object.fromEntries(web)),
  }
}

export const putAction: Handler = (call, service) => {
  const { platform, names } = call
  const { packageName = '', actionName = '' } = names
  if (packageName !== '-') checkName('packageName', packageName)
  checkName('actionName', actionName)
  const key = keyOf(call)
  const existing = lookUp(service, 'action', platform, key)
  const given = read(call, existing)
  const { code, ...exec } = given.exec
  if (packageName !== '-') find(service, 'package', platform, packageName)
  if (!existing) checkNew(service, 'action', platform, key)
  const document: ActionDocument = {
    name: actionName,
    packageName,
    ...given,
    exec,
    resourceId: existing?.resourceId ?? resourceId(service.random),
    created: existing?.created ?? service.now(),
  }
  checkSequence(service, platform, document)
  service.store.put('action', platform, key, document)
  if (code === undefined) service.store.delete('code', platform, key)
  else service.store.put('code', platform, key, code)
  return { content: shown(call, service, document) }
}

export const deleteAction: Handler = (call, service) => {
  const { platform } = call
  const { store } = service
  const key = keyOf(call)
  find(service, 'action', platform, key)
  const links = linksOf(service, platform, { action: key })
  if (links.length && !DELETES_LINKED) throw new Refusal(ACTION_IS_LINKED)
  for (const link of links) store.delete('link', platform, link)
  store.delete('code', platform, key)
  store.delete('action', platform, key)
  return {}
}
