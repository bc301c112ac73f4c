import { serve } from './serve.ts'

/** Handles a request of the server. */
export type FetchHandler = (request: Request) => Response | Promise<Response>

const METHOD_WITH_BODY = /^(?!GET$|HEAD$)/

/**
 * Starts an HTTP server for a fetch handler. The URL of the request has the target exactly as it was received, because the
 * signature covers it.
 */
export const startFetchServer = (handler: FetchHandler) =>
  serve(async (incoming, outgoing) => {
    const { method = 'GET', headers, url = '/' } = incoming
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const exactUrl = `http://${headers.host}${url}`
    const request = new Request(`http://${headers.host}/`, {
      method,
      headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string])),
      ...(METHOD_WITH_BODY.test(method) && { body: Buffer.concat(chunks) }),
    })
    Object.defineProperty(request, 'url', { value: exactUrl })
    try {
      const response = await handler(request)
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      const reader = response.body?.getReader()
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) outgoing.write(part.value)
      outgoing.end()
    } catch {
      // The client then gets an incomplete response.
      outgoing.destroy()
    }
  })
