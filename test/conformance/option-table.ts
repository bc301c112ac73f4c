import type { ClientOptions } from '../../lib/index.ts'

const key = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }
const missingConnection =
  'pass accessKey and secretKey (NCLOUD_ACCESS_KEY and NCLOUD_SECRET_KEY), credentials, or baseUrl and token of a proxy'
const baseUrl = 'https://edge.example.dev'

/** Options that `createClient` rejects, with the class of the error and the option that its message names. */
export type InvalidOptions = readonly [
  description: string,
  options: unknown,
  type: 'TypeError' | 'RangeError',
  option: string,
]

const invalidKeys: readonly InvalidOptions[] = [
  ['missing options', undefined, 'TypeError', missingConnection],
  ['null as options', null, 'TypeError', missingConnection],
  ['a list of options', [key], 'TypeError', missingConnection],
  ['missing keys', {}, 'TypeError', missingConnection],
  ['a missing secret key', { accessKey: 'ACCESSKEY' }, 'TypeError', 'secretKey is missing or empty'],
  ['a missing access key', { secretKey: 'SECRETKEY' }, 'TypeError', 'accessKey is missing or empty'],
  ['an empty access key', { ...key, accessKey: '' }, 'TypeError', 'accessKey is missing or empty'],
  ['an empty secret key', { ...key, secretKey: '' }, 'TypeError', 'secretKey is missing or empty'],
  ['a secret key with a line break', { ...key, secretKey: 'SECRET\nKEY' }, 'TypeError', 'secretKey must be ASCII'],
  ['an access key with a line break', { ...key, accessKey: 'ACCESSKEY\r\n' }, 'TypeError', 'accessKey must be ASCII'],
  ['a secret key with a space', { ...key, secretKey: ' SECRETKEY' }, 'TypeError', 'secretKey must be ASCII'],
  [
    'empty credentials',
    { credentials: { accessKey: '', secretKey: '' } },
    'TypeError',
    'accessKey is missing or empty: set it, for example from NCLOUD_ACCESS_KEY',
  ],
  ['keys and credentials', { ...key, credentials: key }, 'TypeError', 'credentials'],
  ['keys and a token', { ...key, baseUrl, token: 'TOKEN' }, 'TypeError', 'token'],
  ['keys and an empty token', { ...key, baseUrl, token: '' }, 'TypeError', 'token'],
  ['an empty token', { baseUrl, token: '' }, 'TypeError', 'token is missing or empty'],
  ['a token with a line break', { baseUrl, token: 'TO\nKEN' }, 'TypeError', 'token must be ASCII'],
  ['a token without baseUrl', { token: 'TOKEN' }, 'TypeError', 'baseUrl'],
]

const invalidEndpoints: readonly InvalidOptions[] = [
  ['an unknown site', { ...key, site: 'moon' }, 'RangeError', 'site must be one of public, gov, fin'],
  ['an inherited name as site', { ...key, site: 'toString' }, 'RangeError', 'site'],
  ['an unknown region', { ...key, region: 'US' }, 'RangeError', 'region must be one of KR, SGN, JPN'],
  ['an empty region', { ...key, region: '' }, 'RangeError', 'region'],
  ['Singapore on the government site', { ...key, site: 'gov', region: 'SGN' }, 'RangeError', 'region'],
  ['Japan on the government site', { ...key, site: 'gov', region: 'JPN' }, 'RangeError', 'region'],
  ['the financial region on the public site', { ...key, region: 'FKR' }, 'RangeError', 'region'],
  ['Korea on the financial site', { ...key, site: 'fin', region: 'KR' }, 'RangeError', 'region'],
  ['an unknown platform', { ...key, platform: 'lambda' }, 'RangeError', 'platform must be one of vpc, classic'],
  ['classic in Singapore', { ...key, region: 'SGN', platform: 'classic' }, 'RangeError', 'platform'],
  ['classic in Japan', { ...key, region: 'JPN', platform: 'classic' }, 'RangeError', 'platform'],
  ['classic on the financial site', { ...key, site: 'fin', platform: 'classic' }, 'RangeError', 'platform'],
  ['vpc on the government site', { ...key, site: 'gov', platform: 'vpc' }, 'RangeError', 'platform'],
  ['an unknown API version', { ...key, apiVersion: 'v3' }, 'RangeError', 'apiVersion must be one of v2.1, v2.0'],
  ['an API version without v', { ...key, apiVersion: '2.0' }, 'RangeError', 'apiVersion'],
  ['v2.1 on the government site', { ...key, site: 'gov', apiVersion: 'v2.1' }, 'RangeError', 'apiVersion'],
  ['v2.0 on the financial site', { ...key, site: 'fin', apiVersion: 'v2.0' }, 'RangeError', 'apiVersion'],
]

