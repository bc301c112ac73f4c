/**
 * The services that the examples call, in place of the network: an emulator at the gateway's hosts and at
 * `localhost:8788`, a proxy at `edge.example.dev`, and one other NAVER Cloud API. Imported in the process of an example.
 */
import { createEmulator, developmentCredentials, type Emulator } from '../../worker/emulator/index.ts'

/** The keys and the caller token that the documents write. */
export const exampleKeys = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }
const TOKEN = 'TOKEN'
/** Hex SHA-256 of the token. */
const TOKEN_DIGEST = 'f98103e9217f099208569d295c1b276f1821348636c268c854bb2a086e0037cd'

/** Configuration of the proxy at `edge.example.dev`. */
export const proxyConfig = {
  NCLOUD_ACCESS_KEY: exampleKeys.accessKey,
  NCLOUD_SECRET_KEY: exampleKeys.secretKey,
  PROXY_CALLERS: JSON.stringify([{ id: 'web', sha256: TOKEN_DIGEST }]),
  ALLOWED_ORIGINS: 'https://app.example.com',
  ALLOWED_OPERATIONS: 'getPackageList, getActionList, postAction, getActionActivationDetail:full',
  ALLOWED_ACTIONS: 'shop/greet',
}

type SendRequest = (url: string | URL | Request, init?: RequestInit) => Promise<Response>

const exec = {
  kind: 'nodejs:22',
  binary: false,
  main: 'main',
  code: "exports.main = ({ name = 'nobody' }) => { console.log('greets ' + name); return { text: 'Hello, ' + name } }",
}
const limits = { timeout: 10_000, memory: 128 }

/** Puts the resources that the examples expect, through the API itself. */
const createResources = async (emulator: Emulator): Promise<void> => {
  const { createClient } = await import('../../lib/index.ts')
  for (const platform of ['vpc', 'classic'] as const) {
    const ncf = createClient({ ...exampleKeys, platform, baseUrl: 'http://emulator.localhost', fetch: emulator.fetch })
    const vpc = platform === 'vpc' ? { vpc: [{ vpcNo: 12345, subnetNo: 67890 }] } : {}
    await ncf.packages.put({ packageName: 'shop', description: 'Orders' })
    const parameters = { packageName: 'shop', exec, limits, ...vpc }
    for (const actionName of ['greet', 'report', 'bill']) {
      await ncf.actions.put({ ...parameters, actionName } as Parameters<typeof ncf.actions.put>[0])
    }
    await ncf.triggers.put({ triggerName: 'nightly', type: 'cron', cronOption: '0 3 * * *' })
  }
}

/** A request to another API of NAVER Cloud: accepted if it has the three headers of a signature. */
const otherApi = (request: Request): Response => {
  const names = ['x-ncp-apigw-timestamp', 'x-ncp-iam-access-key', 'x-ncp-apigw-signature-v2']
  if (!names.every((name) => request.headers.has(name))) return new Response('{}', { status: 401 })
  return Response.json({ getRegionListResponse: { returnMessage: 'success', regionList: [{ regionCode: 'KR' }] } })
}

/** Starts the services and returns the `fetch` that reaches them, and nothing else. */
export const startServices = async (): Promise<SendRequest> => {
  const emulator = createEmulator({ credentials: [...developmentCredentials, exampleKeys] })
  await createResources(emulator)
  let proxy: { fetch(request: Request): Response | Promise<Response> } | undefined

  return async (input, init) => {
    const url = new URL(typeof input === 'object' && 'url' in input ? input.url : input)
    if (/(^|-|\.)cloudfunctions\.apigw\.(gov-|fin-)?ntruss\.com$/.test(url.host)) return emulator.fetch(input, init)
    if (url.host === 'localhost:8788') return emulator.fetch(input, init)
    if (url.host.endsWith('.apigw.ntruss.com')) return otherApi(new Request(input, init))
    if (url.host === 'edge.example.dev') {
      const { createProxy } = await import('../../worker/proxy/index.ts')
      proxy ??= createProxy(proxyConfig, { fetch: emulator.fetch, log: () => {} })
      return proxy.fetch(new Request(input, init))
    }
    throw new TypeError(`no service at ${url.host}: add it to test/package/example-services.ts`)
  }
}

/** A request that a page or a job sends to a Worker of an example. */
export const callerRequest = (): Request =>
  new Request('https://edge.example.dev/ncf/api/v2/packages', { headers: { authorization: `Bearer ${TOKEN}` } })
