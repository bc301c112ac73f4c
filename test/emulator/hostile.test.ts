import { describe, expect, test } from 'vitest'
import { operations } from '../../lib/api/operations.ts'
import { createSigner } from '../../lib/sign.ts'
import { action, echo, manager, open, prepare, read } from './open-emulator.ts'

const deep = (open: string, close: string, levels = 200_000) => open.repeat(levels) + close.repeat(levels)

const bodies: readonly [name: string, body: BodyInit][] = [
  ['half of JSON', '{"description": "x'],
  ['no JSON', 'description=x'],
  ['a list', '[]'],
  ['a list of objects', '[{"description":"x"}]'],
  ['null', 'null'],
  ['a number', '1e999'],
  ['a text', '"x"'],
  ['a byte order mark and rubbish', '\uFEFF{'],
  ['no UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
  ['deep lists', deep('[', ']')],
  ['deep objects', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`],
  ['deep parameters', `{"parameters":{"a":${deep('[', ']', 5000)}},"cronOption":"* * * * *"}`],
  ['2 MB of text', JSON.stringify({ description: 'x'.repeat(2 ** 21), action: 'x'.repeat(2 ** 21), a: 1 })],
  [
    '2 MB of fields',
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

describe.each(bodies)('A body of %s', (_, body) => {
  test.each(writes.map(({ id }) => id))('%s refuses it and changes nothing', async (id) => {
    const opened = open()
    await prepare(opened, [
      ['/packages/packageName', {}],
      ['/packages/packageName/actions/actionName', echo],
      ['/triggers/triggerName?type=cron', { cronOption: '* * * * *' }],
      ['/triggers/triggerName/link-action', { action: 'packageName/actionName' }],
    ])
    const { method, path } = operations[id]
    for (const version of ['v2.1', 'v2.0']) {
      const prefix = version === 'v2.1' ? '/ncf/api/v2' : '/api/v2'
      const type = id === 'putTrigger' ? '&type=cron' : ''
      const target = `${prefix}${path.replace(/[{}]/g, '')}?platform=vpc${type}`
      const before = opened.state()
      const headers = { ...(await createSigner(manager, { now: () => opened.clock.time }).headers(method, target)) }
      const answer = await read(await opened.emulator.fetch(`http://emulator${target}`, { method, headers, body }))
      expect([answer.status, typeof answer.error?.errorCode]).toEqual([400, 'string'])
      expect(opened.state()).toBe(before)
    }
  })
})

test.each(bodies.filter(([name]) => !['wrong types', 'nulls', 'a number'].includes(name)))(
  'Neither runs nor fires with a body of %s',
  async (_, body) => {
    const opened = open()
    await prepare(opened, [
      ['/packages/-/actions/a', echo],
      ['/triggers/t?type=cron', { cronOption: '* * * * *' }],
      ['/triggers/t/link-action', { action: 'a' }],
    ])
    const before = opened.state()
    for (const target of ['/ncf/api/v2/packages/-/actions/a', '/ncf/api/v2/triggers/t']) {
      const headers = { ...(await createSigner(manager, { now: () => opened.clock.time }).headers('POST', target)) }
      const init = { method: 'POST', headers, body }
      const answer = await read(await opened.emulator.fetch(`http://emulator${target}`, init))
      await opened.emulator.idle()
      expect(answer.status).toBe(400)
    }
    expect(opened.state()).toBe(before)
  },
)

describe('__proto__', () => {
  const text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'

  test('is a name like any other, and pollutes nothing', async () => {
    const opened = open()
    const put = await opened.ask('PUT', '/packages/p', `{"parameters":${text},"__proto__":{"description":"inherited"}}`)
    expect(put.status).toBe(200)
    expect(put.text).toContain(text)
    expect(put.content.description).toBe('')
    await prepare(opened, [['/packages/p/actions/a', echo]])
    const run = await opened.ask('POST', '/packages/p/actions/a', text)
    expect(run.status).toBe(200)
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  test('gives no field of a body', async () => {
    const opened = open()
    const { error } = await opened.ask('PUT', '/packages/-/actions/a', `{"__proto__":${JSON.stringify(echo)}}`)
    expect(error?.errorCode).toBe('80306')
  })

  test.each(['__proto__', 'constructor', 'toString'])('%s can be the name of everything', async (name) => {
    const { ask } = open()
    for (const target of [`/packages/${name}`, `/packages/-/actions/${name}`, `/triggers/${name}`]) {
      expect((await ask('GET', target)).status).toBe(404)
    }
    expect((await ask('PUT', `/packages/${name}`, {})).status).toBe(200)
    expect((await ask('GET', `/packages/${name}`)).content.name).toBe(name)
    expect((await ask('PUT', `/packages/${name}/actions/own-${name}`, echo)).status).toBe(200)
    expect((await ask('GET', `/packages/${name}/actions`)).content.actions).toHaveLength(1)
  })
})

describe('A body that is too large', () => {
  const limit = 56 * 2 ** 20

  test('is refused by its announced length, unread', async () => {
    const { ask } = open()
    const headers = { 'content-length': `${limit + 1}` }
    const { status, error } = await ask('PUT', '/packages/p', '{}', { headers })
    expect([status, error?.errorCode]).toEqual([413, '430'])
  })

  test('is refused at the limit, and what follows is not read', async () => {
    const opened = open()
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
    const { status, error } = await read(await opened.emulator.fetch(`http://emulator${target}`, init))
    expect([status, error?.errorCode]).toEqual([413, '430'])
    expect(sent).toBeLessThan(limit + 4 * part.length)
    expect(opened.store.count('package')).toBe(0)
  })

  test('is not one of 8 MB of code', async () => {
    const { ask } = open()
    const code = `const main = () => ({}) // ${'x'.repeat(8 * 2 ** 20)}`
    expect((await ask('PUT', '/packages/-/actions/a', action(code))).status).toBe(200)
  })
})

test('A body that breaks off is refused', async () => {
  const opened = open()
  const target = '/ncf/api/v2/packages/p'
  const headers = { ...(await createSigner(manager, { now: () => opened.clock.time }).headers('PUT', target)) }
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
  const init = { method: 'PUT', headers, body, duplex: 'half' }
  const { status, error } = await read(await opened.emulator.fetch(`http://emulator${target}`, init))
  expect([status, error?.errorCode]).toEqual([400, '100'])
})

test('A store that fails is an error of the service, not a rejection', async () => {
  const opened = open()
  const store = {
    ...opened.store,
    list: () => {
      throw new Error('disk full')
    },
  }
  const { status, error } = await open({ store }).ask('GET', '/packages')
  expect([status, error?.errorCode]).toEqual([500, '900'])
})
