import type { Platform } from '../../../lib/api/endpoints.ts'
import { isName, NAME_RULE } from '../../../lib/api/resource-names.ts'
import { NAME_TAKEN, NAMES_PER_PLATFORM, QUOTA_EXCEEDED, WRONG_NAME } from '../assumptions.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { ServiceError } from '../errors.ts'
import type { ResourceKind } from './documents.ts'
import { describeValue } from './field-rules.ts'
import { findErrors, getDocument, otherPlatform, platforms } from './find-document.ts'

/**
 * Most packages, actions and triggers of an account, each on both platforms together.
 *
 * @see https://guide.ncloud-docs.com/docs/en/cloudfunctions-spec
 */
const MOST_RESOURCES_OF_A_KIND = 500

/**
 * Validates the name of a resource.
 *
 * @param parameter Its parameter, such as `packageName`.
 * @throws ServiceError for an invalid name.
 */
export const validateName = (parameter: string, name: string): void => {
  if (isName(name)) return
  throw new ServiceError(WRONG_NAME, `${parameter} must be ${NAME_RULE}: the emulator received ${describeValue(name)}`)
}

/** Whether a package, an action of any package or a trigger has a name. */
const isNameTaken = (context: EmulatorContext, platform: Platform, name: string): boolean =>
  getDocument(context, 'package', platform, name) !== undefined ||
  getDocument(context, 'trigger', platform, name) !== undefined ||
  context.store.list('action', platform).some(([key]) => key.endsWith(`/${name}`))

/**
 * Checks that a resource can be created.
 *
 * @throws ServiceError if another resource has the name, or if the quota is used up.
 */
export const validateNewResource = (
  context: EmulatorContext,
  kind: ResourceKind,
  platform: Platform,
  key: string,
): void => {
  if (!NAMES_PER_PLATFORM && getDocument(context, kind, otherPlatform(platform), key)) {
    throw new ServiceError(findErrors[kind].otherPlatform)
  }
  const name = key.replace(/^.*\//, '')
  const isTaken = (NAMES_PER_PLATFORM ? [platform] : platforms).some((each) => isNameTaken(context, each, name))
  if (isTaken) {
    throw new ServiceError(
      NAME_TAKEN,
      `${name} is the name of another resource: choose a name that no package, action or trigger has`,
    )
  }
  if (context.store.count(kind) >= MOST_RESOURCES_OF_A_KIND) {
    throw new ServiceError(
      QUOTA_EXCEEDED,
      `The emulator has ${MOST_RESOURCES_OF_A_KIND} ${kind}s, the most that an account can have: delete one first.`,
    )
  }
}
