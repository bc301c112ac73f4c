import type { Platform } from '../../lib/api/endpoints.ts'
import type { ResolvedEndpoint } from '../../lib/api/resolve-endpoint.ts'
import { type Client, createClient } from '../../lib/client.ts'
import { isNcloudError, type NcloudError } from '../../lib/errors.ts'
import { createSigner } from '../../lib/sign.ts'
import type { Credentials } from '../../lib/signing/credentials.ts'
import type { ConnectionOptions, Fetch } from '../../lib/transport/options.ts'

/** An answer as it came, and what the client made of it. */
export interface Answer {
  /** 0 for a request that the client would not send. */
  readonly status: number
  /** What the JSON says; `undefined` where there is none. */
  readonly body: unknown
  readonly isEmpty: boolean
  /** The client's own code where it could not take the answer, such as `invalid_response`. */
  readonly refusedAs: string | undefined
  /** The client's error, as a sentence. */
  readonly said: string | undefined
}

/** No answer came: the account cannot be reached, or what came broke off. */
export class Unreachable extends Error {}

/** A request the client would not send. */
export interface RawRequest {
  /** More of the query. */
  readonly search?: string
  /** Instead of the side's own; `''` leaves the parameter out. */
  readonly platform?: string
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown
  /** `wrong`: with another secret. Default `right`. */
  readonly signed?: 'right' | 'wrong' | 'not'
}

/** One of the two that are compared: the service, or the emulator. */
export interface Side {
  readonly client: Client
  readonly place: ResolvedEndpoint
  /** The platform of requests that name none. */
  readonly platform: Platform
  /** A request of any form; the path begins behind the version's own. */
  readonly ask: (method: string, path: string, request?: RawRequest) => Promise<unknown>
  /** Asks, by the client or not, and gives the answer to the last request of it. */
  readonly observe: (ask: (side: Side) => Promise<unknown>) => Promise<Answer>
  /** How many requests were sent, by method. */
  readonly sent: Readonly<Record<string, number>>
}

/** What a side is made of. */
export interface SideOptions {
  readonly keys: Credentials
  readonly place: ResolvedEndpoint
  readonly platform: Platform
  readonly baseUrl: string
  readonly fetch: Fetch
  /** Nothing but GET leaves it then. */
  readonly isReadOnly: boolean
}

/** Milliseconds; a subnet may be connected while an action is put. */
const READ_MS = 15_000
const WRITE_MS = 60_000

/** The longest wait of a run. */
const RUN_MS = 60_000

const notSent: Answer = { status: 0, body: undefined, isEmpty: true, refusedAs: undefined, said: undefined }

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isTransport = (code: string): boolean => ['network', 'timeout', 'redirect'].includes(code)

/** Sends requests to one side, and keeps what comes back. */
export const createSide = ({ keys, place, platform, baseUrl, fetch, isReadOnly }: SideOptions): Side => {
  const base = baseUrl.replace(/\/$/, '')
  const { origin } = new URL(base)
  const timeoutMs = isReadOnly ? READ_MS : WRITE_MS
  const sent: Record<string, number> = {}
  let last: { status: number; text: string } | undefined

  const read = async (url: string, init: RequestInit) => {
    const response = await fetch(url, init)
    const { status, headers } = response
    return { status, headers, text: await response.text() }
  }

  /** What reads is sent again where the answer broke off, and everything where it came too fast. */
  const recording: Fetch = async (url, init) => {
    const { method = 'GET' } = init
    if (isReadOnly && method !== 'GET') throw new Error(`${method} was about to be sent, but this run only reads`)
    for (let tries = 0; ; tries += 1) {
      sent[method] = (sent[method] ?? 0) + 1
      const answer = await read(url, init).catch((error: unknown) => {
        if (method !== 'GET' || tries > 0) throw new Unreachable(`No answer from ${origin}: ${error}`, { cause: error })
      })
      if (!answer || (answer.status === 429 && tries < 3)) await wait(500 * 2 ** tries)
      else {
        last = answer
        return new Response(answer.text || null, answer)
      }
    }
  }

  // Types of one place stand for all here: which place it is shows at run time only.
  // What is compared is each answer as it came.
  const connection = { ...keys, baseUrl, fetch: recording, timeoutMs, retries: 0 }
  const { site, region, apiVersion } = place
  const client = createClient({ ...connection, site, region, apiVersion, platform } as ConnectionOptions) as Client
  const signers = {
    right: createSigner(keys),
    wrong: createSigner({ ...keys, secretKey: 'this-is-not-the-secret-key-of-anybody' }),
  }
  const side: Side = {
    client,
    place,
    platform,
    sent,
    async ask(method, path, { search = '', platform: named = platform, body, signed = 'right' } = {}) {
      const isNamed = site === 'public' && named !== ''
      const query = [isNamed && `platform=${named}`, search].filter(Boolean).join('&')
      const url = `${base}${place.path}${path}${query && `?${query}`}`
      const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/json' }
      if (signed !== 'not') {
        const target = url.slice(origin.length)
        Object.assign(headers, await signers[signed].headers(method, target))
      }
      const signal = AbortSignal.timeout(timeoutMs + (method === 'POST' ? RUN_MS : 0))
      const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
      return recording(url, { method, headers, redirect: 'manual', signal, ...(text !== undefined && { body: text }) })
    },
    async observe(ask) {
      last = undefined
      let failure: NcloudError | undefined
      try {
        await ask(side)
      } catch (error) {
        // A name or id that came from the service and that the client does not take for one.
        if (error instanceof RangeError) return notSent
        if (!isNcloudError(error)) throw error
        if (isTransport(error.code)) throw new Unreachable(error.message, { cause: error })
        failure = error
      }
      const { status, text } = last as unknown as { status: number; text: string }
      const refusedAs = failure && /^[a-z_]+$/.test(failure.code) ? failure.code : undefined
      return { status, body: parse(text), isEmpty: text === '', refusedAs, said: failure?.message }
    },
  }
  return side
}
