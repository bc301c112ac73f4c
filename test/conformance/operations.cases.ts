import { createClient, type NcloudError, operations } from '../../lib/index.ts'
import { createSigner } from '../../lib/sign.ts'
import { equal, thrownBy } from '../support/assert.ts'
import { createCallByName } from './call-by-name.ts'
import type { Case } from './case.ts'
import { type EndpointCase, endpointCases } from './endpoint-table.ts'
import { createRecordingFetch } from './recording-fetch.ts'
import { requestCases } from './request-table.ts'
import type { RequestCase } from './requests/request-case.ts'
import { bodiesWithoutList, bodiesWithoutObject, callsWithoutContent, sampleResponses } from './sample-responses.ts'
import { validParams } from './valid-params.ts'
import { vectorKey, vectorTime } from './vectors.ts'

const now = () => vectorTime

const isAt = ({ only, platform }: RequestCase, endpoint: EndpointCase): boolean =>
  only?.includes(endpoint.name) ?? (platform ?? endpoint.platform) === endpoint.platform

const requestCase = (
  { call, params, variant, line, ...request }: RequestCase,
  endpoint: EndpointCase,
  hasPlatform: boolean,
): Case => ({
  name: `${call} on ${endpoint.name}${hasPlatform ? ', called with its platform,' : ''} sends ${variant ?? 'the documented request'}`,
  run: async () => {
    const { query = '', body } = { ...request, ...(endpoint.apiVersion === 'v2.0' && request.v20) }
    const [method = '', path] = line.split(' ')
    const search = [endpoint.query, query.replace('{start}', endpoint.start).replace('{end}', endpoint.end)]
    const url = `${endpoint.base}${path}?${search.filter(Boolean).join('&')}`.replace(/\?$/, '')
    const target = url.replace(/^https:\/\/[^/]+/, '')
    const { sent, fetch } = createRecordingFetch()
    const makeCall = createCallByName({ ...vectorKey, ...endpoint.options, fetch, now })
    // The content of the response is not the documented one: it has cases of its own.
    await makeCall(call, hasPlatform ? { ...params, platform: endpoint.platform } : params).catch(() => {})
    equal(
      sent.map((each) => each.url),
      [url],
    )
    const init = sent[0]?.init
    equal([init?.method, init?.redirect], [method, 'manual'])
    equal(JSON.parse((await new Response(init?.body).text()) || 'null'), body ?? null, 'body')
    equal(init?.headers, {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(await createSigner(vectorKey, { now }).headers(method, target)),
    })
  },
})

const requests: Case[] = endpointCases.flatMap((endpoint) =>
  requestCases
    .filter((request) => isAt(request, endpoint))
    // The platform of the endpoint as a parameter makes no difference.
    .flatMap((request) => [requestCase(request, endpoint, false), requestCase(request, endpoint, true)]),
)

const responses: Case[] = (['v2.1', 'v2.0'] as const).flatMap((apiVersion) =>
  sampleResponses[apiVersion].map(
    ({ call, variant, content }): Case => ({
      name: `${call} in ${apiVersion} returns ${variant ?? 'the documented content'}`,
      run: async () => {
        const { fetch } = createRecordingFetch(content)
        equal(await createCallByName({ ...vectorKey, apiVersion, fetch })(call, validParams[call]), content)
      },
    }),
  ),
)

const undocumentedBodies = (call: string): readonly string[] => {
  if (callsWithoutContent.includes(call)) return ['', '{}', '{"content":{}}']
  return call === 'packages.list' ? bodiesWithoutList : bodiesWithoutObject
}

const undocumented: Case[] = Object.entries(validParams).map(([call, params]) => ({
  name: `${call} accepts only the documented response`,
  run: async () => {
    for (const status of [200, 201, 202]) {
      for (const body of undocumentedBodies(call)) {
        const makeCall = createCallByName({ ...vectorKey, fetch: () => new Response(body, { status }) })
        const error = (await thrownBy(() => makeCall(call, params))) as NcloudError
        equal([error.code, error.status, error.retryable], ['invalid_response', status, false], body)
      }
    }
    const promise = createCallByName({ ...vectorKey, fetch: () => new Response(null, { status: 204 }) })(call, params)
    if (callsWithoutContent.includes(call)) return equal(await promise, undefined)
    equal(((await thrownBy(() => promise)) as NcloudError).code, 'invalid_response')
  },
}))

const complete: Case[] = [
  {
    name: 'a client has no call without a request case and a sample response',
    run: () => {
      const calls = Object.entries(createClient(vectorKey)).flatMap(([group, methods]) =>
        Object.keys(methods)
          // An iterator makes the calls of its list.
          .filter((method) => !method.startsWith('iterate'))
          .map((method) => `${group}.${method}`),
      )
      equal(Object.keys(validParams).sort(), calls.sort())
      const withRequest = [...new Set(requestCases.map(({ call }) => call)), 'actions.runAndWait']
      equal(withRequest.sort(), calls.sort())
      const withSample = [...sampleResponses['v2.1'], ...sampleResponses['v2.0']].map(({ call }) => call)
      equal([...new Set([...withSample, ...callsWithoutContent])].sort(), calls.sort())
      equal(Object.keys(operations).length, calls.length - 1)
    },
  },
]

export const operationCases: readonly Case[] = [...complete, ...requests, ...responses, ...undocumented]
