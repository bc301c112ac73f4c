/** The endpoints and the options of a client. This file is only compiled: a comment names each error of the compiler. */
import { createTransport, packages } from '../../lib/core.ts'
import { type Client, type ClientOptions, createClient, type Endpoint, type EndpointOf } from '../../lib/index.ts'

const key = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }

// Every endpoint that exists.
createClient(key)
createClient({ ...key, platform: 'classic' })
createClient({ ...key, site: 'public', region: 'KR', apiVersion: 'v2.1', platform: 'vpc' })
createClient({ ...key, apiVersion: 'v2.0', platform: 'classic' })
createClient({ ...key, region: 'SGN' })
createClient({ ...key, region: 'SGN', apiVersion: 'v2.0', platform: 'vpc' })
createClient({ ...key, site: 'public', region: 'JPN', apiVersion: 'v2.1' })
createClient({ ...key, region: 'JPN', apiVersion: 'v2.0' })
createClient({ ...key, site: 'gov' })
createClient({ ...key, site: 'gov', region: 'KR', apiVersion: 'v2.0', platform: 'classic' })
createClient({ ...key, site: 'fin' })
createClient({ ...key, site: 'fin', region: 'FKR', apiVersion: 'v2.1', platform: 'vpc' })
createClient({ ...key, site: undefined, region: undefined, apiVersion: undefined, platform: undefined })
createClient({ baseUrl: 'https://edge.example.dev', token: 'TOKEN' })

// @ts-expect-error unknown site
createClient({ ...key, site: 'moon' })
// @ts-expect-error unknown region
createClient({ ...key, region: 'US' })
// @ts-expect-error unknown API version
createClient({ ...key, apiVersion: 'v3' })
// @ts-expect-error unknown platform
createClient({ ...key, platform: 'lambda' })
// @ts-expect-error the public site does not have the financial region
createClient({ ...key, region: 'FKR' })
// @ts-expect-error Singapore has no classic platform
createClient({ ...key, region: 'SGN', platform: 'classic' })
// @ts-expect-error Singapore has no classic platform in v2.0
createClient({ ...key, region: 'SGN', apiVersion: 'v2.0', platform: 'classic' })
// @ts-expect-error Japan has no classic platform
createClient({ ...key, region: 'JPN', platform: 'classic' })
// @ts-expect-error the government site has no vpc platform
createClient({ ...key, site: 'gov', platform: 'vpc' })
// @ts-expect-error the government site has no v2.1
createClient({ ...key, site: 'gov', apiVersion: 'v2.1' })
// @ts-expect-error the government site does not have Singapore
createClient({ ...key, site: 'gov', region: 'SGN' })
// @ts-expect-error the government site does not have the financial region
createClient({ ...key, site: 'gov', region: 'FKR' })
// @ts-expect-error the financial site has no classic platform
createClient({ ...key, site: 'fin', platform: 'classic' })
// @ts-expect-error the financial site has no v2.0
createClient({ ...key, site: 'fin', apiVersion: 'v2.0' })
// @ts-expect-error the financial site does not have the region KR
createClient({ ...key, site: 'fin', region: 'KR' })
// @ts-expect-error the financial site does not have Japan
createClient({ ...key, site: 'fin', region: 'JPN' })
// @ts-expect-error timeoutMs must be a number
createClient({ ...key, timeoutMs: '100' })

// Keys, credentials or a proxy.
createClient({ ...key, baseUrl: 'http://127.0.0.1:8788' })
createClient({ credentials: key })
createClient({ credentials: async () => key, baseUrl: undefined, token: undefined })
createClient({ baseUrl: 'https://edge.example.dev' })
createClient({ baseUrl: 'https://edge.example.dev', accessKey: undefined, secretKey: undefined, token: undefined })

// @ts-expect-error keys or baseUrl are missing
createClient({})
// @ts-expect-error secretKey is missing
createClient({ accessKey: 'ACCESSKEY' })
// @ts-expect-error accessKey is missing
createClient({ secretKey: 'SECRETKEY', baseUrl: 'http://127.0.0.1:8788' })
// @ts-expect-error credentials are not allowed with accessKey and secretKey
createClient({ ...key, credentials: key })
// @ts-expect-error a token is not allowed with accessKey and secretKey
createClient({ ...key, baseUrl: 'https://edge.example.dev', token: 'TOKEN' })
// @ts-expect-error a token is not allowed with credentials
createClient({ credentials: key, baseUrl: 'https://edge.example.dev', token: 'TOKEN' })
// @ts-expect-error a token needs the baseUrl of a proxy
createClient({ token: 'TOKEN' })

// Options as values of their type.
export const withKeys: ClientOptions = key
export const throughProxy: ClientOptions = { baseUrl: 'https://edge.example.dev', token: 'TOKEN', region: 'JPN' }
export const either = (isLocal: boolean) => {
  const options: ClientOptions = isLocal ? { baseUrl: 'http://127.0.0.1:8788' } : { credentials: key, site: 'gov' }
  return createClient(options).packages.list()
}
// @ts-expect-error keys or baseUrl are missing
export const withNeither: ClientOptions = { region: 'JPN' }

