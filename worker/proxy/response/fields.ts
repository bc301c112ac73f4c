import type { OperationId } from '../../../lib/index.ts'
import { all, each, fields, plain, type View } from './filter.ts'

/** What is shown of an operation's answer: to everybody it is granted to, and to those it is granted to in full. */
interface Visible {
  readonly part: View
  /** Default: the same. */
  readonly full?: View
}

const entry = { name: plain, description: plain }

const action = { ...entry, type: plain, runtime: plain }

const actionPackage = { ...entry, platform: plain, namespace: plain, resourceId: plain, actions: fields(action) }

const exec = { kind: plain, binary: plain, main: plain, imageUri: plain, components: plain }

const actionDetail = {
  ...entry,
  type: plain,
  web: plain,
  'raw-http': plain,
  'custom-options': plain,
  limits: fields({ timeout: plain, memory: plain }),
  vpc: fields({ vpcNo: plain, subnetNo: plain }),
  resourceId: plain,
  namespace: plain,
  path: plain,
}

const option = { key: plain, value: plain }

/** Of options that start a trigger: when, but not what else there is, which may be a credential. */
const execOption: View = each((value) => {
  const { key } = Object(value) as { readonly key?: unknown }
  if (key === 'cronOption' || key === 'cron') return fields(option)(value)
  // The options of v2.0 are one value of this name.
  if (key === 'ncf_triggerOptions') return fields({ ...option, value: execOption })(value)
  return fields({ key: plain })(value)
})

const trigger = {
  ...entry,
  type: plain,
  resourceId: plain,
  namespace: plain,
  actions: plain,
  cronOption: plain,
}

/** What a trigger was put with: its answer has it again. */
const triggerOptions = {
  parameters: all,
  credential: all,
  credentials: all,
  events: all,
  link: all,
  insightLink: all,
  objectStorageLink: all,
  sourceCommitLink: all,
  secretManagerLink: all,
}

const run = {
  activationId: plain,
  duration: plain,
  start: plain,
  end: plain,
  name: plain,
  namespace: plain,
  subject: plain,
}

const outcome = { status: plain, success: plain }

const visiblePackage: Visible = { part: fields(actionPackage), full: fields({ ...actionPackage, parameters: all }) }

const visibleAction: Visible = {
  part: fields({ ...actionDetail, exec: fields(exec) }),
  full: fields({ ...actionDetail, exec: fields({ ...exec, code: plain }), parameters: all }),
}

const visibleTrigger: Visible = {
  part: fields({ ...trigger, execOption }),
  full: fields({ ...trigger, ...triggerOptions, execOption: all }),
}

const activations: Visible = {
  part: fields({ activations: fields({ activationId: plain, duration: plain, status: plain }), totalCount: plain }),
}

const activation: Visible = {
  part: fields({ ...run, response: fields(outcome) }),
  full: fields({ ...run, response: fields({ ...outcome, result: all }), logs: all }),
}

/**
 * What leaves of each operation's answer. Code, default parameters, credentials, logs and results do so only in full.
 * An operation that is not here shows nothing.
 */
export const visible: Readonly<Partial<Record<OperationId, Visible>>> = {
  getPackageList: { part: fields(entry) },
  getPackage: visiblePackage,
  putPackage: visiblePackage,
  getActionList: { part: fields({ actions: fields(action) }) },
  getAction: visibleAction,
  putAction: visibleAction,
  // Its result is what the caller asked for.
  postAction: { part: fields({ ...run, response: fields({ ...outcome, result: all }) }) },
  getActionActivationList: activations,
  getActionActivationDetail: activation,
  getTriggerList: { part: fields({ triggers: fields({ name: plain, type: plain }) }) },
  getTrigger: visibleTrigger,
  putTrigger: visibleTrigger,
  postTrigger: { part: fields({ activationId: plain }) },
  postTriggerLinkAction: {
    part: fields({
      action: fields({ name: plain, path: plain }),
      namespace: plain,
      status: plain,
      trigger: fields({ name: plain, path: plain }),
    }),
  },
  getTriggerActivationList: activations,
  getTriggerActivationDetail: activation,
  getActivationList: activations,
}
