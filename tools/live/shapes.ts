import { type OperationId, operations } from '../../lib/api/operations.ts'
import type { ResolvedEndpoint } from '../../lib/api/resolve-endpoint.ts'
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

const packageSummary = { name: 'text', description: 'text' } as const
const actionType: Shape = { words: ['basic', 'web', 'sequence', 'sequence-web'] }
const actionSummary: Fields = { fields: { name: 'text', description: 'text', type: actionType, runtime: 'label' } }
const subnet: Fields = { fields: { vpcNo: 'number', subnetNo: 'number' } }

const exec: Fields = {
  fields: { kind: 'label' },
  may: { binary: 'flag', code: 'text', main: 'text', imageUri: 'text', components: { list: 'text' } },
}

const actionOf = ({ apiVersion }: ResolvedEndpoint): Fields => ({
  fields: {
    name: 'text',
    description: 'text',
    parameters: 'object',
    exec,
    ...(apiVersion === 'v2.0' ? { web: 'flag', path: 'text' } : { type: actionType }),
  },
  may: {
    limits: { fields: { timeout: 'number', memory: 'number' } },
    vpc: { list: subnet, orFields: subnet },
    'raw-http': 'flag',
    'custom-options': 'flag',
    resourceId: 'id',
  },
})

const activationPage: Fields = {
  fields: {
    activations: { list: { fields: { activationId: 'id', duration: 'number', status: activationStatus } } },
    totalCount: 'number',
  },
}

const response: Fields = { fields: { result: 'anything', status: activationStatus, success: 'flag' } }

const activationOf = (end: Shape): Fields => ({
  fields: {
    activationId: 'id',
    duration: 'number',
    start: 'number',
    end,
    logs: { list: 'text' },
    name: 'text',
    namespace: 'text',
    response,
  },
  may: { subject: 'text' },
})

const triggerOf = ({ apiVersion }: ResolvedEndpoint): Fields => {
  const options: Shape = { list: { fields: { key: 'label', value: 'anything' } } }
  return {
    fields: {
      name: 'text',
      type: 'label',
      description: 'text',
      resourceId: 'id',
      actions: { list: 'unknown' },
      execOption: apiVersion === 'v2.0' ? { fields: { key: 'label', value: options } } : options,
    },
  }
}

const linkEnd: Fields = { fields: { name: 'text', path: 'text' } }

/** The shape of `content` of each operation, as the client has it. Those that delete have none. */
export const shapesOf = (place: ResolvedEndpoint): Readonly<Partial<Record<OperationId, Shape>>> => ({
  getPackageList: { list: { fields: packageSummary } },
  getPackage: {
    fields: {
      ...packageSummary,
      parameters: 'object',
      resourceId: 'id',
    },
    may: { platform: { words: ['vpc', 'classic'] }, actions: { list: 'unknown' } },
  },
  putPackage: { fields: { ...packageSummary, namespace: 'text', parameters: 'object', resourceId: 'id' } },
  getActionList: { fields: { actions: { list: actionSummary } } },
  getAction: actionOf(place),
  putAction: actionOf(place),
  postAction: {
    fields: { activationId: 'id' },
    may: {
      duration: 'number',
      start: 'number',
      end: 'number',
      name: 'text',
      namespace: 'text',
      response,
      logs: { list: 'text' },
      subject: 'text',
    },
  },
  getActionActivationList: activationPage,
  getActionActivationDetail: activationOf('number'),
  getTriggerList: { fields: { triggers: { list: { fields: { name: 'text', type: 'label' } } } } },
  getTrigger: triggerOf(place),
  putTrigger: { fields: {}, may: { name: 'text', resourceId: 'id' }, isOpen: true },
  postTrigger: { fields: { activationId: 'id' } },
  postTriggerLinkAction: {
    fields: { action: linkEnd, trigger: linkEnd, namespace: 'text', status: { words: ['active', 'inactive'] } },
  },
  getTriggerActivationList: activationPage,
  getTriggerActivationDetail: activationOf('zero'),
  getActivationList: activationPage,
})

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
