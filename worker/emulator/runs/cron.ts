import { nextRuns } from '../../../lib/api/cron.ts'
import { errors, Refusal } from '../gateway/responses.ts'
import { all, lookUp, platforms, type TriggerDocument } from '../resources/documents.ts'
import type { Service } from '../service.ts'
import { activationId } from './activation-id.ts'
import { type Firing, fire, recordFiring } from './fire.ts'

const AT_ONCE = 1000

/** All runs of an expression after a time, up to another. */
const runsBetween = (expression: string, after: number, until: number): readonly number[] => {
  const runs: number[] = []
  for (let from = after; ; from = runs.at(-1) as number) {
    const next = nextRuns(expression, { from, count: AT_ONCE })
    runs.push(...next.filter((time) => time <= until))
    if (next.length < AT_ONCE || (next.at(-1) as number) > until) return runs
  }
}

/** A firing nobody waits for: what would be refused is kept as a failed one. */
const fireUnasked = async (service: Service, firing: Firing): Promise<void> => {
  const { platform, trigger } = firing
  // An action may have changed or deleted it meanwhile.
  if (!lookUp(service, 'trigger', platform, trigger.name)) return
  try {
    await Promise.all(fire(service, firing).runs.map(({ ended }) => ended))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.error === errors.triggerNotLinked) return
    const { details } = error
    recordFiring(service, firing, {
      activationId: activationId(service.random),
      status: 'whisk internal error',
      success: false,
      result: { error: details },
      logs: [details],
    })
  }
}

/**
 * Fires every cron trigger that has become due, in the order of time, and waits for the runs.
 *
 * @param catchUp Milliseconds: what was due longer ago is left out.
 */
export const tick = async (service: Service, catchUp: number): Promise<void> => {
  const now = service.now()
  const firings = platforms.flatMap((platform) =>
    all(service, 'trigger', platform).flatMap((trigger): Firing[] => {
      const { name, type, fields, firedUntil } = trigger
      if (type !== 'cron' || firedUntil >= now) return []
      const times = runsBetween(String(fields.cronOption), Math.floor(Math.max(firedUntil, now - catchUp)), now)
      if (!times.length) return []
      // Before any of them starts: a second tick must not find them again.
      const changed: TriggerDocument = { ...trigger, firedUntil: now }
      service.store.put('trigger', platform, name, changed)
      return times.map((time) => ({ platform, trigger, parameters: {}, time }))
    }),
  )
  for (const firing of firings.sort((a, b) => a.time - b.time)) await fireUnasked(service, firing)
}
