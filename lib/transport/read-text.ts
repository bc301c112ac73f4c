/**
 * Reads the body of a response as text. Cancels a body that is too large.
 *
 * @param maxBytes The limit, after decompression: those bytes fill the memory.
 * @returns `undefined` if the body is too large.
 */
export const readText = async (response: Response, maxBytes: number): Promise<string | undefined> => {
  const reader = response.body?.getReader()
  // An empty body has no stream. React Native has none at all.
  if (!reader) return response.text()
  const decoder = new TextDecoder()
  let text = ''
  let bytesLeft = maxBytes
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytesLeft -= value.byteLength
    if (bytesLeft < 0) {
      reader.cancel().catch(() => {})
      return undefined
    }
    text += decoder.decode(value, { stream: true })
  }
}
