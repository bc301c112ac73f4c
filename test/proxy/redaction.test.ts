import { expect, test } from 'vitest'
import { createRedactor } from '../../worker/proxy/response/redact.ts'
import { authorized, openConfig, openProxy } from '../support/proxy.ts'
import { v21 } from './send.ts'

const accessKey = String(openConfig.NCLOUD_ACCESS_KEY)
const signature = `${'aB3/+'.repeat(8)}xyz=`

test('createRedactor redacts the access key and signatures, and keeps the rest', () => {
  const redact = createRedactor('KEY')
  expect(redact(`a KEY, KEYS: ${signature} ${encodeURIComponent(signature)}.`)).toBe('a …, …S: … ….')
  expect(redact(`${signature.slice(1)} SUB_ACC_NO_PERMISSION`)).toBe(`${signature.slice(1)} SUB_ACC_NO_PERMISSION`)
})

test.for([
  [400, '80001'],
  [401, '200'],
  [403, '230'],
  [500, '900'],
] as const)(
  '#21 createProxy redacts keys and signatures in an error of the gateway: %i %s',
  async ([status, errorCode]) => {
    const sent: string[] = []
    const { request, lines } = openProxy(openConfig, (url, { headers = {} }) => {
      const { 'x-ncp-apigw-signature-v2': signed = '' } = headers as Record<string, string>
      sent.push(signed)
      const error = { errorCode, message: `${url} ${JSON.stringify(headers)}`, details: signed }
      const more = { 'x-ncp-apigw-request-id': accessKey }
      return Response.json({ error }, { status, headers: more })
    })
    const text = await (await request(`${v21}/packages`, { headers: authorized })).text()
    expect(sent.length).toBeGreaterThan(0)
    for (const secret of [accessKey, ...sent]) expect(text + lines.join()).not.toContain(secret)
  },
)
