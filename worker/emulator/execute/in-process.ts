import { functionBody, type Instantiate, perform } from './call-main.ts'
import type { Executor } from './executor.ts'
import { broken, conclude, createLog, refuse, timedOut } from './result.ts'

/** What an in-process executor can be given. */
export interface InProcessOptions {
  /** The clock of the logs: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** What the code gets as `require`. Default: the modules of the runtime itself, such as `node:crypto`. */
  readonly require?: (name: string) => unknown
}

/** Node, Deno and Bun give their own modules this way, to code that imports nothing. */
const requireBuiltin = (name: string): unknown => {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }
  const found = process?.getBuiltinModule?.(name)
  if (found === undefined) throw new Error(`Cannot find module '${name}': the emulator runs an action's code alone.`)
  return found
}

/**
 * Creates an executor that runs `nodejs:*` source text right here, on Node, Deno, Bun and in browsers.
 *
 * There is no isolation: the code can do whatever this process can. A busy loop cannot be interrupted, and what has
 * run out of time goes on behind one's back. Run only code you would run yourself.
 */
export const createInProcessExecutor = ({
  now = Date.now,
  require = requireBuiltin,
}: InProcessOptions = {}): Executor => {
  return async (execution) => {
    const refused = refuse(execution)
    if (refused) return refused
    const { code, main, parameters, timeoutMs } = execution
    const log = createLog()
    const instantiate: Instantiate = (exports, module, console) =>
      new Function('exports', 'module', 'require', 'console', functionBody(code, main))(
        exports,
        module,
        require,
        console,
      )

    let stop = (): void => undefined
    const limit = new Promise<undefined>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs)
      stop = () => clearTimeout(timer)
    })
    const run = perform(instantiate, main, structuredClone(parameters), (...printed) => log.print(now(), ...printed))
    try {
      const report = await Promise.race([run, limit])
      return report ? conclude(report, log.lines) : timedOut(execution, log.lines)
    } catch {
      return broken('it threw what cannot even be shown.', log.lines)
    } finally {
      stop()
    }
  }
}

/** {@link createInProcessExecutor} with its defaults. */
export const runInProcess: Executor = createInProcessExecutor()
