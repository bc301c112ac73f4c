import type { ObjectShape, Shape } from '../../../lib/api/response-fields.ts'
import type { JsonRewriter } from '../json/json-rewriter.ts'

/**
 * Reads a value and writes its allowed part.
 *
 * @returns Whether the value has the expected shape. If it has not, nothing is written.
 */
export type Filter = (json: JsonRewriter) => boolean

/** Reads a value that is not allowed. */
const drop: Filter = (json) => {
  json.skipValue()
  return false
}

/** Reads and writes a value as it is. Numbers keep all their digits. */
const keep: Filter = (json) => {
  json.keep()
  return true
}

/** Applies a filter to a value, or to each entry of a list. One entry of another shape makes the whole list invalid. */
export const forEachEntry = (filter: Filter): Filter => {
  const filterEntries: Filter = (json) => {
    if (json.kind() !== 'list') return filter(json)
    const start = json.written()
    let separator = '['
    let isValid = true
    json.entries(() => {
      json.write(separator)
      separator = ','
      isValid = filterEntries(json) && isValid
    })
    json.write(separator === ',' ? ']' : '[]')
    if (!isValid) json.moveTo(start)
    return isValid
  }
  return filterEntries
}

/** Allows texts, numbers, booleans and null. */
export const filterScalar: Filter = forEachEntry((json) => (json.kind() === 'object' ? drop(json) : keep(json)))

/**
 * Keeps the fields that have a filter. The proxy removes a new field of the service until a shape has it. It throws for a
 * field that is there twice, because readers would choose different ones.
 */
export const filterFields = (filters: Readonly<Record<string, Filter>>): Filter =>
  forEachEntry((json) => {
    if (json.kind() !== 'object') return drop(json)
    const names = new Set<string>()
    let separator = '{'
    json.members((name) => {
      if (!Object.hasOwn(filters, name)) {
        json.skipValue()
        return
      }
      if (names.has(name)) throw new SyntaxError('repeated field')
      names.add(name)
      const start = json.written()
      json.write(`${separator}"${name}":`)
      if (filters[name]?.(json)) separator = ','
      else json.moveTo(start)
    })
    json.write(separator === ',' ? '}' : '{}')
    return true
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
  if (shape === 'json') return keep
  if (typeof shape === 'string') return filterScalar
  return isListShape(shape) ? filterOf(shape[0]) : filterFields(fieldFilters(shape))
}
