import { expect, test } from 'vitest'
import { filterFields, filterScalar } from '../../worker/proxy/response/filter.ts'

test('filterFields gives no field that is not there, or is not what was expected', () => {
  const view = filterFields({ a: filterScalar, b: filterScalar, c: filterScalar })
  expect(Object.keys(view({ a: null, c: {}, d: 1 }) as object)).toEqual(['a'])
})
