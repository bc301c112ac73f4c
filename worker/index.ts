import { createProxy, type ProxyConfig } from './app.ts'
import { handler } from './handler.ts'

/** The proxy as it is deployed. Only NAVER Cloud's own hosts can be its upstream. */
export default handler((env: ProxyConfig) => createProxy(env))
