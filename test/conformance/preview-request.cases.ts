import { createClient, previewRequest } from '../../lib/index.ts'
import { hmac, importKey } from '../../lib/signing/hmac.ts'
import { equal, holds, thrownBy } from '../support/assert.ts'
import { type Case, names } from './case.ts'
import { vectorKey, vectorTime } from './vectors.ts'

/** A client that records what it sends. */
const recorded = () => {
  const sent: RequestInit[] = []
  const fetch = (_: string, init: RequestInit) => {
    sent.push(init)
    return Response.json({ content: [] })
  }
  return { sent, ncf: createClient({ ...vectorKey, now: () => vectorTime, fetch }) }
}

export const explainCases: readonly Case[] = [
  {
    name: 'explain shows what a call would send, and sends nothing',
    run: async () => {
      const { sent, ncf } = recorded()
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
    name: 'explain shows the text that the signature is made of',
    run: async () => {
      const { sent, ncf } = recorded()
      const { stringToSign = '' } = await previewRequest((options) => ncf.packages.list({}, options))
      await ncf.packages.list()
      const signature = new Headers(sent[0]?.headers).get('x-ncp-apigw-signature-v2')
      equal(signature, await hmac(await importKey(vectorKey.secretKey), stringToSign))
    },
  },
  {
    name: 'explain shows the body as it would be sent',
    run: async () => {
      const { ncf } = recorded()
      const params = { packageName: 'shop', parameters: { currency: 'KRW' } }
      const { method, body } = await previewRequest((options) => ncf.packages.put(params, options))
      equal([method, JSON.parse(body ?? '')], ['PUT', { parameters: { currency: 'KRW' } }])
    },
  },
  {
    name: 'explain shows the body of a run, which is sent in another way',
    run: async () => {
      const { ncf } = recorded()
      const params = { packageName: 'shop', actionName: 'bill', parameters: { amount: 1 } }
      const { method, body } = await previewRequest((options) => ncf.actions.run(params, options))
      equal([method, body], ['POST', '{"amount":1}'])
    },
  },
  {
    name: 'explain hides the token of a proxy, which signs by itself',
    run: async () => {
      const ncf = createClient({ baseUrl: 'https://edge.example.dev/cloud', token: 'CANARY' })
      const explanation = await previewRequest((options) => ncf.packages.list({}, options))
      equal([explanation.stringToSign, explanation.headers.authorization], [undefined, '…'])
      equal(explanation.target, '/cloud/ncf/api/v2/packages?platform=vpc')
      holds(!JSON.stringify(explanation).includes('CANARY'), 'no token')
    },
  },
  {
    name: 'explain sends nothing of a call that would be sent again either',
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
    name: 'explain rejects as the call does, for what is refused before anything is sent',
    run: async () => {
      const { ncf } = recorded()
      const error = await thrownBy(() => previewRequest((options) => ncf.packages.get({ packageName: '..' }, options)))
      equal(error.name, 'RangeError')
      names(error, 'packageName')
    },
  },
  {
    name: 'explain says so when its options are not passed on',
    run: async () => {
      const { ncf } = recorded()
      const error = await thrownBy(() => previewRequest(() => ncf.packages.list()))
      equal(error.name, 'TypeError')
      names(error, 'options')
    },
  },
]
