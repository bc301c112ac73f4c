import { isActionPath } from '../../../lib/api/resource-names.ts'
import { isOperationPermission } from '../callers/permissions.ts'
import { isOrigin } from '../request/origin.ts'

/** The rule of each entry of a list, and how to fix the list. */
export type ListRule = readonly [isEntry: (entry: unknown) => boolean, fix: string]

/** The rules of the lists that a variable has for all callers, and `PROXY_CALLERS` for one. */
export const operationList: ListRule = [
  isOperationPermission,
  'set a list of operations, such as getPackageList or getAction:full.',
]
export const actionList: ListRule = [
  isActionPath,
  'set a list of package/action, such as shop/bill, or -/daily for an action without a package.',
]
export const originList: ListRule = [
  isOrigin,
  'set a list of exact https origins, such as https://app.example.com, without "*" or a path. Only localhost may have http.',
]

/** Returns the entries of a comma-separated list, without whitespace around them. */
export const commaSeparated = (text = ''): string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
