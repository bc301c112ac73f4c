import type { EndpointOf } from './endpoint-types.ts'
import {
  type ApiVersion,
  type Platform,
  type Region,
  type RegionEntry,
  type Site,
  sites,
  versionPaths,
} from './endpoints.ts'
import { oneOf, rejectUnknown } from './validate.ts'

/** The names of an endpoint, whether it exists or not. */
export interface EndpointSelection {
  readonly site?: Site | undefined
  readonly region?: Region | undefined
  readonly apiVersion?: ApiVersion | undefined
  readonly platform?: Platform | undefined
}

/** An endpoint that exists, with its URL and platforms. */
export interface ResolvedEndpoint extends RegionEntry {
  readonly site: Site
  readonly region: Region
  readonly apiVersion: ApiVersion
  /** The platform of calls without a `platform`. */
  readonly platform: Platform
  /** The path that every request begins with. It is part of the signed text. */
  readonly path: string
}

/** Returns the chosen value, or the first of those that exist. */
const choose = <T>(name: string, existing: readonly T[], chosen = existing[0]): T => {
  oneOf(...existing)(chosen, name)
  return chosen as T
}

/** Finds the endpoint that options select. They may have other options, too. */
export const findEndpoint = <const Selection extends EndpointSelection = Record<never, never>>(
  selection?: Selection,
): ResolvedEndpoint & EndpointOf<Selection> => {
  const chosen: EndpointSelection = selection ?? {}
  const site = choose('site', Object.keys(sites) as Site[], chosen.site)
  const { regions, versions } = sites[site]
  const region = choose('region', Object.keys(regions) as Region[], chosen.region)
  const apiVersion = choose('apiVersion', versions, chosen.apiVersion)
  const entry = regions[region] as RegionEntry
  const platform = choose('platform', entry.platforms, chosen.platform)
  const resolved: ResolvedEndpoint = { ...entry, site, region, apiVersion, platform, path: versionPaths[apiVersion] }
  // The types of the four names follow from the selection's own; the compiler cannot follow the look-up.
  return resolved as ResolvedEndpoint & EndpointOf<Selection>
}

/**
 * Finds the endpoint of a site, region, API version and platform.
 *
 * @param selection Defaults: `public`, the site's first region and newest version, the region's first platform.
 * @throws RangeError for a combination that does not exist, with those that do.
 * @example
 * ```ts
 * import { resolveEndpoint } from 'ncloud-functions'
 *
 * console.log(resolveEndpoint({ region: 'JPN' }).origin) // https://jp-cloudfunctions.apigw.ntruss.com
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const resolveEndpoint = <const Selection extends EndpointSelection = Record<never, never>>(
  selection?: Selection,
): ResolvedEndpoint & EndpointOf<Selection> => {
  rejectUnknown('option', selection ?? {}, ['site', 'region', 'apiVersion', 'platform'])
  return findEndpoint(selection)
}
