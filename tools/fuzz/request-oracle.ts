import { createHmac } from 'node:crypto'
import { type FuzzCaller, type FuzzProxy, key } from './proxies.ts'
import { canonicalJson } from './strict-json.ts'

/**
 * What the proxy may send for a request, written from the documents of the proxy and of the service. It shares no code
 * with the proxy, so that a mistake in one of them shows.
 */

interface OperationRule {
  readonly method: string
  readonly path: RegExp
  readonly query?: readonly string[]
  /** Fields of the body; `any`: every field. Default: no body. */
  readonly fields?: readonly string[] | 'any'
  readonly isList?: true
}

const name = '(?!-)[\\w-]{1,50}'
const action = `packages/(?:-|${name})/actions/${name}`
const id = '[A-Za-z0-9]{32}'
const page = ['pageNo', 'pageSize', 'start', 'end']
const triggerFields =
  'description parameters cronOption credential events link insightLink objectStorageLink sourceCommitLink secretManagerLink trigger credentials'
const actionFields = 'description parameters limits exec vpc raw-http custom-options web'

const rule = (method: string, path: string, more: Omit<OperationRule, 'method' | 'path'> = {}): OperationRule => ({
  method,
  path: new RegExp(`^${path}$`),
  ...more,
})

const rules: Readonly<Record<string, OperationRule>> = {
  getPackageList: rule('GET', 'packages', { isList: true }),
  getPackage: rule('GET', `packages/${name}`),
  putPackage: rule('PUT', `packages/${name}`, { fields: ['description', 'parameters'] }),
  deletePackage: rule('DELETE', `packages/${name}`),
  getActionList: rule('GET', `packages/(?:-|${name})/actions`, { isList: true }),
  getAction: rule('GET', action),
  putAction: rule('PUT', action, { query: ['type'], fields: actionFields.split(' ') }),
  postAction: rule('POST', action, { query: ['timeout'], fields: 'any' }),
  deleteAction: rule('DELETE', action),
  getActionActivationList: rule('GET', `${action}/activations`, { query: page }),
  getActionActivationDetail: rule('GET', `${action}/activations/${id}`),
  getTriggerList: rule('GET', 'triggers', { isList: true }),
  getTrigger: rule('GET', `triggers/${name}`),
  putTrigger: rule('PUT', `triggers/${name}`, { query: ['type'], fields: triggerFields.split(' ') }),
  postTrigger: rule('POST', `triggers/${name}`, { fields: 'any' }),
  deleteTrigger: rule('DELETE', `triggers/${name}`),
  postTriggerLinkAction: rule('POST', `triggers/${name}/link-action`, { fields: ['action', 'package'] }),
  deleteTriggerLinkAction: rule('DELETE', `triggers/${name}/link-action`, { fields: ['action', 'package'] }),
  getTriggerActivationList: rule('GET', `triggers/${name}/activations`, { query: page }),
  getTriggerActivationDetail: rule('GET', `triggers/${name}/activations/${id}`),
  getActivationList: rule('GET', 'activations', { query: page, isList: true }),
}

const versionPaths = { 'v2.1': '/ncf/api/v2/', 'v2.0': '/api/v2/' } as const
type Version = keyof typeof versionPaths

/** The request that the proxy must send: all of it, and nothing else. */
export interface ExpectedCall {
  readonly method: string
  readonly origin: string
  readonly path: string
  /** The parameters of the query, besides a default `platform`. */
  readonly query: Readonly<Record<string, string>>
  /** The body in canonical JSON; `undefined` for no body. */
  readonly body: string | undefined
}

const isQueryValue = (
  parameter: string,
  value: string,
  version: Version,
  operation: string,
  proxy: FuzzProxy,
): boolean => {
  switch (parameter) {
    case 'platform':
      return proxy.platforms.includes(value)
    case 'pageNo':
    case 'pageSize':
      return /^[1-9]\d{0,8}$/.test(value)
    case 'start':
    case 'end':
      return version === 'v2.1' ? /^\d{1,15}$/.test(value) : /^\d{4}(-\d\d){2}T\d\d(:\d\d){2}$/.test(value)
    case 'timeout':
      return /^(0|[1-9]\d*)$/.test(value) && Number(value) <= 60_000
    case 'type':
      if (operation === 'putAction') {
        return version === 'v2.1' && ['basic', 'web', 'sequence', 'sequence-web'].includes(value)
      }
      if (['cron', 'github'].includes(value)) return true
      if (proxy.site === 'gov') return false
      if (['insight', 'object_storage', 'source_commit'].includes(value)) return true
      return value === 'secret_manager' && version === 'v2.1'
    default:
      return false
  }
}

