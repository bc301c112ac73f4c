import { describe, expect, test } from 'vitest'
import { operations } from '../../lib/api/operations.ts'
import { createSigner } from '../../lib/sign.ts'
import { actionBody, createResources, echoAction, manager, openEmulator, readResponse } from './open-emulator.ts'

const nest = (start: string, end: string, levels = 200_000) => start.repeat(levels) + end.repeat(levels)

const bodies: readonly [name: string, body: BodyInit][] = [
  ['incomplete JSON', '{"description": "x'],
  ['text that is not JSON', 'description=x'],
  ['a list', '[]'],
  ['a list of objects', '[{"description":"x"}]'],
  ['null', 'null'],
  ['a number', '1e999'],
  ['a string', '"x"'],
  ['a byte order mark and incomplete JSON', '\uFEFF{'],
  ['invalid UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
  ['deeply nested lists', nest('[', ']')],
  ['deeply nested objects', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`],
  ['deeply nested parameters', `{"parameters":{"a":${nest('[', ']', 5000)}},"cronOption":"* * * * *"}`],
  ['2 MB of text', JSON.stringify({ description: 'x'.repeat(2 ** 21), action: 'x'.repeat(2 ** 21), a: 1 })],
  [
    '150,000 fields',
    JSON.stringify({
      parameters: Object.fromEntries(
        Array(150_000)
          .fill(0)
          .map((_, i) => [i, 'x'.repeat(9)]),
      ),
    }),
  ],
  ['wrong types', '{"description":{},"parameters":"x","limits":[],"exec":7,"action":{},"package":[],"cronOption":{}}'],
  ['nulls', '{"description":null,"parameters":[null],"exec":null,"action":null,"cronOption":null}'],
]

const writes = Object.values(operations).filter(({ body }) => Array.isArray(body))

describe.each(bodies)('with a body of %s', (_, body) => {
  test.each(writes.map(({ id }) => id))('%s rejects the request and changes nothing', async (id) => {
    const opened = openEmulator()
    await createResources(opened, [
      ['/packages/packageName', {}],
      ['/packages/packageName/actions/actionName', echoAction],
      ['/triggers/triggerName?type=cron', { cronOption: '* * * * *' }],
      ['/triggers/triggerName/link-action', { action: 'packageName/actionName' }],
    ])
    const { method, path } = operations[id]
    for (const version of ['v2.1', 'v2.0']) {
      const prefix = version === 'v2.1' ? '/ncf/api/v2' : '/api/v2'
      const type = id === 'putTrigger' ? '&type=cron' : ''
      const target = `${prefix}${path.replace(/[{}]/g, '')}?platform=vpc${type}`
      const before = opened.snapshot()
      const headers = { ...(await createSigner(manager, { now: () => opened.clock.time }).headers(method, target)) }
      const response = await readResponse(
        await opened.emulator.fetch(`http://emulator.localhost${target}`, { method, headers, body }),
      )
      expect([response.status, typeof response.error?.errorCode]).toEqual([400, 'string'])
      expect(opened.snapshot()).toBe(before)
    }
  })
})

test.each(bodies.filter(([name]) => !['wrong types', 'nulls', 'a number'].includes(name)))(
  'postAction and postTrigger reject a body of %s, and start nothing',
  async (_, body) => {
    const opened = openEmulator()
    await createResources(opened, [
      ['/packages/-/actions/a', echoAction],
      ['/triggers/t?type=cron', { cronOption: '* * * * *' }],
      ['/triggers/t/link-action', { action: 'a' }],
    ])
    const before = opened.snapshot()
    for (const target of ['/ncf/api/v2/packages/-/actions/a', '/ncf/api/v2/triggers/t']) {
      const headers = { ...(await createSigner(manager, { now: () => opened.clock.time }).headers('POST', target)) }
      const init = { method: 'POST', headers, body }
      const response = await readResponse(await opened.emulator.fetch(`http://emulator.localhost${target}`, init))
      await opened.emulator.idle()
      expect(response.status).toBe(400)
    }
    expect(opened.snapshot()).toBe(before)
  },
)

