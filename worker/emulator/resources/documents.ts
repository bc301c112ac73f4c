import { errors, Refusal } from '../gateway/responses.ts'
import type { Service } from '../service.ts'
import type { Platform } from '../store/store.ts'
import { byCreation, NAME_TAKEN, NAMES_PER_PLATFORM, QUOTA_EXCEEDED, WRONG_NAME } from '../unknowns.ts'
import type { JsonObject } from './fields.ts'

export const ACTION_TYPES = ['basic', 'web', 'sequence', 'sequence-web'] as const
export type ActionType = (typeof ACTION_TYPES)[number]

export const TRIGGER_TYPES = ['cron', 'github', 'insight', 'object_storage', 'source_commit', 'secret_manager'] as const
export type TriggerType = (typeof TRIGGER_TYPES)[number]

interface Named {
  readonly name: string
  readonly description: string
  readonly parameters: JsonObject
  readonly resourceId: string
  /** Milliseconds since the epoch. */
  readonly created: number
}

/** A package, as it is stored. */
export type PackageDocument = Named

/** An action, as it is stored: in the form of v2.1, but for its code, which is a document of its own. */
export interface ActionDocument extends Named {
  readonly packageName: string
  readonly type: ActionType
  readonly exec: {
    readonly kind: string
    readonly binary?: boolean
    readonly main?: string
    readonly imageUri?: string
    readonly components?: readonly string[]
  }
  readonly limits?: { readonly timeout: number; readonly memory: number }
  readonly vpc?: readonly { readonly vpcNo: number; readonly subnetNo: number }[]
  readonly 'raw-http'?: boolean
  readonly 'custom-options'?: boolean
}

/** A trigger, as it is stored. */
export interface TriggerDocument extends Named {
  readonly type: TriggerType
  /** Those of its type, such as `cronOption`. */
  readonly fields: JsonObject
  /** Milliseconds since the epoch: until then, all cron runs are done. */
  readonly firedUntil: number
}

interface Documents {
  readonly package: PackageDocument
  readonly action: ActionDocument
  readonly trigger: TriggerDocument
}

type DocumentKind = keyof Documents

const PER_KIND = 500

const places = {
  package: { notFound: errors.packageNotFound, mismatch: errors.packagePlatform },
  action: { notFound: errors.actionNotFound, mismatch: errors.actionPlatform },
  trigger: { notFound: errors.triggerNotFound, mismatch: errors.triggerPlatform },
} as const

export const platforms: readonly Platform[] = ['vpc', 'classic']

const otherThan = (platform: Platform): Platform => (platform === 'vpc' ? 'classic' : 'vpc')

/** The key of an action. */
export const actionKey = (packageName: string, actionName: string): string => `${packageName}/${actionName}`

/** The code of an action; none for images and sequences. */
export const codeOf = (
  { store }: Service,
  platform: Platform,
  { packageName, name }: ActionDocument,
): string | undefined => store.get('code', platform, actionKey(packageName, name)) as string | undefined

/** The document there is, or nothing. */
export const lookUp = <K extends DocumentKind>(
  { store }: Service,
  kind: K,
  platform: Platform,
  key: string,
): Documents[K] | undefined => store.get(kind, platform, key) as Documents[K] | undefined

/**
 * The document there must be.
 *
 * @throws Refusal when there is none, or on the other platform only.
 */
export const find = <K extends DocumentKind>(
  service: Service,
  kind: K,
  platform: Platform,
  key: string,
): Documents[K] => {
  const found = lookUp(service, kind, platform, key)
  if (found) return found
  const { mismatch, notFound } = places[kind]
  throw new Refusal(lookUp(service, kind, otherThan(platform), key) ? mismatch : notFound)
}

/** All documents whose key begins so, in the order of lists. */
export const all = <K extends DocumentKind>(
  { store }: Service,
  kind: K,
  platform: Platform,
  prefix = '',
): readonly Documents[K][] =>
  store
    .list(kind, platform, prefix)
    .map(([, document]) => document as Documents[K])
    .sort(byCreation)

/** @throws Refusal for a name with other characters, or too many. */
export const checkName = (place: string, name: string): void => {
  if (/^(?!-)[A-Za-z0-9_-]{1,50}$/.test(name)) return
  throw new Refusal(WRONG_NAME, `${place} must be 1 to 50 of A-Z a-z 0-9 - _, not beginning with "-"`)
}

/**
 * Makes sure that there may be a new resource of a name.
 *
 * @throws Refusal when another has it, on the other platform or as another kind, or when there are too many.
 */
export const checkNew = (service: Service, kind: DocumentKind, platform: Platform, key: string): void => {
  const { store } = service
  if (!NAMES_PER_PLATFORM && lookUp(service, kind, otherThan(platform), key)) throw new Refusal(places[kind].mismatch)
  const name = key.replace(/^.*\//, '')
  const taken = (NAMES_PER_PLATFORM ? [platform] : platforms).some(
    (each) =>
      lookUp(service, 'package', each, name) ||
      lookUp(service, 'trigger', each, name) ||
      store.list('action', each).some(([other]) => other.endsWith(`/${name}`)),
  )
  if (taken) throw new Refusal(NAME_TAKEN, `${name} is the name of another resource`)
  if (store.count(kind) >= PER_KIND) throw new Refusal(QUOTA_EXCEEDED, `There can be at most ${PER_KIND} ${kind}s.`)
}
