import { describe, expect, test } from 'vitest'
import { createJsonRewriter } from '../../worker/proxy/json/json-rewriter.ts'
import { type Filter, filterFields, filterOf, filterScalar } from '../../worker/proxy/response/filter-by-shape.ts'

/** Returns what a filter writes; `undefined` if the value has another shape. */
const filtered = (filter: Filter, text: string): string | undefined => {
  const bytes = new TextEncoder().encode(text)
  const json = createJsonRewriter(bytes, 100)
  const isValid = filter(json)
  json.end()
  const written = new TextDecoder().decode(bytes.subarray(0, json.written()))
  if (isValid) return written
  expect(written).toBe('')
  return undefined
}

describe('filterFields', () => {
  const view = filterFields({ a: filterScalar, b: filterScalar, c: filterScalar })

  test('removes a field that is missing or of another shape', () => {
    expect(filtered(view, '{"a":null,"c":{},"d":1}')).toBe('{"a":null}')
    expect(filtered(view, ' { "d" : [ 1 ] , "b" : "x" , "c" : {"a":1} , "a" : [ ] } ')).toBe('{"b":"x","a":[]}')
    expect(filtered(view, '{"c":{},"d":1}')).toBe('{}')
    expect(filtered(view, '{}')).toBe('{}')
    expect(filtered(view, '{"toString":1,"__proto__":2}')).toBe('{}')
  })

  test('filters each entry of a list, and rejects a list with one other value', () => {
    expect(filtered(view, '[{"a":1},{"d":2},[],[{"c":3}]]')).toBe('[{"a":1},{},[],[{"c":3}]]')
    expect(filtered(view, ' [ ] ')).toBe('[]')
    for (const text of ['[1,{"a":1}]', '[{"a":1},1]', '[{"a":1},[{},1]]', '1', '"a"', 'null']) {
      expect([text, filtered(view, text)]).toEqual([text, undefined])
    }
  })

  test('reads names with escapes, and rejects a field that is there twice', () => {
    expect(filtered(view, '{"\\u0061":1,"d":2,"d":3}')).toBe('{"a":1}')
    expect(() => filtered(view, '{"a":1,"b":2,"\\u0061":3}')).toThrow('repeated field')
    expect(() => filtered(view, '{"a":{},"a":3}')).toThrow('repeated field')
  })
})

test('filterScalar keeps the digits of numbers and the escapes of texts', () => {
  for (const text of ['9007199254740993', '-0', '1e400', '0.10', '"\\u0061한"', 'true', 'null', '[1,[2.0]]', '[]']) {
    expect(filtered(filterScalar, text)).toBe(text)
  }
  expect(filtered(filterScalar, '[1,{}]')).toBeUndefined()
  expect(filtered(filterScalar, '{}')).toBeUndefined()
})

test('filterOf keeps any JSON as it is', () => {
  const text = '{"b":{"a":1.0,"a":[ 2 ]},"":null}'
  expect(filtered(filterOf('json'), text)).toBe(text)
})
