import type { Platform } from '../../../lib/api/endpoints.ts'
import { compareInLists } from '../assumptions.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { errors, ServiceError } from '../errors.ts'
import { type ActionDocument, actionKey, type ResourceDocuments, type ResourceKind } from './documents.ts'

/** The errors for a missing resource, and for one that only the other platform has. */
export const findErrors = {
  package: { notFound: errors.packageNotFound, otherPlatform: errors.packagePlatform },
  action: { notFound: errors.actionNotFound, otherPlatform: errors.actionPlatform },
  trigger: { notFound: errors.triggerNotFound, otherPlatform: errors.triggerPlatform },
} as const

export const platforms: readonly Platform[] = ['vpc', 'classic']

export const otherPlatform = (platform: Platform): Platform => (platform === 'vpc' ? 'classic' : 'vpc')

/** Returns a stored resource, or `undefined` if it is missing. */
export const getDocument = <K extends ResourceKind>(
  { store }: EmulatorContext,
  kind: K,
  platform: Platform,
  key: string,
): ResourceDocuments[K] | undefined => store.get(kind, platform, key) as ResourceDocuments[K] | undefined

/**
 * Returns a stored resource.
 *
 * @throws ServiceError if it is missing, or only on the other platform.
 */
export const requireDocument = <K extends ResourceKind>(
  context: EmulatorContext,
  kind: K,
  platform: Platform,
  key: string,
): ResourceDocuments[K] => {
  const found = getDocument(context, kind, platform, key)
  if (found) return found
  const isElsewhere = getDocument(context, kind, otherPlatform(platform), key) !== undefined
  throw new ServiceError(isElsewhere ? findErrors[kind].otherPlatform : findErrors[kind].notFound)
}

/** Returns the resources whose keys start with a prefix, in the order of the service's lists. */
export const listDocuments = <K extends ResourceKind>(
  { store }: EmulatorContext,
  kind: K,
  platform: Platform,
  prefix = '',
): readonly ResourceDocuments[K][] =>
  store
    .list(kind, platform, prefix)
    .map(([, document]) => document as ResourceDocuments[K])
    .sort(compareInLists)

/** Returns the code of an action. Images and sequences have none. */
export const getActionCode = (
  { store }: EmulatorContext,
  platform: Platform,
  { packageName, name }: ActionDocument,
): string | undefined => store.get('code', platform, actionKey(packageName, name)) as string | undefined
