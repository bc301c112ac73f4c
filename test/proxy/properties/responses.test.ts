import { array, constantFrom, dictionary, letrec, oneof, record, string } from 'fast-check'
import { expect, test } from 'vitest'
import { type OperationId, operations } from '../../../lib/index.ts'
import { forAll } from '../../support/property.ts'
import { openProxy } from '../../support/proxy.ts'
import { sampleRequests } from '../../support/requests.ts'
import { allPermissions, jsonHeaders, v21 } from '../send.ts'

/** The fields that the default view may have, at any depth. */
const entry = ['name', 'description']
const summary = [...entry, 'type', 'runtime']
const actionPackage = [...summary, 'platform', 'namespace', 'resourceId', 'actions']
const action = `${summary.slice(0, 3)},web,raw-http,custom-options,limits,timeout,memory,vpc,vpcNo,subnetNo,resourceId,namespace,path,exec,kind,binary,main,imageUri,components`
const trigger = `${summary.slice(0, 3)},resourceId,namespace,actions,cronOption,execOption,key,value`
const activations = 'activations,activationId,duration,status,totalCount'
const activation = 'activationId,duration,start,end,name,namespace,subject,response,status,success'
const defaultFields: Readonly<Partial<Record<OperationId, string>>> = {
  getPackageList: entry.join(),
  getPackage: actionPackage.join(),
  putPackage: actionPackage.join(),
  getActionList: ['actions', ...summary].join(),
  getAction: action,
  putAction: action,
  postAction: `${activation},result`,
  getActionActivationList: activations,
  getActionActivationDetail: activation,
  getTriggerList: 'triggers,name,type',
  getTrigger: trigger,
  putTrigger: trigger,
  postTrigger: 'activationId',
  postTriggerLinkAction: 'action,name,path,namespace,status,trigger',
  getTriggerActivationList: activations,
  getTriggerActivationDetail: activation,
  getActivationList: activations,
}
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

/** Returns the names of the fields of a value, at any depth. A result may have every field. */
const fieldsOf = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [
        ...(Array.isArray(value) ? [] : [name]),
        ...(name === 'result' ? [] : fieldsOf(inner)),
      ])

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
