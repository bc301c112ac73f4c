import { createTransport, packages } from '../../lib/core.ts'
import { createClient, type NcloudError } from '../../lib/index.ts'
import { createSigner } from '../../lib/sign.ts'
import { hmac, importKey } from '../../lib/signing/hmac.ts'
import { stringToSign } from '../../lib/signing/string-to-sign.ts'
import { samplePackages } from '../../worker/emulator/host/sample-data.ts'
import { createEmulator, developmentCredentials, type EmulatorCredentials } from '../../worker/emulator/index.ts'
import { equal, holds, thrownBy } from '../support/assert.ts'
import { type Case, messageContains } from './case.ts'
import { encodedSecret, mistakeCases, type SigningInput } from './mistakes.ts'
import { vectorKey, vectorTime } from './vectors.ts'

const now = () => vectorTime
const [manager, withoutPermission] = developmentCredentials

export const emulatorCases: readonly Case[] = [
  {
    name: 'createEmulator returns the packages of each platform',
    run: async () => {
      const { fetch } = createEmulator({ packages: samplePackages, now })
      const { list } = createClient({ credentials: manager, baseUrl: 'http://emulator.localhost', fetch, now }).packages
      equal(await list(), [
        { name: 'package001', description: 'Create package' },
        { name: 'package000', description: '' },
      ])
      equal(await list({ platform: 'classic' }), [{ name: 'package003', description: 'On the Classic platform' }])
    },
  },
  {
    name: 'createEmulator responds at the path of the government site, with the platform classic',
    run: async () => {
      const { fetch } = createEmulator({ packages: samplePackages })
      const { list } = createClient({
        credentials: manager,
        site: 'gov',
        baseUrl: 'http://emulator.localhost',
        fetch,
      }).packages
      equal(await list(), [{ name: 'package003', description: 'On the Classic platform' }])
    },
  },
  {
    name: 'createEmulator has development keys and no data by default',
    run: async () => {
      const { list } = createClient({
        credentials: manager,
        baseUrl: 'http://emulator.localhost',
        fetch: createEmulator().fetch,
      }).packages
      equal(await list(), [])
    },
  },
  {
    name: 'createEmulator accepts only the keys of the option credentials',
    run: async () => {
      const { fetch } = createEmulator({ credentials: [vectorKey], now })
      const listWith = (credentials: { accessKey: string; secretKey: string }) =>
        createClient({ credentials, baseUrl: 'http://emulator.localhost', fetch, now }).packages.list()
      equal(await listWith(vectorKey), [])
      equal(((await thrownBy(() => listWith(manager))) as NcloudError).code, '200')
    },
  },
  {
    name: 'createEmulator rejects a key without permission, as the service does',
    run: async () => {
      const { fetch } = createEmulator({ packages: samplePackages })
      const { list } = createClient({
        credentials: withoutPermission,
        baseUrl: 'http://emulator.localhost',
        fetch,
      }).packages
      const error = (await thrownBy(() => list())) as NcloudError
      equal([error.status, error.code, error.message], [403, '80002', 'SUB_ACC_NO_PERMISSION'])
      holds(/^[0-9a-f-]{36}$/.test(error.requestId ?? ''), 'the error has a request id')
    },
  },
  {
    name: 'createEmulator accepts a clock that is off by less than five minutes',
    run: async () => {
      const { fetch } = createEmulator({ now: () => vectorTime + 299_999 })
      equal(
        await createClient({ credentials: manager, baseUrl: 'http://emulator.localhost', fetch, now }).packages.list(),
        [],
      )
    },
  },
  {
    name: 'a client reports a wrong clock, even after a slow response whose date has no milliseconds',
    run: async () => {
      const { fetch } = createEmulator({ now: () => vectorTime + 300_900 })
      let reads = 0
      const slow = () => vectorTime + 2_000 * reads++
      const { list } = packages(
        createTransport({ credentials: manager, baseUrl: 'http://emulator.localhost', fetch, now: slow }),
      )
      messageContains(await thrownBy(() => list()), 'The clock of this machine is 298 s behind')
    },
  },
  {
    name: 'a client does not report a clock that is off by less than five minutes',
    run: async () => {
      const { fetch } = createEmulator({ now: () => vectorTime + 200_000 })
      const credentials = { ...manager, secretKey: 'ANOTHERSECRET' }
      const { list } = createClient({ credentials, baseUrl: 'http://emulator.localhost', fetch, now }).packages
      equal((await thrownBy(() => list())).message, 'Authentication Failed: Invalid authentication information.')
    },
  },
  {
    name: 'createEmulator allows a key only the operations of its list',
    run: async () => {
      const listWith = (permissions: EmulatorCredentials['permissions'] & object) => {
        const { fetch } = createEmulator({ credentials: [{ ...vectorKey, permissions }], now })
        return createClient({ ...vectorKey, baseUrl: 'http://emulator.localhost', fetch, now }).packages.list()
      }
      equal(await listWith(['getPackage', 'getPackageList']), [])
      equal(((await thrownBy(() => listWith(['getPackage']))) as NcloudError).code, '80002')
    },
  },
  {
    name: 'createEmulator throws for keys that cannot sign',
    run: async () => {
      messageContains(
        await thrownBy(() => createEmulator({ credentials: [{ accessKey: 'KEY', secretKey: '' }] })),
        'secretKey',
      )
      messageContains(
        await thrownBy(() => createEmulator({ credentials: [{ accessKey: 'K Y', secretKey: 'S' }] })),
        'accessKey',
      )
    },
  },
  {
    name: 'emulator.fetch has the parameters of fetch',
    run: async () => {
      const { fetch } = createEmulator({ packages: [{ name: 'bare' }], now })
      const url = 'http://emulator.localhost/ncf/api/v2/packages?platform=vpc'
      const headers = { ...(await createSigner(manager, { now }).headers('GET', '/ncf/api/v2/packages?platform=vpc')) }
      const inputs: [string | URL | Request, RequestInit?][] = [
        [url, { headers }],
        [new URL(url), { headers }],
        [new Request(url, { headers })],
        [new Request(url), { headers }],
        [new Request(`${url}#fragment`, { headers })],
      ]
      const bodies = await Promise.all(inputs.map(async ([input, init]) => (await fetch(input, init)).json()))
      equal(bodies, Array(5).fill({ content: [{ name: 'bare', description: '' }] }))
      const ids = await Promise.all([1, 2].map(async () => (await fetch(url)).headers.get('x-ncp-apigw-request-id')))
      holds(ids[0] !== ids[1], 'each response has another id')
    },
  },
  ...[300_000, -300_000].map(
    (offMs): Case => ({
      name: `a client reports a clock that is off by ${-offMs} ms, and corrects it for a retry`,
      run: async () => {
        const { fetch } = createEmulator({ now: () => vectorTime + offMs })
        const options = { credentials: manager, baseUrl: 'http://emulator.localhost', fetch, now }
        const { list } = createClient({ ...options, retries: 0 }).packages
        const error = (await thrownBy(() => list())) as NcloudError
        equal([error.status, error.code], [401, '200'])
        equal(await createClient(options).packages.list(), [], 'a retry corrects the clock')
        messageContains(
          error,
          `The clock of this machine is 300 s ${offMs > 0 ? 'behind' : 'ahead of'} the gateway's clock`,
        )
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
      name: `createEmulator responds to ${method} ${target} with ${status} and the code ${errorCode}`,
      run: async () => {
        const { fetch } = createEmulator({ now })
        const headers = await createSigner(manager, { now }).headers(String(method), String(target))
        const response = await fetch(`http://emulator.localhost${target}`, {
          method: String(method),
          headers: { ...headers },
        })
        const body = await response.json()
        equal([response.status, body.error.errorCode, body.content], [status, errorCode, undefined])
        const [message, details] =
          status === 404 ? ['Not Found Exception', 'URL not found.'] : ['INTERNAL_EXCEPTION', 'platform must be ']
        equal(body.error.message, message)
        holds(body.error.details.startsWith(details), 'the details name the problem')
      },
    }),
  ),
  ...mistakeCases.map(
    (wrong): Case => ({
      name: `createEmulator finds the mistake ${wrong.mistake}: ${wrong.name}`,
      run: async () => {
        const secretKey = encodedSecret
        const { fetch } = createEmulator({ credentials: [{ accessKey: manager.accessKey, secretKey }], now })
        const target = wrong.target ?? '/ncf/api/v2/packages?platform=vpc'
        const input: SigningInput = {
          method: 'GET',
          target,
          timestamp: String(vectorTime + (wrong.clock ?? 0)),
          accessKey: manager.accessKey,
          url: `http://emulator.localhost${target}`,
        }
        const text = wrong.text?.(input) ?? stringToSign('GET', target, input.timestamp, input.accessKey)
        const signature = await hmac(await importKey(wrong.secretKey ?? secretKey), text)
        const correctHeaders = {
          'x-ncp-apigw-timestamp': input.timestamp,
          'x-ncp-iam-access-key': input.accessKey,
          'x-ncp-apigw-signature-v2': wrong.encode?.(signature) ?? signature,
        }
        const sent = Object.entries(wrong.headers?.(correctHeaders) ?? correctHeaders).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value] as [string, string]],
        )
        const response = await fetch(input.url, { headers: sent })
        const body = await response.text()
        const { error, emulator } = JSON.parse(body)
        equal([response.status, error.errorCode, error.message], [401, '200', 'Authentication Failed'])
        const missing = ['headers_missing', 'signature_v1'].includes(wrong.mistake)
        equal(
          error.details,
          missing ? 'Authentication information are missing.' : 'Invalid authentication information.',
        )
        equal(emulator.mistake, wrong.mistake, 'mistake')
        holds(emulator.hint.length > 20, 'the hint has the fix')
        holds(emulator.stringToSign.startsWith(`GET ${target}\n`), 'the string to sign is in the response')
        holds(!body.includes(secretKey), 'the secret key is not in the response')
        holds(
          !body.includes(await hmac(await importKey(secretKey), emulator.stringToSign)),
          'the valid signature is not in the response',
        )
      },
    }),
  ),
]
