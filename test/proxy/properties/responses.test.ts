import { array, constantFrom, dictionary, letrec, oneof, record, string } from 'fast-check'
import { expect, test } from 'vitest'
import { type OperationId, operations } from '../../../lib/index.ts'
import { defaultFields, fieldsOf } from '../../../tools/fuzz/answer-oracle.ts'
import { forAll } from '../../support/property.ts'
import { openProxy } from '../../support/proxy.ts'
import { sampleRequests } from '../../support/requests.ts'
import { allPermissions, jsonHeaders, v21 } from '../send.ts'

/** Other fields of the service, and fields that it may add. */
const otherFields = [
  'code',
  'parameters',
  'credential',
  'credentials',
  'logs',
  'link',
  'events',
  'secret',
  '__proto__',
  'env',
]
const names = [...new Set([...Object.values(defaultFields).join().split(','), ...otherFields])]

const leaf = constantFrom('CANARY', 1, true, null, '')
const { entry: object } = letrec<{ content: unknown; entry: object }>((tie) => ({
  content: oneof({ depthSize: 'medium' }, leaf, array(tie('content'), { maxLength: 3 }), tie('entry')),
  entry: dictionary(oneof({ weight: 9, arbitrary: constantFrom(...names) }, string({ maxLength: 3 })), tie('content'), {
    maxKeys: 8,
    noNullPrototype: true,
  }),
}))
const operation = constantFrom(...(Object.keys(operations) as OperationId[]))

test('#22 createProxy returns only fields of the default view, for every response of the gateway', async () => {
  const returned = new Set<string>()
  await forAll(
    record({ operation, content: object }),
    async ({ operation, content }) => {
      const { method, target, body } = sampleRequests[operation]
      const gatewayBody = { content: operations[operation].isList ? [content] : content }
      const { request } = openProxy(allPermissions, () => Response.json(gatewayBody))
      const response = await request(v21 + target, {
        method,
        headers: jsonHeaders,
        ...(body && { body: JSON.stringify(body) }),
      })
      if (method === 'DELETE') return expect(response.status).toBe(502)
      expect(response.status).toBe(200)
      const listed = defaultFields[operation]?.split(',') ?? []
      const fields = fieldsOf((await response.json()).content)
      expect(fields.filter((name) => !listed.includes(name))).toEqual([])
      for (const name of fields) returned.add(`${operation} ${name}`)
    },
    400,
  )
  expect(returned.size, 'many fields occurred').toBeGreaterThan(40)
})
