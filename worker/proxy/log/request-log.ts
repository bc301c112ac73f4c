import type { Problem } from '../problem.ts'

/**
 * The level of a line: `error` if the proxy, Cloudflare or the gateway failed, `warn` for a caller that has expired, `info`
 * for everything else.
 */
export type Level = 'info' | 'warn' | 'error'

/** One line of the log. */
export interface LogEvent {
  readonly level: Level
  readonly [field: string]: unknown
}

/**
 * The fields of one request in the log. The proxy only writes them: checks and responses never read them. They never
 * contain text of a request: no path, query, header, token or body.
 */
export interface RequestLog {
  /** Id of the operation. Not the path, which has names in it. */
  operation?: string
  /** Id of the caller, or the user of Cloudflare Access. */
  caller?: string
  /** Set if a rate limiter failed. */
  limiter?: 'unavailable'
  /** Set if the list comes from the cache. */
  cache?: 'hit' | 'stale'
  /** Size of the request body as far as it was read. */
  bodyBytes?: number
  /** Size of the response body. */
  responseBytes?: number
  checksMs?: number | undefined
  signingMs?: number | undefined
  upstreamMs?: number | undefined
  /** Number of requests to the gateway. */
  attempts?: number
  /** The gateway's id of its last response. */
  upstreamRequestId?: string
  problem?: Problem
  /** Outcome of a run whose caller left. */
  outcome?: Problem['outcome']
  /** A sentence with more than the code, without secrets. */
  reason?: string | undefined
}

/** Enough for an e-mail address or a sentence: characters. */
const MAX_TEXT_LENGTH = 300

const short = (text: string | undefined): string | undefined => text?.slice(0, MAX_TEXT_LENGTH)

/** The line `misconfigured` at the start reports a wrong configuration, so its requests are not errors. */
const levelOf = (status: number, code: string | undefined): Level =>
  status > 499 && code !== 'misconfigured' ? 'error' : 'info'

/** Returns the line of a request. */
export const requestEvent = (requestId: string, status: number, log: RequestLog): LogEvent => {
  const { operation, caller, limiter, cache, bodyBytes, responseBytes, problem, reason } = log
  const { checksMs, signingMs, upstreamMs, attempts, upstreamRequestId } = log
  const { code, outcome = log.outcome, upstream } = problem ?? {}
  return {
    level: limiter || cache === 'stale' ? 'error' : levelOf(status, code),
    event: 'request',
    requestId,
    status,
    code,
    outcome,
    operation,
    caller: short(caller),
    limiter,
    cache,
    checksMs,
    signingMs,
    upstreamMs,
    bodyBytes,
    responseBytes,
    attempts,
    upstreamRequestId,
    upstream,
    reason: short(reason),
  }
}

/** Writes one line of JSON. */
export type WriteLine = (line: string, level: Level) => void

const writeToConsole: WriteLine = (line, level) => console[level](line)

/** Creates a function that logs an event. A log that fails must not break the response. */
export const createLogger =
  (write: WriteLine = writeToConsole): ((event: LogEvent) => void) =>
  (event) => {
    try {
      write(JSON.stringify(event), event.level)
    } catch {}
  }
