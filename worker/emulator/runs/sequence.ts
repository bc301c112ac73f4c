import { errors, Refusal } from '../gateway/responses.ts'
import { type ActionDocument, actionKey, lookUp } from '../resources/documents.ts'
import type { Service } from '../service.ts'
import type { Platform } from '../store/store.ts'
import { COMPONENTS_MUST_EXIST, LONGEST_SEQUENCE, WRONG_FIELD } from '../unknowns.ts'

/**
 * The actions with code that an action comes down to, in order; those that are missing are left out.
 *
 * @param changed An action as it is to be, where that differs from what is stored.
 * @throws Refusal for a sequence that is too long, as one that holds itself is.
 */
export const partsOf = (
  service: Service,
  platform: Platform,
  action: ActionDocument,
  changed?: ActionDocument,
): readonly ActionDocument[] => {
  const parts: ActionDocument[] = []
  let steps = 0
  const changedKey = changed && actionKey(changed.packageName, changed.name)
  const walk = (each: ActionDocument): void => {
    steps += 1
    if (parts.length >= LONGEST_SEQUENCE || steps > 2 * LONGEST_SEQUENCE) {
      throw new Refusal(WRONG_FIELD, `exec.components must come down to at most ${LONGEST_SEQUENCE} actions`)
    }
    if (!each.exec.components) parts.push(each)
    for (const key of each.exec.components ?? []) {
      const next = key === changedKey ? changed : lookUp(service, 'action', platform, key)
      if (next) walk(next)
    }
  }
  walk(action)
  return parts
}

/** @throws Refusal for a sequence with parts there are not, or that holds itself. */
export const checkSequence = (service: Service, platform: Platform, action: ActionDocument): void => {
  const { components = [] } = action.exec
  const own = actionKey(action.packageName, action.name)
  const missing = components.find((key) => key !== own && !lookUp(service, 'action', platform, key))
  if (missing !== undefined && COMPONENTS_MUST_EXIST) {
    throw new Refusal(errors.actionNotFound, `exec.components: there is no ${missing}`)
  }
  partsOf(service, platform, action, action)
}
