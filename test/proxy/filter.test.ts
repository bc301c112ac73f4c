import { expect, test } from 'vitest'
import { fields, plain } from '../../worker/proxy/response/filter.ts'

test('fields gives no field that is not there, or is not what was expected', () => {
  const view = fields({ a: plain, b: plain, c: plain })
  expect(Object.keys(view({ a: null, c: {}, d: 1 }) as object)).toEqual(['a'])
})
