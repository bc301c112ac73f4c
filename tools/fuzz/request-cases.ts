import { hostileStrings } from '../scans/hostile-strings.ts'
import type { FuzzProxy } from './proxies.ts'
import type { Random } from './random.ts'

/** A request before it is sent: data, so that a failing case can be printed. */
export interface RequestCase {
  readonly method: string
  /** Path and query. */
  readonly target: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Bytes, or a text. Default: no body. */
  readonly body?: string | readonly number[]
}

type Draft = { method: string; path: string[]; query: string[]; headers: [string, string][]; body?: string | number[] }
type Mutation = (draft: Draft, random: Random, proxy: FuzzProxy) => void

const id = '0123456789abcdef0123456789abcdef'
const packages = ['package001', '-', 'p', 'a'.repeat(50)]
const actions = ['hello', 'daily_1', 'x'.repeat(50)]

const valid: readonly { method: string; path: (random: Random) => string; body?: string; query?: string }[] = [
  { method: 'GET', path: () => 'packages' },
  { method: 'GET', path: () => 'packages/package001' },
  { method: 'PUT', path: () => 'packages/package001', body: '{"description":"d","parameters":{"a":[1,"b",null]}}' },
  { method: 'DELETE', path: () => 'packages/package001' },
  { method: 'GET', path: ({ pick }) => `packages/${pick(packages)}/actions` },
  { method: 'GET', path: ({ pick }) => `packages/${pick(packages)}/actions/${pick(actions)}` },
  {
    method: 'PUT',
    path: ({ pick }) => `packages/${pick(packages)}/actions/hello`,
    body: '{"exec":{"kind":"nodejs:22"}}',
  },
  {
    method: 'POST',
    path: ({ pick }) => `packages/${pick(['package001', '-', 'p'])}/actions/hello`,
    body: '{"place":"NAVER"}',
  },
  { method: 'POST', path: () => 'packages/-/actions/hello', body: '{}', query: 'timeout=1000' },
  { method: 'DELETE', path: ({ pick }) => `packages/${pick(packages)}/actions/${pick(actions)}` },
  { method: 'GET', path: () => 'packages/-/actions/hello/activations', query: 'pageNo=1' },
  { method: 'GET', path: () => `packages/-/actions/hello/activations/${id}` },
  { method: 'GET', path: () => 'triggers' },
  { method: 'GET', path: () => 'triggers/daily' },
  { method: 'PUT', path: () => 'triggers/daily', body: '{"description":"d"}', query: 'type=cron' },
  { method: 'POST', path: () => 'triggers/daily', body: '{"a":1}' },
  { method: 'DELETE', path: () => 'triggers/daily' },
  { method: 'POST', path: () => 'triggers/daily/link-action', body: '{"action":"a","package":"p"}' },
  { method: 'DELETE', path: () => 'triggers/daily/link-action', body: '{"action":"a"}' },
  { method: 'GET', path: () => 'triggers/daily/activations' },
  { method: 'GET', path: () => `triggers/daily/activations/${id}` },
  { method: 'GET', path: () => 'activations', query: 'pageSize=10' },
]

const prefixes = { 'v2.1': '/ncf/api/v2/', 'v2.0': '/api/v2/' } as const

const setHeader = (draft: Draft, name: string, value: string): void => {
  draft.headers = [...draft.headers.filter(([other]) => other !== name), [name, value]]
}

const parameters = [
  'platform=vpc',
  'platform=classic',
  'platform=',
  'platform=VPC',
  'platform=vpc%00',
  'pageNo=1',
  'pageNo=0',
  'pageNo=01',
  'pageNo=1e3',
  'pageNo=999999999',
  'pageNo=9999999999',
  'pageSize=20',
  'pageSize=-1',
  'start=1700000000000',
  'start=2030-01-01T00:00:00',
  'end=1700000000000',
  'end=2030-01-01T00:00:00Z',
  'type=cron',
  'type=basic',
  'type=sequence-web',
  'type=source_commit',
  'type=insight',
  'type=secret_manager',
  'timeout=0',
  'timeout=60000',
  'timeout=60001',
  'timeout=1.5',
  'blocking=true',
  'result=CANARY',
  '__proto__=1',
  'constructor=1',
  'CANARY',
  '=',
  '=CANARY',
  'platform[]=vpc',
  'plat%66orm=vpc',
  'PLATFORM=vpc',
  'access_token=CANARY',
  'token=CANARY',
  '#fragment',
  '%',
  '%zz=1',
  'a=%ff',
  'region=SGN',
]

