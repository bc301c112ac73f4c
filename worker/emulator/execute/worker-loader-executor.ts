import { callMain, type MainOutcome, wrapCode } from './call-main.ts'
import { createConsole, createRunLogs, LARGEST_LOGS_BYTES, type Print } from './console-logs.ts'
import type { Execution, Executor } from './executor.ts'
import {
  endedWithoutOutcome,
  initializationFailed,
  LARGEST_RESULT_BYTES,
  rejectExecution,
  resultOf,
  timedOut,
} from './result.ts'

/** The part of a Worker Loader binding that the executor uses. */
export interface WorkerLoader {
  /** Starts code in a new isolate. */
  load(worker: {
    readonly compatibilityDate: string
    readonly mainModule: string
    readonly modules: Readonly<Record<string, string | { readonly cjs: string }>>
    /** `null`: the isolate has no network. */
    readonly globalOutbound?: null
  }): { getEntrypoint(): { fetch(url: string, init: RequestInit): Promise<Response> } }
}

/** Options of `createWorkerLoaderExecutor`. */
export interface WorkerLoaderOptions {
  /** Returns the time of log lines: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** Whether actions can use the network. Default `false`. */
  readonly network?: boolean
}

/** One line of the isolate's response. */
type Message = ['print', ...Parameters<Print>] | ['outcome', MainOutcome]

/**
 * The main module of the isolate. `__name` is there because bundlers can add calls of it to functions. The timer keeps
 * the isolate alive: without it, workerd cancels a run that waits for a promise which never settles.
 */
const isolateModule = `
const __name = (value) => value
const createConsole = ${createConsole}
const callMain = ${callMain}
export default {
  async fetch(request) {
    const { main, parameters, timeoutMs } = await request.json()
    const loadCode = async (...given) => (await import('./action.js')).default(...given)
    const encoder = new TextEncoder()
    return new Response(new ReadableStream({
      async start(controller) {
        const send = (message) => controller.enqueue(encoder.encode(JSON.stringify(message) + '\\n'))
        const timer = setTimeout(() => {}, 2 * timeoutMs)
        const actionConsole = createConsole((...printed) => send(['print', ...printed]), ${LARGEST_LOGS_BYTES})
        send(['outcome', await callMain(loadCode, main, parameters, actionConsole, ${LARGEST_RESULT_BYTES})])
        clearTimeout(timer)
        controller.close()
      },
    }))
  },
}
`

async function* readMessages(body: ReadableStream<Uint8Array>): AsyncGenerator<Message> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  // The parts of a line that has not ended. Joining them once takes linear time for a line of many chunks.
  let parts: string[] = []
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const [first = '', ...others] = decoder.decode(read.value, { stream: true }).split('\n')
    parts.push(first)
    for (const other of others) {
      yield JSON.parse(parts.join(''))
      parts = [other]
    }
  }
}

/** Starts the code of an execution in a new isolate. The response streams messages. */
const startIsolate = (
  loader: WorkerLoader,
  { code, main, parameters, timeoutMs }: Execution,
  network: boolean,
  signal: AbortSignal,
): Promise<Response> => {
  const action = `module.exports = function (exports, module, console) {${wrapCode(code, main)}\n}`
  const worker = loader.load({
    compatibilityDate: '2026-10-01',
    mainModule: 'isolate.js',
    modules: { 'isolate.js': isolateModule, 'action.js': { cjs: action } },
    ...(!network && { globalOutbound: null }),
  })
  const body = JSON.stringify({ main, parameters, timeoutMs })
  return worker.getEntrypoint().fetch('http://action/', { method: 'POST', body, signal })
}

/**
 * Creates an executor that runs the source text of `nodejs:*` actions in workerd. Each run has a new isolate, the Node
 * modules of workerd, and no network.
 *
 * A run that reaches its timeout is ended. A busy loop is not: workerd does not limit processor time on your machine.
 *
 * @param loader The binding: `[[worker_loaders]]` in `wrangler.toml`.
 */
export const createWorkerLoaderExecutor = (
  loader: WorkerLoader,
  { now = Date.now, network = false }: WorkerLoaderOptions = {},
): Executor => {
  return async (execution) => {
    const rejected = rejectExecution(execution)
    if (rejected) return rejected
    const logs = createRunLogs()
    const signal = AbortSignal.timeout(execution.timeoutMs)
    let isStarted = false
    try {
      const { body } = await startIsolate(loader, execution, network, signal)
      isStarted = true
      for await (const message of body ? readMessages(body) : []) {
        if (message[0] === 'outcome') return resultOf(message[1], logs.lines)
        logs.add(now(), message[1], message[2])
      }
      return endedWithoutOutcome('its isolate was closed.', logs.lines)
    } catch (error) {
      if (signal.aborted) return timedOut(execution, logs.lines)
      // The isolate responds before it runs the code. Without a response, the text of the code is invalid.
      return isStarted
        ? endedWithoutOutcome(String(error), logs.lines)
        : initializationFailed(String(error), logs.lines)
    }
  }
}
