import { expect, test } from 'vitest'
import { codeSnippet, curlSnippet } from '../../demo/snippets.ts'

const call = { origin: 'https://edge.example.dev', platform: 'classic', hasToken: false } as const

test('curl makes the call of the page', () => {
  expect(curlSnippet(call)).toBe("curl 'https://edge.example.dev/ncf/api/v2/packages?platform=classic'")
})

test('a token in use appears as a variable of the shell', () => {
  expect(curlSnippet({ ...call, hasToken: true })).toBe(
    "curl 'https://edge.example.dev/ncf/api/v2/packages?platform=classic' \\\n" +
      '  --header "Authorization: Bearer $NCF_TOKEN"',
  )
})

test('nothing in the address leaves its quotes in a shell', () => {
  const hostile = "https://a';touch$IFS;'$(id)`id`"
  const [, word = ''] = /^curl (.*)$/.exec(curlSnippet({ ...call, origin: hostile })) ?? []
  // What a POSIX shell reads: quoted runs as they are, and between them nothing but an escaped quote.
  expect(word).toMatch(/^'[^']*'(\\''[^']*')*$/)
  expect(word.slice(1, -1).replaceAll("'\\''", "'")).toBe(`${hostile}/ncf/api/v2/packages?platform=classic`)
})

test('the code makes the call of the page', () => {
  expect(codeSnippet(call)).toBe(`import { createClient } from 'ncloud-functions'

const ncf = createClient({ baseUrl: 'https://edge.example.dev' })
const packages = await ncf.packages.list({ platform: 'classic' })`)
  expect(codeSnippet({ ...call, hasToken: true })).toContain("{ baseUrl: 'https://edge.example.dev', token }")
})

test('nothing in the address leaves its quotes in the code', () => {
  expect(codeSnippet({ ...call, origin: "https://a'b\\c" })).toContain("{ baseUrl: 'https://a\\'b\\\\c' }")
})
