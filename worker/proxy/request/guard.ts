import { ProxyError } from '../problem.ts'
import { isLoopback } from './origin.ts'
import { METHODS } from './route.ts'

const MAX_URL_LENGTH = 4096
const MAX_HEADERS_LENGTH = 16_384

/** Which pages may call the proxy. */
export interface SiteSettings {
  /** Origins of pages, exact. */
  readonly origins: readonly string[]
  /** Whether the proxy serves this machine only, because its upstream is this machine. */
  readonly loopbackOnly: boolean
}

/**
 * Rejects a malformed request. This check needs no configuration.
 *
 * @throws ProxyError `method_not_allowed`, `uri_too_long`, `headers_too_large` or `invalid_host`.
 */
export const rejectMalformed = ({ method, url, headers }: Request): void => {
  if (!METHODS.includes(method)) throw new ProxyError('method_not_allowed')
  if (url.length > MAX_URL_LENGTH) throw new ProxyError('uri_too_long')
  let length = 0
  for (const [name, value] of headers) length += name.length + value.length
  if (length > MAX_HEADERS_LENGTH) throw new ProxyError('headers_too_large')
  // The host comes from the `Host` header, which can hold any text.
  if (!URL.canParse(url)) throw new ProxyError('invalid_host')
}

/** Returns the origin of the request if it is allowed. Only then the response gets CORS headers. */
export const allowedOrigin = ({ headers }: Request, { origins }: SiteSettings): string | undefined =>
  origins.find((origin) => origin === headers.get('origin'))

/** Returns the host as received: parsing would turn some invalid hosts into valid ones. */
const hostOf = ({ headers, url }: Request): string =>
  (headers.get('host') ?? new URL(url).host).replace(/:\d{1,5}$/, '')

/**
 * Rejects requests that another site starts. `Origin` protects users of browsers only, not the key: other programs can
 * send any `Origin`. Callers protect the key.
 *
 * @throws ProxyError `dev_host`, `origin_not_allowed` or `cross_site_blocked`; `method_not_allowed` for OPTIONS without
 * the headers of a preflight.
 */
export const rejectOtherSites = (request: Request, site: SiteSettings): void => {
  const { headers } = request
  // A page elsewhere can point a host name of its own at this machine. That name is in the `Host` header.
  if (site.loopbackOnly && !isLoopback(hostOf(request))) throw new ProxyError('dev_host')
  if (headers.has('origin')) {
    if (!allowedOrigin(request, site)) throw new ProxyError('origin_not_allowed')
  } else if (!['none', 'same-origin'].includes(headers.get('sec-fetch-site') ?? 'none')) {
    throw new ProxyError('cross_site_blocked')
  }
  const hasPreflightHeaders = headers.has('origin') && headers.has('access-control-request-method')
  if (isPreflight(request) && !hasPreflightHeaders) throw new ProxyError('method_not_allowed')
}

/** Returns whether a request is a preflight. */
export const isPreflight = ({ method }: Request): boolean => method === 'OPTIONS'
