import { type Region, type Site, sites } from '../../../lib/api/endpoints.ts'
import type { Operation } from '../../../lib/api/operations.ts'
import { findEndpoint, type ResolvedEndpoint } from '../../../lib/api/resolve-endpoint.ts'
import type { Fetch, Sleep } from '../../../lib/transport/options.ts'
import { createTransportTo } from '../../../lib/transport/transport.ts'
import { withRetries } from '../../../lib/transport/with-retries.ts'
import { attemptTimeoutMs, type Timeouts } from '../limits/deadlines.ts'
import type { Upstream } from '../upstream/call.ts'
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

const readEndpoints = ({ NCLOUD_SITE, NCLOUD_REGION }: ProxyConfig): ResolvedEndpoint[] => {
  const site = (NCLOUD_SITE || 'public') as Site
  const region = (NCLOUD_REGION || undefined) as Region | undefined
  return sites[site].versions.map((apiVersion) => withDefaultPlatform(findEndpoint({ site, region, apiVersion })))
}

/** Reads the gateway and the keys that sign. */
export const readUpstream = (
  config: ProxyConfig,
  timeouts: Timeouts,
  { fetch, now, sleep, random }: UpstreamDeps,
): Upstream => {
  const connection = {
    accessKey: config.NCLOUD_ACCESS_KEY as string,
    secretKey: config.NCLOUD_SECRET_KEY as string,
    baseUrl: config.UPSTREAM_DEV_ORIGIN || undefined,
    ...{ fetch, now, sleep },
  }
  const retries = { random, attemptTimeoutMs: (operation: Operation) => attemptTimeoutMs(operation, timeouts) }
  const apis = readEndpoints(config).map((endpoint) => ({
    ...endpoint,
    transport: withRetries(createTransportTo(endpoint, connection), retries),
  }))
  return { apis, fetch }
}
