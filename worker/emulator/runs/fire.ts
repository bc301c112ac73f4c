import { errors, Refusal } from '../gateway/responses.ts'
import { triggerKey } from '../resources/activations.ts'
import { find, lookUp, type TriggerDocument } from '../resources/documents.ts'
import { type JsonObject, parameters as parametersRule } from '../resources/fields.ts'
import { linkedActions } from '../resources/links.ts'
import type { Handler, Service } from '../service.ts'
import type { ActivationRecord, Platform } from '../store/store.ts'
import { firingLog } from '../unknowns.ts'
import { activationId } from './activation-id.ts'
import { record } from './record.ts'
import { checkRunnable, type Started, start } from './run.ts'

/** One firing. */
export interface Firing {
  readonly platform: Platform
  readonly trigger: TriggerDocument
  readonly parameters: JsonObject
  /** On the emulator's clock. */
  readonly time: number
}

/** Keeps what became of a firing; a trigger has neither end nor duration. */
export const recordFiring = (
  service: Service,
  { platform, trigger: { name }, time }: Firing,
  became: Pick<ActivationRecord, 'activationId' | 'status' | 'success' | 'result' | 'logs'>,
): void => record(service, { ...became, platform, of: triggerKey(name), name, start: time, end: 0, duration: 0 })

/**
 * Fires a trigger: keeps its activation, and starts every linked action.
 *
 * @throws Refusal, with nothing kept or started, when no action is linked or one cannot be run here.
 */
export const fire = (
  service: Service,
  firing: Firing,
): { readonly activationId: string; readonly runs: readonly Started[] } => {
  const { platform, trigger, parameters, time } = firing
  const actions = linkedActions(service, platform, trigger.name, time).flatMap((key) => {
    const action = lookUp(service, 'action', platform, key)
    return action ? [{ key, action }] : []
  })
  if (!actions.length) throw new Refusal(errors.triggerNotLinked)
  for (const { action } of actions) checkRunnable(service, platform, action)

  const id = activationId(service.random)
  const given = { ...trigger.parameters, ...parameters }
  const runs = actions.map(({ action }) => start(service, { platform, action, parameters: given, start: time }))
  recordFiring(service, firing, {
    activationId: id,
    status: 'success',
    success: true,
    result: given,
    logs: actions.map(({ key }, index) => firingLog(key, runs[index]?.activationId ?? '')),
  })
  return { activationId: id, runs }
}

export const postTrigger: Handler = ({ platform, names: { triggerName = '' }, body = {} }, service) => {
  const trigger = find(service, 'trigger', platform, triggerName)
  if (!parametersRule.holds(body)) {
    throw new Refusal(errors.triggerRuntimeParameters, `The body ${parametersRule.rule}.`)
  }
  const { activationId } = fire(service, { platform, trigger, parameters: body, time: service.now() })
  return { content: { activationId } }
}
