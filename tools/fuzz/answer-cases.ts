import { hostileStrings } from '../scans/hostile-strings.ts'
import type { Random } from './random.ts'

/** A response of the gateway to a call. `{{key}}` and `{{signature}}` stand for the key and the signature of the call. */
export interface AnswerCase {
  readonly operation: string
  readonly isFull: boolean
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Bytes, or a text. */
  readonly body: string | readonly number[]
  /** The call fails without a response, or while the body arrives. Default: it does not. */
  readonly failure?: 'no response' | 'broken body'
}

/** Content that an operation may have, with all fields of the service that are known. */
const activation =
  '{"activationId":"0123456789abcdef0123456789abcdef","duration":3,"start":1,"end":4,"name":"hello","namespace":"n","subject":"s","logs":["a line"],"response":{"result":{"ok":true},"status":"success","success":true}}'
const activations =
  '{"activations":[{"activationId":"0123456789abcdef0123456789abcdef","duration":3,"status":"success"}],"totalCount":1}'
const action =
  '{"name":"hello","description":"d","type":"web","exec":{"kind":"nodejs:22","binary":false,"code":"secret code","main":"main"},"limits":{"timeout":60000,"memory":128},"vpc":[{"vpcNo":1,"subnetNo":2}],"parameters":{"a":1},"raw-http":false,"custom-options":false,"resourceId":"r"}'
const trigger =
  '{"name":"daily","description":"d","resourceId":"r","type":"cron","actions":[],"execOption":[{"key":"cronOption","value":"* * * * *"},{"key":"password","value":"secret value"}],"parameters":{"a":1},"credential":{"b":"secret credential"}}'
const link =
  '{"action":{"name":"a","path":"n/p"},"namespace":"n","status":"active","trigger":{"name":"daily","path":"n"}}'
const aPackage =
  '{"name":"p","description":"d","platform":"vpc","namespace":"n","resourceId":"r","parameters":{"a":1},"actions":[{"name":"hello","type":"basic"}]}'

const contents: Readonly<Record<string, string>> = {
  getPackageList: '[{"name":"p","description":"d"},{"name":"q","description":""}]',
  getPackage: aPackage,
  putPackage: aPackage,
  deletePackage: '{}',
  getActionList: '{"actions":[{"name":"hello","type":"basic","runtime":"nodejs:22","description":""}]}',
  getAction: action,
  putAction: action,
  postAction: activation,
  deleteAction: '{}',
  getActionActivationList: activations,
  getActionActivationDetail: activation,
  getTriggerList: '{"triggers":[{"name":"daily","type":"cron"}]}',
  getTrigger: trigger,
  putTrigger: trigger,
  postTrigger: '{"activationId":"0123456789abcdef0123456789abcdef"}',
  deleteTrigger: '{}',
  postTriggerLinkAction: link,
  deleteTriggerLinkAction: link,
  getTriggerActivationList: activations,
  getTriggerActivationDetail: activation,
  getActivationList: activations,
}

const values = [
  'null',
  'true',
  '1',
  '-1',
  '1e400',
  '9007199254740993',
  '"CANARY"',
  '""',
  '[]',
  '{}',
  '[null]',
  '[[]]',
  '{"__proto__":{"a":1}}',
  '{"secret":"CANARY"}',
  '"\\ud800"',
  '"\\u0000"',
  '[1,"a",{"b":[]}]',
  `${'['.repeat(200)}${']'.repeat(200)}`,
  '{"code":"CANARY","logs":["CANARY"]}',
  '"<b>x</b>"',
  '"\\u001b[31m"',
]
const fields = [
  'name',
  'description',
  'code',
  'parameters',
  'credential',
  'logs',
  'result',
  'secret',
  'env',
  '__proto__',
  'constructor',
  'actions',
  'type',
  'toJSON',
  'then',
]

const codes = [
  '80002',
  '81311',
  '80101',
  '89999',
  '200',
  '210',
  '230',
  '300',
  '410',
  '430',
  '500',
  '510',
  '900',
  '',
  '8',
  '800022',
  'CODE',
  '<b>8</b>',
  'upstream_redirect',
  'timeout',
  'network',
  'misconfigured',
  'redirect',
]

const texts = [
  'No permission',
  'CANARY',
  'The key {{key}} has no permission',
  'signature {{signature}} does not match',
  '<p>CANARY</p>',
  'CANARY\\r\\nset-cookie: a=b',
  '\\u001b[2J',
  '\\u202eCANARY',
  '',
  'x',
  '{{key}}{{signature}}{{key}}',
  '\\u0000',
  '{\\"path\\":\\"CANARY\\"}',
]

