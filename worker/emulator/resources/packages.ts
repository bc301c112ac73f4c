import {
  createResourceId,
  KEEPS_OMITTED_FIELDS,
  MISSING_FIELD,
  NAMESPACE,
  WRONG_BODY,
  WRONG_FIELD,
} from '../assumptions.ts'
import type { Handler, Handlers } from '../emulator-context.ts'
import { errors, ServiceError } from '../errors.ts'
import { wrapContent } from '../gateway/responses.ts'
import { summarizeAction } from './action-versions.ts'
import type { PackageDocument } from './documents.ts'
import { description, parameters } from './field-rules.ts'
import { getDocument, listDocuments, requireDocument } from './find-document.ts'
import { validateName, validateNewResource } from './new-resource.ts'
import { readFields, requireObject } from './read-fields.ts'

/** Serialized lists of packages. Serializing thousands of packages takes longer than reading them. */
const serializedLists = new WeakMap<object, Uint8Array<ArrayBuffer>>()

const serializeList = (packages: readonly PackageDocument[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(wrapContent(packages.map(({ name, description }) => ({ name, description }))))

const getPackageList: Handler = ({ platform }, context) => {
  // A store can return the same list until it changes.
  const stored = context.store.list('package', platform)
  const json = serializedLists.get(stored) ?? serializeList(listDocuments(context, 'package', platform))
  serializedLists.set(stored, json)
  return { json }
}

const getPackage: Handler = ({ platform, names: { packageName = '' } }, context) => {
  const { name, description, parameters, resourceId } = requireDocument(context, 'package', platform, packageName)
  const actions = listDocuments(context, 'action', platform, `${packageName}/`).map(summarizeAction)
  return { content: { name, description, parameters, platform, resourceId, actions } }
}

const putPackage: Handler = ({ platform, names: { packageName = '' }, body }, context) => {
  validateName('packageName', packageName)
  requireObject(body, WRONG_BODY)
  const fields = readFields(body, MISSING_FIELD, WRONG_FIELD)
  const given = {
    description: fields.optional('description', description),
    parameters: fields.optional('parameters', parameters),
  }
  const existing = getDocument(context, 'package', platform, packageName)
  if (!existing) validateNewResource(context, 'package', platform, packageName)
  const kept = KEEPS_OMITTED_FIELDS ? existing : undefined
  const document: PackageDocument = {
    name: packageName,
    description: given.description ?? kept?.description ?? '',
    parameters: given.parameters ?? kept?.parameters ?? {},
    resourceId: existing?.resourceId ?? createResourceId(context.random),
    created: existing?.created ?? context.now(),
  }
  context.store.put('package', platform, packageName, document)
  const { created: _, ...content } = document
  return { content: { ...content, namespace: NAMESPACE } }
}

const deletePackage: Handler = ({ platform, names: { packageName = '' } }, context) => {
  requireDocument(context, 'package', platform, packageName)
  const isEmpty = context.store.list('action', platform, `${packageName}/`).length === 0
  if (!isEmpty) throw new ServiceError(errors.packageNotEmpty)
  context.store.delete('package', platform, packageName)
  return {}
}

export const packageHandlers = { getPackageList, getPackage, putPackage, deletePackage } satisfies Partial<Handlers>
