/** How to read a body. */
export interface ReadOptions {
  readonly maxBytes: number
  /** The length that the headers say, in bytes. It can be wrong. Default: unknown. */
  readonly contentLength?: number
  /** Creates the error for a body that is too large. */
  readonly tooLarge: () => Error
  /** Called with each part and the number of bytes so far. */
  readonly onPart?: (part: Uint8Array, bytes: number) => void
  /** Rejects when the time is over. */
  readonly timeout?: Promise<never>
}

/**
 * Reads a body into one array. It copies each part, because a sender can choose very small parts, and an array for each
 * would need more memory than the body.
 *
 * @throws The error of `tooLarge`, `onPart`, `timeout` or the stream. Then it cancels the stream.
 */
export const readBytes = async (
  stream: ReadableStream<Uint8Array> | null,
  { maxBytes, contentLength = 0, tooLarge, onPart, timeout }: ReadOptions,
): Promise<Uint8Array<ArrayBuffer>> => {
  if (contentLength > maxBytes) throw tooLarge()
  const reader = stream?.getReader()
  const next = () => reader && (timeout ? Promise.race([reader.read(), timeout]) : reader.read())
  let buffer = new Uint8Array(0)
  let length = 0
  try {
    for (let part = await next(); part && !part.done; part = await next()) {
      const start = length
      length += part.value.byteLength
      onPart?.(part.value, length)
      if (length > maxBytes) throw tooLarge()
      if (length > buffer.length) {
        // Without a correct length, the array grows to four times its size: fewer old arrays wait for the collector.
        const larger = new Uint8Array(length <= contentLength ? contentLength : Math.min(maxBytes, 4 * length))
        larger.set(buffer.subarray(0, start))
        buffer = larger
      }
      buffer.set(part.value, start)
    }
    return buffer.subarray(0, length)
  } catch (error) {
    // The sender may never confirm that it stops, so nothing waits for the cancellation.
    reader?.cancel().catch(() => undefined)
    throw error
  }
}
