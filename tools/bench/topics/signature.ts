import { AwsClient } from 'aws4fetch'
import base64 from 'crypto-js/enc-base64.js'
import hmacSha256 from 'crypto-js/hmac-sha256.js'
import { createSigner } from '../../../lib/sign.ts'
import { credentials, target } from './request.ts'
import type { Topic } from './topic.ts'
import { importKey, signByHand, stringToSign } from './web-crypto.ts'

const { accessKey, secretKey } = credentials

/** Signs with the module of Node, which Deno and Bun have too. */
const signWithNode = (): string => {
  const node = globalThis.process?.getBuiltinModule?.('node:crypto')
  if (!node) throw new Error('this runtime has no node:crypto')
  return node
    .createHmac('sha256', secretKey)
    .update(stringToSign(`${Date.now()}`))
    .digest('base64')
}

export const signature: Topic = {
  title: 'one signature',
  budgetMs: 3000,
  contenders: async () => {
    const signer = createSigner(credentials)
    const key = await importKey()
    const message = new TextEncoder().encode(stringToSign(`${Date.now()}`))
    const aws = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, service: 'lambda', region: 'kr' })
    return [
      {
        name: 'crypto.subtle.sign',
        note: 'baseline: imported key, text already encoded, no headers',
        run: () => crypto.subtle.sign('HMAC', key, message),
      },
      { name: 'ncloud-functions', run: () => signer.headers('GET', target) },
      {
        name: 'Web Crypto, new key each time',
        run: async () => signByHand(await importKey()),
      },
      { name: 'node:crypto', note: 'synchronous', run: signWithNode },
      {
        name: 'CryptoJS',
        note: 'synchronous, in JavaScript',
        run: () => base64.stringify(hmacSha256(stringToSign(`${Date.now()}`), secretKey)),
      },
      {
        name: 'aws4fetch',
        note: 'SigV4 of AWS, which is more work; returns a Request',
        run: () => aws.sign(`https://cloudfunctions.apigw.ntruss.com${target}`),
      },
    ]
  },
}
