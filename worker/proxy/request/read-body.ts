import type { Operation } from '../../../lib/api/operations.ts'
import { rejectAfter } from '../limits/reject-after.ts'
import { ProxyError } from '../problem.ts'
import { parseJson } from './strict-json.ts'

/** No other content type: a form, which any page can send without a preflight, cannot have this one. */
const JSON_TYPE = /^application\/json *(; *charset="?utf-8"? *)?$/i

/** The limits of a request body. */
export interface BodyLimits {
  readonly maxBytes: number
  /** Longest time until the whole body has arrived: milliseconds. */
  readonly timeoutMs: number
}

/** The field of the log that this file writes. */
interface BodyLog {
  bodyBytes?: number
}

/** Reads the body as text. It counts the bytes that arrive, because `content-length` can be wrong. */
const readText = async (
  { headers, body }: Request,
  { maxBytes, timeoutMs }: BodyLimits,
  log: BodyLog,
): Promise<string> => {
  if (Number(headers.get('content-length')) > maxBytes) throw new ProxyError('payload_too_large')
  const reader = body?.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let text = ''
  const timeout = rejectAfter(timeoutMs, new ProxyError('request_timeout'))
  const next = () => reader && Promise.race([reader.read(), timeout.promise])
  try {
    for (let part = await next(); part && !part.done; part = await next()) {
      bytes += part.value.byteLength
      log.bodyBytes = bytes
      if (bytes > maxBytes) throw new ProxyError('payload_too_large')
      text += decoder.decode(part.value, { stream: true })
    }
    return text + decoder.decode()
  } catch (error) {
    // The sender may never confirm that it stops, so nothing waits for the cancellation.
    reader?.cancel().catch(() => undefined)
    throw error instanceof ProxyError ? error : new ProxyError('invalid_json')
  } finally {
    timeout.clear()
  }
}

/**
 * Reads the body of an operation. The proxy serializes the returned object, so it sends exactly the fields that were
 * validated.
 *
 * @returns `undefined` for an operation without a body.
 * @throws ProxyError `unsupported_media_type`, `payload_too_large` (also for a body that the operation does not have),
 * `request_timeout`, `invalid_json` or `invalid_body`.
 */
export const readBody = async (
  request: Request,
  { body: fields }: Operation,
  limits: BodyLimits,
  log: BodyLog,
): Promise<object | undefined> => {
  if (!fields) {
    await readText(request, { ...limits, maxBytes: 0 }, log)
    return undefined
  }
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) throw new ProxyError('unsupported_media_type')
  const body = parseJson(await readText(request, limits, log))
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ProxyError('invalid_body')
  const entries = Object.entries(body)
  if (fields !== 'any' && !entries.every(([name]) => fields.includes(name))) throw new ProxyError('invalid_body')
  return Object.fromEntries(entries)
}
