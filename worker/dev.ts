import { handler } from './create-once.ts'
import { createProxy, type ProxyConfig } from './proxy/app.ts'

interface DevEnv extends ProxyConfig {
  /** The emulator: a Worker beside the proxy. */
  readonly EMULATOR: { fetch(url: string, init: RequestInit): Promise<Response> }
}

/** The proxy of `npm start`: the same app with the emulator as its upstream. It is never deployed. */
export default handler((env: DevEnv) => createProxy(env, { fetch: (url, init) => env.EMULATOR.fetch(url, init) }))
