import { array, constantFrom, integer, oneof, record, string, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { createProxy } from '../../../worker/proxy/app.ts'
import { forAll, pieces } from '../../support/property.ts'
import { authorized, proxyOrigin } from '../../support/proxy.ts'
import { sampleRequests } from '../../support/requests.ts'
import { allPermissions, upstream, v20, v21 } from '../send.ts'

/** The URLs of the API, and no others. */
const name = '(?!-)[\\w-]{1,50}'
const action = `/packages/(?:-|${name})/actions`
const activation = '/activations(?:/\\w{32})?'
const resource = `(?:/packages|/packages/${name}|${action}|${action}/${name}(?:${activation})?|/triggers|/triggers/${name}(?:${activation}|/link-action)?|/activations)`
const parameter = '(?:type|timeout|pageNo|pageSize|start|end)=[\\w%:-]+'
const target = new RegExp(
  `^https://cloudfunctions\\.apigw\\.ntruss\\.com((?:/ncf)?/api/v2${resource})\\?(platform=(?:vpc|classic)(?:&${parameter})*)$`,
)

/** Sends a request with a URL that no parser has normalized: a caller can write any text. */
const sendRaw = async (url: string, method: string) => {
  const calls: { url: string; method: string | undefined }[] = []
  const app = createProxy(allPermissions, {
    fetch: (sent, init) => {
      calls.push({ url: sent, method: init.method })
      return upstream(sent, init)
    },
    log: () => {},
  })
  const hasBody = method === 'PUT' || method === 'POST'
  const headers = { ...authorized, ...(hasBody && { 'content-type': 'application/json' }) }
  const request = new Request(proxyOrigin, { method, headers, ...(hasBody && { body: '{}' }) })
  Object.defineProperty(request, 'url', { value: url })
  const response = await app.fetch(request)
  return { status: response.status, calls }
}

const hosts = oneof(
  { weight: 4, arbitrary: constantFrom(proxyOrigin) },
  pieces(
    'http',
    'https',
    'file',
    ':',
    '//',
    'edge.example.dev',
    'evil.example',
    '@',
    '\\',
    '#',
    '?',
    '[::1]',
    ':99999',
  ),
)
const segment = oneof(
  constantFrom('packages', 'triggers', 'actions', 'activations', 'link-action', 'hello', 'package001', '-'),
  constantFrom(
    '..',
    '.',
    '',
    '%2e%2e',
    '%2e%2e%2f',
    '..%2f',
    '%252e%252e',
    '..;',
    '\\',
    '..\\',
    '%00',
    '%0d%0a',
    '%5c',
  ),
  pieces('a', '-', '_', '.', '%', '2f', '/', '\\', 'é', ' ', ':', '@', '\t', '\r\n', 'a'.repeat(30)),
  string({ unit: 'binary', maxLength: 8 }),
)

/** A path of the API with at most one other segment. */
const path = record({
  version: constantFrom(v21, v20, '', '/', '//edge.example.dev', '/ncf/../api/v2'),
  sample: constantFrom(...Object.values(sampleRequests)),
  at: integer({ min: 0, max: 12 }),
  segment,
}).map(({ version, sample, at, segment }) => ({
  method: sample.method,
  path:
    version +
    sample.target
      .replace(/\?.*/, '')
      .split('/')
      .with(0, '')
      .map((each, i) => (i === at ? segment : each))
      .join('/'),
}))
const query = oneof(
  constantFrom('', '?platform=vpc'),
  pieces('?', '#', '&', '=', 'platform', 'vpc', 'timeout', '1', '%23', '%26', ';'),
)

test('#9 #11 createProxy sends a request only to the path that it received, for every URL', async () => {
  let served = 0
  await forAll(
    tuple(hosts, path, query),
    async ([host, { method, path }, query]) => {
      const url = host + path + query
      const { status, calls } = await sendRaw(url, method)
      served += calls.length
      expect(calls.length, 'one request, one call').toBeLessThan(2)
      if (calls.length === 0) expect([400, 401, 403, 404, 405, 414, 415]).toContain(status)
      for (const call of calls) {
        const [, sent = 'none', sentQuery] = target.exec(call.url) ?? []
        expect(call.method).toBe(method)
        // Exactly the text between the host and the query.
        const received = url.replace(/[?#].*$/s, '')
        expect(host === proxyOrigin ? received.slice(host.length) : received.slice(-sent.length), call.url).toBe(sent)
        expect(sentQuery).toMatch(/^platform=/)
      }
    },
    1500,
  )
  expect(served, 'both kinds occurred').toBeGreaterThan(20)
})

const parameters = record({
  at: constantFrom<[method: string, path: string, known: readonly string[]][]>(
    ['GET', `${v21}/packages`, ['platform']],
    ['GET', `${v21}/activations`, ['platform', 'pageNo', 'pageSize', 'start', 'end']],
    ['GET', `${v20}/triggers/t/activations`, ['platform', 'pageNo', 'pageSize', 'start', 'end']],
    ['POST', `${v21}/packages/-/actions/hello`, ['platform', 'timeout']],
    ['PUT', `${v21}/triggers/t`, ['platform', 'type']],
    ['DELETE', `${v20}/packages/p`, ['platform']],
  ),
  parameters: array(
    tuple(
      constantFrom(
        'platform',
        'timeout',
        'type',
        'pageNo',
        'pageSize',
        'start',
        'end',
        'Platform',
        'host',
        'region',
        '__proto__',
        '',
      ),
      oneof(
        constantFrom('vpc', 'classic', '0', '1', '60000', '60001', 'cron', 'basic', '2026-01-31T00:00:00'),
        pieces('vpc', '1', '&', '=', '#', '?', '%', '\r\n', '\0', 'platform', ' ', '+', '/', '..', 'é'),
      ),
    ),
    { maxLength: 4 },
  ),
})

test('#10 createProxy sends a query only if each parameter is documented and occurs once', async () => {
  let served = 0
  await forAll(
    parameters,
    async ({ at: [method, path, known], parameters }) => {
      const { status, calls } = await sendRaw(`${proxyOrigin}${path}?${new URLSearchParams(parameters)}`, method)
      served += calls.length
      const names = parameters.map(([each]) => each)
      const areKnown = names.every((each) => known.includes(each)) && new Set(names).size === names.length
      if (!areKnown) expect([status, calls]).toEqual([400, []])
      for (const { url } of calls) {
        expect(url).toMatch(target)
        const sent = [...new URL(url).searchParams]
        expect(new Set(sent.map(([each]) => each)).size).toBe(sent.length)
        const given = [...parameters, ...(names.includes('platform') ? [] : sent.slice(0, 1))]
        expect(sent.sort()).toEqual(given.sort())
      }
    },
    800,
  )
  expect(served, 'both kinds occurred').toBeGreaterThan(20)
})
