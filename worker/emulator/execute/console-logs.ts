/** The largest logs of one run, in bytes. */
const LARGEST_LOGS_BYTES = 1_048_576

/** Receives the text of one call of the console. */
export type Print = (stream: 'stdout' | 'stderr', text: string) => void

/** The console of an action. */
export interface ActionConsole {
  readonly console: { readonly error: (...values: unknown[]) => void }
  /** Returns the text that `console.log` prints for a value. */
  readonly formatValue: (value: unknown) => string
}

/**
 * Creates the `console` of an action. It formats values and prints text.
 *
 * The isolate of an action receives this function as text: it must not use anything outside itself but the language.
 */
export const createConsole = (print: Print): ActionConsole => {
  const formatValue = (value: unknown): string => {
    if (value instanceof Error) return String(value.stack ?? value)
    try {
      return typeof value === 'object' ? (JSON.stringify(value) ?? String(value)) : String(value)
    } catch {
      return Object.prototype.toString.call(value)
    }
  }
  const format = (first?: unknown, ...rest: unknown[]): string => {
    if (typeof first !== 'string' || rest.length === 0) return [first, ...rest].map(formatValue).join(' ')
    const filled = first.replace(/%[sdifjoO%]/g, (placeholder) => {
      if (placeholder === '%%') return '%'
      if (rest.length === 0) return placeholder
      const isNumber = 'dif'.includes(placeholder.slice(1))
      return isNumber ? String(Number(rest.shift())) : formatValue(rest.shift())
    })
    return [filled, ...rest.map(formatValue)].join(' ')
  }
  const printOut = (...values: unknown[]): void => print('stdout', values.length > 0 ? format(...values) : '')
  const printError = (...values: unknown[]): void => print('stderr', values.length > 0 ? format(...values) : '')
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
  return { console, formatValue }
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
      for (const line of text.split('\n').map((each) => `${timestamp} ${stream}: ${each}`)) {
        if (bytes > LARGEST_LOGS_BYTES) return
        bytes += encoder.encode(line).byteLength
        const truncated = `${timestamp} stderr: Logs were truncated because the total bytes size exceeds the limit of ${LARGEST_LOGS_BYTES} bytes.`
        lines.push(bytes > LARGEST_LOGS_BYTES ? truncated : line)
      }
    },
  }
}