const jsonValues = [
  '1',
  '0',
  '-1',
  '1.5',
  '9007199254740991',
  '9007199254740992',
  '9007199254740993',
  '-9007199254740993',
  '1e400',
  '-1e400',
  '1e-400',
  '5e-324',
  '1e2',
  '1.0',
  '100000000000000000000',
  '123456789012345678901',
  '0.1',
  '0.1000000000000000055',
  'null',
  'true',
  '"x"',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"\\ud83d\\ude00"',
  '"CANARY"',
  '[]',
  '{}',
  '[1,[2,[3]]]',
  '{"a":{"b":{}}}',
  '{"a":1,"a":2}',
  '{"a":1,"\\u0061":2}',
  '{"__proto__":1}',
  '{"constructor":{"prototype":1}}',
  '{"":1}',
  '"\\/"',
  '"\\u003c"',
  '01',
  '+1',
  '.5',
  '1.',
  '0x1',
  'NaN',
  'Infinity',
  'undefined',
  "'x'",
  '"\n"',
  '"\\x"',
  '[1,]',
  '{"a":1,}',
  '{a:1}',
  '// c',
  '',
  '"함수"',
  '"\u2028"',
  `${'['.repeat(99)}${']'.repeat(99)}`,
  `${'['.repeat(120)}${']'.repeat(120)}`,
  `"${'x'.repeat(2500)}"`,
  `"${'x'.repeat(2100)}"`,
  '6.02214076e23',
  '602214076000000000000001',
]

const fields = [
  'description',
  'parameters',
  'exec',
  'limits',
  'vpc',
  'raw-http',
  'custom-options',
  'web',
  'action',
  'package',
  'cronOption',
  'credential',
  'credentials',
  'events',
  'link',
  'trigger',
  'execOption',
  'CANARY',
  '__proto__',
  'a',
  'constructor',
  'descriptio\\u006e',
]

const canaryHeaders = [
  'cookie',
  'x-http-method-override',
  'x-method-override',
  'x-ncp-iam-access-key',
  'x-ncp-apigw-timestamp',
  'x-ncp-apigw-signature-v2',
  'x-forwarded-host',
  'x-forwarded-for',
  'x-original-url',
  'x-rewrite-url',
  'forwarded',
  'range',
  'if-none-match',
  'accept',
  'user-agent',
  'cf-access-jwt-assertion',
  'x-request-id',
  'accept-language',
  'te',
  'prefer',
]

const mutations: readonly Mutation[] = [
  (draft, { pick, below }) => {
    draft.path[below(draft.path.length)] = pick(hostileStrings)
  },
  (draft, { pick }) => {
    draft.path.push(pick(['', '.', '..', 'x', '%2e%2e', 'activations', 'link-action', 'CANARY', '-']))
  },
  (draft, { below }) => {
    draft.path.splice(below(draft.path.length), 1)
  },
  (draft, { pick, below }) => {
    draft.path[below(draft.path.length)] = pick([
      'a'.repeat(50),
      'a'.repeat(51),
      '-a',
      'a-',
      '_a',
      '한글',
      'a.b',
      'A1_-',
      '%61',
      'hello%00',
      '',
      '-',
      id,
      id.slice(1),
      `${id}0`,
    ])
  },
  (draft, { pick, below }) => {
    const at = below(draft.path.length)
    draft.path[at] = pick([
      (text: string) => text.toUpperCase(),
      (text: string) => `${text}/`,
      (text: string) => ` ${text}`,
      (text: string) => `${text}%20`,
      (text: string) => `${text};a=b`,
      encodeURIComponent,
    ])(draft.path[at] ?? '')
  },
  (draft, { pick }) => draft.query.push(pick(parameters)),
  (draft, { pick }) => draft.query.push(pick(parameters)),
  (draft, { pick }) => draft.query.push(`${pick(['type', 'CANARY', 'pageNo'])}=${pick(hostileStrings)}`),
  (draft, { pick }) => {
    draft.method = pick(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'get', 'PROPFIND', 'CANARY'])
  },
  (draft, { pick }, { callers }) => {
    const { token } = pick(callers.length > 0 ? callers : [{ token: 'CANARY' }])
    setHeader(
      draft,
      'authorization',
      pick([
        `Bearer ${token}`,
        `bearer ${token}`,
        `BEARER  ${token}`,
        `Bearer\t${token}`,
        `Bearer ${token.slice(1)}`,
        `Bearer ${token}x`,
        `Bearer ${token} `,
        `Basic ${token}`,
        token,
        'Bearer',
        'Bearer ',
        '',
        `Bearer ${token}, Bearer ${token}`,
        `Bearer ${token.toUpperCase()}`,
        `Bearer "${token}"`,
        'Bearer CANARY',
        `Token ${token}`,
        `Bearer ${token}\u00a0`,
      ]),
    )
  },
  (draft, { pick }, { callers }) => {
    if (callers.length > 0) setHeader(draft, 'authorization', `Bearer ${pick(callers).token}`)
  },
  (draft) => {
    draft.headers = draft.headers.filter(([name]) => name !== 'authorization')
  },
  (draft, { pick }, { origins }) => {
    setHeader(
      draft,
      'origin',
      pick([
        ...origins,
        ...origins,
        'null',
        'https://app.example.evil.example',
        'https://app.example:443',
        'http://app.example',
        'https://APP.example',
        'https://app.example/',
        'https://app.example, https://app.example',
        'https://evil.example/CANARY',
        '',
        '*',
        'https://xapp.example',
      ]),
    )
  },
  (draft, { pick }) =>
    setHeader(draft, 'sec-fetch-site', pick(['cross-site', 'same-site', 'same-origin', 'none', 'CANARY', ''])),
  (draft, { pick }) =>
    setHeader(
      draft,
      'content-type',
      pick([
        'application/json',
        'application/json; charset=utf-8',
        'application/json;charset="UTF-8"',
        'APPLICATION/JSON',
        'text/plain',
        '',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=a',
        'application/json, text/plain',
        'application/json; charset=euc-kr',
        'application/json-patch+json',
        'text/plain; application/json',
        'application/jsonp',
        'application/json;',
        'application/json; boundary=a',
      ]),
    ),
  (draft, { pick }) =>
    setHeader(draft, 'content-length', pick(['0', '1', '2000', '2001', '99999999', '-1', 'x', '1e9', '2400', '2401'])),
  (draft, { pick, chance }) =>
    setHeader(
      draft,
      pick(canaryHeaders),
      chance(0.02) ? 'CANARY'.repeat(3000) : pick(['CANARY', 'CANARY, *', ...hostileStrings.slice(0, 9)]),
    ),
  (draft, { pick }) => setHeader(draft, 'access-control-request-method', pick(['PUT', 'TRACE', 'CANARY'])),
]

