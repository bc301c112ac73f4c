import type { Operation } from '../../lib/api/operations.ts'
import { type LogEvent, type RequestLog, requestEvent } from './log/request-log.ts'
import { createStopwatch } from './log/stopwatch.ts'
import { cleanId } from './response/failure.ts'
import { createRedactor, type Redact } from './response/redact.ts'
import type { ResponseContext } from './response/respond.ts'
import type { Attempts } from './upstream/record-attempts.ts'

/** The state of one request while the proxy handles it. */
export interface RequestContext extends ResponseContext {
  requestId: string
  /** Set once the route is known. */
  operation?: Operation
  /** Set before the call to the gateway. */
  attempts?: Attempts
  /** The secrets that a text of the gateway may repeat. The signatures are added when they are sent. */
  readonly secrets: string[]
  readonly redact: Redact
  /** Returns the milliseconds since its last call. */
  readonly lap: () => number | undefined
  readonly log: RequestLog
}

/** Creates the context of a request. */
export const createContext = (
  { allowedOrigin, allowedMethods, secrets }: Pick<RequestContext, 'allowedOrigin' | 'allowedMethods' | 'secrets'>,
  now: () => number,
): RequestContext => ({
  requestId: 'none',
  allowedOrigin,
  allowedMethods,
  secrets,
  redact: createRedactor(secrets),
  lap: createStopwatch(now),
  timings: {},
  log: {},
})

/** Returns the line of the log for a request that has a response. */
export const logEventOf = ({ requestId, timings, attempts, redact, log }: RequestContext, status: number): LogEvent =>
  requestEvent(requestId, status, {
    ...log,
    ...timings,
    // Zero: the request was not sent.
    ...(attempts?.count && { attempts: attempts.count }),
    ...(attempts?.lastRequestId && { upstreamRequestId: cleanId(redact(attempts.lastRequestId)) }),
  })
