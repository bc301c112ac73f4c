import { expect, test } from 'vitest'
import { createTransport } from '../../lib/core.ts'
import { operations } from '../../lib/index.ts'

test('createTransport sends the bytes of a prepared body as they are, and other bodies as JSON', async () => {
  const bodies: unknown[] = []
  const transport = createTransport({
    accessKey: 'KEY',
    secretKey: 'SECRET',
    fetch: async (_, { body }) => {
      bodies.push(await new Response(body).text())
      return Response.json({ content: {} })
    },
  })
  const params = { packageName: 'p', actionName: 'a' }
  const body = new TextEncoder().encode(' {"a":1.0} ')
  await transport.call(operations.putAction, params, {}, () => ({ params, body }))
  await transport.call(operations.postAction, params, {}, () => ({ params, body }))
  await transport.call(operations.putAction, params, {}, () => ({ params, body: { a: 1 } }))
  expect(bodies).toEqual([' {"a":1.0} ', ' {"a":1.0} ', '{"a":1}'])
})
