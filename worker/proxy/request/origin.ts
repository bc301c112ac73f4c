const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]']

/** Returns whether a host name is this machine. */
export const isLoopback = (hostname: string): boolean => LOOPBACK_HOSTS.includes(hostname)

/** Returns whether a value is one exact origin. `null`, `*` and URLs with a path are not. */
export const isOrigin = (value: unknown): value is string => {
  if (typeof value !== 'string' || !URL.canParse(value)) return false
  const { origin, protocol } = new URL(value)
  return origin === value && ['http:', 'https:'].includes(protocol)
}
