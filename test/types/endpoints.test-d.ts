import { createTransport, packages } from '../../lib/core.ts'
/** Where a client may be. Nothing here runs: that it compiles is the test. */
import { type Client, type ClientOptions, createClient, type Endpoint, type EndpointOf } from '../../lib/index.ts'

const key = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }

// Every place there is.
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

// @ts-expect-error an unknown site
createClient({ ...key, site: 'moon' })
// @ts-expect-error an unknown region
createClient({ ...key, region: 'US' })
// @ts-expect-error an unknown version
createClient({ ...key, apiVersion: 'v3' })
// @ts-expect-error an unknown platform
createClient({ ...key, platform: 'lambda' })
// @ts-expect-error the financial region is not on the public site
createClient({ ...key, region: 'FKR' })
// @ts-expect-error Singapore has no Classic
createClient({ ...key, region: 'SGN', platform: 'classic' })
// @ts-expect-error nor has it in v2.0
createClient({ ...key, region: 'SGN', apiVersion: 'v2.0', platform: 'classic' })
// @ts-expect-error Japan has no Classic
createClient({ ...key, region: 'JPN', platform: 'classic' })
// @ts-expect-error the government site has no VPC
createClient({ ...key, site: 'gov', platform: 'vpc' })
// @ts-expect-error nor v2.1
createClient({ ...key, site: 'gov', apiVersion: 'v2.1' })
// @ts-expect-error nor Singapore
createClient({ ...key, site: 'gov', region: 'SGN' })
// @ts-expect-error nor the financial region
createClient({ ...key, site: 'gov', region: 'FKR' })
// @ts-expect-error the financial site has no Classic
createClient({ ...key, site: 'fin', platform: 'classic' })
// @ts-expect-error nor v2.0
createClient({ ...key, site: 'fin', apiVersion: 'v2.0' })
// @ts-expect-error nor Korea's common region
createClient({ ...key, site: 'fin', region: 'KR' })
// @ts-expect-error nor Japan
createClient({ ...key, site: 'fin', region: 'JPN' })
// @ts-expect-error a time as text
createClient({ ...key, timeoutMs: '100' })

// The ways there are.
createClient({ ...key, baseUrl: 'http://127.0.0.1:8788' })
createClient({ credentials: key })
createClient({ credentials: async () => key, baseUrl: undefined, token: undefined })
createClient({ baseUrl: 'https://edge.example.dev' })
createClient({ baseUrl: 'https://edge.example.dev', accessKey: undefined, secretKey: undefined, token: undefined })

// @ts-expect-error nobody signs
createClient({})
// @ts-expect-error half a key
createClient({ accessKey: 'ACCESSKEY' })
// @ts-expect-error the other half
createClient({ secretKey: 'SECRETKEY', baseUrl: 'http://127.0.0.1:8788' })
// @ts-expect-error keys twice
createClient({ ...key, credentials: key })
// @ts-expect-error keys, and a token for a proxy that has its own
createClient({ ...key, baseUrl: 'https://edge.example.dev', token: 'TOKEN' })
// @ts-expect-error so with credentials
createClient({ credentials: key, baseUrl: 'https://edge.example.dev', token: 'TOKEN' })
// @ts-expect-error a token for nobody
createClient({ token: 'TOKEN' })

// Options by their name.
export const kept: ClientOptions = key
export const keptToo: ClientOptions = { baseUrl: 'https://edge.example.dev', token: 'TOKEN', region: 'JPN' }
export const either = (isLocal: boolean) => {
  const options: ClientOptions = isLocal ? { baseUrl: 'http://127.0.0.1:8788' } : { credentials: key, site: 'gov' }
  return createClient(options).packages.list()
}
// @ts-expect-error no way at all
export const lost: ClientOptions = { region: 'JPN' }

// Whoever wraps createClient says what it says.
const wrapped = <const O extends ClientOptions>(options: O) => createClient(options)
export const wrappedJapan: Client<EndpointOf<{ region: 'JPN' }>> = wrapped({ ...key, region: 'JPN' })
export const wrappedPlain: Client = wrapped(key)
// @ts-expect-error a place that there is not, here too
wrapped({ ...key, region: 'JPN', platform: 'classic' })

