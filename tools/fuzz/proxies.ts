import { createHash } from 'node:crypto'

/** The key of the proxies. */
export const key = { accessKey: 'FUZZACCESSKEY0000001', secretKey: 'fuzz-secret-key-that-must-never-leave' }

/** A caller of a proxy, as the configuration and the oracles see it. */
export interface FuzzCaller {
  readonly token: string
  /** Default: every operation of the proxy. */
  readonly operations?: readonly string[]
  /** Default: every action of the proxy. */
  readonly actions?: readonly string[]
  /** Default: every origin of the proxy. */
  readonly origins?: readonly string[]
  readonly isExpired?: true
}

/** A proxy, as its configuration and the oracles see it. */
export interface FuzzProxy {
  readonly isPublic: boolean
  readonly gateway: string
  readonly site: 'public' | 'gov'
  readonly versions: readonly ('v2.1' | 'v2.0')[]
  readonly platforms: readonly string[]
  readonly operations: readonly string[]
  readonly actions: readonly string[]
  readonly origins: readonly string[]
  readonly callers: readonly FuzzCaller[]
  readonly maxBodyBytes: number
  readonly maxCodeBytes: number
}

const lists = ['getPackageList', 'getActionList', 'getTriggerList', 'getActivationList']
const reads = ['getPackage', 'getAction', 'getTrigger', 'getActionActivationList', 'getActionActivationDetail']
const writes = ['putPackage', 'putAction:full', 'deleteAction', 'putTrigger', 'postTriggerLinkAction']
const others = ['deletePackage', 'getTriggerActivationList', 'getTriggerActivationDetail:full', 'deleteTrigger']
const runs = ['postAction', 'postTrigger', 'deleteTriggerLinkAction']
const all = [...lists, ...reads, ...writes, ...others, ...runs]

/** The origin of a page that may call every proxy. */
export const page = 'https://app.example'
const otherPage = 'http://localhost:5173'

const tokenProxy: FuzzProxy = {
  isPublic: false,
  gateway: 'https://cloudfunctions.apigw.ntruss.com',
  site: 'public',
  versions: ['v2.1', 'v2.0'],
  platforms: ['vpc', 'classic'],
  operations: all,
  actions: ['package001/hello', '-/hello'],
  origins: [page, otherPage],
  callers: [
    { token: 'token-that-may-do-everything-CANARY' },
    { token: 'token-that-may-read-CANARY', operations: [...lists, ...reads] },
    { token: 'token-that-may-run-one-action-CANARY', operations: ['postAction'], actions: ['-/hello'] },
    { token: 'token-of-one-page-CANARY', origins: [otherPage] },
    { token: 'token-that-has-expired-CANARY', isExpired: true },
  ],
  maxBodyBytes: 2000,
  maxCodeBytes: 2400,
}

/** The proxies that the cases use. */
export const proxies: readonly FuzzProxy[] = [
  tokenProxy,
  { ...tokenProxy, isPublic: true, callers: [] },
  {
    ...tokenProxy,
    gateway: 'https://cloudfunctions.apigw.gov-ntruss.com',
    site: 'gov',
    versions: ['v2.0'],
    platforms: ['classic'],
  },
]

/** Returns the variables that configure a proxy. */
export const configOf = (proxy: FuzzProxy): Record<string, string> => ({
  NCLOUD_ACCESS_KEY: key.accessKey,
  NCLOUD_SECRET_KEY: key.secretKey,
  NCLOUD_SITE: proxy.site,
  PROXY_AUTH: proxy.isPublic ? 'public-read' : 'token',
  PROXY_CALLERS: JSON.stringify(
    proxy.callers.map(({ token, isExpired, ...rest }, index) => ({
      id: `caller-${index}`,
      sha256: createHash('sha256').update(token).digest('hex'),
      ...(isExpired && { expires: '2020-01-01T00:00:00Z' }),
      ...rest,
    })),
  ),
  ALLOWED_ORIGINS: proxy.origins.join(),
  ALLOWED_OPERATIONS: proxy.operations.join(),
  ALLOWED_ACTIONS: proxy.actions.join(),
  MAX_BODY_BYTES: `${proxy.maxBodyBytes}`,
  MAX_CODE_BYTES: `${proxy.maxCodeBytes}`,
  MAX_RESPONSE_BYTES: '20000',
})
