import { errors, Refusal } from '../gateway/responses.ts'
import type { Call, Handler, Service } from '../service.ts'
import type { Platform } from '../store/store.ts'
import {
  ALREADY_LINKED,
  actionPath,
  LINKS_PER_ACTION,
  LINKS_PER_TRIGGER,
  NAMESPACE,
  NOT_LINKED,
  PACKAGE_REQUIRED_IN_V20,
  TOO_MANY_LINKS_OF_ACTION,
  TOO_MANY_LINKS_OF_TRIGGER,
} from '../unknowns.ts'
import { actionKey, find } from './documents.ts'
import { fieldsOf, object, text } from './fields.ts'

/** The keys of links of one trigger or one action. */
export const linksOf = (
  { store }: Service,
  platform: Platform,
  { trigger, action }: { readonly trigger?: string; readonly action?: string },
): readonly string[] =>
  store
    .list('link', platform, trigger === undefined ? '' : `${trigger} `)
    .map(([key]) => key)
    .filter((key) => action === undefined || key.endsWith(` ${action}`))

interface LinkDocument {
  /** Milliseconds since the epoch. */
  readonly created: number
}

/** The keys of the actions linked to a trigger at a time; without one, now. */
export const linkedActions = (
  { store }: Service,
  platform: Platform,
  trigger: string,
  time = Number.POSITIVE_INFINITY,
): readonly string[] =>
  store
    .list('link', platform, `${trigger} `)
    .filter(([, link]) => (link as LinkDocument).created <= time)
    .map(([key]) => key.slice(trigger.length + 1))

const LONGEST_TEXT = 200

/** Trigger and action that a body joins: both exist. A package may stand in `action`, as the sample of v2.1 has it. */
const read = ({ version, platform, names: { triggerName = '' }, body }: Call, service: Service) => {
  find(service, 'trigger', platform, triggerName)
  if (!object.holds(body ?? {})) throw new Refusal(errors.linkWrongType, 'The body must be an object.')
  const fields = fieldsOf(body, errors.linkMissingField, errors.linkWrongType)
  const action = fields.need('action', text(LONGEST_TEXT))
  const isNeeded = version === 'v2.0' && PACKAGE_REQUIRED_IN_V20
  const named = isNeeded ? fields.need('package', text(LONGEST_TEXT)) : fields.may('package', text(LONGEST_TEXT))
  const packageName = named ?? '-'
  const key = packageName === '-' && action.includes('/') ? action : actionKey(packageName, action)
  const { name, packageName: within } = find(service, 'action', platform, key)
  return { triggerName, action: key, key: `${triggerName} ${key}`, name, path: actionPath(within) }
}

export const postTriggerLinkAction: Handler = (call, service) => {
  const { platform } = call
  const { triggerName, action, key, name, path } = read(call, service)
  if (service.store.get('link', platform, key)) throw new Refusal(ALREADY_LINKED)
  if (linksOf(service, platform, { trigger: triggerName }).length >= LINKS_PER_TRIGGER) {
    throw new Refusal(TOO_MANY_LINKS_OF_TRIGGER)
  }
  if (linksOf(service, platform, { action }).length >= LINKS_PER_ACTION) throw new Refusal(TOO_MANY_LINKS_OF_ACTION)
  const link: LinkDocument = { created: service.now() }
  service.store.put('link', platform, key, link)
  return {
    content: {
      action: { name, path },
      namespace: NAMESPACE,
      status: 'active',
      trigger: { name: triggerName, path: NAMESPACE },
    },
  }
}

export const deleteTriggerLinkAction: Handler = (call, service) => {
  const { key, action, triggerName } = read(call, service)
  if (!service.store.get('link', call.platform, key)) {
    throw new Refusal(NOT_LINKED, `${action} is not linked to ${triggerName}`)
  }
  service.store.delete('link', call.platform, key)
  return {}
}
