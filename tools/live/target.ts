import type { Platform } from '../../lib/api/endpoints.ts'
import type { ResolvedEndpoint } from '../../lib/api/resolve-endpoint.ts'
import { type Client, createClient } from '../../lib/client.ts'
import { delay } from '../../lib/delay.ts'
import { isNcloudError, type NcloudError } from '../../lib/errors.ts'
import { createSigner } from '../../lib/sign.ts'
import type { Credentials } from '../../lib/signing/credentials.ts'
import type { ConnectionOptions, Fetch } from '../../lib/transport/options.ts'
import { notSent, type RecordedResponse } from './recorded-response.ts'

/** Thrown when no complete response arrives. */
export class Unreachable extends Error {}

/** A request that is sent without the client, because the client would reject it. */
export interface RawRequest {
  /** Query parameters after `platform`. */
  readonly search?: string
  /** Default: the target's platform. `''` sends no `platform`. */
  readonly platform?: string
  /** Sent as JSON; a text is sent unchanged. */
  readonly body?: unknown
  /** `wrong` signs with a wrong secret key, `none` does not sign. Default `right`. */
  readonly signature?: 'right' | 'wrong' | 'none'
}

/** The service or the emulator: what receives the requests that are compared. */
export interface Target {
  readonly client: Client
  readonly endpoint: ResolvedEndpoint
  /** The platform of requests that do not set one. */
  readonly platform: Platform
  /** Sends a request without the client. The path starts after the path of the API version. */
  readonly send: (method: string, path: string, request?: RawRequest) => Promise<unknown>
  /** Makes a call and returns the response to its last request. */
  readonly record: (call: (target: Target) => Promise<unknown>) => Promise<RecordedResponse>
  /** Number of requests by method. */
  readonly requestCounts: Readonly<Record<string, number>>
}

export interface TargetOptions {
  readonly credentials: Credentials
  readonly endpoint: ResolvedEndpoint
  readonly platform: Platform
  readonly baseUrl: string
  readonly fetch: Fetch
  /** If true, every method but GET throws. */
  readonly isReadOnly: boolean
}

const READ_TIMEOUT_MS = 15_000
/** Longer, because the service connects a subnet while it puts an action. */
const WRITE_TIMEOUT_MS = 60_000
/** The service waits this long for the result of a run. */
const MAX_RUN_MS = 60_000

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isTransportError = ({ code }: NcloudError): boolean => ['network', 'timeout', 'redirect'].includes(code)

const fetchText = async (fetch: Fetch, url: string, init: RequestInit) => {
  const response = await fetch(url, init)
  const { status, headers } = response
  return { status, headers, text: await response.text() }
}

/** Creates a target that sends requests and keeps the last response. */
export const createTarget = (options: TargetOptions): Target => {
  const { credentials, endpoint, platform, baseUrl, fetch, isReadOnly } = options
  const base = baseUrl.replace(/\/$/, '')
  const { origin } = new URL(base)
  const timeoutMs = isReadOnly ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS
  const requestCounts: Record<string, number> = {}
  let lastResponse: { status: number; text: string } | undefined

  /** Retries a GET once if the response breaks off, and every request up to three times after status 429. */
  const recordingFetch: Fetch = async (url, init) => {
    const { method = 'GET' } = init
    if (isReadOnly && method !== 'GET') throw new Error(`${method} is not allowed: this target only sends GET requests`)
    for (let retries = 0; ; retries += 1) {
      requestCounts[method] = (requestCounts[method] ?? 0) + 1
      const response = await fetchText(fetch, url, init).catch((error: unknown) => {
        if (method !== 'GET' || retries > 0)
          throw new Unreachable(`no response from ${origin}: ${error}`, { cause: error })
      })
      if (!response || (response.status === 429 && retries < 3)) await delay(500 * 2 ** retries)
      else {
        lastResponse = response
        return new Response(response.text || null, response)
      }
    }
  }

  // Retries would hide the first response. The types of one endpoint stand for all: the endpoint is a setting.
  const connection = { ...credentials, baseUrl, fetch: recordingFetch, timeoutMs, retries: 0 }
  const { site, region, apiVersion } = endpoint
  const client = createClient({ ...connection, site, region, apiVersion, platform } as ConnectionOptions) as Client
  const signers = {
    right: createSigner(credentials),
    wrong: createSigner({ ...credentials, secretKey: 'a-wrong-secret-key-of-no-account' }),
  }

  const send: Target['send'] = async (method, path, request = {}) => {
    const { search = '', platform: requestPlatform = platform, body, signature = 'right' } = request
    const hasPlatform = site === 'public' && requestPlatform !== ''
    const query = [hasPlatform && `platform=${requestPlatform}`, search].filter(Boolean).join('&')
    const url = `${base}${endpoint.path}${path}${query && `?${query}`}`
    const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/json' }
    if (signature !== 'none') {
      Object.assign(headers, await signers[signature].headers(method, url.slice(origin.length)))
    }
    const signal = AbortSignal.timeout(timeoutMs + (method === 'POST' ? MAX_RUN_MS : 0))
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    return recordingFetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal,
      ...(text !== undefined && { body: text }),
    })
  }

  const target: Target = {
    client,
    endpoint,
    platform,
    requestCounts,
    send,
    async record(call) {
      lastResponse = undefined
      let failure: NcloudError | undefined
      try {
        await call(target)
      } catch (error) {
        // The service returned a name or id that the client rejects.
        if (error instanceof RangeError) return notSent
        if (!isNcloudError(error)) throw error
        if (isTransportError(error)) throw new Unreachable(error.message, { cause: error })
        failure = error
      }
      const { status, text } = lastResponse as unknown as { status: number; text: string }
      const clientCode = failure && /^[a-z_]+$/.test(failure.code) ? failure.code : undefined
      return { status, body: parse(text), isEmpty: text === '', clientCode, clientMessage: failure?.message }
    },
  }
  return target
}
