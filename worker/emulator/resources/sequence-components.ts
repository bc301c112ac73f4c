import type { Platform } from '../../../lib/api/endpoints.ts'
import { COMPONENTS_MUST_EXIST, LONGEST_SEQUENCE, WRONG_FIELD } from '../assumptions.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { errors, ServiceError } from '../errors.ts'
import { type ActionDocument, actionKey } from './documents.ts'
import { getDocument } from './find-document.ts'

/**
 * Returns the actions with code that an action runs, in order: its components and their components, or the action
 * itself. Leaves out missing components.
 *
 * @param changed The new form of an action that is not stored yet.
 * @throws ServiceError for a sequence that is too long. A sequence that contains itself is always too long.
 */
export const listCodeActions = (
  context: EmulatorContext,
  platform: Platform,
  action: ActionDocument,
  changed?: ActionDocument,
): readonly ActionDocument[] => {
  const codeActions: ActionDocument[] = []
  const changedKey = changed && actionKey(changed.packageName, changed.name)
  let visited = 0
  const visit = (each: ActionDocument): void => {
    visited += 1
    if (codeActions.length >= LONGEST_SEQUENCE || visited > 2 * LONGEST_SEQUENCE) {
      throw new ServiceError(
        WRONG_FIELD,
        `exec.components must lead to at most ${LONGEST_SEQUENCE} actions, and a sequence must not contain itself`,
      )
    }
    if (!each.exec.components) codeActions.push(each)
    for (const key of each.exec.components ?? []) {
      const component = key === changedKey ? changed : getDocument(context, 'action', platform, key)
      if (component) visit(component)
    }
  }
  visit(action)
  return codeActions
}

/**
 * Validates the components of a sequence. An action that is not a sequence is valid.
 *
 * @throws ServiceError for a missing component, and for a sequence that is too long or contains itself.
 */
export const validateSequence = (context: EmulatorContext, platform: Platform, action: ActionDocument): void => {
  const { components = [] } = action.exec
  const key = actionKey(action.packageName, action.name)
  const missing = components.find((each) => each !== key && !getDocument(context, 'action', platform, each))
  if (missing !== undefined && COMPONENTS_MUST_EXIST) {
    throw new ServiceError(
      errors.actionNotFound,
      `exec.components has ${missing}, which does not exist: create it first`,
    )
  }
  listCodeActions(context, platform, action, action)
}
