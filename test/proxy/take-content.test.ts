import { describe, expect, test } from 'vitest'
import { type OperationId, operations } from '../../lib/index.ts'
import { type ContentTaker, takeContent } from '../../worker/proxy/response/take-content.ts'

/** Returns the content after a successful call; `undefined` if the taker rejects the response. */
const contentOf = (taker: ContentTaker) => taker.contentAfter(Promise.resolve()).catch(() => undefined)

/** Sends a request. Returns what the transport reads, and the content. */
const take = async (text: BodyInit | null, id: OperationId = 'getAction', init: ResponseInit = {}) => {
  const taker = takeContent(() => new Response(text, init), operations[id], 'full', 2 ** 20)
  const response = await taker.fetch('', {})
  const bytes = await contentOf(taker)
  const content = bytes && new TextDecoder().decode(bytes)
  return {
    rest: await response.text(),
    content,
    status: response.status,
    headers: Object.fromEntries(response.headers),
  }
}
const parts = async (text: BodyInit, id?: OperationId) => {
  const { rest, content } = await take(text, id)
  return [rest, content]
}

describe('takeContent', () => {
  test('leaves an empty object or list in place of the content', async () => {
    expect(await parts('{"content":{"name":"a","x":1}}')).toEqual(['{"content":{}}', '{"content":{"name":"a"}}'])
    expect(await parts(' { "a" : 1 , "content" : { "x" : 1 , "name" : "a" } , "b" : [ ] } ')).toEqual([
      ' { "a" : 1 , "content" : {}, "b" : [ ] }',
      '{"content":{"name":"a"}}',
    ])
    expect(await parts('{"content":[{"name":"한"},{}],"requestId":"é"}', 'getPackageList')).toEqual([
      '{"content":[],"requestId":"é"}',
      '{"content":[{"name":"한"},{}]}',
    ])
    expect(await parts('{"\\u0063ontent":{}}')).toEqual(['{"\\u0063ontent":{}}', '{"content":{}}'])
    expect(await parts('\ufeff{"content":{"name":"a"}}')).toEqual(['{"content":{}}', '{"content":{"name":"a"}}'])
  })

  test('#41 keeps the digits of every number in the content', async () => {
    const content =
      '{"content":{"parameters":{"a":[9007199254740993,-0,1.0,1e400,0.10]},"limits":{"timeout":9007199254740993.0}}}'
    expect((await take(content)).content).toBe(content)
  })

  test('leaves a response without content of the expected kind', async () => {
    for (const text of [
      '{"error":{"errorCode":"80002"}}',
      '{"content":null}',
      '{"content":"x"}',
      '{"content":1,"a":{}}',
      '{}',
    ]) {
      expect([text, await parts(text)]).toEqual([text, [text, undefined]])
    }
    expect(await parts('{"content":{"a":1}}', 'deletePackage')).toEqual(['{"content":{"a":1}}', undefined])
    expect(await parts('{"content":["x"]}', 'getPackageList'), 'another shape').toEqual(['{"content":[]}', undefined])
  })

  test('leaves nothing of a response that is not JSON', async () => {
    const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
    for (const text of [
      '',
      '<p>',
      '{"content":{}',
      '{"content":{}}x',
      '[]',
      '"x"',
      '{"content":{},"content":{}}',
      `{"content":{"parameters":${deep(999)}}}`,
    ]) {
      expect([text, await parts(text)]).toEqual([text, ['', undefined]])
    }
    expect((await parts(`{"content":{"parameters":${deep(998)}}}`))[0]).toBe('{"content":{}}')
  })

  test('keeps status and headers, and a response without a body', async () => {
    const headers = { 'x-a': 'b', 'content-type': 'text/plain' }
    expect(await take('{"content":{}}', 'postAction', { status: 502, headers })).toMatchObject({ status: 502, headers })
    expect(await take(null, 'deletePackage', { status: 204, headers: { 'x-a': 'b' } })).toMatchObject({
      status: 204,
      content: undefined,
      headers: { 'x-a': 'b' },
    })
  })

  test('forgets the content of an earlier response', async () => {
    const texts = ['{"content":{}}', null]
    const taker = takeContent(() => new Response(texts.shift() as string | null), operations.getAction, 'full', 100)
    await taker.fetch('', {})
    expect(await contentOf(taker)).toBeDefined()
    await taker.fetch('', {})
    expect(await contentOf(taker)).toBeUndefined()
  })

  test('rejects a large response, and one with 256 KiB besides its content', async () => {
    const tooLarge = { status: 413, rest: '', content: undefined }
    expect(await take(' '.repeat(2 ** 20 + 1))).toMatchObject(tooLarge)
    const around = (size: number) =>
      `{"content":{"parameters":"${'x'.repeat(2 ** 19)}"},"a":"${'x'.repeat(size - 19)}"}`
    expect((await take(around(2 ** 18))).content).toHaveLength(2 ** 19 + 29)
    expect((await take(`{"content":{}}${' '.repeat(2 ** 19)}`)).rest, 'whitespace does not count').toBe(
      '{"content":{}}',
    )
    expect(await take(around(2 ** 18 + 1))).toMatchObject(tooLarge)
    expect(await take(`{"a":"${'x'.repeat(2 ** 18)}"}`)).toMatchObject(tooLarge)
  })
})
