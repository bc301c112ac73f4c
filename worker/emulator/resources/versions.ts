import { Refusal } from '../gateway/responses.ts'
import type { Version } from '../gateway/route.ts'
import type { Call } from '../service.ts'
import { actionPath, KEEPS_TYPE_WITHOUT_WEB, MISSING_FIELD, shownVpc, WRONG_FIELD, WRONG_QUERY } from '../unknowns.ts'
import { ACTION_TYPES, type ActionDocument, type ActionType, type TriggerDocument } from './documents.ts'
import { type Fields, fieldsOf, flag, isObject, type JsonObject, listOf, object, whole } from './fields.ts'

/** A time of a query: milliseconds since the epoch; in v2.0 the region's own time. `NaN` for what is neither. */
export const readTime = (version: Version, text: string, utcOffset: number): number => {
  if (version === 'v2.1') return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text}Z`) - utcOffset : Number.NaN
}

/** The type of an action that is put: from the query, or in v2.0 from `web` and the kind. */
export const readActionType = (
  { version, query, body }: Call,
  fields: Fields,
  existing: ActionDocument | undefined,
): ActionType => {
  if (version === 'v2.1') {
    const found = ACTION_TYPES.find((each) => each === (query.type ?? 'basic'))
    if (!found) throw new Refusal(WRONG_QUERY, `type must be one of ${ACTION_TYPES.join(', ')}`)
    return found
  }
  const before = KEEPS_TYPE_WITHOUT_WEB ? existing?.type.includes('web') : existing && true
  const web = fields.may('web', flag) ?? before ?? false
  const isSequence = isObject(body) && isObject(body.exec) && body.exec.kind === 'sequence'
  return isSequence ? (web ? 'sequence-web' : 'sequence') : web ? 'web' : 'basic'
}

const number = whole(0, Number.MAX_SAFE_INTEGER)

/** The subnet: a list of one in v2.1, which must be there on VPC; an object in v2.0, which may be left out. */
export const readVpc = (
  { version, platform }: Call,
  fields: Fields,
  within: (body: unknown, place: string) => Fields,
): ActionDocument['vpc'] => {
  const given =
    version === 'v2.0'
      ? fields.may('vpc', object)
      : platform === 'vpc'
        ? fields.need('vpc', listOf(object))
        : fields.may('vpc', listOf(object))
  if (!given) return undefined
  if (platform === 'classic') return fields.refuse('vpc', 'is for the VPC platform')
  return [given].flat().map((each) => {
    const { need } = within(each, 'vpc.')
    return { vpcNo: need('vpcNo', number), subnetNo: need('subnetNo', number) }
  })
}

/** An action as a version shows it. */
export const showAction = (version: Version, document: ActionDocument, code: string | undefined): JsonObject => {
  const { created: _, packageName, type, vpc, ...rest } = document
  const shown = { ...rest, exec: { ...rest.exec, ...(code !== undefined && { code }) } }
  const subnet = vpc && { vpc: shownVpc(vpc) }
  if (version === 'v2.1') return { ...shown, type, ...subnet }
  const flags = { 'raw-http': false, 'custom-options': false }
  return { ...flags, ...shown, ...subnet, path: actionPath(packageName), web: type.includes('web') }
}

/** Where the fields of a trigger stand. */
export interface TriggerFields {
  readonly fields: Fields
  /** Fields of the body around it: in v2.1 the same. */
  readonly outer: Fields
  readonly credential: readonly [fields: Fields, name: string]
  readonly product: string
}

/** The fields of a trigger that is put: flat, or in v2.0 within `trigger`. */
export const readTrigger = (version: Version, body: JsonObject): TriggerFields => {
  const outer = fieldsOf(body, MISSING_FIELD, WRONG_FIELD)
  if (version === 'v2.1') return { fields: outer, outer, credential: [outer, 'credential'], product: 'productName' }
  const trigger = outer.need('trigger', object)
  const fields = fieldsOf(trigger, MISSING_FIELD, WRONG_FIELD, 'trigger.')
  const holder = Object.hasOwn(body, 'credentials') ? outer : fields
  return { fields, outer, credential: [holder, 'credentials'], product: 'productId' }
}

/** What starts a trigger, as keys and values. Unknown: the entries of other types than cron; tokens are left out. */
export const execOption = (version: Version, { type, fields }: TriggerDocument): unknown => {
  const value = Object.entries(fields).flatMap(([key, value]) => {
    if (key === 'credential' && isObject(value)) {
      const { accessToken: _, ...shown } = value
      return { key, value: shown }
    }
    return { key: version === 'v2.0' && type === 'cron' ? 'cron' : key, value }
  })
  return version === 'v2.1' ? value : { key: 'ncf_triggerOptions', value }
}
