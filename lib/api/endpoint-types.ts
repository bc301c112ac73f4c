import type { ApiVersion, Platform, Region, Site } from './endpoints.ts'

/** Korea has both platforms. */
interface PublicInKorea {
  readonly site?: 'public' | undefined
  readonly region?: 'KR' | undefined
  readonly apiVersion?: ApiVersion | undefined
  readonly platform?: Platform | undefined
}

/** Singapore and Japan; or any of the three regions, if the region is known at run time only. */
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
 * The endpoint of a client. Combinations that do not exist do not compile.
 *
 * | `site` | `region` | `apiVersion` | `platform` |
 * | --- | --- | --- | --- |
 * | `public` (default) | `KR` (default) | `v2.1` (default), `v2.0` | `vpc` (default), `classic` |
 * | `public` | `SGN`, `JPN` | `v2.1` (default), `v2.0` | `vpc` |
 * | `gov` | `KR` | `v2.0` | `classic` |
 * | `fin` | `FKR` | `v2.1` | `vpc` |
 *
 * On the public site, the client sends `platform` with every request, so its default is the same in both versions. The
 * service's own default for requests without `platform` is `classic` in v2.0.
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export type EndpointOptions = PublicInKorea | PublicAnywhere | Government | Financial

/** Site, region and API version of a client, and the platform of its calls without a `platform`. */
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

/** The endpoint that options select. */
export type EndpointOf<O> = O extends unknown
  ? {
      readonly site: Given<O, 'site', 'public'>
      readonly region: Given<O, 'region', IsSite<O, 'fin', 'FKR', 'KR'>>
      readonly apiVersion: Given<O, 'apiVersion', IsSite<O, 'gov', 'v2.0', 'v2.1'>>
      readonly platform: Given<O, 'platform', IsSite<O, 'gov', 'classic', 'vpc'>>
    }
  : never

/** The endpoint of a client without endpoint options: public, Korea, v2.1, VPC. */
export type DefaultEndpoint = EndpointOf<Record<never, never>>

/** The platforms of an endpoint. */
export type PlatformAt<E extends Endpoint> = E extends { readonly site: 'gov' }
  ? 'classic'
  : E extends { readonly site: 'public'; readonly region: 'KR' }
    ? Platform
    : 'vpc'

/** The parameter that every call has. */
export interface PlatformParams<E extends Endpoint = DefaultEndpoint> {
  /** One of the two separate sets of resources. Default: the client's `platform`. */
  readonly platform?: PlatformAt<E> | undefined
}
