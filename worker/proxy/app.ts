/**
 * The edge proxy: it signs requests of browsers, which must not hold a key, and decides which requests it signs.
 *
 * @module
 */
import { Hono } from 'hono/tiny'
import type { Fetch, Sleep } from '../../lib/transport/options.ts'
import { authenticate, authorize, tokensOf } from './callers/authenticate.ts'
import { findExpiredCallers } from './config/caller-list.ts'
import { findMistakes } from './config/find-mistakes.ts'
import type { ProxyConfig } from './config/proxy-config.ts'
import { readConfig, type Settings } from './config/read-config.ts'
import { callTimeoutMs } from './limits/deadlines.ts'
import { countCaller, countIpAddress } from './limits/rate-limits.ts'
import { maxResponseBytes } from './limits/sizes.ts'
import { createLogger, type Level } from './log/request-log.ts'
import { ProxyError } from './problem.ts'
import { allowedOrigin, isPreflight, rejectMalformed, rejectOtherSites } from './request/guard.ts'
import { readBody } from './request/read-body.ts'
import { readQuery } from './request/read-query.ts'
import { allowedMethods, findOperation, findRoute, HEALTH_PATH, pathOf } from './request/route.ts'
import { validateNames } from './request/validate-names.ts'
import { createContext, logEventOf, type RequestContext } from './request-context.ts'
import { describeFailure } from './response/failure.ts'
import {
  type Json,
  respondToPreflight,
  respondWithJson,
  respondWithoutContent,
  respondWithProblem,
} from './response/respond.ts'
import { takeContent } from './response/take-content.ts'
import { callUpstream } from './upstream/call.ts'
import { recordAttempts } from './upstream/record-attempts.ts'

export type { ProxyConfig } from './config/proxy-config.ts'

/** Functions of the runtime that the proxy uses. Tests replace them. */
export interface ProxyDeps {
  /** Sends the signed requests. Default: the global `fetch`. */
  readonly fetch?: Fetch
  /** Gets the public keys of Cloudflare Access. Default: the global `fetch`. */
  readonly fetchKeys?: Fetch
  /** Returns the time in milliseconds since the epoch. Default: `Date.now`. */
  readonly now?: () => number
  /** Waits before a retry, or for the keys of Access; the argument is in milliseconds. Default: a timer. */
  readonly sleep?: Sleep
  /** Returns a number from 0 up to 1, which decides the delay before a retry. Default: `Math.random`. */
  readonly random?: () => number
  /** Returns a new request id: 1 to 64 of letters, digits, `_` and `-`. Default: `crypto.randomUUID`. */
  readonly randomUUID?: () => string
  /**
   * Writes one line of JSON to the log: one for each request, for each mistake of the configuration, and for each caller
   * that has expired. Default: the method of `console` that has the name of the level.
   */
  readonly log?: (line: string, level: Level) => void
}

/** The proxy: a Hono app. */
export type ProxyApp = Hono

/** The status that logs of other servers have for a caller that left. Nobody receives it. */
const CALLER_LEFT = 499

