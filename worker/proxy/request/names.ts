import type { Operation } from '../../../lib/index.ts'
import { Refusal } from '../problem.ts'

/** The names in a path, as received. */
export type Names = Readonly<Record<string, string>>

const NAME = /^(?!-)[\w-]{1,50}$/
const ACTIVATION_ID = /^[A-Za-z0-9]{32}$/

/** Whether a text is `package/action`, with `-` for no package. */
export const isAction = (text: unknown): boolean => {
  const [packageName = '', actionName = '', ...rest] = typeof text === 'string' ? text.split('/') : []
  return (packageName === '-' || NAME.test(packageName)) && NAME.test(actionName) && rest.length === 0
}

/**
 * Names are matched, never decoded: no other path can hide in one.
 *
 * @throws Refusal `invalid_name`.
 */
export const checkNames = ({ path }: Operation, names: Names): void => {
  const isValid = Object.entries(names).every(([name, text]) => {
    if (name === 'activationId') return ACTIVATION_ID.test(text)
    return NAME.test(text) || (text === '-' && name === 'packageName' && path.includes('/actions'))
  })
  if (!isValid) throw new Refusal('invalid_name')
}
