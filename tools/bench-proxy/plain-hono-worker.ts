import { Hono } from 'hono/tiny'

const app = new Hono<{ Bindings: { UPSTREAM: string } }>()

app.get('/ncf/api/v2/packages', (c) => {
  const { pathname, search } = new URL(c.req.url)
  return fetch(c.env.UPSTREAM + pathname + search)
})

/** A minimal Hono app that sends each request to the upstream. */
export default app
