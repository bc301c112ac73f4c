import {
  actionOperations,
  activationOperations,
  type Operation,
  type OperationId,
  packageOperations,
  triggerOperations,
} from './operations.ts'

/**
 * The kind of a value in a response: text, a number, true or false, any JSON (which belongs to users), a list of one kind
 * of entry, or an object.
 */
export type Shape = 'text' | 'number' | 'boolean' | 'json' | readonly [entry: Shape] | ObjectShape

/** The fields of an object, by name. A name that ends with `?` is a field that is not always there. */
export interface ObjectShape {
  readonly [field: string]: Shape
}

const packageSummary: ObjectShape = { name: 'text', description: 'text' }

const actionSummary: ObjectShape = { name: 'text', description: 'text', type: 'text', runtime: 'text' }

const triggerSummary: ObjectShape = { name: 'text', type: 'text' }

const packageShape: ObjectShape = {
  ...packageSummary,
  parameters: 'json',
  resourceId: 'text',
  'platform?': 'text',
  'actions?': [actionSummary],
}

/** `type` is a field of v2.1; `web` and `path` are fields of v2.0. */
const action: ObjectShape = {
  name: 'text',
  description: 'text',
  parameters: 'json',
  exec: {
    kind: 'text',
    'binary?': 'boolean',
    'code?': 'text',
    'main?': 'text',
    'imageUri?': 'text',
    'components?': ['text'],
  },
  'type?': 'text',
  'web?': 'boolean',
  'path?': 'text',
  'limits?': { timeout: 'number', memory: 'number' },
  // Unknown: v2.1 has shown this as a list and as one object.
  'vpc?': [{ vpcNo: 'number', subnetNo: 'number' }],
  'raw-http?': 'boolean',
  'custom-options?': 'boolean',
  'resourceId?': 'text',
  'namespace?': 'text',
}

const trigger: ObjectShape = {
  ...triggerSummary,
  description: 'text',
  resourceId: 'text',
  actions: ['text'],
  execOption: 'json',
  'namespace?': 'text',
  'cronOption?': 'text',
}

/** Options of a trigger. The response to `putTrigger` repeats them from the request. */
const triggerOptions: ObjectShape = {
  'parameters?': 'json',
  'credential?': 'json',
  'credentials?': 'json',
  'events?': 'json',
  'link?': 'json',
  'insightLink?': 'json',
  'objectStorageLink?': 'json',
  'sourceCommitLink?': 'json',
  'secretManagerLink?': 'json',
}

const linkEnd: ObjectShape = { name: 'text', path: 'text' }

const activationPage: ObjectShape = {
  activations: [{ activationId: 'text', duration: 'number', status: 'text' }],
  totalCount: 'number',
}

const response: ObjectShape = { result: 'json', status: 'text', success: 'boolean' }

const activation: ObjectShape = {
  activationId: 'text',
  duration: 'number',
  start: 'number',
  end: 'number',
  name: 'text',
  namespace: 'text',
  response,
  logs: ['text'],
  'subject?': 'text',
}

/** The response to a run: the id alone if the run is not over, else the activation. */
const run: ObjectShape = {
  activationId: 'text',
  'duration?': 'number',
  'start?': 'number',
  'end?': 'number',
  'name?': 'text',
  'namespace?': 'text',
  'response?': response,
  'subject?': 'text',
}

type Shapes<Group> = Readonly<Partial<Record<keyof Group, Shape>>>

const byId = <Method extends string>(
  operations: Readonly<Record<Method, Operation>>,
  shapes: Shapes<typeof operations>,
): [OperationId, Shape][] =>
  (Object.keys(shapes) as Method[]).map((method) => [operations[method].id, shapes[method] as Shape])

/**
 * The shape of `content` in the response of each operation, for both API versions. Operations that delete have none.
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const responseShapes: Readonly<Partial<Record<OperationId, Shape>>> = Object.fromEntries([
  ...byId(packageOperations, {
    list: [packageSummary],
    get: { ...packageShape, 'namespace?': 'text' },
    put: { ...packageShape, namespace: 'text' },
  }),
  ...byId(actionOperations, {
    list: { actions: [actionSummary] },
    get: action,
    put: action,
    run,
    listActivations: activationPage,
    getActivation: activation,
  }),
  ...byId(triggerOperations, {
    list: { triggers: [triggerSummary] },
    get: { ...trigger, ...triggerOptions },
    put: { ...trigger, ...triggerOptions },
    fire: { activationId: 'text' },
    link: { action: linkEnd, trigger: linkEnd, namespace: 'text', status: 'text' },
    listActivations: activationPage,
    getActivation: activation,
  }),
  ...byId(activationOperations, { list: activationPage }),
])
