import { createClientFrom, createTransport, packages } from '../../../lib/core.ts'
import { createClient } from '../../../lib/index.ts'
import { createSigner } from '../../../lib/sign.ts'
import { equal } from '../../support/assert.ts'
import type { Case } from '../case.ts'
import { createRecordingFetch } from '../recording-fetch.ts'
import { vectorKey, vectors, vectorTime } from '../vectors.ts'

const now = () => vectorTime
const baseUrl = 'https://edge.example.dev'

/** The headers of a request. */
export const requestCases: readonly Case[] = [
  {
    name: 'packages.list sends the headers of the signature and the content types, and no others',
    run: async () => {
      const { sent, fetch } = createRecordingFetch()
      await createClient({ ...vectorKey, fetch, now }).packages.list({ platform: 'vpc' })
      equal(sent[0]?.init.headers, {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-ncp-apigw-timestamp': String(vectorTime),
        'x-ncp-iam-access-key': vectorKey.accessKey,
        'x-ncp-apigw-signature-v2': vectors[1]?.[2],
      })
      equal([sent[0]?.init.method, sent[0]?.init.redirect], ['GET', 'manual'])
    },
  },
  {
    name: 'packages.list signs the path of baseUrl, too',
    run: async () => {
      const { sent, fetch } = createRecordingFetch()
      await createClient({ ...vectorKey, baseUrl: 'http://127.0.0.1/base', fetch, now }).packages.list()
      const headers = await createSigner(vectorKey, { now }).headers('GET', '/base/ncf/api/v2/packages?platform=vpc')
      equal(new Headers(sent[0]?.init.headers).get('x-ncp-apigw-signature-v2'), headers['x-ncp-apigw-signature-v2'])
    },
  },
  {
    name: 'packages.list sends a token to the proxy, and no signature',
    run: async () => {
      const { sent, fetch } = createRecordingFetch()
      await createClient({ baseUrl, token: 'TOKEN', fetch }).packages.list()
      equal(sent[0]?.init.headers, { accept: 'application/json', authorization: 'Bearer TOKEN' })
    },
  },
  {
    name: 'packages.list sends no token to a proxy that accepts requests without one',
    run: async () => {
      const { sent, fetch } = createRecordingFetch()
      await createClient({ baseUrl, fetch }).packages.list()
      equal(sent[0]?.init.headers, { accept: 'application/json' })
    },
  },
  {
    name: 'a group and createClientFrom send the same request over a transport as createClient',
    run: async () => {
      const { sent, fetch } = createRecordingFetch()
      const transport = createTransport({ ...vectorKey, fetch, now })
      await createClient({ ...vectorKey, fetch, now }).packages.list({ platform: 'vpc' })
      await packages(transport).list({ platform: 'vpc' })
      await createClientFrom(transport).packages.list({ platform: 'vpc' })
      const [first, second, third] = sent.map(({ url, init }) => [url, init.method, init.headers])
      equal(second, first)
      equal(third, first)
    },
  },
]
