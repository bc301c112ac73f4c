import { type Operation, type OperationId, operations } from '../../../lib/api/operations.ts'
import { type ObjectShape, responseShapes, type Shape } from '../../../lib/api/response-fields.ts'
import type { View } from '../callers/permissions.ts'
import { ProxyError } from '../problem.ts'
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

const CRON_KEYS: readonly unknown[] = ['cronOption', 'cron']

/** In v2.0 all options of a trigger are the value of this key. */
const OPTIONS_KEY = 'ncf_triggerOptions'

/** Keeps the keys of trigger options. Of the values, it keeps only cron expressions: others may be credentials. */
const filterExecOption: Filter = forEachEntry((option) => {
  const { key } = Object(option) as { readonly key?: unknown }
  if (CRON_KEYS.includes(key)) return filterFields({ key: filterScalar, value: filterScalar })(option)
  if (key === OPTIONS_KEY) return filterFields({ key: filterScalar, value: filterExecOption })(option)
  return filterFields({ key: filterScalar })(option)
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

/**
 * Returns the part of a response's content that a view has.
 *
 * @returns `undefined` for an operation without content, and for content of another shape.
 */
export const filterContent = ({ id }: Operation, view: View, content: unknown): unknown =>
  filters.get(id)?.[view](content)

/**
 * Filters the content of a response and serializes it.
 *
 * @returns `undefined` for an operation without content.
 * @throws ProxyError `upstream_invalid_response` for content of another shape.
 */
export const serializeContent = (operation: Operation, view: View, content: unknown): string | undefined => {
  if (!filters.has(operation.id)) return undefined
  try {
    const filtered = filterContent(operation, view, content)
    if (filtered !== undefined) return JSON.stringify({ content: filtered })
  } catch {
    // JSON can be parsed at any depth. Filtering and serializing end where the stack does.
  }
  throw new ProxyError('upstream_invalid_response')
}
