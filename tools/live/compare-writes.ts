import { checkActions } from './action-checks.ts'
import type { Comparison } from './comparison.ts'
import { checkDeletions } from './deletion-checks.ts'
import { checkPackages } from './package-checks.ts'
import { checkRuns } from './run-checks.ts'
import type { Settings } from './settings.ts'
import type { Target } from './target.ts'
import { checkTriggers } from './trigger-checks.ts'
import { wrapLines } from './wrap-lines.ts'
import { createWriteContext, RequiredCheckFailed } from './write-context.ts'

/** Returns the text that the command prints before it creates anything. */
export const writeNotice = ({ endpoint, write }: Settings): string => {
  const { platform = endpoint.platform, subnet } = write ?? {}
  const inSubnet = subnet ? ` in subnet ${subnet.subnetNo} of VPC ${subnet.vpcNo}` : ''
  const onOther = endpoint.platforms.length > 1 ? ', one of them on the other platform' : ''
  return `${wrapLines(
    `This command creates up to 7 packages on ${platform}${onOther}, a dozen actions${inSubnet} and 3 triggers. All \
names begin with "ncf-live-". No trigger fires before the next 29 February. The command runs the actions a dozen times, \
each for at most a second, and then deletes everything. Ctrl-C stops it and deletes everything, too.`,
  )}\n`
}

/**
 * Compares operations that write, and deletes everything that it created, even after an error.
 *
 * @param notDeleted Receives a line for each resource that could not be deleted.
 * @throws Unreachable if no response arrived, or the reason of the signal if the command was interrupted.
 */
export const compareWrites = async (
  comparison: Comparison,
  service: Target,
  { write }: Settings,
  stop: AbortSignal,
  notDeleted: string[],
): Promise<void> => {
  const context = createWriteContext(comparison, service, write?.subnet, stop)
  try {
    for (const runChecks of [checkPackages, checkActions, checkRuns, checkTriggers, checkDeletions]) {
      await runChecks(context)
    }
  } catch (error) {
    if (!(error instanceof RequiredCheckFailed)) throw error
    comparison.addNote(`stopped, because the next checks need this one: ${error.message}`)
  } finally {
    notDeleted.push(...(await context.created.deleteAll()))
  }
}
