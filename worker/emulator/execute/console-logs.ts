/** The largest logs of one run, in bytes. */
export const LARGEST_LOGS_BYTES = 1_048_576

/** Receives the text of one call of the console. */
export type Print = (stream: 'stdout' | 'stderr', text: string) => void

/** The console of an action. */
export interface ActionConsole {
  readonly console: { readonly error: (...values: unknown[]) => void }
  /** Returns the text that `console.log` prints for a value. */
  readonly formatValue: (value: unknown) => string
  /** Returns a value as JSON, `undefined` if it has no JSON, or `null` if the JSON has more characters than `maxLength`. */
  readonly serialize: (value: unknown, maxLength: number) => string | undefined | null
}

/**
 * Creates the `console` of an action. It formats values and prints text, until the logs are full.
 *
 * The isolate of an action receives this function as text: it must not use anything outside itself but the language.
 *
 * @param maxBytes The largest logs. The console cuts a longer text, and formats nothing after it.
 */
export const createConsole = (print: Print, maxBytes: number): ActionConsole => {
  const cut = (text: string): string => (text.length > maxBytes ? text.slice(0, maxBytes + 1) : text)

  const serialize: ActionConsole['serialize'] = (value, maxLength) => {
    const tooLong = {}
    // Never more than the length of the JSON so far.
    let length = 0
    const count = function (this: unknown, name: string, each: unknown): unknown {
      if (each === undefined || typeof each === 'function' || typeof each === 'symbol') return each
      length += (Array.isArray(this) ? 1 : name.length + 1) + (typeof each === 'string' ? each.length : 1)
      if (length > maxLength) throw tooLong
      return each
    }
    try {
      return JSON.stringify(value, count)
    } catch (error) {
      if (error === tooLong) return null
      throw error
    }
  }
  const formatValue = (value: unknown): string => {
    if (value instanceof Error) return cut(String(value.stack ?? value))
    const description = () => Object.prototype.toString.call(value)
    try {
      if (typeof value !== 'object') return cut(String(value))
      const json = serialize(value, maxBytes)
      // The logs never have a text of this length: only its length counts.
      return json === null ? description().padEnd(maxBytes + 1) : cut(json ?? String(value))
    } catch {
      return description()
    }
  }
  const format = (values: readonly unknown[]): string => {
    const [first] = values
    let index = 0
    let length = 0
    const formatNext = (): string => {
      const text = length > maxBytes ? '' : formatValue(values[index])
      index += 1
      length += text.length
      return text
    }
    const parts: string[] = []
    if (typeof first === 'string' && values.length > 1) {
      index = 1
      const filled = cut(first).replace(/%[sdifjoO%]/g, (placeholder) => {
        if (placeholder === '%%') return '%'
        if (index >= values.length) return placeholder
        if (!'dif'.includes(placeholder.slice(1))) return formatNext()
        index += 1
        return String(Number(values[index - 1]))
      })
      length = filled.length
      parts.push(filled)
    }
    while (index < values.length && length <= maxBytes) parts.push(formatNext())
    return cut(parts.join(' '))
  }

  // The fewest bytes that the logs have so far: each line has a time and the name of its stream before the text.
  const prefixBytes = 33
  let printedBytes = 0
  const printTo =
    (stream: 'stdout' | 'stderr') =>
    (...values: unknown[]): void => {
      if (printedBytes > maxBytes) return
      const text = format(values)
      printedBytes += prefixBytes + text.length
      print(stream, text)
    }
  const printOut = printTo('stdout')
  const printError = printTo('stderr')
  const ignore = (): void => undefined
  const console = {
    log: printOut,
    info: printOut,
    debug: printOut,
    dir: (value: unknown): void => printOut(value),
    table: (value: unknown): void => printOut(value),
    group: printOut,
    warn: printError,
    error: printError,
    trace: printError,
    assert: (condition: unknown, ...values: unknown[]): void =>
      condition ? undefined : printError('Assertion failed', ...values),
    groupEnd: ignore,
    clear: ignore,
    count: ignore,
    countReset: ignore,
    time: ignore,
    timeLog: ignore,
    timeEnd: ignore,
  }
  return { console, formatValue, serialize }
}

/** The log lines of one run. */
export interface RunLogs {
  readonly lines: readonly string[]
  /** Adds what the console printed at a time: one log line for each line of the text. */
  readonly add: (time: number, ...printed: Parameters<Print>) => void
}

/** Creates empty logs. Their lines have the form of OpenWhisk, up to the size limit. */
export const createRunLogs = (): RunLogs => {
  const encoder = new TextEncoder()
  const lines: string[] = []
  let bytes = 0
  return {
    lines,
    add(time, stream, text) {
      const timestamp = new Date(time).toISOString()
      for (let from = 0; from <= text.length && bytes <= LARGEST_LOGS_BYTES; ) {
        const lineBreak = text.indexOf('\n', from)
        const end = lineBreak < 0 ? text.length : lineBreak
        const line = `${timestamp} ${stream}: ${text.slice(from, end)}`
        bytes += encoder.encode(line).byteLength
        const truncated = `${timestamp} stderr: Logs were truncated because the total bytes size exceeds the limit of ${LARGEST_LOGS_BYTES} bytes.`
        lines.push(bytes > LARGEST_LOGS_BYTES ? truncated : line)
        from = end + 1
      }
    },
  }
}
