import type { OperationId } from '../../lib/operations.ts'
import { deleteAction, getAction, getActionList, putAction } from './actions.ts'
import {
  getActionActivationDetail,
  getActionActivationList,
  getActivationList,
  getTriggerActivationDetail,
  getTriggerActivationList,
} from './activations.ts'
import { postTrigger } from './fire.ts'
import { deleteTriggerLinkAction, postTriggerLinkAction } from './links.ts'
import { deletePackage, getPackage, getPackageList, putPackage } from './packages.ts'
import { postAction } from './run.ts'
import type { Handler } from './service.ts'
import { deleteTrigger, getTrigger, getTriggerList, putTrigger } from './triggers.ts'

/** What answers each operation. */
export const handlers: Readonly<Record<OperationId, Handler>> = {
  getPackageList,
  getPackage,
  putPackage,
  deletePackage,
  getActionList,
  getAction,
  putAction,
  postAction,
  deleteAction,
  getActionActivationList,
  getActionActivationDetail,
  getTriggerList,
  getTrigger,
  putTrigger,
  postTrigger,
  deleteTrigger,
  postTriggerLinkAction,
  deleteTriggerLinkAction,
  getTriggerActivationList,
  getTriggerActivationDetail,
  getActivationList,
}