// A function that calls createClient keeps the types of the endpoint.
const wrapped = <const O extends ClientOptions>(options: O) => createClient(options)
export const wrappedJapan: Client<EndpointOf<{ region: 'JPN' }>> = wrapped({ ...key, region: 'JPN' })
export const wrappedPlain: Client = wrapped(key)
// @ts-expect-error an endpoint that does not exist
wrapped({ ...key, region: 'JPN', platform: 'classic' })

// If the region is known only at run time, a client has what all of its regions have.
export const inSomeRegion = (region: 'KR' | 'SGN' | 'JPN') => {
  const { packages, triggers } = createClient({ ...key, region })
  packages.list({ platform: 'vpc' })
  triggers.put({ triggerName: 'nightly', type: 'cron', cronOption: '0 3 * * *' })
  // @ts-expect-error only Korea has the classic platform
  packages.list({ platform: 'classic' })
  const sourceCommitLink = [{ repositoryName: 'shop', webhookName: 'pushed' }]
  // @ts-expect-error only Korea has SourceCommit
  triggers.put({ triggerName: 'nightly', type: 'source_commit', sourceCommitLink })
  // @ts-expect-error Singapore has no Secret Manager
  triggers.put({ triggerName: 'n', type: 'secret_manager', secretManagerLink: [{ secretName: 'password' }] })
}
// @ts-expect-error the region SGN has no classic platform
export const onClassicInSomeRegion = (region: 'KR' | 'SGN') => createClient({ ...key, region, platform: 'classic' })
export const someVersion = (apiVersion: 'v2.1' | 'v2.0') =>
  createClient({ ...key, apiVersion }).triggers.put({
    triggerName: 'n',
    // @ts-expect-error v2.0 has no Secret Manager
    type: 'secret_manager',
    secretManagerLink: [{ secretName: 'password' }],
  })

// A function that accepts the client of any endpoint.
const names = async <E extends Endpoint>({ packages }: Client<E>) => (await packages.list()).map(({ name }) => name)
names(createClient(key))
names(createClient({ ...key, region: 'JPN' }))
names(createClient({ ...key, site: 'gov' }))

// Clients as values of their type.
export const plain: Client = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
export const japan: Client<EndpointOf<{ region: 'JPN' }>> = createClient({ ...key, region: 'JPN' })
export const gov: Client<EndpointOf<{ site: 'gov' }>> = createClient({ ...key, site: 'gov' })
export const fin: Client<EndpointOf<{ site: 'fin' }>> = createClient({ ...key, site: 'fin' })
export const v20: Client<EndpointOf<{ apiVersion: 'v2.0' }>> = createClient({ ...key, apiVersion: 'v2.0' })
export const classic: Client<EndpointOf<{ platform: 'classic' }>> = createClient({ ...key, platform: 'classic' })
export const ofOptions = (options: ClientOptions) => createClient(options).packages.list()
export const korea = (apiVersion: 'v2.1' | 'v2.0') => createClient({ ...key, apiVersion }).packages.list()
export const overTransport = packages(createTransport({ ...key, region: 'SGN' })).list({ platform: 'vpc' })

// @ts-expect-error a client of v2.0 returns other actions
export const notV20: Client = createClient({ ...key, apiVersion: 'v2.0' })
// @ts-expect-error a client of Japan accepts fewer parameters
export const notJapan: Client = createClient({ ...key, region: 'JPN' })
// @ts-expect-error a client of the government site accepts fewer parameters
export const notGov: Client = createClient({ ...key, site: 'gov' })

// The platform of a call: the same in all groups.
plain.packages.list()
plain.packages.list({})
plain.packages.list({ platform: undefined })
plain.packages.list({ platform: 'classic' })
classic.packages.list({ platform: 'vpc' })
japan.packages.list({ platform: 'vpc' })
gov.packages.list({ platform: 'classic' })
fin.triggers.list({ platform: 'vpc' })

// @ts-expect-error unknown platform
plain.packages.list({ platform: 'lambda' })
// @ts-expect-error Japan has no classic platform
japan.packages.list({ platform: 'classic' })
// @ts-expect-error Japan has no classic platform
japan.packages.get({ packageName: 'shop', platform: 'classic' })
// @ts-expect-error Japan has no classic platform
japan.actions.run({ packageName: 'shop', actionName: 'greet', platform: 'classic' })
// @ts-expect-error Japan has no classic platform
japan.triggers.link({ triggerName: 'nightly', actionName: 'greet', platform: 'classic' })
// @ts-expect-error Japan has no classic platform
japan.activations.list({ platform: 'classic' })
// @ts-expect-error the government site has no vpc platform
gov.packages.list({ platform: 'vpc' })
// @ts-expect-error the government site has no vpc platform
gov.triggers.fire({ triggerName: 'nightly', platform: 'vpc' })
// @ts-expect-error the financial site has no classic platform
fin.actions.list({ packageName: 'shop', platform: 'classic' })
// @ts-expect-error Singapore has no classic platform for a transport either
packages(createTransport({ ...key, region: 'SGN' })).list({ platform: 'classic' })
