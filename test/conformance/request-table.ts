import { actionRequests } from './requests/actions.ts'
import { activationRequests } from './requests/activations.ts'
import { packageRequests } from './requests/packages.ts'
import type { RequestCase } from './requests/request-case.ts'
import { triggerRequests } from './requests/triggers.ts'

/** The requests of every call. */
export const requestCases: readonly RequestCase[] = [
  ...packageRequests,
  ...actionRequests,
  ...triggerRequests,
  ...activationRequests,
]
