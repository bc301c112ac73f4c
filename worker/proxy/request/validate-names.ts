import type { Operation } from '../../../lib/api/operations.ts'
import { isActivationId, isName, isPackageOfAction } from '../../../lib/api/resource-names.ts'
import { ProxyError } from '../problem.ts'

/** The names in a path, as received. */
export type Names = Readonly<Record<string, string>>

/**
 * Validates the names in a path. They are never decoded, so a name cannot contain another path.
 *
 * @throws ProxyError `invalid_name`.
 */
export const validateNames = ({ path }: Operation, names: Names): void => {
  const isValid = Object.entries(names).every(([parameter, name]) => {
    if (parameter === 'activationId') return isActivationId(name)
    return parameter === 'packageName' && path.includes('/actions') ? isPackageOfAction(name) : isName(name)
  })
  if (!isValid) throw new ProxyError('invalid_name')
}
