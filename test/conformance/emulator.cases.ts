import { createClient, createTransport, type NcloudError, packages } from '../../lib/index.ts'
import { createSigner } from '../../lib/sign.ts'
import { hmac, importKey } from '../../lib/signing/hmac.ts'
import { stringToSign } from '../../lib/signing/string-to-sign.ts'
import { samplePackages } from '../../worker/emulator/host/sample-data.ts'
import { createEmulator, developmentCredentials, type EmulatorCredentials } from '../../worker/emulator/index.ts'
import { equal, holds, thrownBy } from '../support/assert.ts'
import { type Case, names } from './case.ts'
import { encodedSecret, mistakeCases, type SigningInput } from './mistakes.ts'
import { vectorKey, vectorTime } from './vectors.ts'

const now = () => vectorTime
const [known, withoutPermission] = developmentCredentials

export const emulatorCases: readonly Case[] = [
  {
    name: 'createEmulator gives a client the packages of each platform',
    run: async () => {
      const { fetch } = createEmulator({ packages: samplePackages, now })
      const { list } = createClient({ credentials: known, baseUrl: 'http://emulator', fetch, now }).packages
      equal(await list(), [
        { name: 'package001', description: 'Create package' },
        { name: 'package000', description: '' },
      ])
      equal(await list({ platform: 'classic' }), [{ name: 'package003', description: 'On the Classic platform' }])
    },
  },
  {
    name: 'createEmulator answers the government path, where Classic is meant',
    run: async () => {
      const { fetch } = createEmulator({ packages: samplePackages })
      const { list } = createClient({ credentials: known, site: 'gov', baseUrl: 'http://emulator', fetch }).packages
      equal(await list(), [{ name: 'package003', description: 'On the Classic platform' }])
    },
  },
  {
    name: 'createEmulator starts with development keys and no data',
    run: async () => {
      const { list } = createClient({
        credentials: known,
        baseUrl: 'http://emulator',
        fetch: createEmulator().fetch,
      }).packages
      equal(await list(), [])
    },
  },
  {
    name: 'createEmulator takes keys of its user, and then no others',
    run: async () => {
      const { fetch } = createEmulator({ credentials: [vectorKey], now })
      const as = (credentials: { accessKey: string; secretKey: string }) =>
        createClient({ credentials, baseUrl: 'http://emulator', fetch, now }).packages.list()
      equal(await as(vectorKey), [])
      equal(((await thrownBy(() => as(known))) as NcloudError).code, '200')
    },
  },
  {
    name: 'createEmulator refuses a key without permission as the service does',
    run: async () => {
      const { fetch } = createEmulator({ packages: samplePackages })
      const { list } = createClient({ credentials: withoutPermission, baseUrl: 'http://emulator', fetch }).packages
      const error = (await thrownBy(() => list())) as NcloudError
      equal([error.status, error.code, error.message], [403, '80002', 'SUB_ACC_NO_PERMISSION'])
      holds(/^[0-9a-f-]{36}$/.test(error.requestId ?? ''), 'it has a request id')
    },
  },
  {
    name: 'createEmulator accepts a clock just within five minutes',
    run: async () => {
      const { fetch } = createEmulator({ now: () => vectorTime + 299_999 })
      equal(await createClient({ credentials: known, baseUrl: 'http://emulator', fetch, now }).packages.list(), [])
    },
  },
  {
    name: 'a clock is named also when the answer took its time and its date has no milliseconds',
    run: async () => {
      const { fetch } = createEmulator({ now: () => vectorTime + 300_900 })
      let reads = 0
      const slow = () => vectorTime + 2_000 * reads++
      const { list } = packages(createTransport({ credentials: known, baseUrl: 'http://emulator', fetch, now: slow }))
      names(await thrownBy(() => list()), 'this clock is -298 s ahead')
    },
  },
  {
    name: 'a clock that is a little off is not blamed for another mistake',
    run: async () => {
      const { fetch } = createEmulator({ now: () => vectorTime + 200_000 })
      const credentials = { ...known, secretKey: 'ANOTHERSECRET' }
      const { list } = createClient({ credentials, baseUrl: 'http://emulator', fetch, now }).packages
      equal((await thrownBy(() => list())).message, 'Authentication Failed')
    },
  },
  {
    name: 'createEmulator lets a key do what is listed for it, and nothing else',
    run: async () => {
      const as = (permissions: EmulatorCredentials['permissions'] & object) => {
        const { fetch } = createEmulator({ credentials: [{ ...vectorKey, permissions }], now })
        return createClient({ ...vectorKey, baseUrl: 'http://emulator', fetch, now }).packages.list()
      }
      equal(await as(['getPackage', 'getPackageList']), [])
      equal(((await thrownBy(() => as(['getPackage']))) as NcloudError).code, '80002')
    },
  },
  {
    name: 'createEmulator refuses keys no client could sign with',
    run: async () => {
      names(await thrownBy(() => createEmulator({ credentials: [{ accessKey: 'KEY', secretKey: '' }] })), 'secretKey')
      names(await thrownBy(() => createEmulator({ credentials: [{ accessKey: 'K Y', secretKey: 'S' }] })), 'accessKey')
    },
  },
  {
    name: 'createEmulator takes all that fetch takes',
    run: async () => {
      const { fetch } = createEmulator({ packages: [{ name: 'bare' }], now })
      const url = 'http://emulator/ncf/api/v2/packages?platform=vpc'
      const headers = { ...(await createSigner(known, { now }).headers('GET', '/ncf/api/v2/packages?platform=vpc')) }
      const asked: [string | URL | Request, RequestInit?][] = [
        [url, { headers }],
        [new URL(url), { headers }],
        [new Request(url, { headers })],
        [new Request(url), { headers }],
        [new Request(`${url}#fragment`, { headers })],
      ]
      const answers = await Promise.all(asked.map(async ([input, init]) => (await fetch(input, init)).json()))
      equal(answers, Array(5).fill({ content: [{ name: 'bare', description: '' }] }))
      const ids = await Promise.all([1, 2].map(async () => (await fetch(url)).headers.get('x-ncp-apigw-request-id')))
      holds(ids[0] !== ids[1], 'each answer has an id of its own')
    },
  },
  ...[300_000, -300_000].map(
    (off): Case => ({
      name: `a clock ${off} ms off is named in the error`,
      run: async () => {
        const { fetch } = createEmulator({ now: () => vectorTime + off })
        const options = { credentials: known, baseUrl: 'http://emulator', fetch, now }
        const { list } = createClient({ ...options, retries: 0 }).packages
        const error = (await thrownBy(() => list())) as NcloudError
        equal([error.status, error.code], [401, '200'])
        equal(await createClient(options).packages.list(), [], 'and corrected by whoever may send again')
        names(error, `this clock is ${-off / 1000} s ahead`)
      },
    }),
  ),
  ...[
    ['GET', '/packages', 404, '300'],
    ['GET', '/ncf/api/v2/packages/', 404, '300'],
    ['POST', '/ncf/api/v2/packages?platform=vpc', 404, '300'],
    ['GET', '/ncf/api/v2/packages?platform=lambda', 400, '80000'],
    ['GET', '/ncf/api/v2/packages?platform=vpc&platform=classic', 400, '80000'],
  ].map(
    ([method, target, status, errorCode]): Case => ({
      name: `createEmulator answers ${method} ${target} with ${status}/${errorCode}`,
      run: async () => {
        const { fetch } = createEmulator({ now })
        const headers = await createSigner(known, { now }).headers(String(method), String(target))
        const response = await fetch(`http://emulator${target}`, { method: String(method), headers: { ...headers } })
        const body = await response.json()
        equal([response.status, body.error.errorCode, body.content], [status, errorCode, undefined])
        const [message, details] =
          status === 404 ? ['Not Found Exception', 'URL not found.'] : ['INTERNAL_EXCEPTION', 'platform must be ']
        equal(body.error.message, message)
        holds(body.error.details.startsWith(details), 'the details say what is wrong')
      },
    }),
  ),
  ...mistakeCases.map(
    (wrong): Case => ({
      name: `createEmulator explains ${wrong.mistake}: ${wrong.name}`,
      run: async () => {
        const secretKey = encodedSecret
        const { fetch } = createEmulator({ credentials: [{ accessKey: known.accessKey, secretKey }], now })
        const target = wrong.target ?? '/ncf/api/v2/packages?platform=vpc'
        const draft: SigningInput = {
          method: 'GET',
          target,
          timestamp: String(vectorTime + (wrong.clock ?? 0)),
          accessKey: known.accessKey,
          url: `http://emulator${target}`,
        }
        const text = wrong.text?.(draft) ?? stringToSign('GET', target, draft.timestamp, draft.accessKey)
        const signature = await hmac(await importKey(wrong.secretKey ?? secretKey), text)
        const right = {
          'x-ncp-apigw-timestamp': draft.timestamp,
          'x-ncp-iam-access-key': draft.accessKey,
          'x-ncp-apigw-signature-v2': wrong.encode?.(signature) ?? signature,
        }
        const sent = Object.entries(wrong.headers?.(right) ?? right).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value] as [string, string]],
        )
        const response = await fetch(draft.url, { headers: sent })
        const body = await response.text()
        const { error, emulator } = JSON.parse(body)
        equal([response.status, error.errorCode, error.message], [401, '200', 'Authentication Failed'])
        const missing = ['headers_missing', 'signature_v1'].includes(wrong.mistake)
        equal(
          error.details,
          missing ? 'Authentication information are missing.' : 'Invalid authentication information.',
        )
        equal(emulator.mistake, wrong.mistake, 'mistake')
        holds(emulator.hint.length > 20, 'a hint says what to change')
        holds(emulator.stringToSign.startsWith(`GET ${target}\n`), 'the string to sign is shown')
        holds(!body.includes(secretKey), 'the secret is not shown')
        holds(!body.includes(await hmac(await importKey(secretKey), emulator.stringToSign)), 'nor the signature')
      },
    }),
  ),
]
