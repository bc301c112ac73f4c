import type { ApiVersion } from '../../../lib/api/endpoints.ts'
import { MISSING_FIELD, WRONG_FIELD } from '../assumptions.ts'
import type { TriggerDocument } from './documents.ts'
import { isObject, type JsonObject, object } from './field-rules.ts'
import { type FieldReader, readFields } from './read-fields.ts'

/** Readers of the body of `putTrigger`. In v2.1 all fields are in the body; in v2.0 most are in `trigger`. */
export interface TriggerBody {
  /** Reads the fields of the trigger. */
  readonly fields: FieldReader
  /** Reads the fields beside `trigger`. In v2.1 the same as `fields`. */
  readonly outerFields: FieldReader
  readonly credential: { readonly fields: FieldReader; readonly path: string }
  /** The name of the product in `link`. */
  readonly productField: string
}

/** Creates the readers for a body in the form of an API version. */
export const readTriggerVersion = (version: ApiVersion, body: JsonObject): TriggerBody => {
  const outerFields = readFields(body, MISSING_FIELD, WRONG_FIELD)
  if (version === 'v2.1') {
    const credential = { fields: outerFields, path: 'credential' }
    return { fields: outerFields, outerFields, credential, productField: 'productName' }
  }
  const trigger = outerFields.required('trigger', object)
  const fields = readFields(trigger, MISSING_FIELD, WRONG_FIELD, 'trigger.')
  const credential = { fields: Object.hasOwn(body, 'credentials') ? outerFields : fields, path: 'credentials' }
  return { fields, outerFields, credential, productField: 'productId' }
}

/**
 * Returns the `execOption` of a trigger: its fields as a list of keys and values, without access tokens. Unknown: the
 * entries of other types than cron.
 */
export const formatExecOption = (version: ApiVersion, { type, fields }: TriggerDocument): unknown => {
  const options = Object.entries(fields).map(([key, value]) => {
    if (key === 'credential' && isObject(value)) {
      const { accessToken: _, ...withoutToken } = value
      return { key, value: withoutToken }
    }
    return { key: version === 'v2.0' && type === 'cron' ? 'cron' : key, value }
  })
  return version === 'v2.1' ? options : { key: 'ncf_triggerOptions', value: options }
}
