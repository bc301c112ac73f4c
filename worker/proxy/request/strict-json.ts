import { isExact } from '../json/exact-number.ts'
import { createJsonReader } from '../json/json-reader.ts'
import { ProxyError } from '../problem.ts'

/** Deeper than parameters need. */
const MAX_DEPTH = 100

/**
 * A body of 1 MiB has five bytes for each. The proxy remembers the names of open objects, about 100 bytes each, so that
 * these names have 20 MB at most. Other programs need more than that for each value.
 */
const MAX_VALUES = 200_000

/**
 * Validates JSON that every reader understands in the same way: no repeated names within an object, no numbers that a
 * double cannot hold, at most 100 levels and 200000 values. It takes linear time, and builds nothing but the names.
 *
 * @param bytes Valid UTF-8.
 * @returns The names of the fields; `undefined` if the JSON is not an object.
 * @throws ProxyError `invalid_json`.
 * @see https://www.rfc-editor.org/rfc/rfc7493
 */
export const validateJson = (bytes: Uint8Array): ReadonlySet<string> | undefined => {
  const reader = createJsonReader(bytes, MAX_DEPTH)
  let values = 0
  const fail = (): never => {
    throw new ProxyError('invalid_json')
  }

  const validateObject = (): ReadonlySet<string> => {
    const names = new Set<string>()
    reader.members((name) => {
      if (names.has(name)) fail()
      names.add(name)
      validate()
    })
    return names
  }
  const validate = (): ReadonlySet<string> | undefined => {
    values += 1
    if (values > MAX_VALUES) fail()
    const kind = reader.kind()
    if (kind === 'object') return validateObject()
    if (kind === 'list') reader.entries(validate)
    else if (kind !== 'number') reader.skipValue()
    else if (!isExact(reader.number())) fail()
    return undefined
  }

  try {
    const names = validate()
    reader.end()
    return names
  } catch {
    return fail()
  }
}
