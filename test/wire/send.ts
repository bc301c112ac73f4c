import { createClient } from '../../lib/index.ts'
import { createSigner } from '../../lib/sign.ts'
import { vectorKey } from '../conformance/vectors.ts'

/** What a `Request` may be made of and every runtime must send as it was signed. */
const addresses = [
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

/** Bun cannot send these as they are, and there the signer says so. */
export const doubleSlash = '//twice//slashed?a='

/** What came of one request: the status the wire gave it, or the name of an error. */
export type Outcome = [what: string, outcome: number | string]

const attempt = async (what: string, run: () => Promise<{ status: number } | unknown[]>): Promise<Outcome> => {
  try {
    const result = await run()
    return [what, Array.isArray(result) ? 200 : result.status]
  } catch (error) {
    return [what, (error as { code?: string }).code ?? (error as Error).name]
  }
}

/** Signs and sends everything to a server that checks the request line. */
export const sendAll = async (base: string): Promise<Outcome[]> => {
  const signer = createSigner(vectorKey)
  const send = (path: string, init?: RequestInit) =>
    attempt(`${init?.method ?? 'GET'} ${path}`, async () => {
      const response = await fetch(await signer.sign(new Request(base + path, init)))
      await response.text()
      return response
    })
  const list = (name: string, options: object) =>
    attempt(name, () => createClient({ ...vectorKey, baseUrl: base, ...options }).packages.list())

  const outcomes: Outcome[] = []
  for (const path of [...addresses, doubleSlash]) outcomes.push(await send(path))
  outcomes.push(await send('/ncf/api/v2/packages/a?platform=vpc', { method: 'PUT', body: '{"description":"설명"}' }))
  outcomes.push(await list('client', {}))
  outcomes.push(await list('client with a base path', { baseUrl: `${base}/base%20path/'|` }))
  outcomes.push(await list('client, redirected', { baseUrl: `${base}/redirect` }))
  outcomes.push(await send('/redirect'))
  return outcomes
}

/** What must come of each, where the runtime can send everything. */
export const expected: Outcome[] = [
  ...[...addresses, doubleSlash].map((path): Outcome => [`GET ${path}`, 200]),
  ['PUT /ncf/api/v2/packages/a?platform=vpc', 200],
  ['client', 200],
  ['client with a base path', 200],
  ['client, redirected', 'redirect'],
]
