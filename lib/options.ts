import { type Credentials, checkSecret } from './credentials.ts'
import { oneOf } from './one-of.ts'
import { headersWith, type SignHeaders } from './signing/headers.ts'
import { type Endpoint, endpoint, type Platform, type Region, type Site } from './sites.ts'

/** The part of `fetch` the client uses: it passes an address and a plain object, never a `Request`. */
export type Fetch = (url: string, init: RequestInit) => Response | Promise<Response>

/**
 * How to reach the service: with keys, from a server or an edge; or without, from a browser through the proxy.
 * All options are checked at once, before anything is sent.
 */
export interface ClientOptions {
  /** Access key id, with `secretKey`. Never in a browser: use the proxy there. */
  readonly accessKey?: string | undefined
  /** Secret key. It is not kept in any property and is never printed. */
  readonly secretKey?: string | undefined
  /** Instead of the two keys: both in one value, or a function asked before each call (rotation, STS). */
  readonly credentials?: (Credentials | (() => Credentials | Promise<Credentials>)) | undefined
  /** Default `public`. */
  readonly site?: Site | undefined
  /** Default: the site's own (`KR`; `FKR` for `fin`). */
  readonly region?: Region | undefined
  /** For calls that name none. Default `vpc`; `classic` on `gov`. */
  readonly platform?: Platform | undefined
  /** Another address than the site's: the proxy or the emulator. May have a path. */
  readonly baseUrl?: string | undefined
  /** Caller token for the proxy behind `baseUrl`. Not together with keys. */
  readonly token?: string | undefined
  /** Default: the global `fetch`. */
  readonly fetch?: Fetch | undefined
  /** The clock: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined
  /** Longest time for a call, reading the answer included: milliseconds, 1 to 2147483647. Default 10000. */
  readonly timeoutMs?: number | undefined
}

/** What can be said for one call. */
export interface CallOptions {
  /** Ends the call; it then rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined
  /** Instead of the client's `timeoutMs`. */
  readonly timeoutMs?: number | undefined
}

/** The options, checked and completed. */
export interface Settings extends Pick<Endpoint, 'path' | 'sendsPlatform' | 'platforms'> {
  /** Everything before the operation's path that is not signed. */
  readonly origin: string
  /** The base address's own path, `''` without one. */
  readonly basePath: string
  readonly platform: Platform
  /** Resolves to `undefined` where the proxy signs. */
  readonly signer: () => Promise<SignHeaders> | SignHeaders | undefined
  readonly token: string | undefined
  readonly fetch: Fetch
  readonly now: () => number
  readonly timeoutMs: number
}

/** @throws RangeError unless it is a whole number of milliseconds that a timer can take. */
export const checkTimeout = (timeoutMs: number): number => {
  if (!(Number.isInteger(timeoutMs) && timeoutMs > 0 && timeoutMs < 2 ** 31)) {
    throw new RangeError('timeoutMs must be an integer from 1 to 2147483647')
  }
  return timeoutMs
}

const parseBaseUrl = (baseUrl: string): URL => {
  const url = URL.canParse(baseUrl) && new URL(baseUrl)
  if (!url || !/^https?:\/\/[^/@]+\/(?!\/)[^?#]*$/.test(url.href)) {
    throw new TypeError('baseUrl must be an http(s) address without user-info, query and fragment')
  }
  return url
}

/** One signer a key, so that a key is imported once; a new one when `credentials` answers with another key. */
const signerSource = (options: ClientOptions, now: () => number): Settings['signer'] => {
  const { accessKey, secretKey, baseUrl, token } = options
  const hasKeys = (accessKey ?? secretKey) !== undefined
  if (hasKeys && options.credentials)
    throw new TypeError('credentials are given twice: leave accessKey and secretKey out')
  const credentials = options.credentials ?? (hasKeys ? ({ accessKey, secretKey } as Credentials) : undefined)
  if (credentials && token !== undefined)
    throw new TypeError('token is for a proxy that signs: leave it out, or the keys')
  if (!credentials) {
    if (baseUrl === undefined)
      throw new TypeError('accessKey and secretKey must be set, or baseUrl of a proxy that signs')
    return () => undefined
  }
  let current = ''
  let signer: SignHeaders | undefined
  const signerOf = (fresh: Credentials): SignHeaders => {
    const key = `${fresh.accessKey} ${fresh.secretKey}`
    if (!signer || key !== current) signer = headersWith(fresh, now)
    current = key
    return signer
  }
  if (typeof credentials === 'function') return async () => signerOf(await credentials())
  signerOf(credentials)
  return () => signer
}

/**
 * Checks the options and fills in the defaults.
 *
 * @throws TypeError or RangeError naming the option and what it must be.
 */
export const readOptions = (options: ClientOptions = {}): Settings => {
  const { site, region, platform, baseUrl, token, now = Date.now, timeoutMs = 10_000 } = options
  const { origin, platforms, ...rest } = endpoint(site, region)
  const url = parseBaseUrl(baseUrl ?? origin)
  if (token !== undefined) checkSecret('token', token)
  const send = options.fetch ?? globalThis.fetch
  if (typeof send !== 'function') throw new TypeError('fetch must be a function')
  return {
    ...rest,
    origin: url.origin,
    basePath: url.pathname.replace(/\/$/, ''),
    platforms,
    platform: oneOf('platform', platform ?? (platforms[0] as Platform), platforms),
    signer: signerSource(options, now),
    token,
    fetch: send,
    now,
    timeoutMs: checkTimeout(timeoutMs),
  }
}
