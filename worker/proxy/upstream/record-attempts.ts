import type { Fetch } from '../../../lib/transport/options.ts'

/** The requests that the proxy sent to the gateway for one request of a caller. */
export interface Attempts {
  /** Sends a request and records it. */
  readonly fetch: Fetch
  count: number
  /** HTTP status of the last response. */
  lastStatus?: number
  /** The gateway's id of the last response. */
  lastRequestId?: string | undefined
}

/**
 * Records the requests that a `fetch` sends.
 *
 * @param secrets Receives the signature of each request.
 * @param onFirst Called before the first request.
 */
export const recordAttempts = (fetch: Fetch, secrets: string[], onFirst: () => void): Attempts => {
  const attempts: Attempts = {
    count: 0,
    fetch: async (url, init) => {
      if (attempts.count === 0) onFirst()
      attempts.count += 1
      secrets.push((init.headers as Record<string, string>)['x-ncp-apigw-signature-v2'] as string)
      const response = await fetch(url, init)
      attempts.lastStatus = response.status
      attempts.lastRequestId = response.headers.get('x-ncp-apigw-request-id') ?? undefined
      return response
    },
  }
  return attempts
}
