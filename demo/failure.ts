import { isNcloudError } from '../lib/index.ts'

/** A failed call, as the page shows it. */
export interface Failure {
  readonly code: string
  readonly status: number | undefined
  readonly message: string
  /** The service's own explanation; `''` if the message contains it. */
  readonly details: string
  /** One sentence: what to do next. */
  readonly advice: string
  readonly requestId: string | undefined
}

/** Advice for a reader of this page, for codes whose advice in the library is for a developer. */
const pageAdvice: ReadonlyMap<string, string> = new Map([
  ['unauthenticated', 'Enter a caller token of this proxy.'],
  ['invalid_token', 'Enter another token: this one is mistyped, expired or of another proxy.'],
  ['not_found', 'Ask the operator which site the proxy uses: this page supports the public site only.'],
  ['invalid_query', 'Choose the other platform: the region of the proxy does not have this one.'],
  ['network', 'Check your network connection, then try again.'],
  ['timeout', 'Check your network connection, then try again.'],
  ['redirect', 'Open this page on the origin of the proxy: another server sent the response.'],
  ['http_error', 'Open this page on the origin of the proxy: another server sent the response.'],
  ['invalid_response', 'Open this page on the origin of the proxy: another server sent the response.'],
])

/** Advice for a code that neither the page nor the library knows. */
const defaultAdvice = (isRetryable: boolean, requestId: string | undefined): string => {
  if (isRetryable) return 'Try again in a moment.'
  return `Ask the operator of the proxy for help${requestId ? ', and quote the request ID' : ''}.`
}

/** Returns the failure of a caught error. */
export const failureOf = (error: unknown): Failure => {
  if (!isNcloudError(error)) {
    const message = error instanceof Error ? error.message : String(error)
    const advice = defaultAdvice(false, undefined)
    return { code: 'unexpected', status: undefined, message, details: '', advice, requestId: undefined }
  }
  const { code, status, message, details, requestId, retryable } = error
  const advice = pageAdvice.get(code) ?? (error.advice || defaultAdvice(retryable, requestId))
  const isDuplicate = message.includes(details) || details === error.advice
  return { code, status, message, details: isDuplicate ? '' : details, advice, requestId }
}
