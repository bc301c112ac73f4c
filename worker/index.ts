import { createProxy, type ProxyConfig } from './app.ts'
import { handler } from './handler.ts'

/** The proxy as it is deployed. Its upstream is one of NAVER Cloud's own hosts, or this very machine. */
export default handler((env: ProxyConfig) => createProxy(env))
