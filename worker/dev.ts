import { handler } from './handler.ts'
import { createProxy, type ProxyConfig } from './proxy/app.ts'

interface DevEnv extends ProxyConfig {
  /** The emulator, running beside the proxy. */
  readonly EMULATOR: { fetch(url: string, init: RequestInit): Promise<Response> }
}

/** The proxy in front of the emulator, for `npm start`: the same app, another upstream. It is never deployed. */
export default handler((env: DevEnv) => createProxy(env, { fetch: (url, init) => env.EMULATOR.fetch(url, init) }))
