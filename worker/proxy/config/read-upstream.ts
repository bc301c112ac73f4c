import { type Region, type Site, sites } from '../../../lib/api/endpoints.ts'
import type { Operation } from '../../../lib/api/operations.ts'
import { type ResolvedEndpoint, resolveEndpoint } from '../../../lib/api/resolve-endpoint.ts'
import type { Fetch, Sleep } from '../../../lib/transport/options.ts'
import { createTransportTo } from '../../../lib/transport/transport.ts'
import { withRetries } from '../../../lib/transport/with-retries.ts'
import { attemptTimeoutMs, type Timeouts } from '../limits/deadlines.ts'
import { isLoopback, isOrigin } from '../request/origin.ts'
import type { Upstream } from '../upstream/call.ts'
import { check, readChoice } from './parse-values.ts'
import type { ProxyConfig } from './proxy-config.ts'

/** Functions of the runtime that calls use. */
export interface UpstreamDeps {
  readonly fetch: Fetch
  readonly now: () => number
  readonly sleep?: Sleep | undefined
  readonly random?: (() => number) | undefined
}

/** Returns an endpoint with the gateway's default platform. v2.1 changed it. */
const withDefaultPlatform = (endpoint: ResolvedEndpoint): ResolvedEndpoint => {
  const { apiVersion, platforms, platform } = endpoint
  const isClassic = apiVersion === 'v2.0' && platforms.includes('classic')
  return { ...endpoint, platform: isClassic ? 'classic' : platform }
}

/** Accepts an origin on this machine only, so no configuration sends signed requests to another host. */
export const readDevOrigin = ({ UPSTREAM_DEV_ORIGIN: origin }: ProxyConfig): string | undefined => {
  if (!origin) return undefined
  check(
    isOrigin(origin) && isLoopback(new URL(origin).hostname),
    'UPSTREAM_DEV_ORIGIN is invalid: set an origin on this machine, such as http://localhost:8788.',
  )
  return origin
}

const readKey = (config: ProxyConfig, name: 'NCLOUD_ACCESS_KEY' | 'NCLOUD_SECRET_KEY'): string => {
  const key = config[name]
  check(key, `${name} is missing or empty: set it with \`npx wrangler secret put ${name}\`.`)
  check(/^[!-~]+$/.test(key), `${name} is invalid: set it again, in ASCII and without whitespace.`)
  return key
}

const readEndpoints = ({ NCLOUD_SITE, NCLOUD_REGION }: ProxyConfig): ResolvedEndpoint[] => {
  const site = readChoice('NCLOUD_SITE', Object.keys(sites) as Site[], NCLOUD_SITE)
  const { regions, versions } = sites[site]
  const region = readChoice('NCLOUD_REGION', Object.keys(regions) as Region[], NCLOUD_REGION)
  return versions.map((apiVersion) => withDefaultPlatform(resolveEndpoint({ site, region, apiVersion })))
}

/**
 * Reads the gateway and the keys that sign.
 *
 * @param maxResponseBytes Bytes.
 * @throws ConfigError.
 */
export const readUpstream = (
  config: ProxyConfig,
  timeouts: Timeouts,
  maxResponseBytes: number,
  { fetch, now, sleep, random }: UpstreamDeps,
): Upstream => {
  const connection = {
    accessKey: readKey(config, 'NCLOUD_ACCESS_KEY'),
    secretKey: readKey(config, 'NCLOUD_SECRET_KEY'),
    baseUrl: readDevOrigin(config),
    ...{ fetch, now, sleep, maxResponseBytes },
  }
  const retries = { random, attemptTimeoutMs: (operation: Operation) => attemptTimeoutMs(operation, timeouts) }
  const apis = readEndpoints(config).map((endpoint) => ({
    ...endpoint,
    transport: withRetries(createTransportTo(endpoint, connection), retries),
  }))
  return { apis, fetch }
}
