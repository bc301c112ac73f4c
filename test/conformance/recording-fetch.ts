/** Creates a `fetch` that records every request, and always responds with the same content. */
export const createRecordingFetch = (content: unknown = []) => {
  const sent: { url: string; init: RequestInit }[] = []
  const fetch = (url: string, init: RequestInit) => {
    sent.push({ url, init })
    return Response.json({ content })
  }
  return { sent, fetch }
}
