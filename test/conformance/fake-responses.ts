/** Responds to one request. */
export type Respond = () => Response | Promise<Response>

/** Responds with an error of the gateway or the service. */
export const respondWithError =
  (status: number, errorCode: string, headers: Record<string, string> = {}): Respond =>
  () =>
    Response.json({ error: { errorCode, message: 'NO' } }, { status, headers })

/** Responds with an empty list. */
export const respondWithList: Respond = () =>
  Response.json({ content: [] }, { headers: { 'x-ncp-apigw-request-id': 'ok' } })

/** Responds as the service does to a deletion. */
export const respondWithoutContent: Respond = () => new Response(null, { status: 204 })

/** Responds with an HTML page. */
export const respondWithHtml =
  (status: number): Respond =>
  () =>
    new Response('<p>', { status })

/** Responds with a body that breaks off. */
export const respondWithBrokenBody: Respond = () =>
  new Response(new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) }))

/** The gateway cannot reach the service. */
export const serviceUnreachable: Respond = respondWithError(503, '500')

/** Never responds. */
export const neverRespond = (): Promise<never> => new Promise<never>(() => {})

/** Fails as `fetch` does without a network. */
export const failToFetch: Respond = () => Promise.reject(new TypeError('fetch failed'))
