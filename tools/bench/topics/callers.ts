import { AwsClient } from 'aws4fetch'
import ky from 'ky'
import createOpenapiClient from 'openapi-fetch'
import { createClient } from '../../../lib/index.ts'
import { createSigner } from '../../../lib/sign.ts'
import type { Contender } from '../timing.ts'
import { withDeadline } from './deadline.ts'
import { credentials, path, TIMEOUT_MS, target } from './request.ts'
import { importKey, signByHand } from './web-crypto.ts'

interface Body {
  readonly content: { readonly name: string; readonly description: string }[]
}

/** The document that types are usually generated from, cut to one operation. */
interface Paths {
  readonly [path]: {
    get: {
      parameters: { query: { platform: string } }
      responses: { 200: { content: { 'application/json': Body } } }
    }
  }
}

interface Caller {
  readonly name: string
  readonly note?: string
  readonly call: () => Promise<readonly unknown[] | undefined>
}

const createCallers = async (origin: string): Promise<readonly Caller[]> => {
  const { accessKey, secretKey } = credentials
  const url = origin + target
  const key = await importKey()
  const signer = createSigner(credentials)
  const ncloud = createClient({ credentials, baseUrl: origin })
  const openapi = createOpenapiClient<Paths>({ baseUrl: origin })
  openapi.use({ onRequest: ({ request }) => signer.sign(request) })
  const signing = ky.create({ hooks: { beforeRequest: [({ request }) => signer.sign(request)] }, timeout: TIMEOUT_MS })
  const aws = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, service: 'lambda', region: 'kr' })
  return [
    {
      name: 'fetch by hand',
      note: 'baseline: Web Crypto with an imported key, one deadline, no retries',
      call: async () => {
        const headers = await signByHand(key)
        return withDeadline(async (signal) => {
          const response = await fetch(url, { headers, signal })
          if (!response.ok) throw new Error(`status ${response.status}`)
          return ((await response.json()) as Body).content
        })
      },
    },
    { name: 'ncloud-functions', note: 'with deadline, retries and validation', call: () => ncloud.packages.list() },
    {
      name: 'openapi-fetch',
      note: 'with the signer of ncloud-functions and a deadline',
      call: () =>
        withDeadline(async (signal) => {
          const { data } = await openapi.GET(path, { params: { query: { platform: 'vpc' } }, signal })
          return data?.content
        }),
    },
    {
      name: 'ky',
      note: 'with the signer of ncloud-functions; has deadline and retries',
      call: async () => (await signing.get(url).json<Body>()).content,
    },
    {
      name: 'aws4fetch',
      note: 'SigV4 of AWS, which is more work; with a deadline, has retries',
      call: () =>
        withDeadline(async (signal) => {
          const response = await aws.fetch(url, { signal })
          return ((await response.json()) as Body).content
        }),
    },
  ]
}

/** Creates one contender for each way to call the gateway. It throws unless the call returns the gateway's two packages. */
export const createCalls = async (origin: string): Promise<readonly Contender[]> =>
  (await createCallers(origin)).map(({ call, ...caller }) => ({
    ...caller,
    run: async () => {
      const packages = await call()
      if (packages?.length !== 2) throw new Error('the call did not return two packages')
    },
  }))
