import type { ClientOptions } from '../../lib/index.ts'

const key = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }

/** Options that cannot work: name, options, class, and what the message must name. */
export const refusedOptions: [string, unknown, 'TypeError' | 'RangeError', string][] = [
  // The language says it, in words of its own.
  ['nothing', undefined, 'TypeError', 'accessKey'],
  ['no key', {}, 'TypeError', 'accessKey'],
  ['no secret', { accessKey: 'ACCESSKEY' }, 'TypeError', 'secretKey'],
  ['no access key', { secretKey: 'SECRETKEY' }, 'TypeError', 'accessKey'],
  ['an empty access key', { ...key, accessKey: '' }, 'TypeError', 'accessKey'],
  ['an empty secret', { ...key, secretKey: '' }, 'TypeError', 'secretKey'],
  ['a line break in the secret', { ...key, secretKey: 'SECRET\nKEY' }, 'TypeError', 'secretKey'],
  ['a line break behind the access key', { ...key, accessKey: 'ACCESSKEY\r\n' }, 'TypeError', 'accessKey'],
  ['a blank before the secret', { ...key, secretKey: ' SECRETKEY' }, 'TypeError', 'secretKey'],
  ['empty credentials', { credentials: { accessKey: '', secretKey: '' } }, 'TypeError', 'accessKey'],
  ['an unknown site', { ...key, site: 'moon' }, 'RangeError', 'site'],
  ['a site by an inherited name', { ...key, site: 'toString' }, 'RangeError', 'site'],
  ['an unknown region', { ...key, region: 'US' }, 'RangeError', 'region'],
  ['a region its site does not have', { ...key, site: 'gov', region: 'SGN' }, 'RangeError', 'region'],
  ['the financial region on the public site', { ...key, region: 'FKR' }, 'RangeError', 'region'],
  ['an unknown platform', { ...key, platform: 'lambda' }, 'RangeError', 'platform'],
  ['Classic in Singapore', { ...key, region: 'SGN', platform: 'classic' }, 'RangeError', 'platform'],
  ['VPC on the government site', { ...key, site: 'gov', platform: 'vpc' }, 'RangeError', 'platform'],
  ['Classic on the financial site', { ...key, site: 'fin', platform: 'classic' }, 'RangeError', 'platform'],
  ['Classic in Japan', { ...key, region: 'JPN', platform: 'classic' }, 'RangeError', 'platform'],
  ['an empty region', { ...key, region: '' }, 'RangeError', 'region'],
  ['Korea on the financial site', { ...key, site: 'fin', region: 'KR' }, 'RangeError', 'region'],
  ['Japan on the government site', { ...key, site: 'gov', region: 'JPN' }, 'RangeError', 'region'],
  ['an unknown version', { ...key, apiVersion: 'v3' }, 'RangeError', 'apiVersion'],
  ['a version without its v', { ...key, apiVersion: '2.0' }, 'RangeError', 'apiVersion'],
  ['the new version on the government site', { ...key, site: 'gov', apiVersion: 'v2.1' }, 'RangeError', 'apiVersion'],
  ['the old version on the financial site', { ...key, site: 'fin', apiVersion: 'v2.0' }, 'RangeError', 'apiVersion'],
  ['a base address that is none', { ...key, baseUrl: 'edge.example.dev' }, 'TypeError', 'baseUrl'],
  ['an empty base address', { baseUrl: '' }, 'TypeError', 'baseUrl'],
  ['a base address of another scheme', { ...key, baseUrl: 'ftp://edge.example.dev' }, 'TypeError', 'baseUrl'],
  ['a base address with user-info', { baseUrl: 'https://user:password@edge.example.dev' }, 'TypeError', 'baseUrl'],
  ['a base address with a query', { baseUrl: 'https://edge.example.dev/?a=b' }, 'TypeError', 'baseUrl'],
  ['a base address with a fragment', { baseUrl: 'https://edge.example.dev/#a' }, 'TypeError', 'baseUrl'],
  ['a base address with an empty first segment', { baseUrl: 'https://edge.example.dev//a' }, 'TypeError', 'baseUrl'],
  ['a token next to keys', { ...key, baseUrl: 'https://edge.example.dev', token: 'TOKEN' }, 'TypeError', 'token'],
  ['an empty token', { baseUrl: 'https://edge.example.dev', token: '' }, 'TypeError', 'token'],
  ['a line break in the token', { baseUrl: 'https://edge.example.dev', token: 'TO\nKEN' }, 'TypeError', 'token'],
  ['keys next to credentials', { ...key, credentials: key }, 'TypeError', 'credentials'],
  ['a fetch that is none', { ...key, fetch: 'fetch' }, 'TypeError', 'fetch'],
  ['a time with a fraction', { ...key, timeoutMs: 0.5 }, 'RangeError', 'timeoutMs'],
  ['a time as text', { ...key, timeoutMs: '100' }, 'RangeError', 'timeoutMs'],
  ['an empty token next to keys', { ...key, baseUrl: 'https://edge.example.dev', token: '' }, 'TypeError', 'token'],
  ['a token without a proxy', { token: 'TOKEN' }, 'TypeError', 'baseUrl'],
  ['no time at all', { ...key, timeoutMs: 0 }, 'RangeError', 'timeoutMs'],
  ['more time than a timer takes with that of a run', { ...key, timeoutMs: 2e9 + 1 }, 'RangeError', 'timeoutMs'],
  ['a time that is no number', { ...key, timeoutMs: Number.NaN }, 'RangeError', 'timeoutMs'],
]

