import { type OperationId, operations } from '../../lib/api/operations.ts'
import type { ResolvedEndpoint } from '../../lib/api/resolve-endpoint.ts'
import { responseShapes, type Shape } from '../../lib/api/response-fields.ts'

/**
 * The client's types of a response, as data. Values of the shapes `object` and `anything` are data of users: their
 * content is never compared.
 */
export type ComparedShape =
  | 'text'
  | 'number'
  | 'flag'
  | 'object'
  | 'anything'
  /** A value of the service that the types do not describe: names and types of its fields are compared. */
  | 'unknown'
  /** A number that is always 0. */
  | 'zero'
  /** A text of the service, such as a runtime. */
  | 'label'
  /** A text whose format is compared: its length, and whether it has letters or digits. */
  | 'id'
  /** One of these words of the service. Every other word is a difference. */
  | { readonly words: readonly string[] }
  | { readonly list: ComparedShape }
  | Fields
  /** Either a list or an object. */
  | { readonly list: ComparedShape; readonly orFields: Fields }

/** An object with these fields. Those in `optional` may be absent; `isOpen` allows other fields. */
export interface Fields {
  readonly fields: Readonly<Record<string, ComparedShape>>
  readonly optional?: Readonly<Record<string, ComparedShape>>
  readonly isOpen?: true
}

const activationStatus: ComparedShape = {
  words: ['success', 'application error', 'action developer error', 'whisk internal error'],
}

const actionType: ComparedShape = { words: ['basic', 'web', 'sequence', 'sequence-web'] }
const platform: ComparedShape = { words: ['vpc', 'classic'] }
const subnet: Fields = { fields: { vpcNo: 'number', subnetNo: 'number' } }

/** Shapes of fields that are compared by more than their type, in all responses. */
const stricterFields: Readonly<Record<string, ComparedShape>> = {
  activationId: 'id',
  resourceId: 'id',
  runtime: 'label',
  kind: 'label',
  platform,
  parameters: 'object',
  status: activationStatus,
  vpc: { list: subnet, orFields: subnet },
}

/** Returns such shapes for fields in the response of one operation. */
const stricterFieldsOf = ({ apiVersion }: ResolvedEndpoint): Readonly<Record<string, ComparedShape>> => {
  const options: ComparedShape = { list: { fields: { key: 'label', value: 'anything' } } }
  return {
    'getActionList.type': actionType,
    'getAction.type': actionType,
    'putAction.type': actionType,
    'getPackage.actions': { list: 'unknown' },
    'putPackage.actions': { list: 'unknown' },
    'getTriggerList.type': 'label',
    'getTrigger.type': 'label',
    'getTrigger.actions': { list: 'unknown' },
    'getTrigger.execOption': apiVersion === 'v2.0' ? { fields: { key: 'label', value: options } } : options,
    'getTriggerActivationDetail.end': 'zero',
    'postTriggerLinkAction.status': { words: ['active', 'inactive'] },
  }
}

/** The fields that actions always have in one API version, and never in the other. */
const actionFieldsOf = { 'v2.1': ['type'], 'v2.0': ['web', 'path'] } as const

const typeNames: Readonly<Record<string, ComparedShape>> = {
  text: 'text',
  number: 'number',
  boolean: 'flag',
  json: 'anything',
}

/** Returns the shapes of `content` that are compared, by operation. Deletions have no content. */
export const comparedShapes = (endpoint: ResolvedEndpoint): Readonly<Partial<Record<OperationId, ComparedShape>>> => {
  const requiredFields: readonly string[] = actionFieldsOf[endpoint.apiVersion]
  const absentFields: readonly string[] = actionFieldsOf[endpoint.apiVersion === 'v2.0' ? 'v2.1' : 'v2.0']
  const stricter = stricterFieldsOf(endpoint)

  const convert = (id: string, shape: Shape): ComparedShape => {
    if (typeof shape === 'string') return typeNames[shape] ?? 'anything'
    if (Array.isArray(shape)) return { list: convert(id, shape[0]) }
    const isAction = 'exec' in shape
    const fields: Record<string, ComparedShape> = {}
    const optional: Record<string, ComparedShape> = {}
    for (const [key, fieldShape] of Object.entries(shape)) {
      const name = key.replace(/\?$/, '')
      if (isAction && absentFields.includes(name)) continue
      const isOptional = key.endsWith('?') && !(isAction && requiredFields.includes(name))
      const group = isOptional ? optional : fields
      group[name] = stricter[`${id}.${name}`] ?? stricterFields[name] ?? convert(id, fieldShape)
    }
    return { fields, optional }
  }

  return {
    ...Object.fromEntries(Object.entries(responseShapes).map(([id, shape]) => [id, convert(id, shape)])),
    // The client's types allow any other field here.
    putTrigger: { fields: {}, optional: { name: 'text', resourceId: 'id' }, isOpen: true },
  }
}

/** The shape of an error. The documentation does not say whether `details` is optional. */
export const errorShape: Fields = { fields: { errorCode: 'label', message: 'label' }, optional: { details: 'text' } }

/** Field names of the service. They are printed even if the account holds the same words. */
export const serviceWords: readonly string[] = [
  ...Object.values(operations).flatMap(({ body = [] }) => body),
  ...['name', 'type', 'runtime', 'namespace', 'resourceId', 'actions', 'execOption', 'platform', 'path'],
  ...['activationId', 'status', 'updated', 'created', 'version', 'publish', 'annotations'],
]
