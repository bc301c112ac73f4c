/** The part of a Worker's default export this project uses. */
export interface Handler<Env> {
  fetch(request: Request, env: Env): Response | Promise<Response>
}

/**
 * A Worker that creates its app once an isolate. What an isolate keeps must be settled: a promise that waits for
 * something of one request would leave the others hanging when that request ends.
 *
 * @param create Makes the app from the Worker's secrets, variables and bindings.
 */
export const handler = <Env>(create: (env: Env) => { fetch(request: Request): Response | Promise<Response> }) => {
  let app: ReturnType<typeof create> | undefined
  return {
    fetch(request, env) {
      app ??= create(env)
      return app.fetch(request)
    },
  } satisfies Handler<Env>
}
