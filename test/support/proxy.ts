import { createHash } from 'node:crypto'
import type { Fetch } from '../../lib/index.ts'
import { samplePackages } from '../../worker/emulator/host/sample-data.ts'
import { createEmulator, developmentCredentials } from '../../worker/emulator/index.ts'
import { createProxy, type ProxyConfig } from '../../worker/proxy/app.ts'

/** A page that may call the proxy of {@link openProxy}, and the address of the proxy itself. */
export const allowedOrigin = 'https://app.example'
export const proxyOrigin = 'https://edge.example.dev'

/** A caller's token; the configuration has its digest. */
export const token = 'token-of-the-tests'

/** As `PROXY_CALLERS` wants it. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A configuration that serves {@link token} and {@link allowedOrigin}. */
export const openConfig: ProxyConfig = {
  NCLOUD_ACCESS_KEY: developmentCredentials[0].accessKey,
  NCLOUD_SECRET_KEY: developmentCredentials[0].secretKey,
  PROXY_CALLERS: JSON.stringify([{ id: 'tests', sha256: sha256(token) }]),
  ALLOWED_ORIGINS: allowedOrigin,
}

/** The caller of {@link token}, with more fields. */
export const callers = (more: Record<string, unknown>): { PROXY_CALLERS: string } => ({
  PROXY_CALLERS: JSON.stringify([{ id: 'tests', sha256: sha256(token), ...more }]),
})

/** On every answer, whatever it is. */
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

/** What a caller sends who has been let in. */
export const authorized = { authorization: `Bearer ${token}` }

/** The sample packages behind a gateway that checks signatures. */
export const emulated: Fetch = createEmulator({ packages: samplePackages }).fetch

/** A proxy with all that passed to its upstream, all that it logged, and what of that are errors. */
export const openProxy = (config: ProxyConfig = openConfig, upstream: Fetch = emulated) => {
  const calls: { url: string; init: RequestInit }[] = []
  const lines: string[] = []
  const log: string[] = []
  const app = createProxy(config, {
    fetch: async (url, init) => {
      // A run's is a `Blob`, which is looked at as text like any other.
      calls.push({ url, init: init.body instanceof Blob ? { ...init, body: await init.body.text() } : init })
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
