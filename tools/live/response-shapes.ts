import { type OperationId, operations } from '../../lib/api/operations.ts'
import type { ResolvedEndpoint } from '../../lib/api/resolve-endpoint.ts'
import type * as unknowns from '../../worker/emulator/unknowns.ts'

/** The name of an assumption of the emulator: an export of `worker/emulator/unknowns.ts`. */
export type Assumption = keyof typeof unknowns

/**
 * The client's types of a response, as data. Values of the shapes `object` and `anything` are data of users: their
 * content is never compared.
 */
export type Shape =
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
  | { readonly list: Shape }
  | Fields
  /** Either a list or an object. */
  | { readonly list: Shape; readonly orFields: Fields }

/** An object with these fields. Those in `optional` may be absent; `isOpen` allows other fields. */
export interface Fields {
  readonly fields: Readonly<Record<string, Shape>>
  readonly optional?: Readonly<Record<string, Shape>>
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
  optional: { binary: 'flag', code: 'text', main: 'text', imageUri: 'text', components: { list: 'text' } },
}

const actionOf = ({ apiVersion }: ResolvedEndpoint): Fields => ({
  fields: {
    name: 'text',
    description: 'text',
    parameters: 'object',
    exec,
    ...(apiVersion === 'v2.0' ? { web: 'flag', path: 'text' } : { type: actionType }),
  },
  optional: {
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
  optional: { subject: 'text' },
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

/** Returns the shape of `content` by operation. Deletions have no content. */
export const responseShapes = (endpoint: ResolvedEndpoint): Readonly<Partial<Record<OperationId, Shape>>> => ({
  getPackageList: { list: { fields: packageSummary } },
  getPackage: {
    fields: {
      ...packageSummary,
      parameters: 'object',
      resourceId: 'id',
    },
    optional: { platform: { words: ['vpc', 'classic'] }, actions: { list: 'unknown' } },
  },
  putPackage: { fields: { ...packageSummary, namespace: 'text', parameters: 'object', resourceId: 'id' } },
  getActionList: { fields: { actions: { list: actionSummary } } },
  getAction: actionOf(endpoint),
  putAction: actionOf(endpoint),
  postAction: {
    fields: { activationId: 'id' },
    optional: {
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
  getTrigger: triggerOf(endpoint),
  putTrigger: { fields: {}, optional: { name: 'text', resourceId: 'id' }, isOpen: true },
  postTrigger: { fields: { activationId: 'id' } },
  postTriggerLinkAction: {
    fields: { action: linkEnd, trigger: linkEnd, namespace: 'text', status: { words: ['active', 'inactive'] } },
  },
  getTriggerActivationList: activationPage,
  getTriggerActivationDetail: activationOf('zero'),
  getActivationList: activationPage,
})

/** The shape of an error. The documentation does not say whether `details` is optional. */
export const errorShape: Fields = { fields: { errorCode: 'label', message: 'label' }, optional: { details: 'text' } }

/** Field names of the service. They are printed even if the account holds the same words. */
export const serviceWords: readonly string[] = [
  ...Object.values(operations).flatMap(({ body = [] }) => body),
  ...['name', 'type', 'runtime', 'namespace', 'resourceId', 'actions', 'execOption', 'platform', 'path'],
  ...['activationId', 'status', 'updated', 'created', 'version', 'publish', 'annotations'],
]

/** Assumptions of the emulator about fields of the content. */
export const assumptionsOfFields: Readonly<Record<string, Assumption>> = {
  'content.vpc': 'shownVpc',
  'content.resourceId': 'resourceId',
  'content.subject': 'SUBJECT',
}
