import { isLoopback } from '../config/checks.ts'
import type { Settings } from '../config/read-config.ts'
import { Refusal } from '../problem.ts'
import { METHODS } from './route.ts'

const MAX_URL_LENGTH = 4096
const MAX_HEADER_LENGTH = 16_384

/** What can be refused before anything is known of the configuration. */
export const checkForm = ({ method, url, headers }: Request): void => {
  if (!METHODS.includes(method)) throw new Refusal('method_not_allowed')
  if (url.length > MAX_URL_LENGTH) throw new Refusal('uri_too_long')
  let length = 0
  for (const [name, value] of headers) length += name.length + value.length
  if (length > MAX_HEADER_LENGTH) throw new Refusal('headers_too_large')
  // The host is the caller's to write, and need not be one.
  if (!URL.canParse(url)) throw new Refusal('invalid_host')
}

/**
 * The page's origin, if it is on the list, letter by letter. Only then are CORS headers due.
 */
export const allowedOrigin = ({ headers }: Request, origins: readonly string[]): string | undefined =>
  origins.find((origin) => origin === headers.get('origin'))

/** The host as received; parsing it would make a host of what was none. */
const hostOf = ({ headers, url }: Request): string =>
  (headers.get('host') ?? new URL(url).host).replace(/:\d{1,5}$/, '')

/**
 * Refuses other sites, before anything is signed. `Origin` binds browsers only: it protects whoever sits at one, not
 * the key. That is what callers are for.
 */
export const checkSite = (request: Request, { origins, loopbackOnly }: Settings): void => {
  const { headers, method } = request
  // A page elsewhere may point a name of its own at this machine; the name then stands in Host.
  if (loopbackOnly && !isLoopback(hostOf(request))) throw new Refusal('dev_host')

  const site = headers.get('sec-fetch-site') ?? 'none'
  if (headers.has('origin')) {
    if (!allowedOrigin(request, origins)) throw new Refusal('origin_not_allowed')
  } else if (site !== 'none' && site !== 'same-origin') throw new Refusal('cross_site_blocked')

  const isPreflight = headers.has('origin') && headers.has('access-control-request-method')
  if (method === 'OPTIONS' && !isPreflight) throw new Refusal('method_not_allowed')
}
