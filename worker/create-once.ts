/** The part of a Worker's default export that this project uses. */
export interface Handler<Env> {
  fetch(request: Request, env: Env): Response | Promise<Response>
}

/**
 * Creates a Worker that creates its app once for each isolate. An app must not keep promises: a promise that depends on
 * one request never settles when that request ends, and other requests would wait for it.
 *
 * @param create Creates the app from the secrets, variables and bindings of the Worker.
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
