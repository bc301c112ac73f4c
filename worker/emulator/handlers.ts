import type { Handlers } from './context.ts'
import { actionHandlers } from './resources/actions.ts'
import { activationHandlers } from './resources/activations.ts'
import { linkHandlers } from './resources/links.ts'
import { packageHandlers } from './resources/packages.ts'
import { triggerHandlers } from './resources/triggers.ts'
import { runHandlers } from './runs/run-handlers.ts'

/** The handlers of all operations. If one is missing, this does not compile. */
export const handlers: Handlers = {
  ...packageHandlers,
  ...actionHandlers,
  ...triggerHandlers,
  ...linkHandlers,
  ...activationHandlers,
  ...runHandlers,
}
