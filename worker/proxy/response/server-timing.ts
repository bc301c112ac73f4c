/** Durations of the steps of a request: milliseconds, each from the end of the step before. */
export interface Timings {
  /** Until all checks were done, or one failed. */
  checksMs?: number | undefined
  /** Until the first request to the gateway. */
  signingMs?: number | undefined
  /** Until the last response of the gateway, with all retries and delays. */
  upstreamMs?: number | undefined
}

/**
 * Returns the `Server-Timing` header for the developer tools of browsers. Pages of other origins cannot read it, because
 * there is no `Timing-Allow-Origin` header.
 *
 * @see https://www.w3.org/TR/server-timing/
 */
export const serverTiming = ({ checksMs, signingMs, upstreamMs }: Timings): string =>
  Object.entries({ checks: checksMs, signing: signingMs, upstream: upstreamMs })
    .filter(([, ms]) => ms !== undefined)
    .map(([name, ms]) => `${name};dur=${ms}`)
    .join(', ')