const headerValues = [
  'CANARY',
  '*',
  'a=CANARY; Path=/',
  'https://evil.example/CANARY',
  '0',
  '1',
  '60',
  '-1',
  '1e9',
  '999999999',
  'public',
  'Wed, 01 Jan 2020 00:00:00 GMT',
  'Fri, 31 Dec 9999 23:59:59 GMT',
  'text/html',
  'application/json',
  '{{signature}}',
  '{{key}}',
]
const headerNames = [
  'set-cookie',
  'location',
  'server',
  'access-control-allow-origin',
  'vary',
  'etag',
  'date',
  'retry-after',
  'link',
  'refresh',
  'content-type',
  'content-disposition',
  'x-ncp-apigw-request-id',
  'x-ncp-trace-id',
  'www-authenticate',
  'cache-control',
  'clear-site-data',
  'content-length',
  'content-encoding',
]

const statuses = [
  200, 200, 200, 200, 200, 201, 202, 204, 206, 226, 300, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 403, 404,
  407, 408, 409, 413, 429, 431, 451, 499, 500, 500, 501, 502, 502, 503, 503, 504, 511, 599,
]

/** Replaces one member, one value or one character of a JSON text. */
const damage = (text: string, { pick, below }: Random): string => {
  const starts = [...text.matchAll(/[:[,]/g)].map(({ index }) => index + 1)
  const at = starts.length > 0 ? pick(starts) : 0
  const end = /[,}\]]/.exec(text.slice(at))?.index ?? 0
  switch (below(5)) {
    case 0:
      return text.slice(0, at) + pick(values) + text.slice(at + end)
    case 1:
      return text.replace('{', `{"${pick(fields)}":${pick(values)}${text.includes('{}') ? '' : ','}`)
    case 2:
      return text.slice(0, below(text.length + 1))
    case 3:
      return text.slice(0, at) + pick(['"', '{', '}', ']', ',', '\\', 'x', '\0', ' ']) + text.slice(at)
    default:
      return text.replace(/"[a-z]\w*"/i, `"${pick(fields)}"`)
  }
}

const createBody = (operation: string, random: Random): string | number[] => {
  const { pick, below, chance } = random
  const content = contents[operation] ?? '{}'
  const error = (): string =>
    `{"errorCode":${pick([`"${pick(codes)}"`, pick(codes.slice(0, 11)), pick(values)])},"message":${pick([`"${pick(texts)}"`, pick(values)])},"details":${pick([`"${pick(texts)}"`, pick(values)])}}`
  switch (below(9)) {
    case 0:
    case 1:
    case 2:
      return `{"content":${content}}`
    case 3:
      return damage(`{"content":${content}}`, random)
    case 4:
      return damage(damage(`{"content":${content}}`, random), random)
    case 5:
      return `{"error":${error()}}`
    case 6:
      return `{"content":${pick([content, 'null', '[]', '{}'])},"error":${error()},"requestId":"CANARY","retryable":true,"outcome":"not_executed","advice":"CANARY"}`
    case 7:
      return chance(0.3)
        ? Array.from({ length: below(12) }, () => below(256))
        : pick([
            '',
            '<html>CANARY</html>',
            'null',
            '[]',
            '{}',
            '"CANARY"',
            '\ufeff{"content":[]}',
            '{"content":',
            `{"content":[]}${' '.repeat(25_000)}`,
            pick(hostileStrings),
          ])
    default:
      return `{"content":${pick(values)}}`
  }
}

/** Creates an answer of the gateway to an operation. */
export const createAnswerCase = (random: Random): AnswerCase => {
  const { pick, below, chance } = random
  const operation = chance(0.2) ? 'postAction' : pick(Object.keys(contents))
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  for (let count = below(4); count > 0; count -= 1) headers[pick(headerNames)] = pick(headerValues)
  const status = chance(0.4) ? (operation.startsWith('delete') ? 204 : 200) : pick(statuses)
  const hasBody = ![204, 304].includes(status)
  return {
    operation,
    isFull: chance(0.5),
    status,
    headers,
    body: createBody(operation, random),
    ...(chance(0.05) && { failure: hasBody ? pick(['no response', 'broken body'] as const) : 'no response' }),
  }
}
