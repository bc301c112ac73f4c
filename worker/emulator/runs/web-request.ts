import { parseJson, readBytes } from '../gateway/read-body.ts'
import { errors, Refusal, refusal } from '../gateway/responses.ts'
import { decodePart, queryOf } from '../gateway/route.ts'
import { type ActionDocument, actionKey, find, platforms } from '../resources/documents.ts'
import { isObject, type JsonObject, MEGABYTE } from '../resources/fields.ts'
import type { Service } from '../service.ts'
import type { ActivationRecord, Platform } from '../store/store.ts'
import { EMPTY_PATH, FAILED_WEB_RUN } from '../unknowns.ts'
import { checkRunnable, start, waitFor } from './run.ts'

/** What API Gateway waits for a web action, in milliseconds. */
const LONGEST_WAIT = 60_000

/** What stands in place of an address of API Gateway. */
const ADDRESS = new RegExp(`^/web/(${platforms.join('|')})/([^/]+)/([^/]+)/http(/.*)?$`, 's')

/** Whether a target is an address of a web action. */
export const isWeb = (target: string): boolean => ADDRESS.test(target.replace(/\?.*$/s, ''))

const binaryText = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}

/** What the action gets of a body that is not handed over raw: the fields of JSON and of forms. */
const fieldsOfBody = (type: string, bytes: Uint8Array<ArrayBuffer>): JsonObject => {
  if (/^application\/x-www-form-urlencoded/i.test(type)) {
    return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)))
  }
  const value = /^application\/([\w.-]+\+)?json/i.test(type) ? parseJson(bytes) : undefined
  return isObject(value) ? value : {}
}

const parametersOf = async (
  request: Request,
  { 'raw-http': isRaw }: ActionDocument,
  path: string,
  query: URLSearchParams,
): Promise<JsonObject> => {
  const bytes = await readBytes(request, MEGABYTE)
  const { method, headers } = request
  return {
    ...(!isRaw && { ...Object.fromEntries(query), ...fieldsOfBody(headers.get('content-type') ?? '', bytes) }),
    __ow_method: method.toLowerCase(),
    __ow_path: path,
    __ow_headers: Object.fromEntries(headers),
    ...(isRaw && { __ow_body: btoa(binaryText(bytes)), __ow_query: query.toString() }),
  }
}

const MEDIA = /^(image|audio|video|font)\/(?!svg)|^application\/(octet-stream|pdf|zip|gzip)/i

/** A body as it is sent; media are base64 in the result. */
const bodyOf = (body: unknown, type: string): string | Uint8Array<ArrayBuffer> | null => {
  if (body === undefined || body === null || body === '') return null
  if (typeof body !== 'string') return JSON.stringify(body)
  return MEDIA.test(type) ? Uint8Array.from(atob(body), (character) => character.charCodeAt(0)) : body
}

const withoutBody = (status: number): boolean => [204, 205, 304].includes(status)

/** The result's `statusCode`, `headers` and `body` as an answer. */
const answerOf = ({ result }: ActivationRecord, method: string): Response => {
  const { statusCode, headers: given, body } = isObject(result) ? result : {}
  const headers = new Headers()
  for (const [name, value] of Object.entries(isObject(given) ? given : {})) {
    for (const each of [value].flat()) headers.append(name, String(each))
  }
  const sent = bodyOf(body, headers.get('content-type') ?? '')
  const status = Number(statusCode ?? (sent === null ? 204 : 200))
  if (sent !== null && !headers.has('content-type')) {
    headers.set('content-type', typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json')
  }
  return new Response(method === 'HEAD' || withoutBody(status) ? null : sent, { status, headers })
}

/** Unknown: what the platform itself says to OPTIONS, unless the action has `custom-options`. This is OpenWhisk's. */
const options = (): Response =>
  new Response(null, {
    status: 200,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'OPTIONS, GET, DELETE, POST, PUT, HEAD, PATCH',
      'access-control-allow-headers': 'Authorization, Origin, X-Requested-With, Content-Type, Accept, User-Agent',
    },
  })

/**
 * Answers a request to a web action, which needs no signature:
 * `{origin}/web/{platform}/{packageName}/{actionName}/http[/path]`.
 *
 * @throws Refusal for an action there is not, that is no web action, or that the emulator cannot run.
 */
export const web = async (request: Request, target: string, service: Service): Promise<Response> => {
  const [, platform = '', packageName = '', actionName = '', path = EMPTY_PATH] =
    ADDRESS.exec(target.replace(/\?.*$/s, '')) ?? []
  const key = actionKey(decodePart(packageName), decodePart(actionName))
  const action = find(service, 'action', platform as Platform, key)
  if (!action.type.includes('web')) throw new Refusal(errors.notFound, `${action.name} is no web action.`)
  if (request.method === 'OPTIONS' && !action['custom-options']) return options()
  checkRunnable(service, platform as Platform, action)

  const time = service.now()
  const parameters = await parametersOf(request, action, decodePart(path), queryOf(target))
  const started = start(service, { platform: platform as Platform, action, parameters, start: time })
  const ended = await waitFor(service, started, LONGEST_WAIT)
  if (!ended) throw new Refusal(errors.endpointTimeout, `Activation ${started.activationId} goes on.`)
  const failed = (why: string): Response =>
    refusal(time, { ...errors.endpoint, status: FAILED_WEB_RUN }, `Activation ${ended.activationId}: ${why}`)
  if (!ended.success) return failed(ended.status)
  try {
    return answerOf(ended, request.method)
  } catch {
    return failed('statusCode, headers and body make no HTTP answer')
  }
}
