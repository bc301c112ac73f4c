import { createClient, previewRequest } from '../../lib/index.ts'
import { hmac, importKey } from '../../lib/signing/hmac.ts'
import { equal, holds, thrownBy } from '../support/assert.ts'
import { type Case, messageContains } from './case.ts'
import { vectorKey, vectorTime } from './vectors.ts'

/** Creates a client that records its requests. */
const createRecordingClient = () => {
  const sent: RequestInit[] = []
  const fetch = (_: string, init: RequestInit) => {
    sent.push(init)
    return Response.json({ content: [] })
  }
  return { sent, ncf: createClient({ ...vectorKey, now: () => vectorTime, fetch }) }
}

export const previewRequestCases: readonly Case[] = [
  {
    name: 'previewRequest returns the request of a call without sending it',
    run: async () => {
      const { sent, ncf } = createRecordingClient()
      equal(await previewRequest((options) => ncf.packages.list({ platform: 'classic' }, options)), {
        method: 'GET',
        url: 'https://cloudfunctions.apigw.ntruss.com/ncf/api/v2/packages?platform=classic',
        target: '/ncf/api/v2/packages?platform=classic',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'x-ncp-apigw-timestamp': String(vectorTime),
          'x-ncp-iam-access-key': vectorKey.accessKey,
          'x-ncp-apigw-signature-v2': '…',
        },
        stringToSign: `GET /ncf/api/v2/packages?platform=classic\n${vectorTime}\n${vectorKey.accessKey}`,
        body: undefined,
      })
      equal(sent, [])
    },
  },
  {
    name: 'previewRequest returns the text that is signed',
    run: async () => {
      const { sent, ncf } = createRecordingClient()
      const { stringToSign = '' } = await previewRequest((options) => ncf.packages.list({}, options))
      await ncf.packages.list()
      const signature = new Headers(sent[0]?.headers).get('x-ncp-apigw-signature-v2')
      equal(signature, await hmac(await importKey(vectorKey.secretKey), stringToSign))
    },
  },
  {
    name: 'previewRequest returns the body',
    run: async () => {
      const { ncf } = createRecordingClient()
      const params = { packageName: 'shop', parameters: { currency: 'KRW' } }
      const { method, body } = await previewRequest((options) => ncf.packages.put(params, options))
      equal([method, JSON.parse(body ?? '')], ['PUT', { parameters: { currency: 'KRW' } }])
    },
  },
  {
    name: 'previewRequest returns the body of a run, which is sent as a Blob',
    run: async () => {
      const { ncf } = createRecordingClient()
      const params = { packageName: 'shop', actionName: 'bill', parameters: { amount: 1 } }
      const { method, body } = await previewRequest((options) => ncf.actions.run(params, options))
      equal([method, body], ['POST', '{"amount":1}'])
    },
  },
  {
    name: 'previewRequest redacts the token for a proxy, and has no string to sign',
    run: async () => {
      const ncf = createClient({ baseUrl: 'https://edge.example.dev/cloud', token: 'CANARY' })
      const preview = await previewRequest((options) => ncf.packages.list({}, options))
      equal([preview.stringToSign, preview.headers.authorization], [undefined, '…'])
      equal(preview.target, '/cloud/ncf/api/v2/packages?platform=vpc')
      holds(!JSON.stringify(preview).includes('CANARY'), 'the token is redacted')
    },
  },
  {
    name: 'previewRequest of a client with retries makes one attempt',
    run: async () => {
      let attempts = 0
      const onAttempt = () => {
        attempts += 1
      }
      const fetch = () => {
        throw new Error('sent')
      }
      const ncf = createClient({ ...vectorKey, now: () => vectorTime, fetch, onAttempt })
      const { target } = await previewRequest((options) => ncf.triggers.list({}, options))
      equal([target, attempts], ['/ncf/api/v2/triggers?platform=vpc', 1])
    },
  },
  {
    name: 'previewRequest rejects invalid parameters with the error of the call',
    run: async () => {
      const { ncf } = createRecordingClient()
      const error = await thrownBy(() => previewRequest((options) => ncf.packages.get({ packageName: '..' }, options)))
      equal(error.name, 'RangeError')
      messageContains(error, 'packageName')
    },
  },
  {
    name: 'previewRequest rejects a call that does not receive its options',
    run: async () => {
      const { ncf } = createRecordingClient()
      const error = await thrownBy(() => previewRequest(() => ncf.packages.list()))
      equal(error.name, 'TypeError')
      messageContains(error, 'options')
    },
  },
]
