import { DEEPEST_JSON, LARGEST_BODY, WRONG_BODY } from '../unknowns.ts'
import { errors, Refusal } from './responses.ts'

/** Reads a body, but never more of it than may be. */
export const readBytes = async (request: Request, most = LARGEST_BODY): Promise<Uint8Array<ArrayBuffer>> => {
  const chunks: Uint8Array[] = []
  let size = 0
  const tooLarge = () => new Refusal(errors.tooLarge, `The body must be at most ${most} bytes.`)
  if (Number(request.headers.get('content-length')) > most) throw tooLarge()
  const reader = request.body?.getReader()
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      size += part.value.length
      if (size > most) throw tooLarge()
      chunks.push(part.value)
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw new Refusal(errors.badRequest, 'The body was cut off.')
    await reader?.cancel().catch(() => undefined)
    throw error
  }
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

/** Whether a value is nested deeper than can be written back. It recurses nowhere, or it would fail where they do. */
const isTooDeep = (value: unknown): boolean => {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST_JSON) return true
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return false
}

/**
 * Reads JSON.
 *
 * @returns `undefined` for an empty body.
 * @throws Refusal for what is no UTF-8, no JSON, too large or too deep.
 */
export const parseJson = (bytes: Uint8Array<ArrayBuffer>): unknown => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal(errors.badRequest, 'The body must be UTF-8.')
  }
  if (text.trim() === '') return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Refusal(WRONG_BODY, 'The body must be JSON.')
  }
  if (isTooDeep(value)) throw new Refusal(WRONG_BODY, `The body must be at most ${DEEPEST_JSON} levels deep.`)
  return value
}
