/**
 * The service's rule for the name of a package, action or trigger.
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-putpackage
 */
const NAME = /^(?!-)[A-Za-z0-9_-]{1,50}$/

/** The same rule as a sentence, for error messages. */
export const NAME_RULE = '1 to 50 characters of A-Z a-z 0-9 - _, and must not start with -'

/** Replaces the name of the package for an action without a package. */
export const NO_PACKAGE = '-'

/** Returns whether a value can be the name of a package, action or trigger. */
export const isName = (value: unknown): value is string => typeof value === 'string' && NAME.test(value)

/** Returns whether a value can be the package of an action: a name, or `-` for no package. */
export const isPackageOfAction = (value: unknown): value is string => value === NO_PACKAGE || isName(value)

/** Returns whether a value is `package/action`, with `-` for no package. */
export const isActionPath = (value: unknown): value is `${string}/${string}` => {
  const [packageName, actionName, ...rest] = typeof value === 'string' ? value.split('/') : []
  return isPackageOfAction(packageName) && isName(actionName) && rest.length === 0
}

/** Returns whether a value can be the id of an activation: 32 letters and digits. */
export const isActivationId = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9]{32}$/.test(value)
