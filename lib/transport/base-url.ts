/**
 * Parses the URL of an endpoint, a proxy or an emulator.
 *
 * @throws TypeError for a URL that requests cannot be sent to as they are signed.
 */
export const parseBaseUrl = (baseUrl: string): URL => {
  try {
    const url = new URL(baseUrl)
    if (/^https?:\/\/[^/@]+\/(?!\/)[^?#]*$/.test(url.href)) return url
  } catch {}
  throw new TypeError('baseUrl must be a URL such as https://edge.example.dev: no query, fragment or user name')
}

/** Returns whether others on the network can neither read nor change requests to an origin. */
export const isProtected = (origin: string): boolean =>
  /^(https:.*|http:\/\/((.+\.)?localhost|127(\.\d+){3}|\[::1])(:\d+)?)$/.test(origin)
