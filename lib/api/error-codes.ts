import { errorAdvice } from './error-advice.ts'
import {
  type ClientErrorCode,
  clientErrors,
  type ErrorMeaning,
  type GatewayErrorCode,
  gatewayErrors,
  type ServiceErrorCode,
  serviceErrors,
} from './error-meanings.ts'
import { type ProxyErrorCode, proxyErrors } from './proxy-error-codes.ts'

/** The meaning of an error code, with advice. */
export interface ErrorCodeInfo extends ErrorMeaning {
  /** The next step: one sentence. */
  readonly advice: string
}

/** The codes that {@link errorCodes} lists. */
export type KnownErrorCode = ClientErrorCode | ProxyErrorCode | GatewayErrorCode | ServiceErrorCode

const withAdvice = (): Record<KnownErrorCode, ErrorCodeInfo> => {
  const meanings = Object.entries<ErrorMeaning>({ ...clientErrors, ...gatewayErrors, ...serviceErrors })
  const rows = meanings.map(([code, meaning]) => [code, { ...meaning, advice: errorAdvice[code as ServiceErrorCode] }])
  return { ...proxyErrors, ...Object.fromEntries(rows) }
}

/**
 * Every known error code, with its meaning and advice: codes of the client and the proxy are words, those of the gateway
 * have three digits, those of Cloud Functions five. An error can have a code that is not listed here.
 *
 * @example
 * ```ts
 * import { errorCodes } from 'ncloud-functions'
 *
 * for (const [code, { message, advice }] of Object.entries(errorCodes)) console.log(code, message, advice)
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const errorCodes: Readonly<Record<KnownErrorCode, ErrorCodeInfo>> = /* @__PURE__ */ withAdvice()
