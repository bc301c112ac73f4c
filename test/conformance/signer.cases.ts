import { createSigner } from '../../lib/sign.ts'
import { hmac, importKey } from '../../lib/signing/hmac.ts'
import { stringToSign } from '../../lib/signing/string-to-sign.ts'
import { equal, holds, thrownBy } from '../support/assert.ts'
import { type Case, names } from './case.ts'
import {
  encodedVector,
  negativeControls,
  refusedTargets,
  signableTargets,
  vectorKey,
  vectors,
  vectorTime,
  witness,
} from './vectors.ts'

const now = () => vectorTime

const signing: Case[] = [
  ...[...vectors, ...negativeControls].flatMap(([method, target, signature]): Case[] => [
    {
      name: `stringToSign keeps ${method} ${target} as it is`,
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
  ...negativeControls.map(
    ([method, target]): Case => ({
      name: `createSigner tells ${target} from its encoded form`,
      run: async () => {
        const headers = await createSigner(vectorKey, { now }).headers(method, target)
        holds(headers['x-ncp-apigw-signature-v2'] !== encodedVector[2], 'another spelling has another signature')
      },
    }),
  ),
  {
    name: 'createSigner agrees with an independent witness',
    run: async () => {
      const headers = await createSigner(witness, { now: () => witness.timestamp }).headers(
        witness.method,
        witness.target,
      )
      equal(headers['x-ncp-apigw-signature-v2'], witness.signature)
    },
  },
  ...refusedTargets.map(
    ([name, method, target, culprit]): Case => ({
      name: `createSigner refuses a ${name}`,
      run: async () => {
        const error = await thrownBy(() => createSigner(vectorKey).headers(method, target))
        equal(error.name, culprit === 'method' ? 'RangeError' : 'TypeError', 'class')
        names(error, culprit)
      },
    }),
  ),
  ...signableTargets.map(
    (target): Case => ({
      name: `createSigner signs ${JSON.stringify(target)} as written`,
      run: async () => {
        const headers = await createSigner(vectorKey, { now }).headers('GET', target)
        const text = `GET ${target}\n${vectorTime}\n${vectorKey.accessKey}`
        equal(headers['x-ncp-apigw-signature-v2'], await hmac(await importKey(vectorKey.secretKey), text))
      },
    }),
  ),
  {
    name: 'createSigner takes every method the gateway routes',
    run: async () => {
      const signer = createSigner(vectorKey, { now })
      const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
      const all = await Promise.all(methods.map((method) => signer.headers(method, '/')))
      equal(new Set(all.map((headers) => headers['x-ncp-apigw-signature-v2'])).size, methods.length)
    },
  },
  {
    name: 'importKey gives a key that cannot be read back',
    run: async () => {
      const key = await importKey('SECRETKEY')
      equal([key.extractable, key.type, key.usages], [false, 'secret', ['sign']])
      await thrownBy(() => crypto.subtle.exportKey('raw', key))
    },
  },
  {
    name: 'createSigner writes whole milliseconds',
    run: async () => {
      const headers = await createSigner(vectorKey, { now: () => 1_700_000_000_000.75 }).headers('GET', '/')
      equal(headers['x-ncp-apigw-timestamp'], '1700000000000')
    },
  },
]

const requests: Case[] = [
  {
    name: 'sign adds the headers, keeps the rest and follows no redirect',
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
    name: 'sign does not touch the request it was given',
    run: async () => {
      const request = new Request('https://cloudfunctions.apigw.ntruss.com/ncf/api/v2/packages')
      await createSigner(vectorKey, { now }).sign(request)
      equal(request.headers.get('x-ncp-apigw-signature-v2'), null)
    },
  },
  ...['https://host.example/a#b', 'https://host.example/a?b#'].map(
    (url): Case => ({
      name: `sign refuses ${url}`,
      run: async () => {
        const request = new Request(url)
        // Some runtimes drop the fragment when the request is made: what is left can be sent as signed.
        if (!request.url.includes('#')) return equal((await createSigner(vectorKey).sign(request)).url, request.url)
        names(await thrownBy(() => createSigner(vectorKey).sign(request)), 'target')
      },
    }),
  ),
  {
    name: 'sign refuses a method that Request lets through and the gateway does not know',
    run: async () => {
      const request = new Request('https://host.example/', { method: 'PROPFIND' })
      names(await thrownBy(() => createSigner(vectorKey).sign(request)), 'method')
    },
  },
]

const keys: Case[] = [
  ...(['accessKey', 'secretKey'] as const).flatMap((name) =>
    ['', ' ', 'KEY\n', '\nKEY', 'KE\rY', 'KE Y', '키', undefined, null].map(
      (value): Case => ({
        name: `createSigner refuses ${name} ${JSON.stringify(value)}`,
        run: async () => {
          const error = await thrownBy(() => createSigner({ ...vectorKey, [name]: value }))
          equal(error.name, 'TypeError', 'class')
          names(error, name)
          holds(value ? !error.message.includes(value.trim() || '\n') : true, 'the value is not shown')
        },
      }),
    ),
  ),
]

export const signerCases: readonly Case[] = [...signing, ...requests, ...keys]
