import { array, constantFrom, dictionary, letrec, oneof, record, string, tuple, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { type ProxyErrorCode, proxyErrors } from '../../../lib/api/proxy-error-codes.ts'
import { type OperationId, operations } from '../../../lib/index.ts'
import { problemStatuses } from '../../../worker/proxy/problem.ts'
import { forAll, pieces } from '../../support/property.ts'
import { allowedOrigin, fixedHeaders, openProxy } from '../../support/proxy.ts'
import { sampleRequests } from '../../support/requests.ts'
import { allPermissions, jsonHeaders, v21 } from '../send.ts'

/** The fields that the default view may have, at any depth. */
const entry = ['name', 'description']
const summary = [...entry, 'type', 'runtime']
const actionPackage = [...summary, 'platform', 'namespace', 'resourceId', 'actions']
const action = `${summary.slice(0, 3)},web,raw-http,custom-options,limits,timeout,memory,vpc,vpcNo,subnetNo,resourceId,namespace,path,exec,kind,binary,main,imageUri,components`
const trigger = `${summary.slice(0, 3)},resourceId,namespace,actions,cronOption,execOption,key,value`
const activations = 'activations,activationId,duration,status,totalCount'
const activation = 'activationId,duration,start,end,name,namespace,subject,response,status,success'
const defaultFields: Readonly<Partial<Record<OperationId, string>>> = {
  getPackageList: entry.join(),
  getPackage: actionPackage.join(),
  putPackage: actionPackage.join(),
  getActionList: ['actions', ...summary].join(),
  getAction: action,
  putAction: action,
  postAction: `${activation},result`,
  getActionActivationList: activations,
  getActionActivationDetail: activation,
  getTriggerList: 'triggers,name,type',
  getTrigger: trigger,
  putTrigger: trigger,
  postTrigger: 'activationId',
  postTriggerLinkAction: 'action,name,path,namespace,status,trigger',
  getTriggerActivationList: activations,
  getTriggerActivationDetail: activation,
  getActivationList: activations,
}
/** Other fields of the service, and fields that it may add. */
const otherFields = [
  'code',
  'parameters',
  'credential',
  'credentials',
  'logs',
  'link',
  'events',
  'secret',
  '__proto__',
  'env',
]
const names = [...new Set([...Object.values(defaultFields).join().split(','), ...otherFields])]

const leaf = constantFrom('CANARY', 1, true, null, '')
const { content, entry: object } = letrec<{ content: unknown; entry: object }>((tie) => ({
  content: oneof({ depthSize: 'medium' }, leaf, array(tie('content'), { maxLength: 3 }), tie('entry')),
  entry: dictionary(oneof({ weight: 9, arbitrary: constantFrom(...names) }, string({ maxLength: 3 })), tie('content'), {
    maxKeys: 8,
    noNullPrototype: true,
  }),
}))
const word = pieces(
  '8',
  '0101',
  '80002',
  '200',
  '230',
  '<script>',
  'é',
  '-',
  'CANARY',
  '\r\n',
  'internal',
  'redirect',
  'network',
)
const error = record(
  {
    errorCode: oneof(word, constantFrom('80002', '81311', '200', '210', '230', '410', '500', '900')),
    message: word,
    details: word,
  },
  { requiredKeys: [] },
)
const body = oneof(
  content.map((value) => JSON.stringify({ content: value })),
  tuple(content, error).map(([value, said]) =>
    JSON.stringify({ content: value, error: said, requestId: 'CANARY', retryable: true }),
  ),
  error.map((said) => JSON.stringify({ error: said })),
  content.map((value) => JSON.stringify(value)),
  pieces('<html>', '{"content":', '[', ']', '}', 'CANARY', '\0', '\ufeff'),
  uint8Array({ maxLength: 10 }),
)
const status = constantFrom(
  200,
  200,
  200,
  200,
  201,
  204,
  206,
  300,
  301,
  302,
  304,
  307,
  400,
  401,
  403,
  404,
  407,
  408,
  409,
  413,
  429,
  431,
  451,
  500,
  501,
  502,
  503,
  504,
  599,
)
const headers = dictionary(
  constantFrom(
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
  ),
  constantFrom('CANARY', '*', 'CANARY=1; Path=/', 'https://evil.example/CANARY', '0', 'public'),
)
const operation = constantFrom(...(Object.keys(operations) as OperationId[]))

const allowedHeaders = [
  ...Object.keys(fixedHeaders),
  'access-control-allow-origin',
  'access-control-expose-headers',
  'content-type',
  'retry-after',
  'server-timing',
  'x-request-id',
]

/** Returns the names of the fields of a value, at any depth. A result may have every field. */
const fieldsOf = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [
        ...(Array.isArray(value) ? [] : [name]),
        ...(name === 'result' ? [] : fieldsOf(inner)),
      ])