/** Which address a call goes to: name, options, platform of the call, address. */
export const addresses: [string, ClientOptions, 'vpc' | 'classic' | undefined, string][] = [
  ['public by default', key, undefined, 'https://cloudfunctions.apigw.ntruss.com/ncf/api/v2/packages?platform=vpc'],
  ['Classic, by call', key, 'classic', 'https://cloudfunctions.apigw.ntruss.com/ncf/api/v2/packages?platform=classic'],
  [
    'Classic, by client',
    { ...key, platform: 'classic' },
    undefined,
    'https://cloudfunctions.apigw.ntruss.com/ncf/api/v2/packages?platform=classic',
  ],
  [
    'the call overrules the client',
    { ...key, platform: 'classic' },
    'vpc',
    'https://cloudfunctions.apigw.ntruss.com/ncf/api/v2/packages?platform=vpc',
  ],
  [
    'Singapore',
    { ...key, region: 'SGN' },
    undefined,
    'https://sg-cloudfunctions.apigw.ntruss.com/ncf/api/v2/packages?platform=vpc',
  ],
  [
    'Japan',
    { ...key, region: 'JPN' },
    'vpc',
    'https://jp-cloudfunctions.apigw.ntruss.com/ncf/api/v2/packages?platform=vpc',
  ],
  ['government', { ...key, site: 'gov' }, undefined, 'https://cloudfunctions.apigw.gov-ntruss.com/api/v2/packages'],
  [
    'government, Classic',
    { ...key, site: 'gov' },
    'classic',
    'https://cloudfunctions.apigw.gov-ntruss.com/api/v2/packages',
  ],
  ['financial', { ...key, site: 'fin' }, undefined, 'https://cloudfunctions.apigw.fin-ntruss.com/ncf/api/v2/packages'],
  [
    'financial by region',
    { ...key, site: 'fin', region: 'FKR' },
    'vpc',
    'https://cloudfunctions.apigw.fin-ntruss.com/ncf/api/v2/packages',
  ],
  [
    'a base address',
    { ...key, baseUrl: 'http://127.0.0.1:8788/' },
    undefined,
    'http://127.0.0.1:8788/ncf/api/v2/packages?platform=vpc',
  ],
  [
    'a base address with a path',
    { baseUrl: 'https://edge.example.dev/cloud/' },
    undefined,
    'https://edge.example.dev/cloud/ncf/api/v2/packages?platform=vpc',
  ],
]

/** Calls that are refused before anything is sent: name, options, params, class, what the message must name. */
export const refusedCalls: [string, ClientOptions, unknown, 'TypeError' | 'RangeError', string][] = [
  ['an unknown platform', key, { platform: 'lambda' }, 'RangeError', 'platform'],
  ['an empty platform', key, { platform: '' }, 'RangeError', 'platform'],
  ['a platform of another type', key, { platform: 7 }, 'RangeError', 'platform'],
  ['Classic in Japan', { ...key, region: 'JPN' }, { platform: 'classic' }, 'RangeError', 'platform'],
  ['VPC on the government site', { ...key, site: 'gov' }, { platform: 'vpc' }, 'RangeError', 'platform'],
  ['a misspelt parameter', key, { plattform: 'vpc' }, 'TypeError', 'plattform'],
]
