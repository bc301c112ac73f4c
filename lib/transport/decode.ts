import type { Operation } from '../api/operations.ts'
import { NcloudError } from '../errors.ts'

/** What an answer may hold: the service's wrapper or its error, and what the proxy adds. None of it is taken on trust. */
interface Body {
  readonly content?: unknown
  readonly error?: { readonly errorCode?: unknown; readonly message?: unknown; readonly details?: unknown }
  readonly requestId?: unknown
  readonly retryable?: unknown
}

/**
 * A text of an answer, which may be a number on one page of the documentation, and whose messages are HTML at times.
 */
const plain = (value: unknown): string =>
  typeof value === 'object' ? '' : `${value ?? ''}`.replace(/(<[^<>]*>|\s)+/g, ' ').trim()

/**
 * Turns an answer into the operation's `content`.
 *
 * @param text Its body.
 * @param now The clock that signed, in milliseconds; none where the proxy signs.
 * @throws NcloudError for every other answer.
 */
export const decode = (
  { status, ok, headers }: Response,
  text: string,
  operation: Operation,
  now: number | undefined,
): unknown => {
  let body: Body = {}
  try {
    body = JSON.parse(text) ?? body
  } catch {
    // HTML, cut JSON and nothing at all are answers too.
  }
  const { id, method, isList = false, effect } = operation
  const { content, error } = body
  // The documentation has 204 for all that delete.
  const isPromised =
    method === 'DELETE' ? status === 204 : content === Object(content) && Array.isArray(content) === isList
  // Unknown: the status of a run that failed. OpenWhisk answers 502, with all that there is to say of the run.
  if (isPromised && (ok || (status === 502 && id === 'postAction'))) return content

  const code = plain(error?.errorCode)
  // Browsers show a redirect that was not followed as status 0.
  const isRedirect = !ok && status < 400
  const message = isRedirect
    ? 'Redirect: check baseUrl'
    : plain(error?.message) || `Answer ${code || status} is not known`
  // A refused signature most often has a clock behind it, and the answer's own `Date` gives that away. The gateway
  // refuses timestamps 300 s off; `Date` is in whole seconds, and the answer took its time.
  const ahead = Math.floor(((now as number) - Date.parse(headers.get('date') as string)) / 1000)
  const clock = code === '200' && Math.abs(ahead) >= 280 ? `: this clock is ${ahead} s ahead` : ''
  throw new NcloudError(message + clock, {
    code: isRedirect ? 'redirect' : code || (ok ? 'invalid_response' : 'http_error'),
    status: status || undefined,
    details: plain(error?.details),
    requestId: plain(headers.get('x-ncp-apigw-request-id') ?? body.requestId) || undefined,
    traceId: plain(headers.get('x-ncp-trace-id')) || undefined,
    operation: id,
    // These say "later" rather than "no". A run may have begun, unless it was turned away at the door: 429.
    // The proxy knows better; of a gateway's answer, nothing but status and code counts.
    retryable:
      ((now ? undefined : body.retryable) ??
        (status === 429 || (effect !== 'runs' && [500, 502, 503, 504].includes(status)))) === true,
    cause: error,
  })
}
