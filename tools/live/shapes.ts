import { type OperationId, operations } from '../../lib/api/operations.ts'
import type { ResolvedEndpoint } from '../../lib/api/resolve-endpoint.ts'
import { type Shape as ResponseShape, responseShapes } from '../../lib/api/shapes.ts'
import type * as unknowns from '../../worker/emulator/unknowns.ts'

/** The name of an assumption of the emulator. */
export type Question = keyof typeof unknowns

/**
 * What the client's types say of an answer, as data. What is `object` or `anything` belongs to users: it is never
 * looked into.
 */
export type Shape =
  | 'text'
  | 'number'
  | 'flag'
  | 'object'
  | 'anything'
  /** What the types leave open, and no user filled: the names and types of its fields are compared. */
  | 'unknown'
  /** A number that is always 0. */
  | 'zero'
  /** A text that is the service's own, such as a runtime. */
  | 'label'
  /** A text whose form is a question: letters, digits, how many. */
  | 'id'
  /** The service's own words; others are findings. */
  | { readonly words: readonly string[] }
  | { readonly list: Shape }
  | Fields
  /** By whether it is a list. */
  | { readonly list: Shape; readonly orFields: Fields }

/** An object of these fields; `may` are not always there. `isOpen`: others can be. */
export interface Fields {
  readonly fields: Readonly<Record<string, Shape>>
  readonly may?: Readonly<Record<string, Shape>>
  readonly isOpen?: true
}

const activationStatus: Shape = {
  words: ['success', 'application error', 'action developer error', 'whisk internal error'],
}

const actionType: Shape = { words: ['basic', 'web', 'sequence', 'sequence-web'] }
const platform: Shape = { words: ['vpc', 'classic'] }
const subnet: Fields = { fields: { vpcNo: 'number', subnetNo: 'number' } }

/** Fields that are compared more strictly than by their type, in the response of every operation. */
const stricterFields: Readonly<Record<string, Shape>> = {
  activationId: 'id',
  resourceId: 'id',
  runtime: 'label',
  kind: 'label',
  platform,
  parameters: 'object',
  status: activationStatus,
  vpc: { list: subnet, orFields: subnet },
}

/** The same for fields in the response of one operation. */
const stricterFieldsOf = ({ apiVersion }: ResolvedEndpoint): Readonly<Record<string, Shape>> => {
  const options: Shape = { list: { fields: { key: 'label', value: 'anything' } } }
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

/** The fields of an action that only one API version has, and always. */
const actionFieldsOf = { 'v2.1': ['type'], 'v2.0': ['web', 'path'] } as const

const types: Readonly<Record<string, Shape>> = { text: 'text', number: 'number', boolean: 'flag', json: 'anything' }

/** The shape of `content` of each operation. Those that delete have none. */
export const shapesOf = (place: ResolvedEndpoint): Readonly<Partial<Record<OperationId, Shape>>> => {
  const always: readonly string[] = actionFieldsOf[place.apiVersion]
  const never: readonly string[] = actionFieldsOf[place.apiVersion === 'v2.0' ? 'v2.1' : 'v2.0']
  const stricter = stricterFieldsOf(place)

  const convert = (id: string, shape: ResponseShape): Shape => {
    if (typeof shape === 'string') return types[shape] ?? 'anything'
    if (Array.isArray(shape)) return { list: convert(id, shape[0]) }
    const isAction = 'exec' in shape
    const fields: Record<string, Shape> = {}
    const may: Record<string, Shape> = {}
    for (const [mark, field] of Object.entries(shape)) {
      const name = mark.replace(/\?$/, '')
      if (isAction && never.includes(name)) continue
      const isOptional = mark.endsWith('?') && !(isAction && always.includes(name))
      const target = isOptional ? may : fields
      target[name] = stricter[`${id}.${name}`] ?? stricterFields[name] ?? convert(id, field)
    }
    return { fields, may }
  }

  const shapes = Object.entries(responseShapes).map(([id, shape]) => [id, convert(id, shape)])
  // The client's types leave this one open.
  return {
    ...Object.fromEntries(shapes),
    putTrigger: { fields: {}, may: { name: 'text', resourceId: 'id' }, isOpen: true },
  }
}

/** An error. Whether it always has `details` is not documented. */
export const errorShape: Fields = { fields: { errorCode: 'label', message: 'label' }, may: { details: 'text' } }

/** Names of fields that are the service's, whatever else an account calls so. */
export const vocabulary: readonly string[] = [
  ...Object.values(operations).flatMap(({ body = [] }) => body),
  ...['name', 'type', 'runtime', 'namespace', 'resourceId', 'actions', 'execOption', 'platform', 'path'],
  ...['activationId', 'status', 'updated', 'created', 'version', 'publish', 'annotations'],
]

/** What the emulator assumes of a field. */
export const questionsOfFields: Readonly<Record<string, Question>> = {
  'content.vpc': 'vpcInResponses',
  'content.resourceId': 'createResourceId',
  'content.subject': 'SUBJECT',
}
