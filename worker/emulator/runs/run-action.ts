import { COMPONENTS_HAVE_ACTIVATIONS } from '../assumptions.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { ExecutionResult } from '../execute/executor.ts'
import { actionKey } from '../resources/documents.ts'
import type { JsonObject } from '../resources/field-rules.ts'
import { getDocument } from '../resources/find-document.ts'
import { createActivationId } from './activation-id.ts'
import { copyJson, runCode } from './run-code.ts'
import { runSequence } from './run-sequence.ts'
import type { EndedRun, Run, StartedRun } from './run-types.ts'
import { saveActivation } from './save-activation.ts'

/** Merges the parameters of a run: those of the caller override those of the action, then those of the package. */
const mergeParameters = (context: EmulatorContext, { platform, action, parameters }: Run): JsonObject => {
  const defaults = getDocument(context, 'package', platform, action.packageName)?.parameters
  return copyJson({ ...defaults, ...action.parameters, ...parameters })
}

const runCodeOrSequence = (context: EmulatorContext, run: Run): Promise<ExecutionResult> => {
  const { platform, action } = run
  const parameters = mergeParameters(context, run)
  if (!action.exec.components) return runCode(context, platform, action, parameters)
  return runSequence(context, run, parameters, async (component) => {
    const ended = await runToEnd(context, component, createActivationId(context.random))
    if (COMPONENTS_HAVE_ACTIVATIONS) saveActivation(context, ended)
    return ended
  })
}

const runToEnd = async (context: EmulatorContext, run: Run, activationId: string): Promise<EndedRun> => {
  const { platform, action, start } = run
  const { name, packageName } = action
  const began = context.now()
  const { status, result, logs } = await runCodeOrSequence(context, run)
  const duration = Math.max(0, context.now() - began)
  return {
    activationId,
    platform,
    owner: actionKey(packageName, name),
    name,
    start,
    end: start + duration,
    duration,
    status,
    success: status === 'success',
    result,
    logs,
  }
}

/** Starts a run. Its activation is saved when it ends. */
export const startRun = (context: EmulatorContext, run: Run): StartedRun => {
  const activationId = createActivationId(context.random)
  const ended = runToEnd(context, run, activationId).then((activation) => {
    saveActivation(context, activation)
    return activation
  })
  context.addBackgroundWork(ended)
  return { activationId, ended }
}

/** Waits until a run ends, or for a time. Returns `undefined` if the run has not ended by then. */
export const waitForRun = async (
  { sleep }: EmulatorContext,
  { ended }: StartedRun,
  maxMs: number,
): Promise<EndedRun | undefined> => {
  if (maxMs === 0) return undefined
  const waiting = new AbortController()
  try {
    return await Promise.race([ended, sleep(maxMs, waiting.signal).then(() => undefined)])
  } finally {
    waiting.abort()
  }
}