const invalidBaseUrls: readonly InvalidOptions[] = [
  ['a baseUrl without scheme', { ...key, baseUrl: 'edge.example.dev' }, 'TypeError', 'baseUrl must be a URL'],
  ['an empty baseUrl', { baseUrl: '' }, 'TypeError', 'baseUrl'],
  [
    'a baseUrl with another scheme',
    { ...key, baseUrl: 'ftp://edge.example.dev' },
    'TypeError',
    'baseUrl must be a URL',
  ],
  ['a baseUrl with a user name', { baseUrl: 'https://user:password@edge.example.dev' }, 'TypeError', 'baseUrl'],
  ['a baseUrl with a query', { baseUrl: `${baseUrl}/?a=b` }, 'TypeError', 'baseUrl'],
  ['a baseUrl with a fragment', { baseUrl: `${baseUrl}/#a` }, 'TypeError', 'baseUrl'],
  ['a baseUrl with an empty first segment', { baseUrl: `${baseUrl}//a` }, 'TypeError', 'baseUrl'],
]

const overHttp = 'baseUrl is http: keys and tokens go over http to this machine only. Use https, or set allowHttp: true'

/** URLs that requests with a key or a token go to only with `allowHttp`. */
export const unprotectedUrls: readonly string[] = [
  'http://edge.example.dev',
  'http://edge.example.dev:8788/cloud',
  'http://localhost.example.dev',
  'http://mylocalhost',
  'http://localhost.',
  'http://127.0.0.1.example.dev',
  'http://a127.0.0.1.example.dev',
  'http://128.0.0.1',
  'http://192.168.0.2:8788',
  'http://0.0.0.0:8788',
  'http://[::2]:8788',
  'http://[::ffff:127.0.0.1]:8788',
  'http://https.example.dev',
]

/** URLs that requests with a key or a token go to. */
export const protectedUrls: readonly string[] = [
  'https://edge.example.dev',
  'https://192.168.0.2:8788',
  'http://localhost',
  'http://LOCALHOST:8788/cloud/',
  'http://emulator.localhost',
  'http://a.b.localhost:8788',
  'http://127.0.0.1:8788',
  'http://127.1.2.254',
  'http://127.1:8788',
  'http://[::1]:8788',
  'http://[0:0:0:0:0:0:0:1]',
]

const unprotected: readonly InvalidOptions[] = [
  ...unprotectedUrls.map((url): InvalidOptions => [`keys for ${url}`, { ...key, baseUrl: url }, 'TypeError', overHttp]),
  ['a token over http', { baseUrl: 'http://edge.example.dev', token: 'TOKEN' }, 'TypeError', overHttp],
  ['credentials over http', { credentials: () => key, baseUrl: 'http://edge.example.dev' }, 'TypeError', overHttp],
  [
    'an allowHttp that is text',
    { ...key, baseUrl: 'http://edge.example.dev', allowHttp: 'false' },
    'TypeError',
    overHttp,
  ],
]

