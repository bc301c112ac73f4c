import { isObject } from '../resources/field-rules.ts'

/** Content types whose body is base64 in the result of an action. */
const BINARY = /^(image|audio|video|font)\/(?!svg)|^application\/(octet-stream|pdf|zip|gzip)/i

const decodeBody = (body: unknown, contentType: string): string | Uint8Array<ArrayBuffer> | null => {
  if (body === undefined || body === null || body === '') return null
  if (typeof body !== 'string') return JSON.stringify(body)
  return BINARY.test(contentType) ? Uint8Array.from(atob(body), (character) => character.charCodeAt(0)) : body
}

const createHeaders = (given: unknown): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(isObject(given) ? given : {})) {
    for (const each of [value].flat()) headers.append(name, String(each))
  }
  return headers
}

const STATUSES_WITHOUT_BODY = [204, 205, 304]

/**
 * Creates the response to a web request from the `statusCode`, `headers` and `body` of the action's result.
 *
 * @throws Error if they are invalid.
 */
export const createWebResponse = (result: unknown, method: string): Response => {
  const { statusCode, headers: given, body } = isObject(result) ? result : {}
  const headers = createHeaders(given)
  const decoded = decodeBody(body, headers.get('content-type') ?? '')
  const status = Number(statusCode ?? (decoded === null ? 204 : 200))
  if (decoded !== null && !headers.has('content-type')) {
    headers.set('content-type', typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json')
  }
  const hasBody = method !== 'HEAD' && !STATUSES_WITHOUT_BODY.includes(status)
  return new Response(hasBody ? decoded : null, { status, headers })
}

/**
 * Creates the response to OPTIONS for an action without `custom-options`. Unknown: this response. It is the one of
 * OpenWhisk.
 */
export const createOptionsResponse = (): Response =>
  new Response(null, {
    status: 200,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'OPTIONS, GET, DELETE, POST, PUT, HEAD, PATCH',
      'access-control-allow-headers': 'Authorization, Origin, X-Requested-With, Content-Type, Accept, User-Agent',
    },
  })
