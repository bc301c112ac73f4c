import { describe, expect, test } from 'vitest'
import { createJsonReader } from '../../worker/proxy/json/json-reader.ts'
import { createJsonRewriter } from '../../worker/proxy/json/json-rewriter.ts'

const encode = (text: string) => new TextEncoder().encode(text)

describe('createJsonReader', () => {
  test.for(['[[[]]]', '{"a":{"a":{}}}', '[{"a":[1]}]'])('reads %s with three levels, and no fourth level', (text) => {
    expect(createJsonReader(encode(text), 3).skipValue()).toBe(text.length)
    expect(() => createJsonReader(encode(`[${text}]`), 3).skipValue()).toThrow('invalid JSON')
    expect(createJsonReader(encode(`[${text},${text}]`), 4).skipValue(), 'levels end').toBe(2 * text.length + 3)
  })

  test('reads long names and names of other alphabets', () => {
    for (const name of [
      'a'.repeat(50),
      'a'.repeat(51),
      'é',
      '한국어',
      '\ufeffa',
      '\u007f',
      '\u0080',
      `${'a'.repeat(50)}é`,
    ]) {
      const names: string[] = []
      const reader = createJsonReader(encode(` { "${name}" : 1 , "b" : 2 }`), 1)
      reader.members((read) => {
        names.push(read)
        reader.skipValue()
      })
      expect(names).toEqual([name, 'b'])
    }
  })

  test('names no part of the JSON in its error', () => {
    expect(() => createJsonReader(encode('CANARY'), 1).skipValue()).toThrow(/^invalid JSON$/)
  })

  test('reads the next value after it has looked ahead', () => {
    const reader = createJsonReader(encode('[["a"],["b"]]'), 2)
    const seen: unknown[] = []
    reader.entries(() => {
      reader.lookAhead(() => reader.entries(() => seen.push(reader.text())))
      seen.push(reader.skipValue())
    })
    expect(seen).toEqual(['a', 6, 'b', 12])
  })
})

describe('createJsonRewriter', () => {
  test('writes over what it has read', () => {
    const bytes = encode('[ "abc", 12, {"x": 3} ]')
    const json = createJsonRewriter(bytes, 2)
    const written: number[] = []
    json.entries(() => {
      json.keep()
      json.write(';')
      written.push(json.written())
    })
    json.end()
    expect([new TextDecoder().decode(bytes.subarray(0, json.written())), written]).toEqual([
      '"abc";12;{"x": 3};',
      [6, 9, 18],
    ])
    json.moveTo(1)
    json.write('xy')
    expect([new TextDecoder().decode(bytes.subarray(0, 6)), json.written()]).toEqual(['"xyc";', 3])
  })
})