const callerOf = (headers: Headers, proxy: FuzzProxy): FuzzCaller | undefined => {
  if (proxy.isPublic) return { token: '' }
  const [scheme = '', token, ...rest] = (headers.get('authorization') ?? '').split(/ +/)
  if (scheme.toLowerCase() !== 'bearer' || rest.length > 0) return undefined
  return proxy.callers.find((caller) => caller.token === token && !caller.isExpired)
}

const allows = (permissions: readonly string[], operation: string): boolean =>
  permissions.some((permission) => permission.replace(':full', '') === operation)

const isAllowedPage = (headers: Headers, origins: readonly string[]): boolean => {
  const origin = headers.get('origin')
  return origin === null
    ? ['none', 'same-origin'].includes(headers.get('sec-fetch-site') ?? 'none')
    : origins.includes(origin)
}

const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Returns the canonical body; `null` for a body that the operation must not have. */
const bodyOf = (request: Request, bytes: Uint8Array, fields: OperationRule['fields'], limit: number) => {
  const { headers } = request
  const maxBytes = fields ? limit : 0
  if (bytes.length > maxBytes || Number(headers.get('content-length')) > maxBytes) return null
  if (!fields) return undefined
  const type = (headers.get('content-type') ?? '').toLowerCase().replaceAll(' ', '')
  if (!['application/json', 'application/json;charset=utf-8', 'application/json;charset="utf-8"'].includes(type))
    return null
  const body = canonicalJson(decodeUtf8(bytes) ?? '')
  if (!body?.startsWith('{')) return null
  const isKnown = (field: string): boolean => fields === 'any' || fields.includes(field)
  return Object.keys(JSON.parse(body)).every(isKnown) ? body : null
}

/**
 * Returns the call that the proxy must make for a request.
 *
 * @param bytes The body of the request.
 * @returns `undefined` if the proxy must reject the request.
 */
export const expectedCall = (request: Request, bytes: Uint8Array, proxy: FuzzProxy): ExpectedCall | undefined => {
  const { method, headers, url } = request
  if (url.length > 4096) return undefined
  if ([...headers].reduce((sum, [header, value]) => sum + header.length + value.length, 0) > 16_384) return undefined
  if (!isAllowedPage(headers, proxy.origins)) return undefined
  const { origin, pathname, searchParams } = new URL(url)
  if (!url.startsWith(`${origin}${pathname}`)) return undefined

  const version = proxy.versions.find((each) => pathname.startsWith(versionPaths[each]))
  if (!version) return undefined
  const rest = pathname.slice(versionPaths[version].length)
  const [operation, found] =
    Object.entries(rules).find(([, each]) => each.method === method && each.path.test(rest)) ?? []
  if (!operation || !found) return undefined

  const caller = callerOf(headers, proxy)
  if (!caller || !isAllowedPage(headers, caller.origins ?? proxy.origins)) return undefined
  if (!allows(proxy.operations, operation) || !allows(caller.operations ?? proxy.operations, operation))
    return undefined
  const lists = ['getPackageList', 'getActionList', 'getTriggerList', 'getActivationList']
  if (proxy.isPublic && !lists.includes(operation)) return undefined
  const run = operation === 'postAction' && rest.replace('packages/', '').replace('/actions', '')
  if (run && !(proxy.actions.includes(run) && (caller.actions ?? proxy.actions).includes(run))) return undefined

  const entries = [...searchParams]
  const known = ['platform', ...(found.query ?? [])]
  const isValid = entries.every(
    ([parameter, value]) => known.includes(parameter) && isQueryValue(parameter, value, version, operation, proxy),
  )
  if (!isValid || new Set(entries.map(([parameter]) => parameter)).size < entries.length) return undefined

  const body = bodyOf(request, bytes, found.fields, operation === 'putAction' ? proxy.maxCodeBytes : proxy.maxBodyBytes)
  if (body === null) return undefined
  return { method, origin: proxy.gateway, path: pathname, query: Object.fromEntries(entries), body }
}

/** A call that the proxy made. */
export interface MadeCall {
  readonly url: string
  readonly method: string
  readonly headers: Headers
  readonly body: string | undefined
}

const signatureOf = (method: string, target: string, timestamp: string): string =>
  createHmac('sha256', key.secretKey).update(`${method} ${target}\n${timestamp}\n${key.accessKey}`).digest('base64')

