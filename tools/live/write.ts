import type { Session } from './session.ts'
import type { Settings } from './settings.ts'
import type { Side } from './side.ts'
import { wrapped } from './wrapped.ts'
import { writeActions } from './write-actions.ts'
import { writeDeletions } from './write-deletions.ts'
import { writePackages } from './write-packages.ts'
import { writeRuns } from './write-runs.ts'
import { writeTriggers } from './write-triggers.ts'
import { createWriting, Stopped } from './writing.ts'

/** What will be made: said before anything is. */
export const announcement = ({ place, write }: Settings): string => {
  const { platform = place.platform, subnet } = write ?? {}
  const where = subnet ? ` in subnet ${subnet.subnetNo} of VPC ${subnet.vpcNo}` : ''
  const other = place.platforms.length > 1 ? ', one of them on the other platform as well' : ''
  return `${wrapped(
    `On ${platform} this makes up to 7 packages${other}, a dozen actions${where} and 3 triggers, none of which is due \
before the next 29 February, all under names that begin with "ncf-live-". It runs the actions a dozen times, for a \
second at most, and deletes everything. Ctrl-C stops it, and deletes too.`,
  )}\n`
}

/**
 * Asks what only writing can tell, and deletes everything it made, whatever happens.
 *
 * @param leftBehind Is told what could not be deleted.
 * @throws What ended it early: that there was no answer, or that it was interrupted.
 */
export const write = async (
  session: Session,
  service: Side,
  { write: given }: Settings,
  stop: AbortSignal,
  leftBehind: string[],
): Promise<void> => {
  const writing = createWriting(session, service, given?.subnet, stop)
  try {
    for (const part of [writePackages, writeActions, writeRuns, writeTriggers, writeDeletions]) await part(writing)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    session.note(`stopped, as nothing after it would have made sense: ${error.message}`)
  } finally {
    leftBehind.push(...(await writing.made.deleteAll()))
  }
}
