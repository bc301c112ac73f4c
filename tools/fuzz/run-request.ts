import { createProxy } from '../../worker/proxy/app.ts'
import { configOf, type FuzzProxy, proxies } from './proxies.ts'
import { createRandom } from './random.ts'
import { createRequestCase, type RequestCase } from './request-cases.ts'
import { expectedCall, judgeCalls, judgeResponse, type MadeCall } from './request-oracle.ts'

/** A case that was run. */
export interface Verdict {
  readonly kind: string
  /** The mistakes of the proxy or the client. */
  readonly mistakes: readonly string[]
  readonly input: unknown
}

/** The gateway responds to every call with empty content of the right type. */
const respond = ({ method, url }: MadeCall): Response => {
  if (method === 'DELETE') return new Response(null, { status: 204 })
  return Response.json({ content: new URL(url).pathname.endsWith('/packages') ? [] : {} })
}

const calls: MadeCall[] = []
const lines: string[] = []

const apps = proxies.map((proxy) =>
  createProxy(configOf(proxy), {
    fetch: async (url, init) => {
      const body = init.body ? await new Response(init.body).text() : undefined
      const call = { url, method: init.method ?? 'GET', headers: new Headers(init.headers), body }
      calls.push(call)
      return respond(call)
    },
    log: (line) => lines.push(line),
  }),
)

const createRequest = ({ method, target, headers, body }: RequestCase): Request | undefined => {
  const init = {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    duplex: 'half' as const,
  }
  const bytes = typeof body === 'object' ? new Uint8Array(body) : body
  try {
    return new Request(`https://edge.example.dev${target}`, { ...init, ...(bytes !== undefined && { body: bytes }) })
  } catch {
    // `fetch` cannot send it: an invalid header, or GET with a body.
    return undefined
  }
}

/** Sends the request of a case to a proxy, and judges what the proxy does. */
export const runRequest = async (seed: number, index: number): Promise<Verdict> => {
  const random = createRandom(seed, index)
  const at = random.pick([0, 0, 0, 1, 2])
  const proxy = proxies[at] as FuzzProxy
  const input = createRequestCase(random, proxy)
  const request = createRequest(input)
  if (!request) return { kind: 'not a request', mistakes: [], input }
  const bytes = new Uint8Array(await request.clone().arrayBuffer())
  const expected = expectedCall(request, bytes, proxy)
  calls.length = 0
  lines.length = 0
  const response = await (apps[at] as (typeof apps)[number]).fetch(request)
  const text = await response.text()
  const mistakes = [
    ...judgeCalls(expected, calls, proxy),
    ...judgeResponse(request, expected, response, text, lines, proxy),
  ]
  const code = response.status > 399 && text ? JSON.parse(text).code : 'not sent'
  return { kind: expected ? 'sent' : code, mistakes, input: { proxy: at, ...input } }
}
