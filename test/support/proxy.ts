import { createHash } from 'node:crypto'
import type { Fetch } from '../../lib/index.ts'
import { samplePackages } from '../../worker/emulator/host/sample-data.ts'
import { createEmulator, developmentCredentials } from '../../worker/emulator/index.ts'
import { createProxy, type ProxyConfig } from '../../worker/proxy/app.ts'

/** The origin of a page that may call the proxy of {@link openProxy}, and the origin of the proxy itself. */
export const allowedOrigin = 'https://app.example'
export const proxyOrigin = 'https://edge.example.dev'

/** The token of a caller. The configuration has its digest. */
export const token = 'token-of-the-tests'

/** Returns the digest of a token in the form of `PROXY_CALLERS`. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A configuration with the caller of {@link token} and the origin {@link allowedOrigin}. */
export const openConfig: ProxyConfig = {
  NCLOUD_ACCESS_KEY: developmentCredentials[0].accessKey,
  NCLOUD_SECRET_KEY: developmentCredentials[0].secretKey,
  PROXY_CALLERS: JSON.stringify([{ id: 'tests', sha256: sha256(token) }]),
  ALLOWED_ORIGINS: allowedOrigin,
}

/** Returns the caller of {@link token} with more fields. */
export const callers = (more: Record<string, unknown>): { PROXY_CALLERS: string } => ({
  PROXY_CALLERS: JSON.stringify([{ id: 'tests', sha256: sha256(token), ...more }]),
})

/** The headers of every response. */
export const fixedHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  vary: 'Origin',
  'x-content-type-options': 'nosniff',
}

/** The headers of a request with a valid token. */
export const authorized = { authorization: `Bearer ${token}` }

/** An emulated gateway with the sample packages. It checks signatures. */
export const emulated: Fetch = createEmulator({ packages: samplePackages }).fetch

/** Creates a proxy that records its calls of the gateway, all lines of its log, and the lines with errors. */
export const openProxy = (config: ProxyConfig = openConfig, upstream: Fetch = emulated) => {
  const calls: { url: string; init: RequestInit }[] = []
  const lines: string[] = []
  const log: string[] = []
  const app = createProxy(config, {
    fetch: async (url, init) => {
      // The body is bytes, and that of a run is a `Blob`. Tests compare texts.
      calls.push({ url, init: init.body ? { ...init, body: await new Response(init.body).text() } : init })
      return upstream(url, init)
    },
    sleep: async () => {},
    random: () => 0,
    log: (line, level) => {
      lines.push(line)
      if (level === 'error') log.push(line)
    },
  })
  const request = async (path: string, init: RequestInit = {}): Promise<Response> =>
    app.request(proxyOrigin + path, init)
  return { request, calls, log, lines }
}
