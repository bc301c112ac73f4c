import { DEEPEST_JSON, LARGEST_BODY, WRONG_BODY } from '../assumptions.ts'
import { errors, ServiceError } from '../errors.ts'

const joinChunks = (chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}

/**
 * Reads a body up to a size.
 *
 * @throws ServiceError for a body that is too large or breaks off.
 */
export const readBody = async (request: Request, maxBytes = LARGEST_BODY): Promise<Uint8Array<ArrayBuffer>> => {
  const tooLarge = () => new ServiceError(errors.tooLarge, `The body must be at most ${maxBytes} bytes.`)
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      size += part.value.length
      if (size > maxBytes) throw tooLarge()
      chunks.push(part.value)
    }
  } catch (error) {
    if (!(error instanceof ServiceError))
      throw new ServiceError(errors.badRequest, 'The body broke off. Send it again.')
    await reader?.cancel().catch(() => undefined)
    throw error
  }
  return joinChunks(chunks, size)
}

/** Whether a value has more levels than the limit. Without recursion: a deep value would overflow the stack. */
const isTooDeep = (value: unknown): boolean => {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST_JSON) return true
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return false
}

/**
 * Parses a JSON body.
 *
 * @returns `undefined` for an empty body.
 * @throws ServiceError for a body that is not UTF-8, not JSON, or too deep.
 */
export const parseJsonBody = (bytes: Uint8Array<ArrayBuffer>): unknown => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ServiceError(errors.badRequest, 'The body is not valid UTF-8: encode it as UTF-8.')
  }
  if (text.trim() === '') return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ServiceError(WRONG_BODY, 'The body is not valid JSON: send what JSON.stringify returns.')
  }
  if (isTooDeep(value)) {
    throw new ServiceError(WRONG_BODY, `The JSON of the body must have at most ${DEEPEST_JSON} levels.`)
  }
  return value
}
