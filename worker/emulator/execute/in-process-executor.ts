import { callMain, type LoadCode, wrapCode } from './call-main.ts'
import { createConsole, createRunLogs, LARGEST_LOGS_BYTES } from './console-logs.ts'
import type { Executor } from './executor.ts'
import { endedWithoutOutcome, LARGEST_RESULT_BYTES, rejectExecution, resultOf, timedOut } from './result.ts'

/** Options of `createInProcessExecutor`. */
export interface InProcessOptions {
  /** Returns the time of log lines: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** The `require` of the code. Default: the modules of the runtime, such as `node:crypto`. */
  readonly require?: (name: string) => unknown
}

/** Returns a module of Node, Deno or Bun. Modules from npm are not available. */
const requireBuiltin = (name: string): unknown => {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }
  const found = process?.getBuiltinModule?.(name)
  if (found === undefined) {
    throw new Error(
      `Cannot find module '${name}': the emulator has only the modules of the runtime. Bundle it into the code.`,
    )
  }
  return found
}

/** Resolves after a timeout. `cancel` stops the timer. */
const startTimeout = (ms: number): { readonly elapsed: Promise<undefined>; readonly cancel: () => void } => {
  let cancel = (): void => undefined
  const elapsed = new Promise<undefined>((resolve) => {
    const timer = setTimeout(resolve, ms)
    cancel = () => clearTimeout(timer)
  })
  return { elapsed, cancel }
}

/**
 * Creates an executor that runs the source text of `nodejs:*` actions in this process: Node, Deno, Bun or a browser.
 *
 * The code is not isolated: it can do everything that this process can do. A busy loop blocks the process. After its
 * timeout, the code continues in the background. Run only code that you trust.
 */
export const createInProcessExecutor = ({
  now = Date.now,
  require = requireBuiltin,
}: InProcessOptions = {}): Executor => {
  return async (execution) => {
    const rejected = rejectExecution(execution)
    if (rejected) return rejected
    const { code, main, parameters, timeoutMs } = execution
    const logs = createRunLogs()
    const loadCode: LoadCode = (exports, module, console) => {
      const load = new Function('exports', 'module', 'require', 'console', wrapCode(code, main))
      return load(exports, module, require, console)
    }
    const actionConsole = createConsole((...printed) => logs.add(now(), ...printed), LARGEST_LOGS_BYTES)

    const timeout = startTimeout(timeoutMs)
    const run = callMain(loadCode, main, structuredClone(parameters), actionConsole, LARGEST_RESULT_BYTES)
    try {
      const outcome = await Promise.race([run, timeout.elapsed])
      return outcome ? resultOf(outcome, logs.lines) : timedOut(execution, logs.lines)
    } catch {
      return endedWithoutOutcome('it threw a value that cannot be read.', logs.lines)
    } finally {
      timeout.cancel()
    }
  }
}

/** Runs actions in this process, with the default options. */
export const inProcessExecutor: Executor = createInProcessExecutor()
