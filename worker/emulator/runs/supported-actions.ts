import type { Platform } from '../../../lib/api/endpoints.ts'
import { EMULATOR_LIMIT } from '../assumptions.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { ServiceError } from '../errors.ts'
import { isSupportedRuntime } from '../execute/executor.ts'
import type { ActionDocument } from '../resources/documents.ts'
import { listCodeActions } from '../resources/sequence-components.ts'

/**
 * Checks that the emulator can run an action, and all components of a sequence.
 *
 * @throws ServiceError for an action that only the service can run.
 */
export const requireSupportedAction = (context: EmulatorContext, platform: Platform, action: ActionDocument): void => {
  for (const { name, exec } of listCodeActions(context, platform, action)) {
    if (!isSupportedRuntime(exec.kind)) {
      throw new ServiceError(
        EMULATOR_LIMIT,
        `The emulator runs only nodejs:* actions: the runtime of ${name} is ${exec.kind}.`,
      )
    }
    if (exec.binary) {
      throw new ServiceError(
        EMULATOR_LIMIT,
        `The emulator runs only source text: exec.binary of ${name} is true. Put its source text in exec.code.`,
      )
    }
  }
}
