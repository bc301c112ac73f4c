/** Methods that the gateway routes and every `fetch` sends unchanged. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * Targets that a URL parser or `fetch` would change: without a leading `/`, with a fragment, control character or lone
 * surrogate, and with `\` or dot segments in the path (also percent-encoded ones).
 */
const CHANGED_BY_FETCH = /^[^/]|^$|[#\p{Cc}\p{Cs}]|^[^?]*(\\|\/(\.|%2e){1,2}([/?]|$))/iu

/**
 * Rejects a method or target that would reach the gateway as other bytes than those signed.
 *
 * @throws RangeError for the method, TypeError for the target.
 */
export const checkTarget = (method: string, target: string): void => {
  if (!METHODS.includes(method)) throw new RangeError(`method must be one of ${METHODS.join(', ')}`)
  if (CHANGED_BY_FETCH.test(target)) {
    throw new TypeError('target must be path and query without host, #, \\, dot segments or controls')
  }
}