const bodyMutations: readonly Mutation[] = [
  (draft, { pick }) => {
    const members = typeof draft.body === 'string' ? draft.body.slice(1, -1) : ''
    draft.body = `{${members}${members && ','}"${pick(fields)}":${pick(jsonValues)}}`
  },
  (draft, { pick }) => {
    draft.body = `{"a":${pick(jsonValues)}}`
  },
  (draft, { pick }) => {
    draft.body = pick([
      ...jsonValues,
      ' {} ',
      '{}x',
      '{} {}',
      '\ufeff{}',
      '[{}]',
      '{',
      '}',
      '"{}"',
      '\0',
      '{"a"}',
      '{"a":}',
      '{"a" 1}',
      '{,}',
      `{"a":"${'x'.repeat(1990)}"}`,
    ])
  },
  (draft, { pick, below }) => {
    const text = typeof draft.body === 'string' ? draft.body : '{}'
    const at = below(text.length + 1)
    draft.body =
      text.slice(0, at) +
      pick(['"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', 'e', ' ', '\n', '\0', '\u00e9', '']) +
      text.slice(at + below(2))
  },
  (draft, { pick, below }) => {
    const bytes = [...new TextEncoder().encode(typeof draft.body === 'string' ? draft.body : '{"a":"x"}')]
    bytes.splice(below(bytes.length + 1), below(2), pick([0xff, 0xc0, 0x80, 0xed, 0xf5, 0x00, 0xfe]))
    draft.body = bytes
  },
]

/** Creates a request that is valid for a proxy, or was valid before up to four changes. */
export const createRequestCase = (random: Random, proxy: FuzzProxy): RequestCase => {
  const { method, path, body, query } = random.pick(valid)
  const { token } = random.pick(
    proxy.callers.length > 0 && random.chance(0.7)
      ? [proxy.callers[0] ?? { token: '' }]
      : [...proxy.callers, { token: 'CANARY' }],
  )
  const draft: Draft = {
    method,
    path: path(random).split('/'),
    query: query ? [query] : [],
    headers: [['authorization', `Bearer ${token}`]],
    ...(body !== undefined && { body }),
  }
  if (body !== undefined) draft.headers.push(['content-type', 'application/json'])
  const served = proxy.versions.map((version) => prefixes[version])
  const prefix = random.pick(
    random.chance(0.97)
      ? served
      : [
          ...Object.values(prefixes),
          '/',
          '',
          '/api/',
          '/ncf/api/v2',
          '//',
          '/ncf/api/v2//',
          '/NCF/api/v2/',
          '/healthz/',
          '/ncf/api/v1/',
        ],
  )
  for (let count = random.below(5); count > 0; count -= 1) {
    // `fetch` rejects a GET with a body.
    const isBodyless = body === undefined && random.chance(0.95)
    random.pick(isBodyless ? mutations : [...mutations, ...bodyMutations])(draft, random, proxy)
  }
  const search = draft.query.length > 0 ? `?${draft.query.join('&')}` : ''
  return {
    method: draft.method,
    target: random.chance(0.01) ? '/healthz' : `${prefix}${draft.path.join('/')}${search}`,
    headers: draft.headers,
    ...(draft.body !== undefined && { body: draft.body }),
  }
}
