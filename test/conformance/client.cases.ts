import { createTransport, packages } from '../../lib/core.ts'
import { type ClientOptions, createClient, isNcloudError, type NcloudError } from '../../lib/index.ts'
import { createSigner } from '../../lib/sign.ts'
import { equal, holds, thrownBy } from '../support/assert.ts'
import { recorder } from './calls.ts'
import { type Case, names } from './case.ts'
import { addresses, refusedCalls, refusedOptions } from './options.ts'
import { answerCases } from './responses.ts'
import { vectorKey, vectors, vectorTime } from './vectors.ts'

const now = () => vectorTime
/** A promise and the function that settles it. */
const deferred = <T>() => {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

const never = () => new Promise<never>(() => {})

const options: Case[] = [
  {
    name: 'packages.list takes another fetch for one call',
    run: async () => {
      const { sent, fetch } = recorder()
      const { packages } = createClient({ ...vectorKey, fetch: never })
      await packages.list({}, { fetch })
      equal([sent.length, sent[0]?.init.method], [1, 'GET'])
    },
  },
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

const answers: Case[] = answerCases.map(({ name, status, isProxied, headers = {}, body, content, error }) => ({
  name: `packages.list understands ${name}`,
  run: async () => {
    const fetch = () => new Response(body, { status, headers })
    const way = isProxied ? { baseUrl: 'https://edge.example.dev' } : vectorKey
    const list = () => createClient({ ...way, fetch, now }).packages.list()
    if (!error) return equal(await list(), content)
    const thrown = await thrownBy(list)
    holds(isNcloudError(thrown), `${thrown} is an NcloudError`)
    equal(Object.fromEntries(Object.keys(error).map((key) => [key, thrown[key as keyof Error]])), error)
  },
}))

/** Every text reachable through properties, own and inherited, enumerable or not, functions' source included. */
const everythingIn = (root: unknown, seen = new Set<unknown>()): string[] => {
  if (typeof root !== 'object' && typeof root !== 'function') return [String(root)]
  if (root === null || seen.has(root) || root === Object.prototype || root === Function.prototype) return []
  seen.add(root)
  const parts = Reflect.ownKeys(root).map((key) => {
    try {
      return everythingIn((root as Record<PropertyKey, unknown>)[key], seen)
    } catch {
      return []
    }
  })
  return [JSON.stringify(root) ?? '', String(root), ...parts.flat(), ...everythingIn(Object.getPrototypeOf(root), seen)]
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
    name: 'a key is asked for again, and signs again, only when it is another',
    run: async () => {
      const { sent, fetch } = recorder()
      const credentials = () => ({ ...vectorKey })
      const { list } = createClient({ credentials, fetch, now }).packages
      await list()
      await list()
      const [first, second] = sent.map(({ init }) => init.headers)
      equal(first, second)
    },
  },
  {
    name: 'what is no longer waited for is not sent',
    run: async () => {
      const { sent, fetch } = recorder()
      const { promise, resolve } = deferred<typeof vectorKey>()
      const { list } = createClient({ credentials: () => promise, fetch }).packages
      const controller = new AbortController()
      const call = list({}, { signal: controller.signal })
      controller.abort()
      equal((await thrownBy(() => call)).name, 'AbortError')
      resolve(vectorKey)
      // Signing takes its time on the thread pool: another signature is ready no sooner.
      await createSigner(vectorKey).headers('GET', '/')
      await createSigner(vectorKey).headers('GET', '/')
      equal(sent, [])
    },
  },
  {
    name: 'the clock is not blamed where the proxy signs',
    run: async () => {
      const fetch = () =>
        Response.json(
          { error: { errorCode: '200', message: 'No' } },
          { status: 401, headers: { date: new Date(0).toUTCString() } },
        )
      const error = await thrownBy(() => createClient({ baseUrl: 'https://edge.example.dev', fetch }).packages.list())
      equal(error.message, 'No')
    },
  },
  {
    name: 'an error of the service has the answer as its cause, tags and all',
    run: async () => {
      const error = { errorCode: '80031', message: '<b>later</b>' }
      const { list } = createClient({ ...vectorKey, fetch: () => Response.json({ error }, { status: 400 }) }).packages
      equal((await thrownBy(() => list())).cause, error)
    },
  },
  {
    name: 'a redirect that a browser hides is one all the same',
    run: async () => {
      const hidden = { ok: false, status: 0, type: 'opaqueredirect', headers: new Headers(), text: async () => '' }
      const { list } = createClient({ ...vectorKey, fetch: () => hidden as unknown as Response }).packages
      const error = (await thrownBy(() => list())) as NcloudError
      equal([error.code, error.status], ['redirect', undefined])
    },
  },
  {
    name: 'isNcloudError knows errors of another copy of the library, and nothing else',
    run: () => {
      const other = Object.assign(new Error('other copy'), { name: 'NcloudError' })
      equal([other, new Error('no'), undefined, null, 'NcloudError', {}].map(isNcloudError), [
        true,
        ...Array(5).fill(false),
      ])
    },
  },
  {
    name: 'the pieces make the same call as the client',
    run: async () => {
      const { sent, fetch } = recorder()
      await packages(createTransport({ ...vectorKey, fetch, now })).list({ platform: 'vpc' })
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
    name: 'nothing shows the secret, however a call fails',
    run: async () => {
      const secretKey = 'CANARYsecret0123456789'
      const keys = { accessKey: 'KEY', secretKey }
      const failures: Record<string, ClientOptions['fetch']> = {
        network: () => Promise.reject(new TypeError('fetch failed')),
        timeout: never,
        service: () => Response.json({ error: { errorCode: '200', message: 'No' } }, { status: 401 }),
        unreadable: () => new Response('<p>', { status: 500 }),
      }
      const errors = await Promise.all(
        Object.values(failures).map((fetch) =>
          thrownBy(() => createClient({ ...keys, fetch, timeoutMs: 20 }).packages.list()),
        ),
      )
      const misuse = await thrownBy(() => createClient({ ...keys, region: 'FKR' } as never))
      const signer = createSigner(keys)
      const refused = await thrownBy(() => signer.headers('get', '/'))
      const roots = [
        createClient(keys),
        createTransport(keys),
        signer,
        await signer.headers('GET', '/'),
        ...errors,
        misuse,
        refused,
      ]
      holds(!everythingIn(roots).join('\n').includes(secretKey), 'the secret is nowhere')
      equal(errors.length, 4)
    },
  },
]

export const clientCases: readonly Case[] = [...options, ...answers, ...client]
