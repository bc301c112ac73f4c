import type { EndpointOptions, Platform } from '../../lib/index.ts'

/** The options of an endpoint, and what requests to it look like. */
export interface EndpointCase {
  readonly name: string
  readonly options: EndpointOptions
  readonly apiVersion: 'v2.1' | 'v2.0'
  readonly platform: Platform
  /** The URL before the path of an operation. */
  readonly base: string
  /** The beginning of every query. */
  readonly query: '' | 'platform=vpc' | 'platform=classic'
  /** The times of `timeWindow`, as they are sent to this endpoint. */
  readonly start: string
  readonly end: string
}

/** From midnight UTC, to half a second before the next midnight. v2.0 has whole seconds: both ends are rounded. */
export const timeWindow = { start: 1_709_251_200_400, end: 1_709_337_599_500 }

const ms = { start: '1709251200400', end: '1709337599500' }
const kst = { start: '2024-03-01T09%3A00%3A00', end: '2024-03-02T09%3A00%3A00' }
const sst = { start: '2024-03-01T08%3A00%3A00', end: '2024-03-02T08%3A00%3A00' }

const vpc = { platform: 'vpc', query: 'platform=vpc' } as const
const classic = { platform: 'classic', query: 'platform=classic' } as const

/** Every combination of site, region, API version and platform that exists. */
export const endpointCases: readonly EndpointCase[] = [
  {
    name: 'KR',
    options: {},
    apiVersion: 'v2.1',
    base: 'https://cloudfunctions.apigw.ntruss.com/ncf/api/v2',
    ...vpc,
    ...ms,
  },
  {
    name: 'KR classic',
    options: { site: 'public', region: 'KR', apiVersion: 'v2.1', platform: 'classic' },
    apiVersion: 'v2.1',
    base: 'https://cloudfunctions.apigw.ntruss.com/ncf/api/v2',
    ...classic,
    ...ms,
  },
  {
    name: 'KR v2.0',
    options: { apiVersion: 'v2.0' },
    apiVersion: 'v2.0',
    base: 'https://cloudfunctions.apigw.ntruss.com/api/v2',
    ...vpc,
    ...kst,
  },
  {
    name: 'KR v2.0 classic',
    options: { apiVersion: 'v2.0', platform: 'classic' },
    apiVersion: 'v2.0',
    base: 'https://cloudfunctions.apigw.ntruss.com/api/v2',
    ...classic,
    ...kst,
  },
  {
    name: 'SGN',
    options: { region: 'SGN' },
    apiVersion: 'v2.1',
    base: 'https://sg-cloudfunctions.apigw.ntruss.com/ncf/api/v2',
    ...vpc,
    ...ms,
  },
  {
    name: 'SGN v2.0',
    options: { region: 'SGN', apiVersion: 'v2.0', platform: 'vpc' },
    apiVersion: 'v2.0',
    base: 'https://sg-cloudfunctions.apigw.ntruss.com/api/v2',
    ...vpc,
    ...sst,
  },
  {
    name: 'JPN',
    options: { region: 'JPN' },
    apiVersion: 'v2.1',
    base: 'https://jp-cloudfunctions.apigw.ntruss.com/ncf/api/v2',
    ...vpc,
    ...ms,
  },
  {
    name: 'JPN v2.0',
    options: { region: 'JPN', apiVersion: 'v2.0' },
    apiVersion: 'v2.0',
    base: 'https://jp-cloudfunctions.apigw.ntruss.com/api/v2',
    ...vpc,
    ...kst,
  },
  {
    name: 'gov',
    options: { site: 'gov' },
    apiVersion: 'v2.0',
    platform: 'classic',
    base: 'https://cloudfunctions.apigw.gov-ntruss.com/api/v2',
    query: '',
    ...kst,
  },
  {
    name: 'fin',
    options: { site: 'fin' },
    apiVersion: 'v2.1',
    platform: 'vpc',
    base: 'https://cloudfunctions.apigw.fin-ntruss.com/ncf/api/v2',
    query: '',
    ...ms,
  },
]
