/** Methods the gateway routes and every `fetch` sends unchanged. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * A request line begins with `/` and holds no fragment, control character or lone surrogate. In its path (not in
 * its query) URL parsers turn `\` into `/` and resolve dot segments, also percent-encoded ones.
 */
const REWRITTEN = /^[^/]|^$|[#\p{Cc}\p{Cs}]|^[^?]*(\\|\/(\.|%2e){1,2}([/?]|$))/iu

/**
 * Refuses what would reach the gateway as other bytes than those signed.
 *
 * @throws RangeError for the method, TypeError for the target.
 */
export const checkTarget = (method: string, target: string): void => {
  if (!METHODS.includes(method)) throw new RangeError(`method must be one of ${METHODS}`)
  if (REWRITTEN.test(target)) {
    throw new TypeError('target must be "/path?query" as sent: no host, "#", "\\", "..", controls')
  }
}
