import { errorCodes } from '../lib/index.ts'
import type { Failure } from './state.ts'

/** Those of the proxy, of the client, and what this page knows better than the library, which has all others. */
const known = new Map([
  ['80002', 'Grant View/getPackageList to the sub account whose key the proxy signs with.'],
  ['unauthenticated', 'Enter a caller token of this proxy.'],
  ['invalid_token', 'Enter another token: this one is mistyped, expired or not meant for this proxy.'],
  ['insufficient_scope', 'Use a token whose scope includes this operation: this one is valid, but does not allow it.'],
  [
    'origin_not_allowed',
    "Add this page's origin to those the proxy allows, or open the page on the proxy's own origin.",
  ],
  ['cross_site_blocked', 'Open this page by its own address: the proxy does not answer what another site starts.'],
  ['misconfigured', "Set the Worker's secrets NCLOUD_ACCESS_KEY and NCLOUD_SECRET_KEY; its log says what is wrong."],
  ['upstream_auth_failed', "Check the proxy's key: it is wrong or expired, or the proxy's clock is off."],
  ['upstream_timeout', 'Try again in a moment: the service took too long to answer the proxy.'],
  ['upstream_unreachable', 'Try again in a moment: the proxy cannot reach the service.'],
  ['upstream_busy', 'Try again in a moment: the service is busy.'],
  [
    'upstream_redirect',
    "Check the proxy's site and region: the service answered with a redirect, which it never follows.",
  ],
  [
    'upstream_invalid_response',
    "Check the proxy's site and region: what answered there does not speak the service's JSON.",
  ],
  ['not_found', 'Ask who runs the proxy for its site: this page knows the public one, and the proxy serves another.'],
  ['invalid_query', 'Choose the other platform: the region that the proxy serves does not have this one.'],
  ['rate_limited', 'Wait a minute, then try again: there were too many requests.'],
  ['limiter_unavailable', 'Try again in a moment: the proxy cannot find out how much it has been asked.'],
  ['auth_unavailable', 'Try again in a moment: Cloudflare Access did not tell the proxy who you are.'],
  ['network', 'Check your connection, then try again.'],
  ['timeout', 'Check your connection, then try again: no answer came in time.'],
  ['http_error', 'Check that the Worker serves this page: what answered is not the proxy.'],
  ['invalid_response', 'Check that the Worker serves this page: what answered is not the proxy.'],
])

/** One sentence on what to do about a failure. */
export const advise = ({ code, retryable, requestId }: Failure): string =>
  known.get(code) ??
  errorCodes[code as keyof typeof errorCodes]?.advice ??
  (retryable
    ? 'Try again in a moment.'
    : `Ask who runs the proxy${requestId ? ', quoting the request ID' : ''}: trying again alone is unlikely to help.`)
