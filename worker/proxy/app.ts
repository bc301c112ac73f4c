/**
 * The edge proxy: signs for browsers, which may hold no key, and decides who may have something signed.
 *
 * @module
 */
import { Hono } from 'hono/tiny'
import { isNcloudError } from '../../lib/errors.ts'
import { serviceTexts } from '../../lib/transport/decode.ts'
import type { Fetch, Sleep } from '../../lib/transport/options.ts'
import { authenticate, authorize } from './callers/authenticate.ts'
import { lists } from './callers/permissions.ts'
import { ConfigError } from './config/checks.ts'
import { type ProxyConfig, readConfig, type Settings } from './config/read-config.ts'
import { timeLimit } from './limits/deadlines.ts'
import { countAddress, countCaller } from './limits/rate-limits.ts'
import { type Level, type LogEvent, requestEvent, type Trace, traced } from './log/request-log.ts'
import { stopwatch } from './log/stopwatch.ts'
import { type Problem, Refusal } from './problem.ts'
import { readBody } from './request/body.ts'
import { allowedOrigin, checkForm, checkSite } from './request/guard.ts'
import { checkNames } from './request/names.ts'
import { readQuery } from './request/query.ts'
import { HEALTH, locate, methodsAt } from './request/route.ts'
import { visible } from './response/fields.ts'
import type { View } from './response/filter.ts'
import type { Hide } from './response/redact.ts'
import { type AnswerContext, describe, isServiceError, noContent, ok, preflight, problem } from './response/respond.ts'

export type { ProxyConfig } from './config/read-config.ts'

/** What the proxy takes from its surroundings. */
export interface ProxyDeps {
  /** Sends the signed requests. Default: the global `fetch`. */
  readonly fetch?: Fetch
  /** Gets the public keys of Cloudflare Access. Default: the global `fetch`. */
  readonly fetchKeys?: Fetch
  /** The clock: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** Waits before a request is sent again. Default: a timer. */
  readonly sleep?: Sleep
  /** Decides how long: from 0 up to 1. Default `Math.random`. */
  readonly random?: () => number
  /** Makes request ids. Default `crypto.randomUUID`. */
  readonly randomUUID?: () => string
  /**
   * Takes one line of JSON for each request, and one for an unusable configuration. Default `console.log`, and
   * `console.error` for what is not the doing of a caller.
   */
  readonly log?: (line: string, level: Level) => void
}

/** The proxy as a Hono app. */
export type ProxyApp = Hono<{ Variables: { answer: AnswerContext; lap: () => number | undefined } }>

/** What went wrong, as a problem for the caller and with its reason for the log. */
const blame = (error: Error, trace: Trace, hide: Hide = String): Problem => {
  if (isNcloudError(error)) {
    const { code, requestId = '' } = error
    const { message, details } = serviceTexts(error)
    const cause = error.cause instanceof Refusal ? error.cause : { message: hide(message) }
    const redacted = { code: hide(code), message: hide(error.message), details: hide(details), cause }
    Object.assign(error, redacted, { requestId: hide(requestId) || undefined })
  }
  const described = describe(error, trace.operation, trace.attempts !== undefined)
  trace.problem = described
  // Only the library's and the gateway's sentences are known to be free of secrets: the service has seen the body.
  if (!(error instanceof Refusal || error.cause instanceof Refusal)) {
    trace.reason = isNcloudError(error) && !isServiceError(error) ? error.message : error.name
  }
  return described
}

/** An answer is read at any depth, and can be looked through and written only as deep as the stack goes. */
const shownText = (view: View, content: unknown): string => {
  let shown: unknown
  try {
    shown = view(content)
    if (shown !== undefined) return JSON.stringify({ content: shown })
  } catch {
    // Too deep.
  }
  throw new Refusal('upstream_invalid_response')
}

/** Nobody reads this status; it is what others log for a caller that went away. */
const CALLER_LEFT = 499

