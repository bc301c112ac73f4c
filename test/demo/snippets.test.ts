import { expect, test } from 'vitest'
import { curlSnippet, typeScriptSnippet } from '../../demo/snippets.ts'

const call = { origin: 'https://edge.example.dev', platform: 'classic', hasToken: false } as const

test('the curl snippet makes the call of the page', () => {
  expect(curlSnippet(call)).toBe("curl 'https://edge.example.dev/ncf/api/v2/packages?platform=classic'")
})

test('the curl snippet has a shell variable instead of the token', () => {
  expect(curlSnippet({ ...call, hasToken: true })).toBe(
    "curl 'https://edge.example.dev/ncf/api/v2/packages?platform=classic' \\\n" +
      '  --header "Authorization: Bearer $NCF_TOKEN"',
  )
})

test('the curl snippet quotes every character of the URL', () => {
  const hostile = "https://a';touch$IFS;'$(id)`id`"
  const [, word = ''] = /^curl (.*)$/.exec(curlSnippet({ ...call, origin: hostile })) ?? []
  // A POSIX shell reads quoted parts literally. Between them, only an escaped quote is allowed.
  expect(word).toMatch(/^'[^']*'(\\''[^']*')*$/)
  expect(word.slice(1, -1).replaceAll("'\\''", "'")).toBe(`${hostile}/ncf/api/v2/packages?platform=classic`)
})

test('the TypeScript snippet makes the call of the page', () => {
  expect(typeScriptSnippet(call)).toBe(`import { createClient } from 'ncloud-functions'

const ncf = createClient({ baseUrl: 'https://edge.example.dev' })
const packages = await ncf.packages.list({ platform: 'classic' })`)
  expect(typeScriptSnippet({ ...call, hasToken: true })).toContain("{ baseUrl: 'https://edge.example.dev', token }")
})

test('the TypeScript snippet escapes quotes and backslashes', () => {
  expect(typeScriptSnippet({ ...call, origin: "https://a'b\\c" })).toContain("{ baseUrl: 'https://a\\'b\\\\c' }")
})
