import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../worker/proxy/response/redact.ts'
import { characterEncodings, encodeEach, textEncodings } from '../support/encodings.ts'
import { authorized, openConfig, openProxy, token } from '../support/proxy.ts'
import { allPermissions, jsonHeaders, v21 } from './send.ts'

const accessKey = String(openConfig.NCLOUD_ACCESS_KEY)
const secretKey = String(openConfig.NCLOUD_SECRET_KEY)
const signature = `${'aB3/+'.repeat(8)}xyz=`
const assertion = 'eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImEifQ.CANARY-CANARY'

/** A secret that every encoding changes, and that looks like an escape itself. */
const canary = 'Canary+/"\\&=%25~<\'>&lt;&#65;_.|`-of-the-secret'
const redact = createRedactor([canary, accessKey])

describe('createRedactor replaces a text with a secret', () => {
  test.for(Object.entries(textEncodings))('in %s', ([, encode]) => {
    for (const secret of [canary, accessKey]) {
      for (const [name, encodeCharacter] of Object.entries(characterEncodings)) {
        const encoded = encodeEach(encode(secret), encodeCharacter)
        expect([name, redact(`a "${encoded}" b`)]).toEqual([name, 'redacted'])
      }
    }
  })

  test.for(Object.entries(characterEncodings))('with every second character as %s', ([, encode]) => {
    for (const odd of [0, 1]) {
      const encoded = encodeEach(accessKey, (character, index) => (index % 2 === odd ? encode(character) : character))
      expect(redact(`?key=${encoded}&b`)).toBe('redacted')
      expect(redact(`a=1&${encoded};`)).toBe('redacted')
    }
  })

  test('with tags, line breaks and other characters in between', () => {
    expect(redact([...accessKey].join(' '))).toBe('redacted')
    expect(redact(btoa(`x${canary}`).replace(/.{16}/g, '$&\r\n'))).toBe('redacted')
  })

  test('by the replacement that is given', () => {
    expect(redact(`a${accessKey}`, 'instead')).toBe('instead')
    expect(redact(`a${accessKey}`, '')).toBe('')
  })

  test('that was added later', () => {
    const secrets = ['FIRST']
    const redactBoth = createRedactor(secrets)
    expect([redactBoth('SECOND'), redactBoth('FIRST')]).toEqual(['SECOND', 'redacted'])
    secrets.push('SECOND')
    expect(redactBoth('SECOND')).toBe('redacted')
  })

  test('that has the form of an id', () => {
    const id = '00c0ffee-0000-4000-8000-0123456789ab'
    expect([createRedactor([id])(id), createRedactor([id.toUpperCase()])(id)]).toEqual(['redacted', 'redacted'])
    expect(redact(id)).toBe(id)
    expect(createRedactor(['abc'])(`${id}${btoa('abc')}`), 'an id and more').toBe('redacted')
    expect(createRedactor(['abc'])(`${btoa('abc')}${id}`), 'more and an id').toBe('redacted')
  })

  test('however long the text before it is that the proxy passes on', () => {
    const encoded = encodeEach(accessKey, (character) =>
      encodeEach(`%25${character.charCodeAt(0).toString(16)}`, (part) => `\\u00${part.charCodeAt(0).toString(16)}`),
    )
    expect(redact('-'.repeat(500) + encoded)).toBe('redacted')
  })
})

describe('createRedactor keeps', () => {
  test('an id, whose digits may also be hex of a short secret', () => {
    const id = '61626300-0000-4000-8000-0123456789ab'
    expect(createRedactor(['abc'])(id)).toBe(id)
  })

  test.for([
    '',
    'SUB_ACC_NO_PERMISSION',
    '80101',
    'a <package001> b & c; 100%, %41, &amp;, \\u0041 &#65; c:\\x41 액션이 없습니다',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c0d66d40000',
    accessKey.slice(1),
    btoa(accessKey.slice(3)),
  ])('%j', (text) => {
    // The proxy searches no secret that is empty or has only punctuation.
    expect(createRedactor([accessKey, secretKey, '', '~'])(text)).toBe(text)
  })

  test('seven layers of escapes, and not eight', () => {
    const layers = (count: number) => `%${'25'.repeat(count - 1)}41`
    expect(redact(layers(7))).toBe(layers(7))
    expect(redact(layers(8))).toBe('redacted')
  })

  test('20000 characters, and no more', () => {
    expect(redact('-'.repeat(20_000))).toBe('-'.repeat(20_000))
    expect(redact('-'.repeat(20_001))).toBe('redacted')
  })

  test('the text around another signature', () => {
    expect(redact(`a ${signature} ${encodeURIComponent(signature)}.`)).toBe('a … ….')
    expect(redact(`${signature.slice(1)} SUB_ACC_NO_PERMISSION`)).toBe(`${signature.slice(1)} SUB_ACC_NO_PERMISSION`)
  })
})