const invalidValues: readonly InvalidOptions[] = [
  ['a fetch that is not a function', { ...key, fetch: 'fetch' }, 'TypeError', 'fetch must be a function'],
  ['a timeoutMs with a fraction', { ...key, timeoutMs: 0.5 }, 'RangeError', 'timeoutMs must be an integer'],
  ['a timeoutMs as text', { ...key, timeoutMs: '100' }, 'RangeError', 'timeoutMs'],
  ['a timeoutMs of 0', { ...key, timeoutMs: 0 }, 'RangeError', 'timeoutMs'],
  ['a timeoutMs of NaN', { ...key, timeoutMs: Number.NaN }, 'RangeError', 'timeoutMs'],
  ['a maxResponseBytes of 0', { ...key, maxResponseBytes: 0 }, 'RangeError', 'maxResponseBytes must be an integer'],
  ['a maxResponseBytes of Infinity', { ...key, maxResponseBytes: Infinity }, 'RangeError', 'maxResponseBytes'],
  ['a maxResponseBytes as text', { ...key, maxResponseBytes: '100' }, 'RangeError', 'maxResponseBytes'],
  // A run has its own timeout besides, and a timer measures 2147483647 ms at most.
  ['a timeoutMs of more than 2000000000', { ...key, timeoutMs: 2e9 + 1 }, 'RangeError', 'timeoutMs'],
]

const unknownOptions: readonly InvalidOptions[] = [
  ['timeoutMS', { ...key, timeoutMS: 5 }, 'TypeError', 'unknown option `timeoutMS`: did you mean `timeoutMs`?'],
  ['timeout', { ...key, timeout: 5 }, 'TypeError', 'unknown option `timeout`: did you mean `timeoutMs`?'],
  ['accesskey', { accesskey: 'ACCESSKEY' }, 'TypeError', 'unknown option `accesskey`: did you mean `accessKey`?'],
  ['baseURL', { baseURL: baseUrl }, 'TypeError', 'unknown option `baseURL`: did you mean `baseUrl`?'],
  ['proxy', { ...key, proxy: baseUrl }, 'TypeError', 'unknown option `proxy`: use one of accessKey, secretKey, '],
  ['toString', { ...key, toString: 'text' }, 'TypeError', 'unknown option `toString`'],
].map(([name, ...row]) => [`the unknown option ${name}`, ...row] as unknown as InvalidOptions)

export const invalidOptions: readonly InvalidOptions[] = [
  ...invalidKeys,
  ...invalidEndpoints,
  ...invalidBaseUrls,
  ...unprotected,
  ...invalidValues,
  ...unknownOptions,
]

/** Options of a client, the platform of a call, and the URL of its request. */
export type UrlCase = readonly [
  description: string,
  options: ClientOptions,
  platform: 'vpc' | 'classic' | undefined,
  url: string,
]

const korea = 'https://cloudfunctions.apigw.ntruss.com/ncf/api/v2/packages'

export const urls: readonly UrlCase[] = [
  ['the public site by default', key, undefined, `${korea}?platform=vpc`],
  ['the platform of the call', key, 'classic', `${korea}?platform=classic`],
  ['the platform of the client', { ...key, platform: 'classic' }, undefined, `${korea}?platform=classic`],
  ['the platform of the call before the client', { ...key, platform: 'classic' }, 'vpc', `${korea}?platform=vpc`],
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
  [
    'the government site',
    { ...key, site: 'gov' },
    undefined,
    'https://cloudfunctions.apigw.gov-ntruss.com/api/v2/packages',
  ],
  [
    'the government site with its platform',
    { ...key, site: 'gov' },
    'classic',
    'https://cloudfunctions.apigw.gov-ntruss.com/api/v2/packages',
  ],
  [
    'the financial site',
    { ...key, site: 'fin' },
    undefined,
    'https://cloudfunctions.apigw.fin-ntruss.com/ncf/api/v2/packages',
  ],
  [
    'the financial site with its region',
    { ...key, site: 'fin', region: 'FKR' },
    'vpc',
    'https://cloudfunctions.apigw.fin-ntruss.com/ncf/api/v2/packages',
  ],
  [
    'a baseUrl',
    { ...key, baseUrl: 'http://127.0.0.1:8788/' },
    undefined,
    'http://127.0.0.1:8788/ncf/api/v2/packages?platform=vpc',
  ],
  [
    'a baseUrl with a path',
    { baseUrl: `${baseUrl}/cloud/` },
    undefined,
    'https://edge.example.dev/cloud/ncf/api/v2/packages?platform=vpc',
  ],
]
