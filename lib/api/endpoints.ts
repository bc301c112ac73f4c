/** One of three separate clouds: public, government or financial. Each has its own accounts. */
export type Site = 'public' | 'gov' | 'fin'

/** Korea, Singapore, Japan, and Korea's financial zone, named as in the official Terraform provider. */
export type Region = 'KR' | 'SGN' | 'JPN' | 'FKR'

/** VPC or Classic: two separate sets of packages, actions and triggers. */
export type Platform = 'vpc' | 'classic'

/** v2.1 is current; v2.0 is the version before it. Both return the same resources, in different forms. */
export type ApiVersion = 'v2.1' | 'v2.0'

/** The gateway of one region, and its platforms. */
export interface RegionEntry {
  /** Scheme and host. */
  readonly origin: string
  /** The first is the default. */
  readonly platforms: readonly Platform[]
}

/** The API versions and regions of a site. The first of each is the default. */
interface SiteEntry {
  readonly versions: readonly ApiVersion[]
  readonly regions: Readonly<Partial<Record<Region, RegionEntry>>>
}

/**
 * Every gateway of Cloud Functions. The government site has API v2.0 only.
 *
 * Unknown: whether the financial site still serves v2.0. Only pages that no longer exist describe it, so it is not here.
 *
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

/** The paths that every request of an API version begins with. They are part of the signed text. */
export const versionPaths: Readonly<Record<ApiVersion, string>> = { 'v2.1': '/ncf/api/v2', 'v2.0': '/api/v2' }
