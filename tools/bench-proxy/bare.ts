/** As little as a Worker can be that fetches something elsewhere. */
export default {
  fetch(request: Request, { UPSTREAM }: { UPSTREAM: string }): Promise<Response> {
    const { pathname, search } = new URL(request.url)
    return fetch(UPSTREAM + pathname + search)
  },
}
