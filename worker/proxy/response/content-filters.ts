import { type Operation, type OperationId, operations } from '../../../lib/api/operations.ts'
import { type ObjectShape, responseShapes, type Shape } from '../../../lib/api/response-fields.ts'
import type { View } from '../callers/permissions.ts'
import type { JsonRewriter } from '../json/json-rewriter.ts'
import {
  type Filter,
  fieldFilters,
  fieldName,
  filterFields,
  filterOf,
  filterScalar,
  forEachEntry,
  isListShape,
} from './filter-by-shape.ts'

/** Returns a shape without its sensitive fields. */
const defaultShape = (sensitive: readonly string[], shape: Shape, parent = ''): Shape => {
  if (typeof shape === 'string') return shape
  if (isListShape(shape)) return [defaultShape(sensitive, shape[0], parent)]
  const fields = Object.entries(shape).flatMap(([name, field]) => {
    const path = parent + fieldName(name)
    return sensitive.includes(path) ? [] : [[name, defaultShape(sensitive, field, `${path}.`)] as const]
  })
  return Object.fromEntries(fields)
}

const CRON_KEYS: readonly (string | undefined)[] = ['cronOption', 'cron']

/** In v2.0 all options of a trigger are the value of this key. */
const OPTIONS_KEY = 'ncf_triggerOptions'

/** Returns the field `key` of the next value without reading it; `undefined` if it is not a text. */
const keyOf = (json: JsonRewriter): string | undefined =>
  json.lookAhead(() => {
    let key: string | undefined
    if (json.kind() !== 'object') return key
    json.members((name) => {
      if (name === 'key' && json.kind() === 'text') key = json.text()
      else json.skipValue()
    })
    return key
  })

/** Keeps the keys of trigger options. Of the values, it keeps only cron expressions: others may be credentials. */
const filterExecOption: Filter = forEachEntry((json) => {
  const key = keyOf(json)
  if (CRON_KEYS.includes(key)) return filterFields({ key: filterScalar, value: filterScalar })(json)
  if (key === OPTIONS_KEY) return filterFields({ key: filterScalar, value: filterExecOption })(json)
  return filterFields({ key: filterScalar })(json)
})

const defaultFilter = ({ sensitive = [] }: Operation, shape: Shape): Filter => {
  const filtered = defaultShape(sensitive, shape)
  if (!Object.hasOwn(Object(shape), 'execOption')) return filterOf(filtered)
  return filterFields({ ...fieldFilters(filtered as ObjectShape), execOption: filterExecOption })
}

/** The filters of each operation that has content. */
const filters = new Map<OperationId, Readonly<Record<View, Filter>>>(
  Object.values(operations).flatMap((operation) => {
    const shape = responseShapes[operation.id]
    return shape ? [[operation.id, { default: defaultFilter(operation, shape), full: filterOf(shape) }]] : []
  }),
)

/** Returns the filter of a view; `undefined` for an operation without content. */
export const contentFilter = ({ id }: Operation, view: View): Filter | undefined => filters.get(id)?.[view]
