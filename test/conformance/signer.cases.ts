import { createSigner } from '../../lib/sign.ts'
import { hmac, importKey } from '../../lib/signing/hmac.ts'
import { stringToSign } from '../../lib/signing/string-to-sign.ts'
import { equal, holds, thrownBy } from '../support/assert.ts'
import { type Case, messageContains } from './case.ts'
import { invalidTargets, validTargets } from './targets.ts'
import { encodedVector, independentVector, otherSpellings, vectorKey, vectors, vectorTime } from './vectors.ts'

const now = () => vectorTime

const signing: Case[] = [
  ...[...vectors, ...otherSpellings].flatMap(([method, target, signature]): Case[] => [
    {
      name: `stringToSign does not change ${method} ${target}`,
      run: () =>
        equal(
          stringToSign(method, target, '1', 'KEY'),
          [`${method} ${target}`, '1', 'KEY'].join('\n'),
          'string to sign',
        ),
    },
    {
      name: `hmac signs ${method} ${target}`,
      run: async () => {
        const text = stringToSign(method, target, String(vectorTime), vectorKey.accessKey)
        equal(await hmac(await importKey(vectorKey.secretKey), text), signature, 'signature')
      },
    },
    {
      name: `createSigner signs ${method} ${target}`,
      run: async () =>
        equal(await createSigner(vectorKey, { now }).headers(method, target), {
          'x-ncp-apigw-timestamp': String(vectorTime),
          'x-ncp-iam-access-key': vectorKey.accessKey,
          'x-ncp-apigw-signature-v2': signature,
        }),
    },
  ]),
  ...otherSpellings.map(
    ([method, target]): Case => ({
      name: `createSigner signs ${target} in another way than its encoded spelling`,
      run: async () => {
        const headers = await createSigner(vectorKey, { now }).headers(method, target)
        holds(headers['x-ncp-apigw-signature-v2'] !== encodedVector[2], 'another spelling has another signature')
      },
    }),
  ),
  {
    name: 'createSigner returns the signature of another implementation',
    run: async () => {
      const headers = await createSigner(independentVector, { now: () => independentVector.timestamp }).headers(
        independentVector.method,
        independentVector.target,
      )
      equal(headers['x-ncp-apigw-signature-v2'], independentVector.signature)
    },
  },
  ...invalidTargets.map(
    ([name, method, target, invalid]): Case => ({
      name: `createSigner rejects a request with ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`,
      run: async () => {
        const error = await thrownBy(() => createSigner(vectorKey).headers(method, target))
        equal(error.name, invalid === 'method' ? 'RangeError' : 'TypeError', 'class')
        messageContains(error, invalid)
      },
    }),
  ),
  ...validTargets.map(
    (target): Case => ({
      name: `createSigner signs ${JSON.stringify(target)} unchanged`,
      run: async () => {
        const headers = await createSigner(vectorKey, { now }).headers('GET', target)
        const text = `GET ${target}\n${vectorTime}\n${vectorKey.accessKey}`
        equal(headers['x-ncp-apigw-signature-v2'], await hmac(await importKey(vectorKey.secretKey), text))
      },
    }),
  ),
  {
    name: 'createSigner signs every method of the gateway',
    run: async () => {
      const signer = createSigner(vectorKey, { now })
      const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
      const signed = await Promise.all(methods.map((method) => signer.headers(method, '/')))
      equal(new Set(signed.map((headers) => headers['x-ncp-apigw-signature-v2'])).size, methods.length)
    },
  },
  {
    name: 'importKey returns a key that cannot be exported',
    run: async () => {
      const key = await importKey('SECRETKEY')
      equal([key.extractable, key.type, key.usages], [false, 'secret', ['sign']])
      await thrownBy(() => crypto.subtle.exportKey('raw', key))
    },
  },
  {
    name: 'createSigner sends the time in whole milliseconds',
    run: async () => {
      const headers = await createSigner(vectorKey, { now: () => 1_700_000_000_000.75 }).headers('GET', '/')
      equal(headers['x-ncp-apigw-timestamp'], '1700000000000')
    },
  },
]

const requests: Case[] = [
  {
    name: 'sign adds the three headers to a request, and does not follow redirects',
    run: async () => {
      const [method, target, signature] = vectors[2] as [string, string, string]
      const request = new Request(`https://cloudfunctions.apigw.ntruss.com${target}`, {
        method,
        headers: { 'content-type': 'application/json', 'x-ncp-apigw-signature-v2': 'stale' },
        body: '{"description":"x"}',
      })
      const signed = await createSigner(vectorKey, { now }).sign(request)
      equal(signed.headers.get('x-ncp-apigw-signature-v2'), signature)
      equal(signed.headers.get('x-ncp-apigw-timestamp'), String(vectorTime))
      equal(signed.headers.get('x-ncp-iam-access-key'), vectorKey.accessKey)
      equal(signed.headers.get('content-type'), 'application/json')
      equal([signed.method, signed.redirect, await signed.text()], ['PUT', 'manual', '{"description":"x"}'])
    },
  },
  {
    name: 'sign does not change the request that it receives',
    run: async () => {
      const request = new Request('https://cloudfunctions.apigw.ntruss.com/ncf/api/v2/packages')
      await createSigner(vectorKey, { now }).sign(request)
      equal(request.headers.get('x-ncp-apigw-signature-v2'), null)
    },
  },
  ...['https://host.example/a#b', 'https://host.example/a?b#'].map(
    (url): Case => ({
      name: `sign rejects ${url}`,
      run: async () => {
        const request = new Request(url)
        // Some runtimes remove the fragment from the URL of a request. The rest can be sent as it is signed.
        if (!request.url.includes('#')) return equal((await createSigner(vectorKey).sign(request)).url, request.url)
        messageContains(await thrownBy(() => createSigner(vectorKey).sign(request)), 'target')
      },
    }),
  ),
  {
    name: 'sign rejects a method that Request accepts and the gateway does not have',
    run: async () => {
      const request = new Request('https://host.example/', { method: 'PROPFIND' })
      messageContains(await thrownBy(() => createSigner(vectorKey).sign(request)), 'method')
    },
  },
]

const keys: Case[] = [
  ...(['accessKey', 'secretKey'] as const).flatMap((name) =>
    ['', ' ', 'KEY\n', '\nKEY', 'KE\rY', 'KE Y', '키', undefined, null].map(
      (value): Case => ({
        name: `createSigner throws for ${name} ${JSON.stringify(value)}`,
        run: async () => {
          const error = await thrownBy(() => createSigner({ ...vectorKey, [name]: value }))
          equal(error.name, 'TypeError', 'class')
          messageContains(error, name)
          holds(value ? !error.message.includes(value.trim() || '\n') : true, 'the message does not contain the value')
        },
      }),
    ),
  ),
]

export const signerCases: readonly Case[] = [...signing, ...requests, ...keys]
