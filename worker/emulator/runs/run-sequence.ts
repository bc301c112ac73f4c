import { LONGEST_SEQUENCE } from '../assumptions.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { ExecutionResult } from '../execute/executor.ts'
import { isObject, type JsonObject } from '../resources/field-rules.ts'
import { getDocument } from '../resources/find-document.ts'
import type { EndedRun, Run } from './run-types.ts'

const failed = (error: string, logs: readonly string[]): ExecutionResult => ({
  status: 'application error',
  result: { error },
  logs,
})

/**
 * Runs the components of a sequence one after the other. Each receives the result of the one before. A failure ends the
 * sequence. Its logs are the activation ids of the components.
 *
 * @param parameters The parameters of the first component.
 */
export const runSequence = async (
  context: EmulatorContext,
  { platform, action, start, depth = 0 }: Run,
  parameters: JsonObject,
  runComponent: (component: Run) => Promise<EndedRun>,
): Promise<ExecutionResult> => {
  // The clock of a run that should have started earlier, such as one of a cron trigger, is behind.
  const behindMs = context.now() - start
  const logs: string[] = []
  let result: unknown = parameters
  for (const key of action.exec.components ?? []) {
    const component = getDocument(context, 'action', platform, key)
    if (!component) return failed(`The component ${key} does not exist.`, logs)
    if (depth >= LONGEST_SEQUENCE) return failed(`Sequences can have at most ${LONGEST_SEQUENCE} levels.`, logs)
    if (!isObject(result)) return failed(`The action before ${key} must return an object.`, logs)
    const componentStart = context.now() - behindMs
    const ended = await runComponent({
      platform,
      action: component,
      parameters: result,
      start: componentStart,
      depth: depth + 1,
    })
    logs.push(ended.activationId)
    result = ended.result
    if (!ended.success) return { status: ended.status, result, logs }
  }
  return { status: 'success', result, logs }
}
