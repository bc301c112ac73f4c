import { errors, Refusal, wrapped } from '../gateway/responses.ts'
import type { Handler } from '../service.ts'
import { KEEPS_OMITTED_FIELDS, MISSING_FIELD, NAMESPACE, resourceId, WRONG_BODY, WRONG_FIELD } from '../unknowns.ts'
import { summary } from './actions.ts'
import { all, checkName, checkNew, find, lookUp, type PackageDocument } from './documents.ts'
import { description, fieldsOf, object, parameters } from './fields.ts'

/** Answers as they are sent. Writing thousands of packages takes longer than reading them does. */
const written = new WeakMap<object, Uint8Array<ArrayBuffer>>()

const write = (packages: readonly PackageDocument[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(wrapped(packages.map(({ name, description }) => ({ name, description }))))

export const getPackageList: Handler = ({ platform }, service) => {
  // A store that has not changed gives the same list again, if it can.
  const stored = service.store.list('package', platform)
  const json = written.get(stored) ?? write(all(service, 'package', platform))
  written.set(stored, json)
  return { json }
}

export const getPackage: Handler = ({ platform, names: { packageName = '' } }, service) => {
  const { name, description, parameters, resourceId } = find(service, 'package', platform, packageName)
  const actions = all(service, 'action', platform, `${packageName}/`).map(summary)
  return { content: { name, description, parameters, platform, resourceId, actions } }
}

export const putPackage: Handler = ({ platform, names: { packageName = '' }, body }, service) => {
  checkName('packageName', packageName)
  if (!object.holds(body)) throw new Refusal(WRONG_BODY, 'The body must be an object: {} where there is nothing.')
  const fields = fieldsOf(body, MISSING_FIELD, WRONG_FIELD)
  const given = {
    description: fields.may('description', description),
    parameters: fields.may('parameters', parameters),
  }
  const existing = lookUp(service, 'package', platform, packageName)
  if (!existing) checkNew(service, 'package', platform, packageName)
  const kept = KEEPS_OMITTED_FIELDS ? existing : undefined
  const document: PackageDocument = {
    name: packageName,
    description: given.description ?? kept?.description ?? '',
    parameters: given.parameters ?? kept?.parameters ?? {},
    resourceId: existing?.resourceId ?? resourceId(service.random),
    created: existing?.created ?? service.now(),
  }
  service.store.put('package', platform, packageName, document)
  const { created: _, ...shown } = document
  return { content: { ...shown, namespace: NAMESPACE } }
}

export const deletePackage: Handler = ({ platform, names: { packageName = '' } }, service) => {
  find(service, 'package', platform, packageName)
  if (service.store.list('action', platform, `${packageName}/`).length) throw new Refusal(errors.packageNotEmpty)
  service.store.delete('package', platform, packageName)
  return {}
}
