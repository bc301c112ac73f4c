import { createClient } from '../../lib/index.ts'
import { createSigner } from '../../lib/sign.ts'
import { vectorKey } from '../conformance/vectors.ts'

/** Paths and queries that every runtime must send exactly as they were signed. */
const targets = [
  '/ncf/api/v2/packages?platform=vpc',
  '/',
  '/?',
  '/a?',
  '/패키지 a&b+c?이름=한글 값&x=y z',
  "/it's|a+b^c`{d}?q='e'|f^g`{h}[i]",
  '/a//b///c/?d=//e',
  '/empty?a=&b&=c&&',
  '/base/path/%7e%2F%3f%27?%27%2b+%20',
  '/x;y=1,2!*()@:$?q="<>\\~',
  '/../up/./here?..',
  '/😀?é€',
]

/** Bun cannot send this target, so the signer throws there. */
export const doubleSlash = '//twice//slashed?a='

/** The name of a request, and the status that the server returned or the name of the error. */
export type RequestResult = [request: string, result: number | string]

const resultOf = async (
  request: string,
  send: () => Promise<{ status: number } | unknown[]>,
): Promise<RequestResult> => {
  try {
    const response = await send()
    return [request, Array.isArray(response) ? 200 : response.status]
  } catch (error) {
    return [request, (error as { code?: string }).code ?? (error as Error).name]
  }
}

/** Sends signed requests to a server that checks the signature against the bytes it receives. */
export const sendSignedRequests = async (origin: string): Promise<RequestResult[]> => {
  const signer = createSigner(vectorKey)
  const send = (target: string, init?: RequestInit) =>
    resultOf(`${init?.method ?? 'GET'} ${target}`, async () => {
      const response = await fetch(await signer.sign(new Request(origin + target, init)))
      await response.text()
      return response
    })
  const list = (request: string, options: object) =>
    resultOf(request, () => createClient({ ...vectorKey, baseUrl: origin, ...options }).packages.list())

  const results: RequestResult[] = []
  for (const target of [...targets, doubleSlash]) results.push(await send(target))
  results.push(await send('/ncf/api/v2/packages/a?platform=vpc', { method: 'PUT', body: '{"description":"설명"}' }))
  results.push(await list('client', {}))
  results.push(await list('client with a base path', { baseUrl: `${origin}/base%20path/'|` }))
  results.push(await list('client after a redirect', { baseUrl: `${origin}/redirect` }))
  results.push(await send('/redirect'))
  return results
}

/** The expected results on a runtime that can send every target, without the last one. */
export const expectedResults: RequestResult[] = [
  ...[...targets, doubleSlash].map((target): RequestResult => [`GET ${target}`, 200]),
  ['PUT /ncf/api/v2/packages/a?platform=vpc', 200],
  ['client', 200],
  ['client with a base path', 200],
  ['client after a redirect', 'redirect'],
]
