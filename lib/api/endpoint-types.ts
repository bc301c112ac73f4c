import type { ApiVersion, Platform, Region, Site } from './endpoints.ts'

/** Korea has both platforms. */
interface PublicInKorea {
  readonly site?: 'public' | undefined
  readonly region?: 'KR' | undefined
  readonly apiVersion?: ApiVersion | undefined
  readonly platform?: Platform | undefined
}

/** Singapore and Japan; or a region that is one of all, where only what all of them have is certain. */
interface PublicAnywhere {
  readonly site?: 'public' | undefined
  readonly region?: 'KR' | 'SGN' | 'JPN' | undefined
  readonly apiVersion?: ApiVersion | undefined
  readonly platform?: 'vpc' | undefined
}

interface Government {
  readonly site: 'gov'
  readonly region?: 'KR' | undefined
  readonly apiVersion?: 'v2.0' | undefined
  readonly platform?: 'classic' | undefined
}

interface Financial {
  readonly site: 'fin'
  readonly region?: 'FKR' | undefined
  readonly apiVersion?: 'v2.1' | undefined
  readonly platform?: 'vpc' | undefined
}

/**
 * Where a client's calls go: only combinations that exist, so that others do not compile.
 *
 * | `site` | `region` | `apiVersion` | `platform` |
 * | --- | --- | --- | --- |
 * | `public` (default) | `KR` (default) | `v2.1` (default), `v2.0` | `vpc` (default), `classic` |
 * | `public` | `SGN`, `JPN` | `v2.1` (default), `v2.0` | `vpc` |
 * | `gov` | `KR` | `v2.0` | `classic` |
 * | `fin` | `FKR` | `v2.1` | `vpc` |
 *
 * The client always says which platform it means, so the default is the same in both versions; a request of v2.0
 * that names none would mean `classic`.
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export type EndpointOptions = PublicInKorea | PublicAnywhere | Government | Financial

/** Where the calls of a client go, and the platform of those that name none. */
export interface Endpoint {
  readonly site: Site
  readonly region: Region
  readonly apiVersion: ApiVersion
  readonly platform: Platform
}

type Given<O, K extends string, Default> = K extends keyof O
  ? Exclude<O[K], undefined> | (undefined extends O[K] ? Default : never)
  : Default

type IsSite<O, S extends Site, Yes, No> = O extends { readonly site: S } ? Yes : No

/** The place that options mean. */
export type EndpointOf<O> = O extends unknown
  ? {
      readonly site: Given<O, 'site', 'public'>
      readonly region: Given<O, 'region', IsSite<O, 'fin', 'FKR', 'KR'>>
      readonly apiVersion: Given<O, 'apiVersion', IsSite<O, 'gov', 'v2.0', 'v2.1'>>
      readonly platform: Given<O, 'platform', IsSite<O, 'gov', 'classic', 'vpc'>>
    }
  : never

/** The place of a client that was told nothing: public, Korea, v2.1, VPC. */
export type DefaultEndpoint = EndpointOf<Record<never, never>>

/** The platforms that calls to a place may name. */
export type PlatformAt<P extends Endpoint> = P extends { readonly site: 'gov' }
  ? 'classic'
  : P extends { readonly site: 'public'; readonly region: 'KR' }
    ? Platform
    : 'vpc'

/** The parameter every call has. */
export interface PlatformParams<P extends Endpoint = DefaultEndpoint> {
  /** Which of the two separate sets of resources. Default: the client's `platform`. */
  readonly platform?: PlatformAt<P> | undefined
}
