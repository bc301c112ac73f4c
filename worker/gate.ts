import { isLoopback, type Settings } from './config.ts'
import { Refusal } from './problem.ts'

/** Methods of the operations this version has; HEAD would be answered by the handler of GET. */
export const METHODS: readonly string[] = ['GET', 'OPTIONS']

const MAX_URL_LENGTH = 4096

/** What can be refused before anything is known of the configuration. */
export const checkForm = (request: Request): void => {
  if (!METHODS.includes(request.method)) throw new Refusal('method_not_allowed')
  if (request.url.length > MAX_URL_LENGTH) throw new Refusal('uri_too_long')
}

/**
 * Whether a page's origin is on the list, letter by letter. An absent `Origin` is not: then no CORS header is due.
 */
export const isAllowedOrigin = (request: Request, origins: readonly string[]): boolean =>
  origins.includes(request.headers.get('origin') ?? '')

/**
 * Refuses other sites, before anything is signed. `Origin` binds browsers only: it protects whoever sits at one, not
 * the key. That is what callers are for.
 */
export const checkSite = (request: Request, { origins, loopbackOnly }: Settings): void => {
  const { headers, url, method } = request
  // A page elsewhere may point a name of its own at this machine; the name then stands in Host.
  if (loopbackOnly && !isLoopback(new URL(url).hostname)) throw new Refusal('dev_host')

  if (headers.has('origin')) {
    if (!isAllowedOrigin(request, origins)) throw new Refusal('origin_not_allowed')
  } else if (['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')) {
    throw new Refusal('cross_site_blocked')
  }
  const isPreflight = headers.has('origin') && headers.has('access-control-request-method')
  if (method === 'OPTIONS' && !isPreflight) throw new Refusal('method_not_allowed')
}
