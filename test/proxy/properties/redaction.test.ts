import { array, constant, constantFrom, oneof, record, stringMatching, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { characterEncodings, encodeEach, textEncodings } from '../../support/encodings.ts'
import { forAll, pieces } from '../../support/property.ts'
import { openConfig, openProxy, sha256 } from '../../support/proxy.ts'
import { v21 } from '../send.ts'

const signed = 'x-ncp-apigw-signature-v2'

type Encode = (text: string) => string

/** Chooses one of the encodings for each character. */
const mixtureOf = (encodings: readonly Encode[]) =>
  array(constantFrom(...encodings), { minLength: 1, maxLength: 50 }).map(
    (chosen): Encode =>
      (text) =>
        encodeEach(text, (character, index) => chosen[index % chosen.length]?.(character) ?? ''),
  )

const plain: Encode = (text) => text
const mixture = mixtureOf(Object.values(characterEncodings))
/** For a text that is already encoded: JSON escapes every backslash or none. */
const secondMixture = mixtureOf(
  Object.entries(characterEncodings).flatMap(([name, encode]) => (name.includes('JSON') ? [] : [encode])),
)
const outermost = constantFrom<Encode[]>(
  plain,
  JSON.stringify,
  (text) => JSON.stringify(JSON.stringify(text)),
  encodeURIComponent,
  (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`),
  (text) => text.replaceAll('&', '&amp;'),
)

/** Encodes a text as a whole, then each character in another way, up to two times, and then the result. */
const encoding = tuple(
  constantFrom(...Object.values(textEncodings)),
  oneof(constant(plain), mixture),
  oneof(constant(plain), secondMixture),
  outermost,
).map(
  (steps): Encode =>
    (text) =>
      steps.reduce((encoded, encode) => encode(encoded), text),
)

const key = stringMatching(/^[A-Za-z0-9_]{16,40}$/)
const around = pieces('a', ' ', 'key=', ': ', '"', '{', '}', '<b>', '액션', '\n', '/', '?', ' & ', ' 100% ', ';')

const cases = record({
  accessKey: key,
  secretKey: key,
  token: stringMatching(/^[A-Za-z0-9]{12}[!-~]{4,28}$/),
  secret: constantFrom('accessKey', 'secretKey', 'token', 'signature'),
  encode: encoding,
  status: constantFrom(200, 400, 403, 404, 429, 500, 503),
  errorCode: constantFrom('80101', '900', undefined),
  before: around,
  after: around,
})

test('#21 createProxy redacts keys, tokens and signatures in an error, a header and a log line, plain and encoded', async () => {
  const found = { errors: 0, successes: 0 }
  await forAll(
    cases,
    async ({ accessKey, secretKey, token, secret, encode, status, errorCode, before, after }) => {
      const PROXY_CALLERS = JSON.stringify([{ id: 'tests', sha256: sha256(token) }])
      const config = { ...openConfig, NCLOUD_ACCESS_KEY: accessKey, NCLOUD_SECRET_KEY: secretKey, PROXY_CALLERS }
      const encoded: string[] = []
      const { request, lines } = openProxy(config, (_, { headers = {} }) => {
        const signature = String((headers as Record<string, string>)[signed])
        const text = encode({ accessKey, secretKey, token, signature }[secret] ?? '')
        encoded.push(text)
        const error = { errorCode: errorCode ?? text, message: before + text + after, details: `${after}${text}` }
        const body = status === 200 ? { content: [{ name: 'a', [text]: text }] } : { error, requestId: text }
        const id = { 'x-ncp-apigw-request-id': text, [signed]: text, 'x-ncp-trace-id': text }
        return Response.json(body, { status, headers: id })
      })
      const response = await request(`${v21}/packages`, { headers: { authorization: `Bearer ${token}` } })
      const body = await response.text()
      found[response.ok ? 'successes' : 'errors'] += 1
      const outside = [body, ...lines, JSON.stringify([...response.headers])]
      for (const text of encoded) {
        // Ids are cleaned and cut.
        const forms = [text, JSON.stringify(text).slice(1, -1), text.replace(/[^\w.:-]/g, '').slice(0, 64)]
        for (const form of forms) for (const each of outside) expect(each).not.toContain(form)
      }
      if (status === 404 && errorCode === '80101') expect(JSON.parse(body).title).toMatch(/^The proxy removed/)
    },
    400,
  )
  expect(Math.min(...Object.values(found))).toBeGreaterThan(20)
})