test('#22 createProxy returns only fields of the default view, for every response of the gateway', async () => {
  const returned = new Set<string>()
  await forAll(
    record({ operation, content: object }),
    async ({ operation, content }) => {
      const { method, target, body } = sampleRequests[operation]
      const gatewayBody = { content: operations[operation].isList ? [content] : content }
      const { request } = openProxy(allPermissions, () => Response.json(gatewayBody))
      const response = await request(v21 + target, {
        method,
        headers: jsonHeaders,
        ...(body && { body: JSON.stringify(body) }),
      })
      if (method === 'DELETE') return expect(response.status).toBe(502)
      expect(response.status).toBe(200)
      const listed = defaultFields[operation]?.split(',') ?? []
      const fields = fieldsOf((await response.json()).content)
      expect(fields.filter((name) => !listed.includes(name))).toEqual([])
      for (const name of fields) returned.add(`${operation} ${name}`)
    },
    400,
  )
  expect(returned.size, 'many fields occurred').toBeGreaterThan(40)
})

test('#18 #19 #20 #22 createProxy responds with a known status, its own headers and fields of the default view, for every response of the gateway', async () => {
  const kinds = { returned: 0, rejected: 0, passed: 0 }
  await forAll(
    record({ operation, status, headers, body }),
    async ({ operation, status, headers, body }) => {
      const isEmpty = [204, 304].includes(status)
      const gateway = () => new Response(isEmpty ? null : body, { status, headers })
      const { request, lines } = openProxy(allPermissions, gateway)
      const { method, target, body: sent } = sampleRequests[operation]
      const response = await request(v21 + target, {
        method,
        headers: { ...jsonHeaders, origin: allowedOrigin },
        ...(sent && { body: JSON.stringify(sent) }),
      })
      const text = await response.text()

      expect([...response.headers.keys()].filter((name) => !allowedHeaders.includes(name))).toEqual([])
      expect(Object.fromEntries(response.headers)).toMatchObject({
        ...fixedHeaders,
        'access-control-allow-origin': allowedOrigin,
      })
      expect(JSON.stringify([...response.headers])).not.toContain('CANARY')
      expect(lines.join()).not.toContain('<script>')

      if (response.ok) {
        expect(response.status).toBe(method === 'DELETE' ? 204 : 200)
        // A run can have content with the status 502.
        if (operations[operation].effect !== 'runs') expect(status).toBeLessThan(300)
        kinds.returned += 1
        if (method === 'DELETE') return expect(text).toBe('')
        const { content, ...more } = JSON.parse(text)
        expect(more).toEqual({})
        const listed = defaultFields[operation]?.split(',') ?? []
        return expect(fieldsOf(content).filter((name) => !listed.includes(name))).toEqual([])
      }
      const { code, upstream, ...problem } = JSON.parse(text)
      expect([problem.status, problem.error.errorCode]).toEqual([response.status, code])
      const { requestId: _, ...known } = upstream ?? {}
      if (/^\d{5}$/.test(code)) {
        // An error of the service, with its own status.
        kinds.passed += 1
        expect([response.status, known]).toEqual([status, { status, errorCode: code }])
        expect([401, 407]).not.toContain(status)
      } else {
        kinds.rejected += 1
        const { message, advice } = proxyErrors[code as ProxyErrorCode]
        expect([code, response.status]).toEqual([code, problemStatuses[code as ProxyErrorCode].status])
        expect([
          'upstream_auth_failed',
          'upstream_redirect',
          'upstream_invalid_response',
          'upstream_busy',
          'upstream_timeout',
          'payload_too_large',
        ]).toContain(code)
        expect(problem).toMatchObject({
          advice: problem.outcome === 'unknown' ? expect.stringContaining('Look for the activation') : advice,
          error: { message, details: advice },
        })
      }
    },
    1500,
  )
  expect(Math.min(...Object.values(kinds)), JSON.stringify(kinds)).toBeGreaterThan(20)
})
