const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]']

/** Returns whether a host name is this machine. */
export const isLoopback = (hostname: string): boolean => LOOPBACK_HOSTS.includes(hostname)

/**
 * Returns whether a value is one exact origin. `null`, `*`, `https://*.example.com` and URLs with a path are not. Only an
 * origin on this machine may have `http`: others can change a page that comes without TLS.
 */
export const isOrigin = (value: unknown): value is string => {
  if (typeof value !== 'string' || !URL.canParse(value) || value.includes('*')) return false
  const { origin, protocol, hostname } = new URL(value)
  return origin === value && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)))
}
