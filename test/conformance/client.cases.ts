import { createCall, createClient, isNcloudError, type NcloudError, packages } from '../../lib/index.ts'
import { createSigner } from '../../lib/sign.ts'
import { equal, holds, thrownBy } from '../support/assert.ts'
import { answerCases } from './answers.ts'
import { type Case, names } from './case.ts'
import { addresses, refusedCalls, refusedOptions } from './options.ts'
import { vectorKey, vectors, vectorTime } from './vectors.ts'

const now = () => vectorTime
const never = () => new Promise<never>(() => {})

const options: Case[] = [
  ...refusedOptions.map(
    ([name, value, type, culprit]): Case => ({
      name: `createClient refuses ${name}`,
      run: async () => {
        const error = await thrownBy(() => createClient(value as never))
        equal(error.name, type, 'class')
        names(error, culprit)
      },
    }),
  ),
  ...addresses.map(
    ([name, value, platform, address]): Case => ({
      name: `packages.list calls the right address: ${name}`,
      run: async () => {
        const sent: string[] = []
        const fetch = (url: string) => {
          sent.push(url)
          return Response.json({ content: [] })
        }
        await createClient({ ...value, fetch }).packages.list(platform && { platform })
        equal(sent, [address])
      },
    }),
  ),
  ...refusedCalls.map(
    ([name, value, params, type, culprit]): Case => ({
      name: `packages.list refuses ${name}, and sends nothing`,
      run: async () => {
        let sent = 0
        const fetch = () => {
          sent += 1
          return Response.json({ content: [] })
        }
        const promise = createClient({ ...value, fetch }).packages.list(params as never)
        const error = await thrownBy(() => promise)
        equal([error.name, sent], [type, 0])
        names(error, culprit)
      },
    }),
  ),
]

const answers: Case[] = answerCases.map(({ name, status, headers = {}, body, content, error }) => ({
  name: `packages.list understands ${name}`,
  run: async () => {
    const fetch = () => new Response(body, { status, headers })
    const list = () => createClient({ ...vectorKey, fetch, now }).packages.list()
    if (!error) return equal(await list(), content)
    const thrown = await thrownBy(list)
    holds(isNcloudError(thrown), `${thrown} is an NcloudError`)
    equal(Object.fromEntries(Object.keys(error).map((key) => [key, thrown[key as keyof Error]])), error)
  },
}))

/** Records what would be sent. */
const recorder = () => {
  const sent: { url: string; init: RequestInit }[] = []
  const fetch = (url: string, init: RequestInit) => {
    sent.push({ url, init })
    return Response.json({ content: [] })
  }
  return { sent, fetch }
}

