import { failToFetch, type Respond, respondWithError } from '../fake-responses.ts'
import { vectorKey } from '../vectors.ts'

export const activationId = '18718fde21424114b18fde21428114c8'
export const ended = { activationId, response: { result: { ok: true }, status: 'success', success: true } }

export const respondWith =
  (content: unknown): Respond =>
  () =>
    Response.json({ content })

export const greet = { packageName: 'shop', actionName: 'greet' }
export const startedRun: Respond = respondWith({ activationId })
export const notFound: Respond = respondWithError(404, '80322')
export const runRequest = 'POST /greet?platform=vpc'
export const pollRequest = `GET /greet/activations/${activationId}?platform=vpc`

/** Creates client options whose `fetch` returns the given responses one after the other, without retries. */
export const createScriptedFetch = (...responses: Respond[]) => {
  const sent: string[] = []
  const bodies: unknown[] = []
  const signals: (AbortSignal | null | undefined)[] = []
  const delays: number[] = []
  const fetch = async (url: string, { method, body, signal }: RequestInit) => {
    sent.push(`${method} ${url.replace(/.*(?=\/greet)/, '')}`)
    signals.push(signal)
    bodies.push(body ? await new Response(body).text() : null)
    return (responses[sent.length - 1] ?? failToFetch)()
  }
  const sleep = async (ms: number) => delays.push(ms)
  return { sent, bodies, signals, delays, options: { ...vectorKey, fetch, sleep, retries: 0 } }
}
