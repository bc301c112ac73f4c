import { handler } from './create-once.ts'
import { createProxy, type ProxyConfig } from './proxy/app.ts'

/** The deployed proxy. It calls a gateway of NAVER Cloud, or this machine with `UPSTREAM_DEV_ORIGIN`. */
export default handler((env: ProxyConfig) => createProxy(env))
