import { type Operation, operations } from '../../../lib/api/operations.ts'
import { ProxyError } from '../problem.ts'
import type { Names } from '../request/validate-names.ts'

/** Operations and actions that one caller, or every caller, may use. */
export interface Permissions {
  /** Ids of operations. `<id>:full` instead of `<id>` allows the full view of the response. */
  readonly operations: readonly string[]
  /** The actions that may be run, as `package/action`. */
  readonly actions: readonly string[]
}

/** Which fields of a response the caller gets: those of the default view, or all. */
export type View = 'default' | 'full'

const FULL = ':full'

const lists = Object.values(operations).filter(({ effect }) => effect === 'lists')

/** The operations that the proxy allows by default: those that return lists, without code and parameters. */
export const defaultOperations: readonly string[] = lists.map(({ id }) => id)

/** Returns whether a value allows an operation: its id, or its id with `:full`. */
export const isOperationPermission = (value: unknown): boolean =>
  typeof value === 'string' && Object.hasOwn(operations, value.endsWith(FULL) ? value.slice(0, -FULL.length) : value)

const allowsFull = ({ operations }: Permissions, { id }: Operation): boolean => operations.includes(id + FULL)

const allowsOperation = (permissions: Permissions, operation: Operation): boolean =>
  permissions.operations.includes(operation.id) || allowsFull(permissions, operation)

/** A run of an action needs a permission for the action, too. A firing names no action: its path has a trigger. */
const allowsRun = ({ actions }: Permissions, { effect }: Operation, names: Names): boolean =>
  effect !== 'runs' || names.triggerName !== undefined || actions.includes(`${names.packageName}/${names.actionName}`)

/** Returns the permissions of anonymous callers: the allowed operations that return lists, in the default view. */
export const anonymousPermissions = (permissions: Permissions): Permissions => ({
  operations: lists.filter((operation) => allowsOperation(permissions, operation)).map(({ id }) => id),
  actions: [],
})

/**
 * Returns the view that all of these permissions allow. The proxy does not know whether the resource exists, so the
 * result does not depend on it.
 *
 * @throws ProxyError `insufficient_scope`.
 */
export const permittedView = (all: readonly Permissions[], operation: Operation, names: Names): View => {
  const isAllowed = all.every(
    (permissions) => allowsOperation(permissions, operation) && allowsRun(permissions, operation, names),
  )
  if (!isAllowed) throw new ProxyError('insufficient_scope')
  return all.every((permissions) => allowsFull(permissions, operation)) ? 'full' : 'default'
}
