import { array, constantFrom, integer, json as jsonText, oneof, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { createJsonReader, type JsonReader } from '../../../worker/proxy/json/json-reader.ts'
import { forAll } from '../../support/property.ts'

const readerOf = (text: string): JsonReader => createJsonReader(new TextEncoder().encode(text), 20)

/** Builds the value that the reader reads. */
const build = (reader: JsonReader): unknown => {
  const kind = reader.kind()
  if (kind === 'text') return reader.text()
  if (kind === 'number') return Number(reader.number())
  if (kind === 'object') {
    const members: [string, unknown][] = []
    reader.members((name) => members.push([name, build(reader)]))
    return Object.fromEntries(members)
  }
  if (kind === 'list') {
    const entries: unknown[] = []
    reader.entries(() => entries.push(build(reader)))
    return entries
  }
  const start = reader.position()
  return { 4: kind, 5: false }[reader.skipValue() - start]
}

const attempt = (parse: () => unknown): unknown => {
  try {
    return { value: parse() }
  } catch {
    return 'invalid'
  }
}

/** Literals are not told apart by the reader. */
const withKinds = (value: unknown): unknown => {
  if (value === true || value === null) return 'literal'
  if (Array.isArray(value)) return value.map(withKinds)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withKinds(member)]))
}

const token = constantFrom(
  ...['{', '}', '[', ']', ',', ':', ' ', '\t', '\n', '\r', '\f', '\u00a0', '\0', '\ufeff'],
  ...[
    '"',
    '""',
    '"a"',
    '"\\n"',
    '"\\"',
    '"\\x"',
    '"\\u00e9"',
    '"\\u00g9"',
    '"\\u00E"',
    '"\u001f"',
    '"\u007f한"',
    "'a'",
  ],
  ...['"\\"\\\\\\/\\b\\f\\r\\t"', '"\\uabcf\\uABCF\\u0989"', '"\\u@`Gg"', '"\\u/:00"'],
  ...[
    '0',
    '-0',
    '00',
    '-',
    '1',
    '9',
    '12',
    '-9.05',
    '1.',
    '.1',
    '1e5',
    '1E+5',
    '1e-05',
    '1e',
    '1e+',
    '+1',
    '1.e1',
    '0x1',
    '1:',
    '1/',
  ],
  ...['true', 'false', 'null', 'tru', 'nul', 'fals', 'True', 'truee', 'NaN', 'undefined'],
)
/** JSON in which some characters were replaced, removed or added. */
const nearlyJson = tuple(
  jsonText({ maxDepth: 3 }),
  array(tuple(integer({ min: 0, max: 60 }), integer({ min: 0, max: 2 }), token), { maxLength: 2 }),
).map(([text, edits]) =>
  edits.reduce((edited, [at, removed, added]) => edited.slice(0, at) + added + edited.slice(at + removed), text),
)
const tokens = array(token, { maxLength: 6 }).map((parts) => parts.join(''))
const wrapped = token.map((part) => `{"a":[1,${part}],"b":{${part}:${part}}}`)

test('createJsonReader reads what JSON.parse reads, and throws for everything else', async () => {
  const seen = { valid: 0, invalid: 0 }
  await forAll(
    oneof(
      token,
      tokens,
      wrapped,
      token.map((part) => `[${part}]`),
      token.map((part) => ` {"a" : ${part} , "" : 1 }`),
      nearlyJson,
    ),
    (text) => {
      const expected = attempt(() => withKinds(JSON.parse(text)))
      seen[expected === 'invalid' ? 'invalid' : 'valid'] += 1
      const built = attempt(() => {
        const reader = readerOf(text)
        const value = build(reader)
        reader.end()
        return value
      })
      expect([text, built]).toEqual([text, expected])
      const skipped = attempt(() => {
        const reader = readerOf(text)
        const start = reader.position()
        const ahead = reader.lookAhead(() => reader.skipValue())
        expect(reader.position()).toBe(start)
        expect(reader.skipValue()).toBe(ahead)
        reader.end()
        return expected
      })
      expect([text, skipped]).toEqual([text, expected === 'invalid' ? 'invalid' : { value: expected }])
    },
    6000,
  )
  expect(Math.min(seen.valid, seen.invalid), JSON.stringify(seen)).toBeGreaterThan(1000)
})
