import { LARGEST_PARAMETERS_BYTES } from '../../../lib/api/limits.ts'
import { parseJsonBody, readBody } from '../gateway/read-body.ts'
import { isObject, type JsonObject } from '../resources/field-rules.ts'

const toBase64 = (bytes: Uint8Array): string => {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary)
}

/** Reads the fields of a JSON body or a form. */
const readBodyFields = (contentType: string, bytes: Uint8Array<ArrayBuffer>): JsonObject => {
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) {
    return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)))
  }
  const value = /^application\/([\w.-]+\+)?json/i.test(contentType) ? parseJsonBody(bytes) : undefined
  return isObject(value) ? value : {}
}

/**
 * Reads the parameters of a web action from a request. A raw web action receives query and body as they are.
 *
 * @throws ServiceError for a body that is too large or invalid.
 */
export const readWebParameters = async (
  request: Request,
  path: string,
  query: URLSearchParams,
  isRaw: boolean,
): Promise<JsonObject> => {
  const bytes = await readBody(request, LARGEST_PARAMETERS_BYTES)
  const { method, headers } = request
  const requestFields = {
    __ow_method: method.toLowerCase(),
    __ow_path: path,
    __ow_headers: Object.fromEntries(headers),
  }
  if (isRaw) return { ...requestFields, __ow_body: toBase64(bytes), __ow_query: query.toString() }
  const bodyFields = readBodyFields(headers.get('content-type') ?? '', bytes)
  return { ...Object.fromEntries(query), ...bodyFields, ...requestFields }
}
