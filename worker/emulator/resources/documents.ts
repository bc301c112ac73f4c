import type { ActionType } from '../../../lib/api/action-types.ts'
import type { TriggerType } from '../../../lib/api/trigger-types.ts'
import type { JsonObject } from './field-rules.ts'

interface ResourceDocument {
  readonly name: string
  readonly description: string
  readonly parameters: JsonObject
  readonly resourceId: string
  /** Milliseconds since the epoch. */
  readonly created: number
}

/** A package as it is stored. */
export type PackageDocument = ResourceDocument

/** An action as it is stored, in the form of v2.1. Its code is a document of its own. */
export interface ActionDocument extends ResourceDocument {
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

/** A trigger as it is stored. */
export interface TriggerDocument extends ResourceDocument {
  readonly type: TriggerType
  /** The fields of its type, such as `cronOption`. */
  readonly fields: JsonObject
  /** The time until which all cron times are handled: milliseconds since the epoch. */
  readonly firedUntil: number
}

/** A link as it is stored. Its key has the trigger and the action. */
export interface LinkDocument {
  /** Milliseconds since the epoch. */
  readonly created: number
}

/** The kinds of resources that have a name. */
export interface ResourceDocuments {
  readonly package: PackageDocument
  readonly action: ActionDocument
  readonly trigger: TriggerDocument
}

export type ResourceKind = keyof ResourceDocuments

/** Returns the key of an action. */
export const actionKey = (packageName: string, actionName: string): string => `${packageName}/${actionName}`
