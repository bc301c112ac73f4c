/** A minimal Worker that sends each request to the upstream: the baseline for the proxy. */
export default {
  fetch(request: Request, { UPSTREAM }: { UPSTREAM: string }): Promise<Response> {
    const { pathname, search } = new URL(request.url)
    return fetch(UPSTREAM + pathname + search)
  },
}
