import { describe, expect, test } from 'vitest'
import { responseShapes } from '../../lib/api/shapes.ts'
import { type OperationId, operations } from '../../lib/index.ts'
import { filterContent } from '../../worker/proxy/response/views.ts'

const part = (id: OperationId, content: unknown) => filterContent(operations[id], 'default', content)
const full = (id: OperationId, content: unknown) => filterContent(operations[id], 'full', content)

test('responseShapes has every operation except those that delete: they have no content', () => {
  const ids = Object.values(operations).flatMap(({ id, method }) => (method === 'DELETE' ? [] : [id]))
  expect(Object.keys(responseShapes).sort()).toEqual(ids.sort())
})

describe('#22 visible leaves out', () => {
  test('what the service may send one day', () => {
    const more = { secret: 'x', __proto__: { name: 'inherited' } }
    for (const id of Object.keys(responseShapes) as OperationId[]) {
      expect([id, part(id, more), full(id, more)]).toEqual([id, {}, {}])
    }
    const exec = { kind: 'nodejs:22', code: 'x', env: { TOKEN: 'x' } }
    expect(part('getAction', { exec, limits: { memory: 128, secret: 'x' } })).toEqual({
      exec: { kind: 'nodejs:22' },
      limits: { memory: 128 },
    })
    expect(full('getAction', { exec })).toEqual({ exec: { kind: 'nodejs:22', code: 'x' } })
    const response = { status: 'success', success: true, result: 'x', logs: 'x' }
    expect(part('getTriggerActivationDetail', { response, logs: ['x'] })).toEqual({
      response: { status: 'success', success: true },
    })
    expect(part('postAction', { response, logs: ['x'] })).toEqual({
      response: { status: 'success', success: true, result: 'x' },
    })
  })

  test('what is of another kind than it should be', () => {
    expect(part('getPackage', { name: { code: 'x' }, description: ['a', { code: 'x' }], platform: null })).toEqual({
      platform: null,
    })
    expect(part('getAction', { exec: 'x', limits: ['x'], vpc: [{ vpcNo: 1 }, 'x'] })).toEqual({})
    expect(part('getActionList', { actions: ['x'] })).toEqual({})
  })

  test('all options of a trigger but the time', () => {
    const shown = (execOption: unknown) => part('getTrigger', { execOption })
    const options = [
      { key: 'cronOption', value: '* * * * *', secret: 'x' },
      { key: 'cron', value: { token: 'x' } },
      { key: 'credential', value: 'x' },
      { key: 'constructor', value: 'x' },
      { value: 'x' },
    ]
    const left = [
      { key: 'cronOption', value: '* * * * *' },
      { key: 'cron' },
      { key: 'credential' },
      { key: 'constructor' },
      {},
    ]
    expect(shown(options)).toEqual({ execOption: left })
    expect(shown({ key: 'ncf_triggerOptions', value: options })).toEqual({
      execOption: { key: 'ncf_triggerOptions', value: left },
    })
    for (const other of ['x', null, [null], [['x']]]) expect([other, shown(other)]).toEqual([other, {}])
    expect(full('getTrigger', { execOption: options })).toEqual({ execOption: options })
  })
})

describe('visible shows', () => {
  test('a subnet as an object or as a list', () => {
    const vpc = { vpcNo: 1, subnetNo: 2 }
    expect(part('getAction', { vpc })).toEqual({ vpc })
    expect(part('putAction', { vpc: [vpc, vpc] })).toEqual({ vpc: [vpc, vpc] })
  })

  test('nothing at all of an answer of another kind', () => {
    for (const content of [undefined, null, 'x', 1, [null], [{}, 'x']]) {
      expect([content, part('getPackageList', content)]).toEqual([content, undefined])
    }
  })
})

/** A value within fields within fields. */
const within = (path: string, value: unknown): unknown =>
  path.split('.').reduceRight<unknown>((inner, field) => ({ [field]: inner }), value)

const sensitive = Object.values(operations).flatMap(({ id, sensitive: paths = [] }) =>
  paths.map((path) => [id, path] as const),
)

// Its result is what the caller asked for.
test.for(sensitive.filter(([id]) => id !== 'postAction'))('part of %s shows nothing of %s', ([id, path]) => {
  for (const value of ['CANARY', ['CANARY'], { key: 'token', value: 'CANARY' }, [{ key: 'CANARY', value: 'CANARY' }]]) {
    const shown = JSON.stringify(part(id, within(path, value)))
    // Keys of options tell which there are; their values are what must not leave.
    expect(shown.replaceAll('"key":"CANARY"', '')).not.toContain('CANARY')
  }
})
