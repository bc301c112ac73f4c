import { oneOf } from './one-of.ts'

/** Which of the three separate clouds: public, government or financial. Each has accounts of its own. */
export type Site = 'public' | 'gov' | 'fin'

/** Korea, Singapore, Japan, and Korea's financial zone, as the official Terraform provider names them. */
export type Region = 'KR' | 'SGN' | 'JPN' | 'FKR'

/** VPC or Classic: two separate sets of packages, actions and triggers. */
export type Platform = 'vpc' | 'classic'

/** Where one region of a site answers, and what it can hold. */
export interface RegionEntry {
  /** Scheme and host of the gateway. */
  readonly origin: string
  /** The platforms there; the first is the default. */
  readonly platforms: readonly Platform[]
}

/** One site: its API path and its regions, of which the first is the default. */
export interface SiteEntry {
  /** Path before every operation. It is part of what is signed. */
  readonly path: string
  /** Whether requests carry `platform`. Sites with one platform have no such parameter. */
  readonly sendsPlatform: boolean
  readonly regions: Readonly<Partial<Record<Region, RegionEntry>>>
}

const keys = <K extends string>(table: Partial<Record<K, unknown>>): K[] => Object.keys(table) as K[]

const region = (host: string, ...platforms: Platform[]): RegionEntry => ({ origin: `https://${host}.com`, platforms })

/**
 * Every gateway there is. The government site still has API v2.0 only, under a path of its own.
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
    path: '/ncf/api/v2',
    sendsPlatform: true,
    regions: {
      KR: region('cloudfunctions.apigw.ntruss', 'vpc', 'classic'),
      SGN: region('sg-cloudfunctions.apigw.ntruss', 'vpc'),
      JPN: region('jp-cloudfunctions.apigw.ntruss', 'vpc'),
    },
  },
  gov: {
    path: '/api/v2',
    sendsPlatform: false,
    regions: { KR: region('cloudfunctions.apigw.gov-ntruss', 'classic') },
  },
  fin: {
    path: '/ncf/api/v2',
    sendsPlatform: false,
    regions: { FKR: region('cloudfunctions.apigw.fin-ntruss', 'vpc') },
  },
}

/** A site and region, looked up. */
export interface Endpoint extends RegionEntry, Omit<SiteEntry, 'regions'> {}

/**
 * Looks a gateway up.
 *
 * @param site Default `public`.
 * @param region Default: the site's first.
 * @throws RangeError for an unknown site, or a region the site does not have; it lists those it has.
 * @example
 * ```ts
 * import { endpoint } from 'ncloud-functions'
 *
 * console.log(endpoint('public', 'JPN').origin) // https://jp-cloudfunctions.apigw.ntruss.com
 * ```
 */
export const endpoint = (site: Site = 'public', region?: Region): Endpoint => {
  const { regions, ...entry } = sites[oneOf('site', site, keys(sites))]
  const known = keys(regions)
  return { ...entry, ...(regions[oneOf('region', region ?? (known[0] as Region), known)] as RegionEntry) }
}
