import { nextRuns } from '../../../lib/api/cron.ts'
import type { Platform } from '../../../lib/api/endpoints.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { errors, ServiceError } from '../errors.ts'
import type { TriggerDocument } from '../resources/documents.ts'
import { getDocument, listDocuments, platforms } from '../resources/find-document.ts'
import { createActivationId } from './activation-id.ts'
import { type Firing, fireTrigger, saveFiring } from './fire-trigger.ts'

const TIMES_PER_CALL = 1000

/** Returns the times of a cron expression after a time, up to another time. */
const listCronTimes = (expression: string, after: number, until: number): readonly number[] => {
  const times: number[] = []
  for (let from = after; ; from = times.at(-1) as number) {
    const next = nextRuns(expression, { from, count: TIMES_PER_CALL })
    times.push(...next.filter((time) => time <= until))
    if (next.length < TIMES_PER_CALL || (next.at(-1) as number) > until) return times
  }
}

/** Returns the firings of a trigger that are due, and marks them as handled. */
const takeDueFirings = (
  { store }: EmulatorContext,
  platform: Platform,
  trigger: TriggerDocument,
  now: number,
  catchUpMs: number,
): readonly Firing[] => {
  const { name, type, fields, firedUntil } = trigger
  if (type !== 'cron' || firedUntil >= now) return []
  const times = listCronTimes(String(fields.cronOption), Math.floor(Math.max(firedUntil, now - catchUpMs)), now)
  if (!times.length) return []
  // Marked before the first one starts: a second tick must not fire them again.
  const handled: TriggerDocument = { ...trigger, firedUntil: now }
  store.put('trigger', platform, name, handled)
  return times.map((time) => ({ platform, trigger, parameters: {}, time }))
}

/** Fires a cron trigger once and waits for its runs. An error is saved as a failed firing: no caller receives it. */
const fireCronTrigger = async (context: EmulatorContext, firing: Firing): Promise<void> => {
  const { platform, trigger } = firing
  // An action of an earlier firing can have deleted the trigger.
  if (!getDocument(context, 'trigger', platform, trigger.name)) return
  try {
    await Promise.all(fireTrigger(context, firing).runs.map(({ ended }) => ended))
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    if (error.response === errors.triggerNotLinked) return
    const { details } = error
    saveFiring(context, firing, {
      activationId: createActivationId(context.random),
      status: 'whisk internal error',
      success: false,
      result: { error: details },
      logs: [details],
    })
  }
}

/**
 * Fires the cron triggers whose times have passed, in the order of these times, and waits for their runs.
 *
 * @param catchUpMs Ignores times that passed longer ago: milliseconds.
 */
export const fireCronTriggers = async (context: EmulatorContext, catchUpMs: number): Promise<void> => {
  const now = context.now()
  const firings = platforms.flatMap((platform) =>
    listDocuments(context, 'trigger', platform).flatMap((trigger) =>
      takeDueFirings(context, platform, trigger, now, catchUpMs),
    ),
  )
  for (const firing of firings.sort((a, b) => a.time - b.time)) await fireCronTrigger(context, firing)
}
