/**
 * The edge proxy: it signs requests of callers that must not hold a key, and decides which requests it signs.
 *
 * @module
 */
export { createProxy, type ProxyApp, type ProxyConfig, type ProxyDeps } from './app.ts'
