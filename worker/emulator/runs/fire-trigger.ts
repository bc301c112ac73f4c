import type { Platform } from '../../../lib/api/endpoints.ts'
import { firingLog } from '../assumptions.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { errors, ServiceError } from '../errors.ts'
import type { TriggerDocument } from '../resources/documents.ts'
import type { JsonObject } from '../resources/field-rules.ts'
import { getDocument } from '../resources/find-document.ts'
import { listLinkedActions } from '../resources/stored-trigger-links.ts'
import { type ActivationRecord, triggerOwner } from '../store/store.ts'
import { createActivationId } from './activation-id.ts'
import { startRun } from './run-action.ts'
import type { StartedRun } from './run-types.ts'
import { saveActivation } from './save-activation.ts'
import { requireSupportedAction } from './supported-actions.ts'

/** One firing of a trigger. */
export interface Firing {
  readonly platform: Platform
  readonly trigger: TriggerDocument
  readonly parameters: JsonObject
  /** Milliseconds since the epoch, on the clock of the emulator. */
  readonly time: number
}

/** Saves the activation of a firing. It has neither end nor duration. */
export const saveFiring = (
  context: EmulatorContext,
  { platform, trigger: { name }, time }: Firing,
  outcome: Pick<ActivationRecord, 'activationId' | 'status' | 'success' | 'result' | 'logs'>,
): void =>
  saveActivation(context, { ...outcome, platform, owner: triggerOwner(name), name, start: time, end: 0, duration: 0 })

/**
 * Fires a trigger: starts every linked action, and saves the activation of the firing.
 *
 * @throws ServiceError before it starts or saves anything, if no action is linked or the emulator cannot run one.
 */
export const fireTrigger = (
  context: EmulatorContext,
  firing: Firing,
): { readonly activationId: string; readonly runs: readonly StartedRun[] } => {
  const { platform, trigger, time } = firing
  const actions = listLinkedActions(context, platform, trigger.name, time).flatMap((key) => {
    const action = getDocument(context, 'action', platform, key)
    return action ? [{ key, action }] : []
  })
  if (!actions.length) throw new ServiceError(errors.triggerNotLinked)
  for (const { action } of actions) requireSupportedAction(context, platform, action)

  const activationId = createActivationId(context.random)
  const parameters = { ...trigger.parameters, ...firing.parameters }
  const runs = actions.map(({ action }) => startRun(context, { platform, action, parameters, start: time }))
  saveFiring(context, firing, {
    activationId,
    status: 'success',
    success: true,
    result: parameters,
    logs: actions.map(({ key }, index) => firingLog(key, runs[index]?.activationId ?? '')),
  })
  return { activationId, runs }
}
