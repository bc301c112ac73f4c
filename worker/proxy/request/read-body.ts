import type { Operation } from '../../../lib/api/operations.ts'
import { readBytes } from '../limits/read-bytes.ts'
import { rejectAfter } from '../limits/reject-after.ts'
import { maxBodyBytes, type SizeLimits } from '../limits/sizes.ts'
import { ProxyError } from '../problem.ts'
import { validateJson } from './strict-json.ts'

/** No other content type: a form, which any page can send without a preflight, cannot have this one. */
const JSON_TYPE = /^application\/json *(; *charset="?utf-8"? *)?$/i

/** The limits of a request body. */
export interface BodyLimits {
  readonly sizes: SizeLimits
  /** Longest time until the whole body has arrived: milliseconds. */
  readonly timeoutMs: number
}

/** The field of the log that this file writes. */
interface BodyLog {
  bodyBytes?: number
}

/** Reads the body. It counts the bytes that arrive, because `content-length` can be wrong. */
const readUtf8 = async (
  { headers, body }: Request,
  maxBytes: number,
  timeoutMs: number,
  log: BodyLog,
): Promise<Uint8Array<ArrayBuffer>> => {
  // Only checks the bytes. The text of a large body would need more memory than its bytes.
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const timeout = rejectAfter(timeoutMs, new ProxyError('request_timeout'))
  try {
    const bytes = await readBytes(body, {
      maxBytes,
      contentLength: Number(headers.get('content-length')),
      onPart: (part, bytes) => {
        log.bodyBytes = bytes
        decoder.decode(part, { stream: true })
      },
      timeout: timeout.promise,
    })
    if (!bytes) throw new ProxyError('payload_too_large')
    decoder.decode()
    return bytes
  } catch (error) {
    throw error instanceof ProxyError ? error : new ProxyError('invalid_json')
  } finally {
    timeout.clear()
  }
}

/**
 * Reads the body of an operation. The proxy sends exactly the bytes that it validated.
 *
 * @returns `undefined` for an operation without a body.
 * @throws ProxyError `unsupported_media_type`, `payload_too_large` (also for a body that the operation does not have),
 * `request_timeout`, `invalid_json` or `invalid_body`.
 */
export const readBody = async (
  request: Request,
  operation: Operation,
  { sizes, timeoutMs }: BodyLimits,
  log: BodyLog,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const { body: fields } = operation
  if (!fields) {
    await readUtf8(request, 0, timeoutMs, log)
    return undefined
  }
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) throw new ProxyError('unsupported_media_type')
  const bytes = await readUtf8(request, maxBodyBytes(operation, sizes), timeoutMs, log)
  const names = validateJson(bytes)
  if (!names) throw new ProxyError('invalid_body')
  if (fields !== 'any' && ![...names].every((name) => fields.includes(name))) throw new ProxyError('invalid_body')
  return bytes
}
