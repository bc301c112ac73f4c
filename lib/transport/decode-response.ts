import type { Operation } from '../api/operations.ts'
import { NcloudError, type RunOutcome } from '../errors.ts'
import { describeClock } from './clock.ts'
import { outcomeOf } from './outcome.ts'

/** The body of a response: content or error of the service, and what the proxy adds. Any field can be anything. */
interface ResponseBody {
  readonly content?: unknown
  readonly error?: { readonly errorCode?: unknown; readonly message?: unknown; readonly details?: unknown }
  readonly requestId?: unknown
  readonly retryable?: unknown
  readonly advice?: unknown
  readonly outcome?: unknown
}

/** Returns message and details of an error as the service sent them, without tags. */
export const serviceTexts = ({ cause, message, details }: NcloudError): { message: string; details: string } => {
  const sent: ResponseBody['error'] = Object(cause)
  return { message: plainText(sent?.message) || message, details: plainText(details) }
}

/** Where a response comes from. */
export interface ResponseContext {
  readonly operation: Operation
  /** Scheme, host and port of the request. */
  readonly origin: string
  /** The clock that signed, in milliseconds since the epoch; `undefined` if the proxy signs. */
  readonly now: number | undefined
}

const OUTCOMES: readonly unknown[] = ['not_executed', 'unknown', 'executed'] satisfies RunOutcome[]

/** No whole body in a message. */
const LONGEST_DETAILS = 500

const parseBody = (text: string): ResponseBody => {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    // HTML, cut JSON and an empty body are error responses, too.
    return {}
  }
}

/** Control characters, except line breaks and tabs, and characters that reverse text: a terminal obeys them. */
const CONTROLS = /[^\P{Cc}\n\t]|\p{Bidi_C}/gu

/** Returns a text of a server. Every such text passes here before it is part of an error. */
const textOf = (value: unknown): string => (typeof value === 'object' ? '' : `${value ?? ''}`.replace(CONTROLS, ' '))

/** Returns a value as one line without tags: the documentation has numbers as codes, and some messages are HTML. */
const plainText = (value: unknown): string =>
  textOf(value)
    .replace(/(<[^<>]*>|\s)+/g, ' ')
    .trim()

/** Returns the gateway's id of a request; `''` without one. */
export const requestIdOf = ({ headers }: Response): string => plainText(headers.get('x-ncp-apigw-request-id'))

/** Appends an explanation, or another sentence. */
const append = (text: string, more: string): string => text + (more && `${/[.?!]$/.test(text) ? ' ' : ': '}${more}`)

/**
 * Decodes a response to the `content` of its operation.
 *
 * @param text The body of the response.
 * @throws NcloudError for every response without the documented content.
 */
export const decode = (response: Response, text: string, context: ResponseContext): unknown => {
  const { status, ok, headers } = response
  const { operation, origin, now } = context
  const { id, method, isList = false, effect } = operation
  const parsed = parseBody(text)
  const { content, error } = parsed
  // The documentation has 204 for every DELETE.
  const isDocumented =
    method === 'DELETE' ? status === 204 : content === Object(content) && Array.isArray(content) === isList
  // Unknown: the status of a run that failed. OpenWhisk responds with 502 and the whole activation.
  const isFailedRun = () => status === 502 && id === 'postAction' && Object.hasOwn(Object(content), 'activationId')
  if (isDocumented && (ok || isFailedRun())) return content

  // Browsers report a redirect that was not followed as status 0.
  const isRedirect = !ok && status < 400
  const serviceCode = plainText(error?.errorCode)
  const code = isRedirect ? 'redirect' : serviceCode || (ok ? 'invalid_response' : 'http_error')
  const proxy = now === undefined && status > 399 ? parsed : {}
  const advice = plainText(proxy.advice)
  const isHtml = headers.get('content-type')?.includes('html')
  const body = serviceCode ? `code ${serviceCode}` : isHtml ? 'an HTML page instead of JSON' : 'an undocumented body'
  const received = isRedirect ? 'a redirect' : `status ${status} and ${body}`
  const message = (!isRedirect && plainText(error?.message)) || `${id} received ${received} from ${origin}`
  const details = textOf(error?.details)
  const explanation = plainText(details).slice(0, LONGEST_DETAILS)
  // The proxy's own errors have their advice as details, too.
  const isExplained = isRedirect || explanation === advice || message.includes(explanation)
  // These statuses mean "later". A run may have started, unless it was rejected with 429. The proxy knows better; of a
  // gateway's response, only status and code count.
  const isRun = effect === 'runs'
  const retryable = (proxy.retryable ?? (status === 429 || (!isRun && [500, 502, 503, 504].includes(status)))) === true
  const outcome = OUTCOMES.includes(proxy.outcome)
    ? (proxy.outcome as RunOutcome)
    : outcomeOf({ code, status, retryable }, isRun, now === undefined)
  throw new NcloudError(append(append(message, isExplained ? '' : explanation), describeClock(code, headers, now)), {
    code,
    status: status || undefined,
    details,
    advice,
    requestId: requestIdOf(response) || plainText(parsed.requestId) || undefined,
    traceId: plainText(headers.get('x-ncp-trace-id')) || undefined,
    operation: id,
    retryable,
    outcome: isRun ? outcome : undefined,
    cause: error,
  })
}