// A region that is known when it runs: what all have is certain.
export const somewhere = (region: 'KR' | 'SGN' | 'JPN') => {
  const { packages, triggers } = createClient({ ...key, region })
  packages.list({ platform: 'vpc' })
  triggers.put({ triggerName: 'nightly', type: 'cron', cronOption: '0 3 * * *' })
  // @ts-expect-error Classic is in Korea only
  packages.list({ platform: 'classic' })
  const sourceCommitLink = [{ repositoryName: 'shop', webhookName: 'pushed' }]
  // @ts-expect-error SourceCommit is in Korea only
  triggers.put({ triggerName: 'nightly', type: 'source_commit', sourceCommitLink })
  // @ts-expect-error Singapore has no Secret Manager
  triggers.put({ triggerName: 'n', type: 'secret_manager', secretManagerLink: [{ secretName: 'password' }] })
}
// @ts-expect-error a region that may be one without Classic
export const nowhere = (region: 'KR' | 'SGN') => createClient({ ...key, region, platform: 'classic' })
export const someVersion = (apiVersion: 'v2.1' | 'v2.0') =>
  createClient({ ...key, apiVersion }).triggers.put({
    triggerName: 'n',
    // @ts-expect-error v2.0 has no Secret Manager
    type: 'secret_manager',
    secretManagerLink: [{ secretName: 'password' }],
  })

// Whatever takes any client.
const names = async <P extends Endpoint>({ packages }: Client<P>) => (await packages.list()).map(({ name }) => name)
names(createClient(key))
names(createClient({ ...key, region: 'JPN' }))
names(createClient({ ...key, site: 'gov' }))

// A client by its name, and those of other places by theirs.
export const plain: Client = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
export const japan: Client<EndpointOf<{ region: 'JPN' }>> = createClient({ ...key, region: 'JPN' })
export const gov: Client<EndpointOf<{ site: 'gov' }>> = createClient({ ...key, site: 'gov' })
export const fin: Client<EndpointOf<{ site: 'fin' }>> = createClient({ ...key, site: 'fin' })
export const old: Client<EndpointOf<{ apiVersion: 'v2.0' }>> = createClient({ ...key, apiVersion: 'v2.0' })
export const classic: Client<EndpointOf<{ platform: 'classic' }>> = createClient({ ...key, platform: 'classic' })
export const ofOptions = (options: ClientOptions) => createClient(options).packages.list()
export const korea = (apiVersion: 'v2.1' | 'v2.0') => createClient({ ...key, apiVersion }).packages.list()
export const pieces = packages(createTransport({ ...key, region: 'SGN' })).list({ platform: 'vpc' })

// @ts-expect-error a client of v2.0 shows other actions
export const notOld: Client = createClient({ ...key, apiVersion: 'v2.0' })
// @ts-expect-error a client of Japan takes less
export const notJapan: Client = createClient({ ...key, region: 'JPN' })
// @ts-expect-error a client of the government site takes less
export const notGov: Client = createClient({ ...key, site: 'gov' })

// The platform of a call, in all groups alike.
plain.packages.list()
plain.packages.list({})
plain.packages.list({ platform: undefined })
plain.packages.list({ platform: 'classic' })
classic.packages.list({ platform: 'vpc' })
japan.packages.list({ platform: 'vpc' })
gov.packages.list({ platform: 'classic' })
fin.triggers.list({ platform: 'vpc' })

// @ts-expect-error an unknown platform
plain.packages.list({ platform: 'lambda' })
// @ts-expect-error Japan has no Classic
japan.packages.list({ platform: 'classic' })
// @ts-expect-error Japan has no Classic
japan.packages.get({ packageName: 'shop', platform: 'classic' })
// @ts-expect-error Japan has no Classic
japan.actions.run({ packageName: 'shop', actionName: 'greet', platform: 'classic' })
// @ts-expect-error Japan has no Classic
japan.triggers.link({ triggerName: 'nightly', actionName: 'greet', platform: 'classic' })
// @ts-expect-error Japan has no Classic
japan.activations.list({ platform: 'classic' })
// @ts-expect-error the government site has no VPC
gov.packages.list({ platform: 'vpc' })
// @ts-expect-error the government site has no VPC
gov.triggers.fire({ triggerName: 'nightly', platform: 'vpc' })
// @ts-expect-error the financial site has no Classic
fin.actions.list({ packageName: 'shop', platform: 'classic' })
// @ts-expect-error the pieces know their place too
packages(createTransport({ ...key, region: 'SGN' })).list({ platform: 'classic' })
