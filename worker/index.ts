import { handler } from './handler.ts'
import { createProxy, type ProxyConfig } from './proxy/app.ts'

/** The proxy as it is deployed. Its upstream is one of NAVER Cloud's own hosts, or this very machine. */
export default handler((env: ProxyConfig) => createProxy(env))
