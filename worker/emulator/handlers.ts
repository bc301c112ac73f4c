import type { OperationId } from '../../lib/api/operations.ts'
import { deleteAction, getAction, getActionList, putAction } from './resources/actions.ts'
import {
  getActionActivationDetail,
  getActionActivationList,
  getActivationList,
  getTriggerActivationDetail,
  getTriggerActivationList,
} from './resources/activations.ts'
import { deleteTriggerLinkAction, postTriggerLinkAction } from './resources/links.ts'
import { deletePackage, getPackage, getPackageList, putPackage } from './resources/packages.ts'
import { deleteTrigger, getTrigger, getTriggerList, putTrigger } from './resources/triggers.ts'
import { postTrigger } from './runs/fire.ts'
import { postAction } from './runs/run.ts'
import type { Handler } from './service.ts'

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
