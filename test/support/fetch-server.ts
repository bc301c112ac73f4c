import { serve } from './serve.ts'

/** A handler as a server has it. */
export type Handler = (request: Request) => Response | Promise<Response>

const MAY_HAVE_A_BODY = /^(?!GET$|HEAD$)/

/**
 * A fetch handler behind a server. The address a request carries holds the target as it was received: no parser has
 * been over the bytes that are signed.
 */
export const fetchServer = (handler: Handler) =>
  serve(async (incoming, outgoing) => {
    const { method = 'GET', headers, url = '/' } = incoming
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const address = `http://${headers.host}${url}`
    const request = new Request(`http://${headers.host}/`, {
      method,
      headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string])),
      ...(MAY_HAVE_A_BODY.test(method) && { body: Buffer.concat(chunks) }),
    })
    Object.defineProperty(request, 'url', { value: address })
    try {
      const response = await handler(request)
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      const reader = response.body?.getReader()
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) outgoing.write(part.value)
      outgoing.end()
    } catch {
      // An answer that breaks off.
      outgoing.destroy()
    }
  })