const client: Case[] = [
  {
    name: 'packages.list sends exactly the signed headers and the common ones',
    run: async () => {
      const { sent, fetch } = recorder()
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
    name: 'packages.list signs the path of its base address too',
    run: async () => {
      const { sent, fetch } = recorder()
      await createClient({ ...vectorKey, baseUrl: 'http://127.0.0.1/base', fetch, now }).packages.list()
      const headers = await createSigner(vectorKey, { now }).headers('GET', '/base/ncf/api/v2/packages?platform=vpc')
      equal(new Headers(sent[0]?.init.headers).get('x-ncp-apigw-signature-v2'), headers['x-ncp-apigw-signature-v2'])
    },
  },
  {
    name: 'packages.list sends a token to the proxy, and no cloud header',
    run: async () => {
      const { sent, fetch } = recorder()
      await createClient({ baseUrl: 'https://edge.example.dev', token: 'TOKEN', fetch }).packages.list()
      equal(sent[0]?.init.headers, { accept: 'application/json', authorization: 'Bearer TOKEN' })
    },
  },
  {
    name: 'packages.list works without a token, for proxies open to all',
    run: async () => {
      const { sent, fetch } = recorder()
      await createClient({ baseUrl: 'https://edge.example.dev', fetch }).packages.list()
      equal(sent[0]?.init.headers, { accept: 'application/json' })
    },
  },
  {
    name: 'credentials are asked before each call, so keys can change',
    run: async () => {
      const { sent, fetch } = recorder()
      let turn = 0
      const credentials = async () => {
        turn += 1
        return { accessKey: `KEY${turn}`, secretKey: 'SECRETKEY' }
      }
      const { list } = createClient({ credentials, fetch }).packages
      await list()
      await list()
      equal(
        sent.map(({ init }) => new Headers(init.headers).get('x-ncp-iam-access-key')),
        ['KEY1', 'KEY2'],
      )
    },
  },
  {
    name: 'unusable credentials from a function reject by name, and nothing is sent',
    run: async () => {
      const { sent, fetch } = recorder()
      const { list } = createClient({ credentials: () => ({ accessKey: 'KEY', secretKey: '' }), fetch }).packages
      const error = await thrownBy(() => list())
      equal([error.name, sent.length], ['TypeError', 0])
      names(error, 'secretKey')
    },
  },
  {
    name: 'an error of the credentials function passes through',
    run: async () => {
      const reason = new Error('no metadata service')
      const { list } = createClient({ credentials: () => Promise.reject(reason) }).packages
      holds((await thrownBy(() => list())) === reason, 'the same error')
    },
  },
  {
    name: 'the pieces make the same call as the client',
    run: async () => {
      const { sent, fetch } = recorder()
      await packages(createCall({ ...vectorKey, fetch, now })).list({ platform: 'vpc' })
      await createClient({ ...vectorKey, fetch, now }).packages.list({ platform: 'vpc' })
      const [first, second] = sent.map(({ url, init }) => [url, init.method, init.headers])
      equal(first, second)
    },
  },
  {
    name: 'a failing fetch becomes an NcloudError with its cause',
    run: async () => {
      const cause = new TypeError('fetch failed')
      const { list } = createClient({ ...vectorKey, fetch: () => Promise.reject(cause) }).packages
      const error = (await thrownBy(() => list())) as NcloudError
      equal(
        [error.code, error.status, error.retryable, error.operation],
        ['network', undefined, true, 'getPackageList'],
      )
      holds(error.cause === cause, 'the cause is kept')
      names(error, 'https://cloudfunctions.apigw.ntruss.com')
    },
  },
  {
    name: 'a body that breaks off becomes an NcloudError',
    run: async () => {
      const body = () => new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) })
      const { list } = createClient({ ...vectorKey, fetch: () => new Response(body()) }).packages
      equal(((await thrownBy(() => list())) as NcloudError).code, 'network')
    },
  },
  {
    name: 'timeoutMs ends a fetch that never answers',
    run: async () => {
      const { list } = createClient({ ...vectorKey, fetch: never, timeoutMs: 20 }).packages
      const error = (await thrownBy(() => list())) as NcloudError
      equal([error.code, error.retryable, error.operation], ['timeout', true, 'getPackageList'])
      names(error, '20 ms')
    },
  },
  {
    name: 'timeoutMs covers reading the body, and a call may set its own',
    run: async () => {
      const body = () => new ReadableStream({ pull: never })
      const { list } = createClient({ ...vectorKey, fetch: () => new Response(body()) }).packages
      equal(((await thrownBy(() => list({}, { timeoutMs: 20 }))) as NcloudError).code, 'timeout')
    },
  },
  {
    name: 'timeoutMs covers waiting for credentials',
    run: async () => {
      const { list } = createClient({ credentials: never, timeoutMs: 20 }).packages
      equal(((await thrownBy(() => list())) as NcloudError).code, 'timeout')
    },
  },
  {
    name: 'timeoutMs out of range rejects, and nothing is sent',
    run: async () => {
      const { sent, fetch } = recorder()
      const error = await thrownBy(() => createClient({ ...vectorKey, fetch }).packages.list({}, { timeoutMs: -1 }))
      equal([error.name, sent.length], ['RangeError', 0])
    },
  },
  {
    name: "the caller's abort rejects with its own reason and reaches fetch",
    run: async () => {
      const controller = new AbortController()
      const reason = new Error('changed my mind')
      let inner: AbortSignal | null | undefined
      const fetch = (_: string, init: RequestInit) => {
        inner = init.signal
        controller.abort(reason)
        return never()
      }
      const { list } = createClient({ ...vectorKey, fetch }).packages
      holds((await thrownBy(() => list({}, { signal: controller.signal }))) === reason, 'the same reason')
      equal(inner?.aborted, true)
    },
  },
  {
    name: 'a signal that is aborted already sends nothing',
    run: async () => {
      const { sent, fetch } = recorder()
      const { list } = createClient({ ...vectorKey, fetch }).packages
      const error = await thrownBy(() => list({}, { signal: AbortSignal.abort() }))
      equal([error.name, sent.length], ['AbortError', 0])
    },
  },
  {
    name: 'nothing shows the secret',
    run: async () => {
      const secretKey = 'CANARYsecret0123456789'
      const client = createClient({ accessKey: 'KEY', secretKey, fetch: () => Response.json({}, { status: 500 }) })
      const signer = createSigner({ accessKey: 'KEY', secretKey })
      const error = (await thrownBy(() => client.packages.list())) as NcloudError
      const seen = [client, client.packages, signer, error, await signer.headers('GET', '/')].flatMap((value) => [
        JSON.stringify(value),
        String(value),
        ...Object.getOwnPropertyNames(value).map((key) => String((value as never)[key])),
      ])
      holds(!seen.join('\n').includes(secretKey), 'the secret is nowhere')
    },
  },
]

export const clientCases: readonly Case[] = [...options, ...answers, ...client]
