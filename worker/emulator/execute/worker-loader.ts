import { functionBody, type Print, perform, type Report } from './call-main.ts'
import type { Execution, Executor } from './executor.ts'
import { broken, conclude, createLog, refuse, timedOut, unstarted } from './result.ts'

/** A Worker Loader binding: what is used of it. */
export interface WorkerLoader {
  /** Starts code in an isolate of its own, for this once. */
  load(worker: {
    readonly compatibilityDate: string
    readonly mainModule: string
    readonly modules: Readonly<Record<string, string | { readonly cjs: string }>>
    /** `null`: no network. */
    readonly globalOutbound?: null
  }): { getEntrypoint(): { fetch(url: string, init: RequestInit): Promise<Response> } }
}

/** What an executor on a Worker Loader can be given. */
export interface WorkerLoaderOptions {
  /** The clock of the logs: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** Whether actions reach the network. Default `false`. */
  readonly network?: boolean
}

/** A line of the isolate's answer: something printed, or the end. */
type Message = ['print', ...Parameters<Print>] | ['report', Report]

/**
 * What starts in the isolate. Bundlers may wrap functions in `__name`. The timer stands for the time the code may
 * still take: without it, workerd gives up on a promise that nothing can settle.
 */
const entry = `
const __name = (value) => value
const perform = ${perform}
export default {
  async fetch(request) {
    const { main, parameters, timeoutMs } = await request.json()
    const instantiate = async (...given) => (await import('./action.js')).default(...given)
    const encoder = new TextEncoder()
    return new Response(new ReadableStream({
      async start(controller) {
        const send = (message) => controller.enqueue(encoder.encode(JSON.stringify(message) + '\\n'))
        const timer = setTimeout(() => {}, 2 * timeoutMs)
        send(['report', await perform(instantiate, main, parameters, (...line) => send(['print', ...line]))])
        clearTimeout(timer)
        controller.close()
      },
    }))
  },
}
`

async function* messagesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Message> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let rest = ''
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const lines = (rest + decoder.decode(read.value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line)
  }
}

/**
 * Creates an executor that runs `nodejs:*` source text in workerd: in a fresh isolate each time, with Node's modules as
 * workerd has them, and without network.
 *
 * What runs out of time is ended with all that it waits for. A busy loop is not: workerd on one's own machine does not
 * count processor time.
 *
 * @param loader The binding: `[[worker_loaders]]` in `wrangler.toml`.
 */
export const workerLoaderExecutor = (
  loader: WorkerLoader,
  { now = Date.now, network = false }: WorkerLoaderOptions = {},
): Executor => {
  const start = ({ code, main, parameters, timeoutMs }: Execution, signal: AbortSignal): Promise<Response> => {
    const action = `module.exports = function (exports, module, console) {${functionBody(code, main)}\n}`
    const worker = loader.load({
      compatibilityDate: '2026-10-01',
      mainModule: 'entry.js',
      modules: { 'entry.js': entry, 'action.js': { cjs: action } },
      ...(!network && { globalOutbound: null }),
    })
    const body = JSON.stringify({ main, parameters, timeoutMs })
    return worker.getEntrypoint().fetch('http://action/', { method: 'POST', body, signal })
  }

  return async (execution) => {
    const refused = refuse(execution)
    if (refused) return refused
    const log = createLog()
    const signal = AbortSignal.timeout(execution.timeoutMs)
    let isStarted = false
    try {
      const { body } = await start(execution, signal)
      isStarted = true
      for await (const message of body ? messagesOf(body) : []) {
        if (message[0] === 'report') return conclude(message[1], log.lines)
        log.print(now(), message[1], message[2])
      }
      return broken('its isolate was closed.', log.lines)
    } catch (error) {
      if (signal.aborted) return timedOut(execution, log.lines)
      // The isolate answers before it runs anything: until then only the code's own text can be at fault.
      return isStarted ? broken(String(error), log.lines) : unstarted(String(error), log.lines)
    }
  }
}
