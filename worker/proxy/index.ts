/**
 * The edge proxy: signs requests for callers that may not hold a key, and decides which requests it signs.
 *
 * @module
 */
export { createProxy, type ProxyApp, type ProxyConfig, type ProxyDeps } from './app.ts'
