import type { ActionConsole } from './console-logs.ts'

/** The outcome of the entry function. It is plain data, which can pass from one isolate to another. */
export type MainOutcome =
  | { readonly type: 'returned' | 'threw'; readonly json: string }
  | { readonly type: 'invalid'; readonly message: string }
  /** `bytes` is missing if the result is so large that it was not serialized. */
  | { readonly type: 'too_large'; readonly bytes?: number }

/** Loads the code of an action with a console, and returns the entry function. */
export type LoadCode = (exports: object, module: { exports: object }, console: object) => unknown

/**
 * Wraps the code of an action as the body of a function that returns the entry function. Its parameters are `exports`,
 * `module`, `require` and `console`. The entry function is exported, or declared at the top level.
 *
 * @param main The name of the entry function. It must be an identifier.
 */
export const wrapCode = (code: string, main: string): string =>
  `${code}\n;return module.exports?.${main} ?? exports.${main} ?? (typeof ${main} === 'undefined' ? undefined : ${main})`

/**
 * Loads the code of an action and calls its entry function once.
 *
 * The isolate of an action receives this function as text: it must not use anything outside itself but the language
 * and `TextEncoder`.
 *
 * @param maxBytes The largest result.
 */
export const callMain = async (
  loadCode: LoadCode,
  name: string,
  parameters: unknown,
  { console, formatValue, serialize }: ActionConsole,
  maxBytes: number,
): Promise<MainOutcome> => {
  const notInitialized = (reason: string): MainOutcome => ({
    type: 'invalid',
    message: `Initialization has failed due to: ${reason}`,
  })
  const createOutcome = (type: 'returned' | 'threw', value: unknown): MainOutcome => {
    const isOther = typeof value === 'string' || Array.isArray(value)
    const json = isOther ? undefined : serialize(value, maxBytes)
    if (json === null) return { type: 'too_large' }
    if (!json?.startsWith('{')) return { type: 'invalid', message: 'The action did not return a dictionary.' }
    if (json.length <= maxBytes) return { type, json }
    return { type: 'too_large', bytes: new TextEncoder().encode(json).byteLength }
  }
  let main: unknown
  try {
    const exports = {}
    main = await loadCode(exports, { exports }, console)
  } catch (error) {
    return notInitialized(formatValue(error))
  }
  if (typeof main !== 'function') {
    return notInitialized(`the code has no function ${name}: export one, or change exec.main.`)
  }

  let result: unknown
  try {
    const returned: unknown = await main(parameters)
    // Unknown: the result of a function that returns nothing. In OpenWhisk, an empty object.
    result = returned === undefined ? {} : returned
  } catch (error) {
    console.error(error)
    const thrown = error instanceof Error ? `An error has occurred: ${error}` : (error ?? {})
    try {
      return createOutcome('threw', { error: thrown })
    } catch {
      return createOutcome('threw', { error: formatValue(thrown) })
    }
  }
  try {
    return createOutcome('returned', result)
  } catch (error) {
    return { type: 'invalid', message: `The action did not return JSON: ${error}` }
  }
}
