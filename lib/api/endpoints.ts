import { choose } from './validate.ts'

/** Which of the three separate clouds: public, government or financial. Each has accounts of its own. */
export type Site = 'public' | 'gov' | 'fin'

/** Korea, Singapore, Japan, and Korea's financial zone, as the official Terraform provider names them. */
export type Region = 'KR' | 'SGN' | 'JPN' | 'FKR'

/** VPC or Classic: two separate sets of packages, actions and triggers. */
export type Platform = 'vpc' | 'classic'

/** v2.1 is current; v2.0 is what came before it. Both show the same resources in other forms. */
export type ApiVersion = 'v2.1' | 'v2.0'

/** Where one region of a site answers, and what it can hold. */
export interface RegionEntry {
  /** Scheme and host of the gateway. */
  readonly origin: string
  /** The platforms there; the first is the default. */
  readonly platforms: readonly Platform[]
}

/** One site: its API versions and its regions, of which the first is the default. */
export interface SiteEntry {
  /** The first is the default. */
  readonly versions: readonly ApiVersion[]
  readonly regions: Readonly<Partial<Record<Region, RegionEntry>>>
}

/**
 * Every gateway there is. The government site still has API v2.0 only, under a path of its own.
 *
 * Unknown: whether the financial site still answers to v2.0. Only pages that are gone describe it there, so it is left
 * out.
 *
 * @example
 * ```ts
 * import { sites } from 'ncloud-functions'
 *
 * console.log(Object.keys(sites.public.regions)) // ['KR', 'SGN', 'JPN']
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 * @see https://api-gov.ncloud-docs.com/docs/compute-cloudfunctions
 */
export const sites: Readonly<Record<Site, SiteEntry>> = {
  public: {
    versions: ['v2.1', 'v2.0'],
    regions: {
      KR: { origin: 'https://cloudfunctions.apigw.ntruss.com', platforms: ['vpc', 'classic'] },
      SGN: { origin: 'https://sg-cloudfunctions.apigw.ntruss.com', platforms: ['vpc'] },
      JPN: { origin: 'https://jp-cloudfunctions.apigw.ntruss.com', platforms: ['vpc'] },
    },
  },
  gov: {
    versions: ['v2.0'],
    regions: { KR: { origin: 'https://cloudfunctions.apigw.gov-ntruss.com', platforms: ['classic'] } },
  },
  fin: {
    versions: ['v2.1'],
    regions: { FKR: { origin: 'https://cloudfunctions.apigw.fin-ntruss.com', platforms: ['vpc'] } },
  },
}

/** A place by its names, whether it exists or not. */
export interface EndpointSelection {
  readonly site?: Site | undefined
  readonly region?: Region | undefined
  readonly apiVersion?: ApiVersion | undefined
  readonly platform?: Platform | undefined
}

/** A gateway, looked up: one region of a site, in one version. */
export interface ResolvedEndpoint extends RegionEntry {
  readonly site: Site
  readonly region: Region
  readonly apiVersion: ApiVersion
  /** The platform of calls that name none. */
  readonly platform: Platform
  /** Path before every operation. It is part of what is signed. */
  readonly path: string
}

/**
 * Looks a gateway up.
 *
 * @param place What is left out is the default: `public`, the site's first region and newest version, the region's
 * first platform.
 * @throws RangeError for what there is not, with what there is.
 * @example
 * ```ts
 * import { resolveEndpoint } from 'ncloud-functions'
 *
 * console.log(resolveEndpoint({ region: 'JPN' }).origin) // https://jp-cloudfunctions.apigw.ntruss.com
 * ```
 */
export const resolveEndpoint = (place: EndpointSelection = {}): ResolvedEndpoint => {
  const site = choose('site', Object.keys(sites) as Site[], place.site)
  const { regions, versions } = sites[site]
  const region = choose('region', Object.keys(regions) as Region[], place.region)
  const apiVersion = choose('apiVersion', versions, place.apiVersion)
  const entry = regions[region] as RegionEntry
  const platform = choose('platform', entry.platforms, place.platform)
  return { ...entry, site, region, apiVersion, platform, path: apiVersion === 'v2.0' ? '/api/v2' : '/ncf/api/v2' }
}
