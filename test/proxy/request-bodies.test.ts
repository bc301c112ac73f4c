import { describe, expect, test } from 'vitest'
import { type OperationId, operations } from '../../lib/index.ts'
import type { ProxyConfig } from '../../worker/proxy/app.ts'
import { authorized, openProxy } from '../support/proxy.ts'
import { sampleRequests } from '../support/requests.ts'
import { allPermissions, jsonHeaders, rejected, sendRequest, v21 } from './send.ts'

const post = (body: BodyInit, config?: ProxyConfig, headers: Record<string, string> = jsonHeaders) =>
  sendRequest(`${v21}/packages/package001/actions/hello`, { method: 'POST', headers, body, duplex: 'half' }, config)

/** Returns the text of the body that the proxy sends. */
const decode = (body: RequestInit['body']): string => new TextDecoder().decode(body as Uint8Array)

const withBody = (Object.keys(operations) as OperationId[]).filter((id) => operations[id].body)

describe('createProxy rejects', () => {
  test.for(withBody)('#6 a body of %s with a content type that a form can have', async (id) => {
    const { method, target } = sampleRequests[id]
    for (const type of [
      '',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/json-patch+json',
      'text/json',
      'application/json; charset=utf-16',
      'application/json, text/plain',
      'text/plain; application/json',
    ]) {
      const result = await sendRequest(v21 + target, {
        method,
        headers: { ...authorized, 'content-type': type },
        body: '{}',
      })
      expect([type, result]).toEqual([type, rejected(415, 'unsupported_media_type')])
    }
    expect(await sendRequest(v21 + target, { method })).toEqual(rejected(415, 'unsupported_media_type'))
  })

  test.for([
    ['empty', ''],
    ['whitespace', '  '],
    ['cut JSON', '{"a":'],
    ['two JSON values', '{}{}'],
    ['JSON with comments', '{/**/}'],
    ['JSON with a comma at the end', '{"a":1,}'],
    ['JSON with NaN', '{"a":NaN}'],
    ['JSON with a number that is too large', '{"a":1e999}'],
    ['JSON with a negative number that is too large', '{"a":[-1e999]}'],
    ['JSON with a number that is too close to 0', '{"a":0.1e-999}'],
    ['JSON with an integer that a double cannot hold', '{"a":9007199254740993}'],
    ['JSON with such an integer and .0', '{"a":9007199254740993.0}'],
    ['JSON with such an integer and an exponent', '{"a":90071992547409930e-1}'],
    ['JSON with such a negative integer', '{"a":-9007199254740993}'],
    ['JSON with an integer whose double has other digits', '{"a":123456789012345678901}'],
    ['JSON with a byte order mark', '\ufeff{}'],
    ['JSON with 200001 values', `{"a":[${'0,'.repeat(199_998)}0]}`],
    ['JSON with a repeated key', '{"a":1,"b":2,"a":1}'],
    ['JSON with a repeated key, once with an escape', '{"a":1,"\\u0061":1}'],
    ['JSON with a repeated key in a nested object', '{"a":[{"b":{"c":":\\"","c":"{"}}]}'],
    ['JSON with a repeated __proto__', '{"__proto__":1,"__proto__":1}'],
    ['nested 100000 levels deep', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['nested 101 levels deep', `{"a":${'['.repeat(100)}0${']'.repeat(100)}}`],
    ['JSON that is not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['UTF-8 that is cut within a character', new Uint8Array([0x22, 0xed, 0x95])],
    ['JSON before a cut character', new Uint8Array([0x7b, 0x7d, 0xed, 0x95])],
    ['UTF-16', new Uint8Array([0x7b, 0, 0x7d, 0])],
  ] as const)('a body that is %s', async ([, body]) => {
    expect(await post(body)).toEqual(rejected(400, 'invalid_json'))
  })

  test.for(['null', '[]', '"text"', '1', 'true', '[{}]'])('a body that is %s instead of an object', async (body) => {
    expect(await post(body)).toEqual(rejected(422, 'invalid_body'))
  })

  test.for([
    ['putPackage', '{"name":"p"}'],
    ['putPackage', '{"__proto__":{"description":"a"}}'],
    ['putPackage', '{"constructor":1}'],
    ['putPackage', '{"Description":"a"}'],
    ['putAction', '{"raw_http":true}'],
    ['putAction', '{"platform":"classic"}'],
    ['putAction', '{"packageName":"other"}'],
    ['putTrigger', '{"triggerName":"other"}'],
    ['putTrigger', '{"type":"cron"}'],
    ['postTriggerLinkAction', '{"action":"a","triggerName":"other"}'],
    ['deleteTriggerLinkAction', '{"action":"a","parameters":{}}'],
  ] as const)('a body of %s with an unknown field: %s', async ([id, body]) => {
    const { method, target } = sampleRequests[id]
    expect(await sendRequest(v21 + target, { method, headers: jsonHeaders, body })).toEqual(
      rejected(422, 'invalid_body'),
    )
  })

  const parts = (...texts: string[]) =>
    new ReadableStream({
      start(controller) {
        for (const text of texts) controller.enqueue(new TextEncoder().encode(text))
        controller.close()
      },
    })

  test('that says it is too large', async () => {
    const large = { ...jsonHeaders, 'content-length': '1048577' }
    expect(await post(parts('{}'), {}, large)).toEqual(rejected(413, 'payload_too_large'))
  })

  test('a body that is too large, even with a small content-length, and stops reading it', async () => {
    let taken = 0
    let isCancelled = false
    const endless = new ReadableStream({
      pull(controller) {
        taken += 1
        controller.enqueue(new Uint8Array(2 ** 16).fill(0x20))
      },
      cancel() {
        isCancelled = true
      },
    })
    expect(await post(endless, {}, { ...jsonHeaders, 'content-length': '2' })).toEqual(
      rejected(413, 'payload_too_large'),
    )
    expect(taken).toBeLessThan(20)
    expect(isCancelled).toBe(true)
  })

  test('a body that breaks off', async () => {
    const broken = new ReadableStream({
      pull(controller) {
        controller.error(new Error('CANARY'))
      },
    })
    expect(await post(broken)).toEqual(rejected(400, 'invalid_json'))
  })

  test.for([
    ['never begins', () => parts()],
    ['stops in the middle', () => parts('{"a":')],
    ['never ends after its JSON', () => parts('{}')],
  ] as const)('#16 a body that %s', async ([, open]) => {
    let isCancelled = false
    const opened = open()
    const slow = new ReadableStream({
      async start(controller) {
        for await (const part of opened) controller.enqueue(part)
      },
      cancel() {
        isCancelled = true
      },
    })
    const timedOut = await post(slow, { BODY_TIMEOUT_MS: '20' })
    expect(timedOut).toEqual(rejected(408, 'request_timeout'))
    expect(JSON.parse(timedOut.text).retryable).toBe(true)
    expect(isCancelled).toBe(true)
    const { target } = sampleRequests.deletePackage
    const init = { method: 'DELETE', headers: authorized, body: new ReadableStream(), duplex: 'half' } as const
    expect(await sendRequest(v21 + target, init, { BODY_TIMEOUT_MS: '20' })).toEqual(rejected(408, 'request_timeout'))
  })

  test('a body larger than MAX_BODY_BYTES, and accepts one of that size', async () => {
    const config = { MAX_BODY_BYTES: '12' }
    expect((await post('{"a":"1234"}', config)).status).toBe(200)
    expect(await post('{"a":"12345"}', config)).toEqual(rejected(413, 'payload_too_large'))
    expect(await post('{"a":"é234"}', config), 'bytes, not characters').toEqual(rejected(413, 'payload_too_large'))
    expect(await post(parts('{"a"', ':"12', '345"}'), config)).toEqual(rejected(413, 'payload_too_large'))
  })

  test('a body of putAction larger than MAX_CODE_BYTES, which counts for no other operation', async () => {
    const config = { MAX_BODY_BYTES: '20', MAX_CODE_BYTES: '30' }
    const put = (id: 'putAction' | 'putPackage', body: string) => {
      const { method, target } = sampleRequests[id]
      return sendRequest(v21 + target, { method, headers: jsonHeaders, body }, config)
    }
    expect((await put('putAction', '{}'.padEnd(30))).status).toBe(200)
    expect(await put('putAction', '{}'.padEnd(31))).toEqual(rejected(413, 'payload_too_large'))
    expect((await put('putPackage', '{}'.padEnd(20))).status).toBe(200)
    expect(await put('putPackage', '{}'.padEnd(21))).toEqual(rejected(413, 'payload_too_large'))
  })

  test.for(['deletePackage', 'deleteAction', 'deleteTrigger'] as const)('a body of %s, which has none', async (id) => {
    const { method, target } = sampleRequests[id]
    for (const body of ['{}', ' ']) {
      expect(await sendRequest(v21 + target, { method, headers: jsonHeaders, body })).toEqual(
        rejected(413, 'payload_too_large'),
      )
    }
    expect((await sendRequest(v21 + target, { method, headers: jsonHeaders, body: '' })).status).toBe(204)
    const claimed = { ...authorized, 'content-length': '5' }
    expect(await sendRequest(v21 + target, { method, headers: claimed })).toEqual(rejected(413, 'payload_too_large'))
  })
})

describe('createProxy sends a body', () => {
  const sent = async (body: string) => {
    const { calls } = await post(body)
    return calls.map(({ init }) => init.body)
  }

  test('as it was received', async () => {
    for (const body of [
      ' { "a" : [ 1.0 , "\\u0061:" ] ,\n"b":null,"":{}} ',
      `{"a":${'['.repeat(99)}0${']'.repeat(99)}}`,
      '{"a":[0.0,-0,-0.0e5,-9007199254740991,1700000000000000000,1e21,0.1000000000000000055,5e-324,9007199254740992.5]}',
      '{"a":[123456789012345680000,6.02214076e23,1180591620717411303424,9007199254740992.0,90071992547409920e-1]}',
      '{"a":[0e999,0.000e-999,1.7976931348623157e308,3e-324,123456789012345678.5,0.12345678901234567890e2]}',
      '{"escaped \\" quote":1,"\\\\":2,"한":":,:","\\ud800":"\\udc00"}',
      '{"a":{"a":1},"b":[{"a":1},{"a":2}],"A":1,"\\u0061\\u0061":2,"\ufeffa":3}',
      `{"a":[${'0,'.repeat(199_997)}0]}`,
    ]) {
      expect(await sent(body)).toEqual([body])
    }
  })

  test('with __proto__ as a field like any other', async () => {
    expect(await sent('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')).toEqual([
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    ])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test.for([
    'application/json',
    'Application/JSON',
    'application/json;charset=UTF-8',
    'application/json; charset="utf-8"',
  ])('that has the content type %s', async (type) => {
    expect((await post('{}', {}, { ...authorized, 'content-type': type })).status).toBe(200)
  })

  test('with more code than other bodies may have, and returns the code in the response', async () => {
    const code = 'a'.repeat(2 ** 20)
    const config = { ...allPermissions, ALLOWED_OPERATIONS: 'putAction:full' }
    const echo = (_: string, { body }: RequestInit) => new Response(`{"content":${decode(body)}}`)
    const { request } = openProxy(config, echo)
    const { method, target } = sampleRequests.putAction
    const response = await request(v21 + target, {
      method,
      headers: jsonHeaders,
      body: JSON.stringify({ exec: { code } }),
    })
    expect(response.status).toBe(200)
    expect((await response.json()).content.exec.code.length).toBe(code.length)
  })

  test('#21 and repeats no secret of it in logs and responses', async () => {
    const { method, target } = sampleRequests.putTrigger
    const body = JSON.stringify({ credential: { accessToken: 'CANARY' }, parameters: { password: 'CANARY' } })
    for (const upstream of [
      () => Promise.reject(new TypeError('CANARY')),
      () => Response.json({ error: { errorCode: '81311', message: 'CANARY', details: '' } }, { status: 500 }),
      () => new Response('CANARY', { status: 500 }),
    ]) {
      const { request, calls, log } = openProxy(allPermissions, upstream)
      const response = await request(v21 + target, { method, headers: jsonHeaders, body })
      expect(calls.map(({ init }) => init.body)).toEqual([body])
      expect(response.status).toBeGreaterThan(499)
      expect(log).toHaveLength(1)
      expect(log.join()).not.toContain('CANARY')
    }
    const { request } = openProxy(allPermissions, (_, { body }) => new Response(`{"content":${decode(body)}}`))
    expect(await (await request(v21 + target, { method, headers: jsonHeaders, body })).json()).toEqual({ content: {} })
  })
})

test('createProxy decodes a character that arrives in two parts', async () => {
  const bytes = new TextEncoder().encode('{"description":"한"}')
  for (let cut = 1; cut < bytes.length; cut += 1) {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes.slice(0, cut))
        controller.enqueue(bytes.slice(cut))
        controller.close()
      },
    })
    const { status, calls } = await sendRequest(`${v21}/packages/p`, {
      method: 'PUT',
      headers: jsonHeaders,
      body,
      duplex: 'half',
    })
    expect([cut, status, calls.map(({ init }) => init.body)]).toEqual([cut, 200, ['{"description":"한"}']])
  }
})

test('createProxy clears the timer of a body that has arrived', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const before = timers()
  for (const body of ['{}', '[]']) {
    await sendRequest(`${v21}/packages/p`, { method: 'PUT', headers: jsonHeaders, body }, { BODY_TIMEOUT_MS: '120000' })
  }
  // A timer of an earlier test may have ended meanwhile.
  expect(timers()).toBeLessThanOrEqual(before)
})