test.for([
  [400, '80001'],
  [401, '200'],
  [403, '230'],
  [500, '900'],
] as const)(
  '#21 createProxy redacts keys and signatures in an error of the gateway: %i %s',
  async ([status, errorCode]) => {
    const sent: string[] = []
    const { request, lines } = openProxy(openConfig, (url, { headers = {} }) => {
      const { 'x-ncp-apigw-signature-v2': signed = '' } = headers as Record<string, string>
      sent.push(signed)
      const error = { errorCode, message: `${url} ${JSON.stringify(headers)}`, details: signed }
      const more = { 'x-ncp-apigw-request-id': accessKey }
      return Response.json({ error }, { status, headers: more })
    })
    const text = await (await request(`${v21}/packages`, { headers: authorized })).text()
    expect(sent.length).toBeGreaterThan(0)
    for (const secret of [accessKey, ...sent]) expect(text + lines.join()).not.toContain(secret)
  },
)

test.for([
  ['the access key', accessKey],
  ['the secret key', secretKey],
  ['the token of the caller', token],
  ['the token of Cloudflare Access', assertion],
  ['the signature of the request', undefined],
] as const)('#21 createProxy redacts %s in errors, ids and log lines', async ([, known]) => {
  const respond = async (status: number, errorCode?: string) => {
    let secret = known ?? ''
    const { request, lines } = openProxy(openConfig, (_, { headers = {} }) => {
      secret = known ?? String((headers as Record<string, string>)['x-ncp-apigw-signature-v2'])
      const encoded = encodeURIComponent(secret)
      const error = { errorCode: errorCode ?? secret, message: `a ${encoded} b`, details: `c ${btoa(secret)}` }
      const body = errorCode === 'none' ? { content: [] } : { error }
      return Response.json(body, { status, headers: { 'x-ncp-apigw-request-id': `d ${secret}` } })
    })
    const headers = { ...authorized, 'cf-access-jwt-assertion': assertion }
    const body = await (await request(`${v21}/packages`, { headers })).json()
    return { body, line: JSON.parse(lines.join()) }
  }
  const service = await respond(404, '80101')
  expect(service.body).toMatchObject({
    title: 'The proxy removed the message of the service, because it may contain a secret.',
    upstream: { errorCode: '80101', requestId: 'redacted' },
    error: { details: '' },
  })
  expect(service.line).toMatchObject({ upstreamRequestId: 'redacted', upstream: service.body.upstream })
  const other = await respond(500)
  expect(other.body.upstream).toEqual({ status: 500, errorCode: 'redacted', requestId: 'redacted' })
  expect(other.line).toMatchObject({ upstreamRequestId: 'redacted', upstream: other.body.upstream })
  const success = await respond(200, 'none')
  expect(success).toMatchObject({ body: { content: [] }, line: { upstreamRequestId: 'redacted' } })
})

test('createProxy redacts the signatures of all attempts', async () => {
  const sent: string[] = []
  const { request, calls } = openProxy(openConfig, (_, { headers = {} }) => {
    sent.push((headers as Record<string, string>)['x-ncp-apigw-signature-v2'] ?? '')
    return Response.json({ error: { errorCode: '81311', message: sent[0]?.toLowerCase() } }, { status: 503 })
  })
  const response = await request(`${v21}/packages`, { headers: authorized })
  expect(calls.length).toBe(3)
  expect((await response.json()).title).toMatch(/^The proxy removed/)
})

test('createProxy returns the content of a success as it is, even with secrets in it', async () => {
  const content = { response: { result: { accessKey, secretKey, token, signature, digest: 'a0'.repeat(32) } } }
  const { request } = openProxy(allPermissions, () => Response.json({ content }))
  const init = { method: 'POST', headers: jsonHeaders, body: '{}' }
  const response = await request(`${v21}/packages/package001/actions/hello`, init)
  expect([response.status, await response.json()]).toEqual([200, { content }])
})