/**
 * Creates the proxy as a Hono app, to deploy it or to mount it in another Worker. Mount it at `/`, after all other
 * routes: it responds to every path. It serves the paths of the gateway in all API versions of the site, and
 * `/healthz`. With an invalid configuration it responds `503 misconfigured` to every request, and logs each mistake
 * once.
 *
 * @param config The secrets, variables and rate limit bindings of the Worker.
 * @param deps Replacements for functions of the runtime.
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
  const writeLog = createLogger(deps.log)

  const logReasons = (level: Level, event: string, reasons: readonly string[]): void => {
    for (const reason of reasons) writeLog({ level, event, reason })
  }
  const readSettings = (): Settings | undefined => {
    try {
      const mistakes = findMistakes(config)
      logReasons('error', 'misconfigured', mistakes)
      if (mistakes.length > 0) return undefined
      const valid = readConfig(config, { fetch, fetchKeys, now, sleep: deps.sleep, random: deps.random })
      logReasons('warn', 'caller_expired', findExpiredCallers(valid.callers.list, now))
      return valid
    } catch {
      logReasons('error', 'misconfigured', ['unexpected'])
      return undefined
    }
  }
  const settings = readSettings()

  const newRequestId = (): string => {
    const id = randomUUID()
    if (!/^[\w-]{1,64}$/.test(id)) throw new Error('invalid request id')
    return id
  }

  /** Handles a request: one check after the other. The proxy calls the gateway only after all of them. */
  const handle = async (request: Request, context: RequestContext): Promise<Response> => {
    const { log, timings, lap, secrets, redact } = context
    context.requestId = newRequestId()
    rejectMalformed(request)
    if (!settings) throw new ProxyError('misconfigured')
    const { site, callers, permissions, rateLimiters, body: bodyLimits, timeouts, upstream, listCache } = settings
    rejectOtherSites(request, site)
    if (isPreflight(request)) return respondToPreflight(context)
    if (pathOf(request.url) === HEALTH_PATH) {
      if (request.method !== 'GET') throw new ProxyError('method_not_allowed')
      return respondWithJson('{"status":"ok"}', context)
    }

    await countIpAddress(request, rateLimiters, log)
    const route = findRoute(request.url, upstream.apis)
    const caller = await authenticate(request, callers, now)
    log.caller = caller.id
    const operation = findOperation(request.method, route)
    context.operation = operation
    log.operation = operation.id
    const { api, names } = route
    const view = authorize(caller, operation, names, request, permissions)
    validateNames(operation, names)
    const query = readQuery(request.url, operation, api)
    await countCaller(caller, operation, rateLimiters, log)
    const body = await readBody(request, operation, bodyLimits, log)
    timings.checksMs = lap()

    const attempts = recordAttempts(upstream.fetch, secrets, () => {
      timings.signingMs = lap()
    })
    context.attempts = attempts
    const taker = takeContent(attempts.fetch, operation, view, maxResponseBytes(operation, bodyLimits.sizes))
    const load = async (): Promise<Json | undefined> => {
      const timeoutMs = callTimeoutMs(operation, query, timeouts)
      const options = { signal: request.signal, timeoutMs, fetch: taker.fetch }
      const call = callUpstream(api, { operation, names, query, body }, options).finally(() => {
        if (attempts.count > 0) timings.upstreamMs = lap()
      })
      return taker.contentAfter(call)
    }
    const cacheRequest = { operation, caller: caller.id, view, path: api.path, names, query }
    const { json, headers, cache, failure } = await listCache(cacheRequest, load)
    if (cache) log.cache = cache
    if (failure) Object.assign(log, describeFailure(failure, { operation, isSent: true }, redact))
    if (json === undefined) return respondWithoutContent(context)
    // A failed run has content and the status 502.
    const isFailedRun = operation.effect === 'runs' && attempts.lastStatus === 502
    return respondWithJson(json, context, headers, isFailedRun ? 502 : 200)
  }

  const handleError = (error: unknown, { signal }: Request, context: RequestContext): Response => {
    const { operation, attempts, timings, lap, log, redact } = context
    const isSent = attempts !== undefined && attempts.count > 0
    const { problem, reason } = describeFailure(error, { operation, isSent }, redact)
    if (signal.aborted) {
      log.outcome = problem.outcome
      return new Response(null, { status: CALLER_LEFT })
    }
    timings.checksMs ??= lap()
    Object.assign(log, { problem, reason })
    return respondWithProblem(problem, context)
  }

  const app = new Hono()
  app.all('*', async ({ req: { raw: request } }) => {
    const origin = settings && allowedOrigin(request, settings.site)
    const methods = allowedMethods(request.url, settings?.upstream.apis ?? [])
    const secrets = [...(settings?.secrets ?? []), ...tokensOf(request)]
    const context = createContext({ allowedOrigin: origin, allowedMethods: methods, secrets }, now)
    const response = await handle(request, context).catch((error) => handleError(error, request, context))
    writeLog(logEventOf(context, response.status))
    return response
  })
  return app
}
