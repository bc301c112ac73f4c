import { describe, expect, test } from 'vitest'
import { responseShapes } from '../../lib/api/response-fields.ts'
import { type OperationId, operations } from '../../lib/index.ts'
import { createJsonRewriter } from '../../worker/proxy/json/json-rewriter.ts'
import { contentFilter } from '../../worker/proxy/response/content-filters.ts'

/** Returns what a view has of JSON; `undefined` for JSON of another shape. */
const viewOf = (id: OperationId, view: 'default' | 'full', text: string): unknown => {
  const bytes = new TextEncoder().encode(text)
  const json = createJsonRewriter(bytes, 100)
  const isValid = contentFilter(operations[id], view)?.(json)
  expect(json.position(), 'it reads the whole value').toBe(bytes.length)
  const written = new TextDecoder().decode(bytes.subarray(0, json.written()))
  if (isValid) return JSON.parse(written)
  expect(written).toBe('')
  return undefined
}
const defaultView = (id: OperationId, content: unknown) => viewOf(id, 'default', JSON.stringify(content))
const fullView = (id: OperationId, content: unknown) => viewOf(id, 'full', JSON.stringify(content))

test('responseShapes has every operation except those that delete: they have no content', () => {
  const ids = Object.values(operations).flatMap(({ id, method }) => (method === 'DELETE' ? [] : [id]))
  expect(Object.keys(responseShapes).sort()).toEqual(ids.sort())
})

describe('#22 the default view omits', () => {
  test('fields that the service adds later', () => {
    const more = { secret: 'x', __proto__: { name: 'inherited' } }
    for (const id of Object.keys(responseShapes) as OperationId[]) {
      expect([id, defaultView(id, more), fullView(id, more)]).toEqual([id, {}, {}])
    }
    const exec = { kind: 'nodejs:22', code: 'x', env: { TOKEN: 'x' } }
    expect(defaultView('getAction', { exec, limits: { memory: 128, secret: 'x' } })).toEqual({
      exec: { kind: 'nodejs:22' },
      limits: { memory: 128 },
    })
    expect(fullView('getAction', { exec })).toEqual({ exec: { kind: 'nodejs:22', code: 'x' } })
    const response = { status: 'success', success: true, result: 'x', logs: 'x' }
    expect(defaultView('getTriggerActivationDetail', { response, logs: ['x'] })).toEqual({
      response: { status: 'success', success: true },
    })
    expect(defaultView('postAction', { response, logs: ['x'] })).toEqual({
      response: { status: 'success', success: true, result: 'x' },
    })
  })

  test('fields of another shape', () => {
    expect(
      defaultView('getPackage', { name: { code: 'x' }, description: ['a', { code: 'x' }], platform: null }),
    ).toEqual({
      platform: null,
    })
    expect(defaultView('getAction', { exec: 'x', limits: ['x'], vpc: [{ vpcNo: 1 }, 'x'] })).toEqual({})
    expect(defaultView('getActionList', { actions: ['x'] })).toEqual({})
  })

  test('all options of a trigger except for its cron expression', () => {
    const optionsOf = (execOption: unknown) => defaultView('getTrigger', { execOption })
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
    expect(optionsOf(options)).toEqual({ execOption: left })
    expect(optionsOf({ key: 'ncf_triggerOptions', value: options })).toEqual({
      execOption: { key: 'ncf_triggerOptions', value: left },
    })
    for (const other of ['x', null, [null], [['x']]]) expect([other, optionsOf(other)]).toEqual([other, {}])
    expect(fullView('getTrigger', { execOption: options })).toEqual({ execOption: options })
  })
})

describe('every view', () => {
  test('has a subnet that is an object or a list', () => {
    const vpc = { vpcNo: 1, subnetNo: 2 }
    expect(defaultView('getAction', { vpc })).toEqual({ vpc })
    expect(defaultView('putAction', { vpc: [vpc, vpc] })).toEqual({ vpc: [vpc, vpc] })
  })

  test('rejects content of another shape', () => {
    for (const content of [null, 'x', 1, [null], [{}, 'x']]) {
      expect([content, defaultView('getPackageList', content)]).toEqual([content, undefined])
    }
  })
})

/** Returns an object with a value at a path. */
const within = (path: string, value: unknown): unknown =>
  path.split('.').reduceRight<unknown>((inner, field) => ({ [field]: inner }), value)

const sensitive = Object.values(operations).flatMap(({ id, sensitive: paths = [] }) =>
  paths.map((path) => [id, path] as const),
)

// The default view of a run has its result.
test.for(sensitive.filter(([id]) => id !== 'postAction'))('the default view of %s omits %s', ([id, path]) => {
  for (const value of ['CANARY', ['CANARY'], { key: 'token', value: 'CANARY' }, [{ key: 'CANARY', value: 'CANARY' }]]) {
    const shown = JSON.stringify(defaultView(id, within(path, value)))
    // The keys of options are not sensitive.
    expect(shown.replaceAll('"key":"CANARY"', '')).not.toContain('CANARY')
  }
})
