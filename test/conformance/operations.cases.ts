import { createClient, type NcloudError, operations } from '../../lib/index.ts'
import { createSigner } from '../../lib/sign.ts'
import { equal, thrownBy } from '../support/assert.ts'
import { caller, recorder } from './calls.ts'
import type { Case } from './case.ts'
import { places } from './endpoints.ts'
import { requestCases, rightParams } from './requests.ts'
import { noList, noObject, sampleCases, silentCalls } from './samples.ts'
import { vectorKey, vectorTime } from './vectors.ts'

const now = () => vectorTime

const requests: Case[] = places.flatMap((place) =>
  requestCases
    .filter(({ only, platform }) => only?.includes(place.name) ?? (platform ?? place.platform) === place.platform)
    .flatMap((request) => [
      { ...request, name: `${request.call} in ${place.name}` },
      // A platform that is said is the same as one that is not.
      {
        ...request,
        name: `${request.call} in ${place.name}, by name,`,
        params: { ...request.params, platform: place.platform },
      },
    ])
    .map(
      ({ name, call, about, params, line, ...current }): Case => ({
        name: `${name} sends ${about ?? 'what it is given'}`,
        run: async () => {
          const { query = '', body } = place.apiVersion === 'v2.0' ? { ...current, ...current.old } : current
          const [method = '', path] = line.split(' ')
          const search = [place.query, query.replace('{start}', place.start).replace('{end}', place.end)]
          const address = `${place.base}${path}?${search.filter(Boolean).join('&')}`.replace(/\?$/, '')
          const { sent, fetch } = recorder()
          // What is made of the answer is for other cases.
          await caller({ ...vectorKey, ...place.options, fetch, now })(call, params).catch(() => {})
          equal(
            sent.map(({ url }) => url),
            [address],
          )
          const init = sent[0]?.init
          equal([init?.method, init?.redirect], [method, 'manual'])
          equal(JSON.parse((await new Response(init?.body).text()) || 'null'), body ?? null, 'body')
          equal(init?.headers, {
            accept: 'application/json',
            'content-type': 'application/json',
            ...(await createSigner(vectorKey, { now }).headers(method, address.replace(/^https:\/\/[^/]+/, ''))),
          })
        },
      }),
    ),
)

const answers: Case[] = (['v2.1', 'v2.0'] as const).flatMap((apiVersion) =>
  sampleCases[apiVersion].map(
    ({ call, about, content }): Case => ({
      name: `${call} in ${apiVersion} gives ${about ?? 'what the documentation shows'}`,
      run: async () => {
        const { fetch } = recorder(content)
        equal(await caller({ ...vectorKey, apiVersion, fetch })(call, rightParams[call]), content)
      },
    }),
  ),
)

const promises: Case[] = Object.keys(rightParams).map((call) => ({
  name: `${call} takes nothing but what is promised`,
  run: async () => {
    const isSilent = silentCalls.includes(call)
    for (const status of [200, 201, 202]) {
      for (const body of isSilent ? ['', '{}', '{"content":{}}'] : call === 'packages.list' ? noList : noObject) {
        const fetch = () => new Response(body, { status })
        const error = (await thrownBy(() => caller({ ...vectorKey, fetch })(call, rightParams[call]))) as NcloudError
        equal([error.code, error.status, error.retryable], ['invalid_response', status, false], body)
      }
    }
    const answer = caller({ ...vectorKey, fetch: () => new Response(null, { status: 204 }) })(call, rightParams[call])
    if (isSilent) return equal(await answer, undefined)
    equal(((await thrownBy(() => answer)) as NcloudError).code, 'invalid_response')
  },
}))

const all: Case[] = [
  {
    name: 'every call of a client is among these cases',
    run: () => {
      const calls = Object.entries(createClient(vectorKey)).flatMap(([group, methods]) =>
        Object.keys(methods)
          // An iterator makes the calls of its list.
          .filter((method) => !method.startsWith('iterate'))
          .map((method) => `${group}.${method}`),
      )
      equal(Object.keys(rightParams).sort(), calls.sort())
      const requested = [...new Set(requestCases.map(({ call }) => call)), 'actions.runAndWait']
      equal(requested.sort(), calls.sort())
      const answered = [...sampleCases['v2.1'], ...sampleCases['v2.0']].map(({ call }) => call)
      equal([...new Set([...answered, ...silentCalls])].sort(), calls.sort())
      equal(Object.keys(operations).length, calls.length - 1)
    },
  },
]

export const operationCases: readonly Case[] = [...all, ...requests, ...answers, ...promises]
