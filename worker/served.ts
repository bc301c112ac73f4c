import { getPackageList, type Operation, type OperationId } from '../lib/index.ts'

/** An operation the proxy has a way to answer, and what a caller gets to see of each entry of its list. */
interface Served {
  readonly operation: Operation
  /** Text, all of it documented. */
  readonly fields: readonly string[]
}

/** What the proxy serves at all, by name; whom it serves is for its configuration to say. */
export const served: Readonly<Partial<Record<OperationId, Served>>> = {
  getPackageList: { operation: getPackageList, fields: ['name', 'description'] },
}