/**
 * Creates the proxy as a Hono app, to deploy or to mount in a Worker of one's own: at `/`, after all other routes,
 * because it answers every path. It serves the gateway's own paths, of both versions where the site has both, and
 * `/healthz`. With an unusable configuration it answers `503 misconfigured` and says why in the log, once.
 *
 * The checks run in this order: form, configuration, site, limit by address, caller, operation, grant, names, query,
 * limits of the caller, body. Nothing is signed before all of them have passed.
 *
 * @param config The Worker's secrets and variables.
 * @param deps What to use instead of the surroundings, in tests above all.
 * @example
 * ```ts
 * import { createProxy, type ProxyConfig } from 'ncloud-functions/proxy'
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
  const { fetch = globalThis.fetch, fetchKeys = globalThis.fetch } = deps
  const { now = Date.now, randomUUID = () => crypto.randomUUID() } = deps
  const { log: write = (line, level) => (level === 'error' ? console.error(line) : console.log(line)) } = deps
  const log = (event: LogEvent): void => {
    try {
      write(JSON.stringify(event), event.level)
    } catch {
      // A log that fails must not take the answer with it.
    }
  }
  const settings = ((): Settings | undefined => {
    try {
      return readConfig(config, { fetch, fetchKeys, now, sleep: deps.sleep, random: deps.random })
    } catch (error) {
      log({
        level: 'error',
        event: 'misconfigured',
        reason: error instanceof ConfigError ? error.message : 'unexpected',
      })
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
    const trace: Trace = {}
    c.set('lap', stopwatch(now))
    c.set('answer', {
      requestId: 'none',
      allowedOrigin: settings && allowedOrigin(raw, settings.origins),
      methods: methodsAt(raw.url, settings?.versions ?? []),
      trace,
    })
    await next()
    log(requestEvent(c.get('answer').requestId, c.res.status, trace))
  })

  app.use(async (c, next) => {
    const { raw } = c.req
    try {
      const requestId = randomUUID()
      if (!/^[\w-]{1,64}$/.test(requestId)) throw new Error('a request id that is none')
      c.set('answer', { ...c.get('answer'), requestId })
      checkForm(raw)
      checkSite(raw, configured())
      return raw.method === 'OPTIONS' ? preflight(c.get('answer')) : await next()
    } catch (error) {
      // Hono lets go of what is no Error.
      throw error instanceof Error ? error : new Error('thrown')
    }
  })

  app.get(HEALTH, (c) => ok('{"status":"ok"}', c.get('answer')))
  app.all(HEALTH, () => {
    throw new Refusal('method_not_allowed')
  })

  app.all('*', async (c) => {
    const { raw } = c.req
    const answer = c.get('answer')
    const { trace } = answer
    const lap = c.get('lap')
    const proxy = configured()
    await countAddress(raw, proxy.limits, trace)
    const address = locate(raw.url, proxy.versions)
    if (!address) throw new Refusal('not_found')
    const caller = await authenticate(raw, proxy, now())
    trace.caller = caller.id

    const { version, operations, names } = address
    if (operations.length === 0) throw new Refusal('not_found')
    const operation = operations.find(({ method }) => method === raw.method)
    if (!operation) throw new Refusal('method_not_allowed')
    trace.operation = operation.id
    const scope = authorize(caller, operation, names, raw, proxy)

    checkNames(operation, names)
    const query = readQuery(raw.url, operation, version)
    await countCaller(raw, caller, proxy.limits, trace)
    const body = await readBody(raw, operation, proxy, trace)

    const options = {
      signal: raw.signal,
      timeoutMs: timeLimit(operation, query, proxy),
      fetch: traced(proxy.fetch, trace, lap, proxy.hide),
    }
    const where = { ...names, ...query }
    trace.checksMs = lap()
    const view = visible[operation.id]
    const load = async (): Promise<string | undefined> => {
      const content = await version.call
        .call<unknown>(operation, where, options, () => ({ params: where, ...(body && { body }) }))
        .finally(() => {
          if (trace.attempts) trace.upstreamMs = lap()
        })
      return view && shownText(view[scope] ?? view.part, content)
    }
    const { id, method } = operation
    const kind = { isList: lists.includes(id), isWrite: method !== 'GET' }
    const asked = { id, ...kind, caller: caller.id, scope, path: version.path, names, query }
    const { text, headers, cache, failure } = await proxy.listCache(asked, load)
    trace.cache = cache
    if (failure) blame(failure, trace, proxy.hide)
    if (text === undefined) return noContent(answer)
    // A run that failed keeps its status: see `decode`.
    return ok(text, answer, headers, trace.upstreamStatus === 502 && !failure ? 502 : 200)
  })

  app.onError((error, c) => {
    const answer = c.get('answer')
    const { trace } = answer
    if (c.req.raw.signal.aborted) {
      trace.outcome = describe(error, trace.operation, trace.attempts !== undefined).outcome
      return new Response(null, { status: CALLER_LEFT })
    }
    trace.checksMs ??= c.get('lap')()
    const described = blame(error, trace, settings?.hide)
    // Whoever may not read the answer gets no header that says otherwise.
    const hidden = described.code === 'origin_not_allowed'
    return problem(described, hidden ? { ...answer, allowedOrigin: undefined } : answer)
  })

  return app
}
