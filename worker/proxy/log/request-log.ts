import type { Fetch } from '../../../lib/index.ts'
import { type Problem, shortId } from '../problem.ts'
import type { Hide } from '../response/redact.ts'

/** What becomes known of a request on its way. */
export interface Trace {
  /** The operation's name; never a path, which has names of the caller's in it. */
  operation?: string
  /** The caller's id, or who Cloudflare Access says it is. */
  caller?: string
  /** Said when a limiter failed. */
  limiter?: 'unavailable'
  /** Said of a list that was kept; stale, where there was no newer one to be had. */
  cache?: 'hit' | 'stale' | undefined
  /** Bytes of the request's body, as far as it was read. */
  bodyBytes?: number
  /** Bytes of the answer's. */
  answerBytes?: number
  /** Milliseconds until it could be signed, or was refused. */
  checksMs?: number | undefined
  /** Milliseconds from there until it was first sent on. */
  signingMs?: number | undefined
  /** Milliseconds from there until the answer was read, with all pauses and repeats. */
  upstreamMs?: number | undefined
  /** How often it was sent on. */
  attempts?: number
  /** The gateway's id of the last one it answered. */
  upstreamRequestId?: string | undefined
  /** What went wrong. */
  problem?: Problem
  /** Of a run whose caller left. */
  outcome?: Problem['outcome']
  /** Of the gateway's last answer. */
  upstreamStatus?: number
  /** More on that, for whoever runs the proxy; free of secrets. */
  reason?: string
}

/** How loud a line of the log is: an error is the doing of the proxy, its surroundings or the gateway. */
export type Level = 'info' | 'error'

/** A line of the log. */
export interface LogEvent {
  readonly level: Level
  readonly [field: string]: unknown
}

/** Long enough for an e-mail address or a sentence of the library, short enough for a log line. */
const MAX_TEXT = 300

const short = (text: string | undefined): string | undefined => text?.slice(0, MAX_TEXT)

/** Misconfigured is the whole Worker: that is said once, when it starts. */
const levelOf = (status: number, code: string | undefined): Level =>
  status > 499 && code !== 'misconfigured' ? 'error' : 'info'

/**
 * What is logged of a request: these fields and no others. Nothing in it is the caller's to write but the size of the
 * body: no path, query, header, token or text.
 */
export const requestEvent = (requestId: string, status: number, trace: Trace): LogEvent => {
  const { problem, operation, caller, limiter, cache, bodyBytes, answerBytes, reason } = trace
  const { checksMs, signingMs, upstreamMs, attempts, upstreamRequestId } = trace
  const { code, outcome = trace.outcome, upstream } = problem ?? {}
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
    answerBytes,
    attempts,
    upstreamRequestId,
    upstream,
    reason: short(reason),
  }
}

/**
 * The same `fetch`, of which the trace learns.
 *
 * @param lap Milliseconds since the checks.
 */
export const traced =
  (fetch: Fetch, trace: Trace, lap: () => number | undefined, hide: Hide): Fetch =>
  async (url, init) => {
    if (!trace.attempts) trace.signingMs = lap()
    trace.attempts = (trace.attempts ?? 0) + 1
    const response = await fetch(url, init)
    trace.upstreamStatus = response.status
    trace.upstreamRequestId = shortId(hide(response.headers.get('x-ncp-apigw-request-id') ?? '')) || undefined
    return response
  }

/**
 * Durations for the browser's own tools. Pages on other origins do not see them: there is no `Timing-Allow-Origin`.
 *
 * @see https://www.w3.org/TR/server-timing/
 */
export const serverTiming = ({ checksMs, signingMs, upstreamMs }: Trace): string =>
  Object.entries({ checks: checksMs, signing: signingMs, upstream: upstreamMs })
    .filter(([, ms]) => ms !== undefined)
    .map(([name, ms]) => `${name};dur=${ms}`)
    .join(', ')
