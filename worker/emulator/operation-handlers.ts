import type { Handlers } from './emulator-context.ts'
import { actionHandlers } from './resources/actions.ts'
import { activationHandlers } from './resources/activations.ts'
import { packageHandlers } from './resources/packages.ts'
import { linkHandlers } from './resources/trigger-links.ts'
import { triggerHandlers } from './resources/triggers.ts'
import { runHandlers } from './runs/run-operations.ts'

/** The handlers of all operations. If one is missing, this does not compile. */
export const handlers: Handlers = {
  ...packageHandlers,
  ...actionHandlers,
  ...triggerHandlers,
  ...linkHandlers,
  ...activationHandlers,
  ...runHandlers,
}
