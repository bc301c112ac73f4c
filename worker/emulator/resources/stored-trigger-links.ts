import type { Platform } from '../../../lib/api/endpoints.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { LinkDocument } from './documents.ts'

/** Returns the key of a link. */
export const linkKey = (triggerName: string, action: string): string => `${triggerName} ${action}`

/** Returns the keys of the links of a trigger. */
export const linkKeysOfTrigger = (
  { store }: EmulatorContext,
  platform: Platform,
  triggerName: string,
): readonly string[] => store.list('link', platform, linkKey(triggerName, '')).map(([key]) => key)

/** Returns the keys of the links to an action. There are fewer triggers than links. */
export const linkKeysOfAction = ({ store }: EmulatorContext, platform: Platform, action: string): readonly string[] =>
  store
    .list('trigger', platform)
    .map(([triggerName]) => linkKey(triggerName, action))
    .filter((key) => store.get('link', platform, key) !== undefined)

/**
 * Returns the keys of the actions that are linked to a trigger.
 *
 * @param time Leaves out links that were created later. Default: all links.
 */
export const listLinkedActions = (
  { store }: EmulatorContext,
  platform: Platform,
  triggerName: string,
  time: number = Number.POSITIVE_INFINITY,
): readonly string[] => {
  const prefix = linkKey(triggerName, '')
  return store
    .list('link', platform, prefix)
    .filter(([, link]) => (link as LinkDocument).created <= time)
    .map(([key]) => key.slice(prefix.length))
}
