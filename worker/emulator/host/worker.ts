import { createWorkerLoaderExecutor, type WorkerLoader } from '../execute/worker-loader-executor.ts'
import { guardRequest } from './request-guard.ts'
import { welcomeText } from './welcome.ts'

export { EmulatorObject } from './durable-object.ts'

interface WorkerEnv {
  /** The Durable Object of the emulator. */
  readonly EMULATOR: { getByName(name: string): { fetch(request: Request): Promise<Response> } }
  readonly LOADER: WorkerLoader
  /** `allow`: actions can use the network. */
  readonly ACTION_NETWORK?: string
  /** Host names other than those of this machine, separated by commas. */
  readonly ALLOWED_HOSTS?: string
}

/** Runs an action. Only the Durable Object calls it. */
export const actions = {
  async fetch(request: Request, env: WorkerEnv): Promise<Response> {
    const executor = createWorkerLoaderExecutor(env.LOADER, { network: env.ACTION_NETWORK === 'allow' })
    return Response.json(await executor(await request.json()))
  },
}

export default {
  fetch(request: Request, env: WorkerEnv): Response | Promise<Response> {
    const rejected = guardRequest(request, env.ALLOWED_HOSTS)
    if (rejected) return rejected
    const { pathname, origin } = new URL(request.url)
    if (pathname === '/' && request.method !== 'DELETE') return new Response(welcomeText(origin))
    return env.EMULATOR.getByName('emulator').fetch(request)
  },
}
