import { NcloudError } from '../errors.ts'
import type { Operation } from '../operations.ts'

/** What an answer may hold: the service's wrapper or its error, and what the proxy adds. None of it is taken on trust. */
interface Body {
  readonly content?: unknown
  readonly error?: { readonly errorCode?: unknown; readonly message?: unknown; readonly details?: unknown }
  readonly requestId?: unknown
  readonly retryable?: unknown
}

/** Statuses that say "later" rather than "no". */
const LATER = [429, 500, 502, 503, 504]

/** The gateway refuses timestamps five minutes off; `Date` is in whole seconds, and the answer took its time. */
const CLOCK_LIMIT_S = 280

/** The service sends its codes as text; one page of its documentation has them as numbers. */
const text = (value: unknown): string => (typeof value === 'object' ? '' : String(value ?? ''))

/** Some of the service's messages are fragments of HTML. */
const withoutTags = (message: string): string => message.replace(/(<[^<>]*>|\s)+/g, ' ').trim()

/** A refused signature most often has a clock behind it, and the answer's own `Date` gives that away. */
const aboutClock = (code: string, now: number | undefined, date: string | null): string => {
  const ahead = Math.round(((now ?? Number.NaN) - Date.parse(date ?? '')) / 1000)
  if (code !== '200' || !(Math.abs(ahead) >= CLOCK_LIMIT_S)) return ''
  return `: this clock is ${Math.abs(ahead)} s ${ahead > 0 ? 'ahead of' : 'behind'} the gateway's, which allows 300 s; set it right`
}

/** HTML, cut JSON and nothing at all are answers too: they decode to `undefined`. */
const parse = (json: string): Body | null | undefined => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/**
 * Turns an answer into the operation's `content`, which must be a list.
 *
 * @param now The clock that signed, in milliseconds; none where the proxy signs.
 * @throws NcloudError for every other answer; an error of reading the body passes through.
 */
export const decode = async (response: Response, operation: Operation, now?: number): Promise<unknown> => {
  const { status, ok, headers } = response
  const body = parse(await response.text())
  if (ok && Array.isArray(body?.content)) return body.content

  const error = body?.error
  const code = text(error?.errorCode)
  // Browsers show a redirect that was not followed as status 0.
  const redirect = !ok && status < 400
  const type = headers.get('content-type')?.split(';')[0] ?? ''
  const message = redirect
    ? 'The answer is a redirect, which is not followed: check baseUrl and region'
    : withoutTags(text(error?.message)) ||
      (code ? `Error ${code}` : `The answer is not the service's JSON (${status}, ${type})`)
  throw new NcloudError(message + aboutClock(code, now, headers.get('date')), {
    code: redirect ? 'redirect' : code || (ok ? 'invalid_response' : 'http_error'),
    status: status || undefined,
    details: withoutTags(text(error?.details)),
    requestId: headers.get('x-ncp-apigw-request-id') ?? (text(body?.requestId) || undefined),
    traceId: headers.get('x-ncp-trace-id') ?? undefined,
    operation: operation.id,
    retryable: (body?.retryable ?? LATER.includes(status)) === true,
    cause: error,
  })
}