const sentHeaders = [
  'accept',
  'content-type',
  'x-ncp-apigw-signature-v2',
  'x-ncp-apigw-timestamp',
  'x-ncp-iam-access-key',
]

/** Returns what is wrong with the calls that the proxy made for a request; nothing if all is right. */
export const judgeCalls = (
  expected: ExpectedCall | undefined,
  calls: readonly MadeCall[],
  proxy: FuzzProxy,
): string[] => {
  const [call, ...more] = calls
  if (!expected || !call) {
    return Boolean(expected) === Boolean(call)
      ? []
      : [call ? `sent ${call.method} ${call.url}` : 'rejected a valid request']
  }
  const { origin, pathname, search, searchParams } = new URL(call.url)
  const { platform, ...query } = Object.fromEntries(searchParams)
  const { platform: expectedPlatform = platform, ...expectedQuery } = expected.query
  const signature = signatureOf(call.method, pathname + search, call.headers.get('x-ncp-apigw-timestamp') ?? '')
  const checks: readonly (readonly [boolean, string])[] = [
    [more.length === 0, `made ${calls.length} calls`],
    [call.method === expected.method, `sent the method ${call.method}`],
    [origin === expected.origin && pathname === expected.path, `called ${call.url}`],
    [platform === (proxy.site === 'gov' ? undefined : expectedPlatform), `sent ${search}`],
    [platform === undefined || proxy.platforms.includes(platform), `sent ${search}`],
    [
      JSON.stringify(Object.entries(query).sort()) === JSON.stringify(Object.entries(expectedQuery).sort()),
      `sent ${search}`,
    ],
    [
      [...searchParams].length === Object.keys(Object.fromEntries(searchParams)).length,
      `repeated a parameter: ${search}`,
    ],
    [[...call.headers.keys()].every((header) => sentHeaders.includes(header)), `sent ${[...call.headers.keys()]}`],
    [!JSON.stringify([...call.headers]).includes('CANARY'), 'sent a header of the caller'],
    [call.headers.get('x-ncp-apigw-signature-v2') === signature, 'sent a wrong signature'],
    [(call.body && canonicalJson(call.body)) === expected.body, `sent the body ${call.body?.slice(0, 200)}`],
  ]
  return checks.flatMap(([isRight, mistake]) => (isRight ? [] : [mistake]))
}

/** The headers that a response may have. */
const responseHeaders = [
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'access-control-max-age',
  'allow',
  'cache-control',
  'content-security-policy',
  'content-type',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'referrer-policy',
  'retry-after',
  'server-timing',
  'strict-transport-security',
  'vary',
  'www-authenticate',
  'x-content-type-options',
  'x-request-id',
]

/** The headers that every response has. */
const fixedHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  vary: 'Origin',
  'x-content-type-options': 'nosniff',
}

/** Whether a response has the headers of every response, and no unexpected one. */
export const hasRightHeaders = (headers: Headers): boolean =>
  [...headers.keys()].every((header) => responseHeaders.includes(header)) &&
  Object.entries(fixedHeaders).every(([header, value]) => headers.get(header) === value)

/** Returns what is wrong with a response and its log; nothing if all is right. */
export const judgeResponse = (
  request: Request,
  expected: ExpectedCall | undefined,
  { status, headers }: Response,
  text: string,
  lines: readonly string[],
  proxy: FuzzProxy,
): string[] => {
  const origin = request.headers.get('origin')
  const allowed = headers.get('access-control-allow-origin')
  const isHealth = new URL(request.url).pathname === '/healthz'
  const isPreflight = request.method === 'OPTIONS'
  const problem = status > 399 && text ? JSON.parse(text) : undefined
  const expectedStatus = expected && (expected.method === 'DELETE' ? 204 : 200)
  const everything = `${text}${JSON.stringify([...headers])}${lines.join()}`
  const checks: readonly (readonly [boolean, string])[] = [
    [expected ? status === expectedStatus : status > 399 ? status < 500 : isHealth || isPreflight, `status ${status}`],
    [hasRightHeaders(headers), `headers ${JSON.stringify([...headers])}`],
    [allowed === null || (allowed === origin && proxy.origins.includes(allowed)), `allowed the origin ${allowed}`],
    [!everything.includes('CANARY'), 'repeated text of the request'],
    [![key.accessKey, key.secretKey].some((secret) => everything.includes(secret)), 'showed a key'],
    [lines.length === 1, `${lines.length} lines of log`],
    [!problem || (problem.status === status && problem.error.errorCode === problem.code), `problem ${text}`],
  ]
  return checks.flatMap(([isRight, mistake]) => (isRight ? [] : [mistake]))
}
