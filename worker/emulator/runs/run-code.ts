import type { Platform } from '../../../lib/api/endpoints.ts'
import { LONGEST_RUN_WAIT_MS } from '../../../lib/api/limits.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { ExecutionResult } from '../execute/executor.ts'
import type { ActionDocument } from '../resources/documents.ts'
import type { JsonObject } from '../resources/field-rules.ts'
import { getActionCode } from '../resources/find-document.ts'

/** Copies a value as JSON: an action cannot change what is stored, and results are only JSON. */
export const copyJson = <T>(value: T): T => JSON.parse(JSON.stringify(value ?? null))

/** Runs the code of an action with the executor. An executor that throws makes a failed run. */
export const runCode = async (
  context: EmulatorContext,
  platform: Platform,
  action: ActionDocument,
  parameters: JsonObject,
): Promise<ExecutionResult> => {
  const { exec, limits } = action
  const { kind, main = 'main' } = exec
  const code = getActionCode(context, platform, action) ?? ''
  const timeoutMs = limits?.timeout ?? LONGEST_RUN_WAIT_MS
  try {
    const { status, result, logs } = await context.executor({ kind, code, main, parameters, timeoutMs })
    return { status, result: copyJson(result), logs: logs.map(String) }
  } catch (error) {
    return { status: 'whisk internal error', result: { error: `The executor failed: ${error}` }, logs: [] }
  }
}
