/** How to read a body. */
export interface ReadOptions {
  readonly maxBytes: number
  /** The length that the headers say, in bytes. It can be wrong. Default: unknown. */
  readonly contentLength?: number
  /** Called with each part and the number of bytes so far. */
  readonly onPart?: (part: Uint8Array, bytes: number) => void
  /** Rejects when the time is over. */
  readonly timeout?: Promise<never>
}

/**
 * Reads a body into one array. It copies each part, because a sender can choose very small parts, and an array for each
 * would need more memory than the body.
 *
 * @returns `undefined` if the body is too large. Then it cancels the stream.
 * @throws The error of `onPart`, `timeout` or the stream. Then it cancels the stream, too.
 */
export const readBytes = async (
  stream: ReadableStream<Uint8Array> | null,
  { maxBytes, contentLength = 0, onPart, timeout }: ReadOptions,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const reader = stream?.getReader()
  // The sender may never confirm that it stops, so nothing waits for the cancellation.
  const stop = (): undefined => {
    reader?.cancel().catch(() => undefined)
  }
  if (contentLength > maxBytes) return stop()
  const next = () => reader && (timeout ? Promise.race([reader.read(), timeout]) : reader.read())
  let buffer = new Uint8Array(0)
  let length = 0
  try {
    for (let part = await next(); part && !part.done; part = await next()) {
      const start = length
      length += part.value.byteLength
      onPart?.(part.value, length)
      if (length > maxBytes) return stop()
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
    stop()
    throw error
  }
}
