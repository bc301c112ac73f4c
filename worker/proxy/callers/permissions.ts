import { type Operation, type OperationId, operations } from '../../../lib/index.ts'
import type { Names } from '../request/names.ts'

/** What may be done. */
export interface Grants {
  /** By name; with `:full` behind it, the answer has also what is left out otherwise. */
  readonly operations: readonly string[]
  /** What `postAction` may run, as `package/action`. */
  readonly actions: readonly string[]
}

/** Operations that show names only: what is granted when nothing else is said. */
export const lists: readonly OperationId[] = ['getPackageList', 'getActionList', 'getTriggerList', 'getActivationList']

/** Whether a text grants an operation. */
export const isGrant = (text: unknown): boolean =>
  typeof text === 'string' && Object.hasOwn(operations, text.replace(/:full$/, ''))

const isFull = ({ operations }: Grants, id: string): boolean => operations.includes(`${id}:full`)

const includes = (grants: Grants, id: string, { packageName, actionName }: Names): boolean =>
  (grants.operations.includes(id) || isFull(grants, id)) &&
  (id !== 'postAction' || grants.actions.includes(`${packageName}/${actionName}`))

/** Those of the grants that show names only. */
export const listsOf = (grants: Grants): Grants => ({
  operations: lists.filter((id) => includes(grants, id, {})),
  actions: [],
})

/** How much of an operation all of these grant. Whether what it names exists plays no part. */
export const granted = (all: readonly Grants[], { id }: Operation, names: Names): 'nothing' | 'part' | 'full' => {
  if (!all.every((grants) => includes(grants, id, names))) return 'nothing'
  return all.every((grants) => isFull(grants, id)) ? 'full' : 'part'
}
