/** What came of an action's code, before it is judged. Plain data: it crosses from one isolate to another. */
export type Report =
  | { readonly type: 'returned' | 'threw'; readonly json: string }
  | { readonly type: 'unusable'; readonly message: string }

/** Takes what the code prints. */
export type Print = (stream: 'stdout' | 'stderr', text: string) => void

/** An action's code, instantiated: gives its entry function, or whatever stands in that place. */
export type Instantiate = (
  exports: object,
  module: { exports: object },
  console: object,
) => unknown | PromiseLike<unknown>

/**
 * An action's code as the body of a function of `exports`, `module`, `require` and `console` that returns the entry
 * function: the exported one, or one of that name at the top.
 *
 * @param main Its name, an identifier.
 */
export const functionBody = (code: string, main: string): string =>
  `${code}\n;return module.exports?.${main} ?? exports.${main} ?? (typeof ${main} === 'undefined' ? undefined : ${main})`

/**
 * Runs an action once. Its text is also sent to the action's own isolate, where nothing of this file is: so it refers
 * to nothing outside itself but the language.
 */
export const perform = async (
  instantiate: Instantiate,
  name: string,
  parameters: unknown,
  print: Print,
): Promise<Report> => {
  const show = (value: unknown): string => {
    if (value instanceof Error) return String(value.stack ?? value)
    try {
      return typeof value === 'object' ? (JSON.stringify(value) ?? String(value)) : String(value)
    } catch {
      return Object.prototype.toString.call(value)
    }
  }
  const format = (first?: unknown, ...rest: unknown[]): string => {
    if (typeof first !== 'string' || rest.length === 0) return [first, ...rest].map(show).join(' ')
    const filled = first.replace(/%[sdifjoO%]/g, (mark) => {
      if (mark === '%%') return '%'
      if (rest.length === 0) return mark
      return 'dif'.includes(mark.slice(1)) ? String(Number(rest.shift())) : show(rest.shift())
    })
    return [filled, ...rest.map(show)].join(' ')
  }
  const out = (...values: unknown[]): void => print('stdout', values.length > 0 ? format(...values) : '')
  const err = (...values: unknown[]): void => print('stderr', values.length > 0 ? format(...values) : '')
  const nothing = (): void => undefined
  const console = {
    log: out,
    info: out,
    debug: out,
    dir: (value: unknown): void => out(value),
    table: (value: unknown): void => out(value),
    group: out,
    warn: err,
    error: err,
    trace: err,
    assert: (holds: unknown, ...values: unknown[]): void => (holds ? undefined : err('Assertion failed', ...values)),
    groupEnd: nothing,
    clear: nothing,
    count: nothing,
    countReset: nothing,
    time: nothing,
    timeLog: nothing,
    timeEnd: nothing,
  }

  let main: unknown
  try {
    const exports = {}
    main = await instantiate(exports, { exports }, console)
  } catch (error) {
    return { type: 'unusable', message: `Initialization has failed due to: ${show(error)}` }
  }
  if (typeof main !== 'function') {
    return { type: 'unusable', message: `Initialization has failed due to: there is no function ${name}.` }
  }

  let result: unknown
  try {
    const returned: unknown = await main(parameters)
    // Unknown: what a function that returns nothing returns. In OpenWhisk, an empty object.
    result = returned === undefined ? {} : returned
  } catch (error) {
    err(error)
    const shown = error instanceof Error ? `An error has occurred: ${error}` : (error ?? {})
    try {
      return { type: 'threw', json: JSON.stringify({ error: shown }) }
    } catch {
      return { type: 'threw', json: JSON.stringify({ error: show(shown) }) }
    }
  }
  try {
    const json: string | undefined = JSON.stringify(result)
    return json?.startsWith('{')
      ? { type: 'returned', json }
      : { type: 'unusable', message: 'The action did not return a dictionary.' }
  } catch (error) {
    return { type: 'unusable', message: `The action did not return JSON: ${error}` }
  }
}
