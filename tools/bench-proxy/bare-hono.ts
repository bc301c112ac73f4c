import { Hono } from 'hono/tiny'

const app = new Hono<{ Bindings: { UPSTREAM: string } }>()

app.get('/ncf/api/v2/packages', (c) => {
  const { pathname, search } = new URL(c.req.url)
  return fetch(c.env.UPSTREAM + pathname + search)
})

/** As little as a Hono app can be that fetches something elsewhere. */
export default app
