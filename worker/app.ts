/**
 * The edge proxy: signs for browsers, which may hold no key, and decides who may have something signed.
 *
 * @module
 */
import { Hono } from 'hono'
import { type Fetch, isNcloudError } from '../lib/index.ts'
import { type AnswerContext, describe, ok, preflight, problem } from './answer.ts'
import { authenticate, authorize } from './callers.ts'
import { ConfigError, type ProxyConfig, readConfig, type Settings } from './config.ts'
import { allowedOrigin, checkForm, checkSite, pathOf } from './gate.ts'
import { limitBody } from './limit-body.ts'
import { Refusal } from './problem.ts'
import { served } from './served.ts'

export type { ProxyConfig } from './config.ts'

/** What the proxy takes from its surroundings. */
export interface ProxyDeps {
  /** Sends the signed requests. Default: the global `fetch`. */
  readonly fetch?: Fetch
  /** The clock: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** Makes request ids. Default `crypto.randomUUID`. */
  readonly randomUUID?: () => string
  /** Takes one line of JSON, for whoever runs the proxy. Default `console.error`. */
  readonly log?: (line: string) => void
}

/** The proxy as a Hono app. */
export type ProxyApp = Hono<{ Variables: { answer: AnswerContext } }>

/** Nobody reads this status; it is what others log for a caller that went away. */
const CALLER_LEFT = 499

/** Long enough for any of the library's messages. */
const MAX_REASON = 300

/** Copies the fields to show, so that nothing passes only because the service began to send it. */
const show = (entry: unknown, fields: readonly string[]): Record<string, unknown> => {
  const known = Object(entry) as Record<string, unknown>
  if (!fields.every((field) => typeof known[field] === 'string')) throw new Refusal('upstream_invalid_response')
  return Object.fromEntries(fields.map((field) => [field, known[field]]))
}

const find = (path: string, settings: Settings) =>
  Object.values(served).find(({ operation }) => settings.path + operation.path === path)

/** The one documented parameter, at most once, with a documented value. */
const readQuery = (url: string, { platforms }: Settings): Record<string, string> => {
  const entries = [...new URL(url).searchParams]
  const isValid = entries.every(([name, value]) => name === 'platform' && platforms.includes(value))
  if (entries.length > 1 || !isValid) throw new Refusal('invalid_query')
  return Object.fromEntries(entries)
}

/**
 * Creates the proxy as a Hono app, to deploy or to mount in a Worker of one's own: at `/`, after all other routes,
 * because it answers every path. It serves the gateway's own paths and `/healthz`. With an unusable configuration it
 * answers `503 misconfigured` and says why in the log, once.
 *
 * The checks run in this order: form, configuration, site, caller, operation, query. Nothing is signed before all
 * of them have passed.
 *
 * @param config The Worker's secrets and variables.
 * @param deps What to use instead of the surroundings, in tests above all.
 * @example
 * ```ts
 * import { createProxy, type ProxyConfig } from 'ncloud-functions/worker'
 *
 * let proxy: ReturnType<typeof createProxy> | undefined
 *
 * export default {
 *   fetch(request: Request, env: ProxyConfig) {
 *     proxy ??= createProxy(env)
 *     return proxy.fetch(request)
 *   },
 * }
 * ```
 */
export const createProxy = (config: ProxyConfig, deps: ProxyDeps = {}): ProxyApp => {
  const { fetch = globalThis.fetch, now = Date.now, randomUUID = () => crypto.randomUUID() } = deps
  const log = (event: Readonly<Record<string, unknown>>): void => {
    try {
      const write = deps.log ?? ((line: string) => console.error(line))
      write(JSON.stringify({ level: 'error', ...event }))
    } catch {
      // A log that fails must not take the answer with it.
    }
  }
  const settings = ((): Settings | undefined => {
    try {
      return readConfig(config, async (url, init) => limitBody(await fetch(url, init)), now)
    } catch (error) {
      log({ event: 'misconfigured', reason: error instanceof ConfigError ? error.message : 'unexpected' })
      return undefined
    }
  })()
  const configured = (): Settings => {
    if (!settings) throw new Refusal('misconfigured')
    return settings
  }

  const app: ProxyApp = new Hono()

  app.use(async (c, next) => {
    const { raw } = c.req
    const origin = settings && allowedOrigin(raw, settings.origins)
    c.set('answer', { requestId: 'none', allowedOrigin: origin })
    try {
      const requestId = randomUUID()
      if (!/^[\w-]{1,64}$/.test(requestId)) throw new Error('a request id that is none')
      c.set('answer', { requestId, allowedOrigin: origin })
      checkForm(raw)
      checkSite(raw, configured())
      return raw.method === 'OPTIONS' ? preflight(c.get('answer')) : await next()
    } catch (error) {
      // Hono lets go of what is no Error.
      throw error instanceof Error ? error : new Error('thrown')
    }
  })

  app.get('/healthz', (c) => ok({ status: 'ok' }, c.get('answer')))

  app.get('*', async (c) => {
    const { raw } = c.req
    const proxy = configured()
    const path = pathOf(raw.url)
    if (!path.startsWith(`${proxy.path}/`)) throw new Refusal('not_found')
    const caller = await authenticate(raw, proxy, now())
    const found = find(path, proxy)
    if (!found) throw new Refusal('not_found')
    const { operation, fields } = found
    authorize(caller, operation.id, raw, proxy)
    const params = readQuery(raw.url, proxy)
    const content = await proxy.call<unknown[]>(operation, params, { signal: raw.signal })
    return ok({ content: content.map((entry) => show(entry, fields)) }, c.get('answer'))
  })

  app.onError((error, c) => {
    if (c.req.raw.signal.aborted) return new Response(null, { status: CALLER_LEFT })
    const answer = c.get('answer')
    const described = describe(error)
    const { status, code, upstream } = described
    if (status > 499 && code !== 'misconfigured') {
      // Only the library's own sentences are known to be free of secrets.
      const reason = isNcloudError(error) ? error.message.slice(0, MAX_REASON) : error.name
      log({ event: code, requestId: answer.requestId, upstream, reason })
    }
    // Whoever may not read the answer gets no header that says otherwise.
    const hidden = code === 'origin_not_allowed'
    return problem(described, hidden ? { ...answer, allowedOrigin: undefined } : answer)
  })

  return app
}
