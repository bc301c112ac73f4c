import type { Operation } from '../../../lib/index.ts'
import { late } from '../limits/reject-after.ts'
import type { Trace } from '../log/request-log.ts'
import { Refusal } from '../problem.ts'
import { parseJson } from './json.ts'

/** Anything but JSON could come from a form, which any page can send. */
const JSON_TYPE = /^application\/json *(; *charset="?utf-8"? *)?$/i

/** What a body may be. */
interface BodyLimits {
  readonly maxBodyBytes: number
  readonly bodyTimeoutMs: number
}

/** Counts bytes as they come: what `content-length` says need not be so. */
const readText = async (
  { headers, body }: Request,
  { maxBodyBytes: maxBytes, bodyTimeoutMs }: BodyLimits,
  trace: Trace,
): Promise<string> => {
  if (Number(headers.get('content-length')) > maxBytes) throw new Refusal('payload_too_large')
  const reader = body?.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let text = ''
  const limit = late(bodyTimeoutMs, new Refusal('request_timeout'))
  const next = () => reader && Promise.race([reader.read(), limit.promise])
  try {
    for (let part = await next(); part && !part.done; part = await next()) {
      bytes += part.value.byteLength
      trace.bodyBytes = bytes
      if (bytes > maxBytes) throw new Refusal('payload_too_large')
      text += decoder.decode(part.value, { stream: true })
    }
    return text + decoder.decode()
  } catch (error) {
    // Whoever sends it may never end. Nobody waits for that.
    reader?.cancel().catch(() => undefined)
    throw error instanceof Refusal ? error : new Refusal('invalid_json')
  } finally {
    limit.clear()
  }
}

/**
 * Reads the body of an operation: made anew of the fields it has, so that what was checked is what is sent.
 *
 * @returns Nothing for an operation that takes none.
 * @throws Refusal `unsupported_media_type`, `payload_too_large` (also for a body where none belongs), `request_timeout`,
 * `invalid_json` or `invalid_body`.
 */
export const readBody = async (
  request: Request,
  { body: fields }: Operation,
  limits: BodyLimits,
  trace: Trace,
): Promise<object | undefined> => {
  if (!fields) {
    await readText(request, { ...limits, maxBodyBytes: 0 }, trace)
    return undefined
  }
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) throw new Refusal('unsupported_media_type')
  const body = parseJson(await readText(request, limits, trace))
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Refusal('invalid_body')
  const entries = Object.entries(body)
  if (fields !== 'any' && !entries.every(([name]) => fields.includes(name))) throw new Refusal('invalid_body')
  return Object.fromEntries(entries)
}