describe('__proto__', () => {
  const text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'

  test('is a name like any other, and does not change prototypes', async () => {
    const opened = openEmulator()
    const put = await opened.call(
      'PUT',
      '/packages/p',
      `{"parameters":${text},"__proto__":{"description":"inherited"}}`,
    )
    expect(put.status).toBe(200)
    expect(put.text).toContain(text)
    expect(put.content.description).toBe('')
    await createResources(opened, [['/packages/p/actions/a', echoAction]])
    const run = await opened.call('POST', '/packages/p/actions/a', text)
    expect(run.status).toBe(200)
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  test('does not add fields to a body', async () => {
    const opened = openEmulator()
    const { error } = await opened.call('PUT', '/packages/-/actions/a', `{"__proto__":${JSON.stringify(echoAction)}}`)
    expect(error?.errorCode).toBe('80306')
  })

  test.each(['__proto__', 'constructor', 'toString'])('%s can be the name of a package', async (name) => {
    const { call } = openEmulator()
    for (const target of [`/packages/${name}`, `/packages/-/actions/${name}`, `/triggers/${name}`]) {
      expect((await call('GET', target)).status).toBe(404)
    }
    expect((await call('PUT', `/packages/${name}`, {})).status).toBe(200)
    expect((await call('GET', `/packages/${name}`)).content.name).toBe(name)
    expect((await call('PUT', `/packages/${name}/actions/own-${name}`, echoAction)).status).toBe(200)
    expect((await call('GET', `/packages/${name}/actions`)).content.actions).toHaveLength(1)
  })
})

describe('a body that is too large', () => {
  const limit = 56 * 2 ** 20

  test('is rejected by its content-length, before it is read', async () => {
    const { call } = openEmulator()
    const headers = { 'content-length': `${limit + 1}` }
    const { status, error } = await call('PUT', '/packages/p', '{}', { headers })
    expect([status, error?.errorCode]).toEqual([413, '430'])
  })

  test('is rejected at the limit, and the rest is not read', async () => {
    const opened = openEmulator()
    const target = '/ncf/api/v2/packages/p'
    const headers = { ...(await createSigner(manager, { now: () => opened.clock.time }).headers('PUT', target)) }
    let sent = 0
    const part = new Uint8Array(2 ** 20)
    const body = new ReadableStream({
      pull(controller) {
        sent += part.length
        controller.enqueue(part)
      },
    })
    const init = { method: 'PUT', headers, body, duplex: 'half' }
    const { status, error } = await readResponse(
      await opened.emulator.fetch(`http://emulator.localhost${target}`, init),
    )
    expect([status, error?.errorCode]).toEqual([413, '430'])
    expect(sent).toBeLessThan(limit + 4 * part.length)
    expect(opened.store.count('package')).toBe(0)
  })

  test('has more than 8 MB of code', async () => {
    const { call } = openEmulator()
    const code = `const main = () => ({}) // ${'x'.repeat(8 * 2 ** 20)}`
    expect((await call('PUT', '/packages/-/actions/a', actionBody(code))).status).toBe(200)
  })
})

test('rejects a body that breaks off', async () => {
  const opened = openEmulator()
  const target = '/ncf/api/v2/packages/p'
  const headers = { ...(await createSigner(manager, { now: () => opened.clock.time }).headers('PUT', target)) }
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
  const init = { method: 'PUT', headers, body, duplex: 'half' }
  const { status, error } = await readResponse(await opened.emulator.fetch(`http://emulator.localhost${target}`, init))
  expect([status, error?.errorCode]).toEqual([400, '100'])
})

test('responds with 500 if the store throws', async () => {
  const opened = openEmulator()
  const store = {
    ...opened.store,
    list: () => {
      throw new Error('disk full')
    },
  }
  const { status, error } = await openEmulator({ store }).call('GET', '/packages')
  expect([status, error?.errorCode]).toEqual([500, '900'])
})
