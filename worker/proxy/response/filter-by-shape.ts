import type { ObjectShape, Shape } from '../../../lib/api/response-fields.ts'

/** Returns the allowed part of a value; `undefined` if the value does not have the expected shape. */
export type Filter = (value: unknown) => unknown

/** Applies a filter to a value, or to each entry of a list. One entry of another shape makes the whole list invalid. */
export const forEachEntry = (filter: Filter): Filter => {
  const filterEntries: Filter = (value) => {
    if (!Array.isArray(value)) return filter(value)
    const entries = value.map(filterEntries)
    return entries.includes(undefined) ? undefined : entries
  }
  return filterEntries
}

/** Allows texts, numbers, booleans and null. */
export const filterScalar: Filter = forEachEntry((value) =>
  typeof value === 'object' && value !== null ? undefined : value,
)

/** Keeps the fields that have a filter. The proxy removes a new field of the service until a shape has it. */
export const filterFields = (filters: Readonly<Record<string, Filter>>): Filter =>
  forEachEntry((value) => {
    if (typeof value !== 'object' || value === null) return undefined
    const fields = value as Readonly<Record<string, unknown>>
    const kept = Object.entries(filters).map(([name, filter]) => [
      name,
      Object.hasOwn(fields, name) ? filter(fields[name]) : undefined,
    ])
    return Object.fromEntries(kept.filter(([, field]) => field !== undefined))
  })

/** Returns whether a shape is that of a list. */
export const isListShape = (shape: Shape): shape is readonly [entry: Shape] => Array.isArray(shape)

/** Returns the name of a field without the mark of an optional field. */
export const fieldName = (name: string): string => name.replace(/\?$/, '')

/** Creates the filters of the fields of a shape. */
export const fieldFilters = (shape: ObjectShape): Readonly<Record<string, Filter>> =>
  Object.fromEntries(Object.entries(shape).map(([name, field]) => [fieldName(name), filterOf(field)]))

/**
 * Creates the filter of a shape. It allows a list in place of one value, and one scalar in place of another: there the
 * documentation and the service differ.
 */
export const filterOf = (shape: Shape): Filter => {
  if (shape === 'json') return (value) => value
  if (typeof shape === 'string') return filterScalar
  return isListShape(shape) ? filterOf(shape[0]) : filterFields(fieldFilters(shape))
}
