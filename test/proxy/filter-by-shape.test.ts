import { expect, test } from 'vitest'
import { filterFields, filterScalar } from '../../worker/proxy/response/filter-by-shape.ts'

test('filterFields removes a field that is missing or of another shape', () => {
  const view = filterFields({ a: filterScalar, b: filterScalar, c: filterScalar })
  expect(Object.keys(view({ a: null, c: {}, d: 1 }) as object)).toEqual(['a'])
})
