import { errorResponse } from '../gateway/responses.ts'

/**
 * The header of commands that need no signature. A form cannot send it, and a page of another origin only after a
 * preflight, which the emulator rejects.
 */
export const COMMAND_HEADER = 'x-emulator-command'

const forbid = (details: string): Response =>
  errorResponse(Date.now(), { status: 403, errorCode: 'emulator', message: 'Forbidden by the emulator' }, details)

const LOOPBACK_ADDRESS = /^127(\.\d{1,3}){3}$/

/** Whether a host name always means this machine. */
const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || LOOPBACK_ADDRESS.test(hostname)

/** Parses a list of host names, such as `emulator, dev.example.com`. */
const parseHosts = (list: string): readonly string[] =>
  list
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)

const ALLOW = 'allow the name with `npm run emulator -- --var ALLOWED_HOSTS:name`'

/**
 * Returns the response to a request that the emulator must not serve, or `undefined`.
 *
 * The emulator is for programs and pages on this machine. A page on the internet can send requests to it too: from its
 * own origin, or after its host name was pointed to this machine (DNS rebinding).
 *
 * @param allowedHosts More host names, separated by commas.
 */
export const guardRequest = (request: Request, allowedHosts = ''): Response | undefined => {
  const { method, headers, url } = request
  const { hostname, pathname } = new URL(url)
  const allowed = parseHosts(allowedHosts)
  const isAllowed = (name: string): boolean => isLoopback(name) || allowed.includes(name)

  if (!isAllowed(hostname)) {
    return forbid(
      `The emulator serves this machine only: send the request to localhost, or ${ALLOW}. The request was to the host ${hostname}.`,
    )
  }
  const origin = headers.get('origin')
  if (origin !== null && !(URL.canParse(origin) && isAllowed(new URL(origin).hostname))) {
    return forbid(
      `The emulator serves pages of this machine only: open the page at localhost, or ${ALLOW}. The request was from the origin ${origin}.`,
    )
  }
  // A form, a link or an image sends no origin with GET.
  if (origin === null && headers.get('sec-fetch-site') === 'cross-site') {
    return forbid(
      'The emulator serves no link, form or image of another site: open the URL in a new tab, or use fetch in a page at localhost.',
    )
  }
  const isReset = method === 'DELETE' && pathname === '/'
  if (isReset && headers.get(COMMAND_HEADER) !== 'reset') {
    return forbid(`DELETE / deletes all data of the emulator: send it with the header ${COMMAND_HEADER}: reset.`)
  }
  return undefined
}
