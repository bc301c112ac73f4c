import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createClient, operations } from '../../lib/index.ts'
import {
  createEmulator,
  developmentCredentials,
  type EmulatorOptions,
  memoryStore,
  type Store,
} from '../../worker/emulator/index.ts'
import { type FetchHandler, startFetchServer } from '../support/fetch-server.ts'
import { root } from '../support/run.ts'

const [manager, noPermissions, viewer] = developmentCredentials

interface ExitedCommand {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const startLive = (args: readonly string[], env: Record<string, string>) => {
  // The variables of the shell that runs the tests would be settings of the command.
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [join(root, 'tools/live.ts'), ...args], { env: { PATH, ...env } })
  const texts = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    texts.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    texts.err += chunk
  })
  const exited = once(child, 'close').then(([code]): ExitedCommand => ({ code, ...texts }))
  return { child, exited }
}

const runLive = (args: readonly string[] = [], env: Record<string, string> = {}): Promise<ExitedCommand> =>
  startLive(args, env).exited

const keysOf = ({ accessKey, secretKey }: { accessKey: string; secretKey: string }) => ({
  NCLOUD_ACCESS_KEY: accessKey,
  NCLOUD_SECRET_KEY: secretKey,
})

const subnet = { NCLOUD_VPC_NO: '21538', NCLOUD_SUBNET_NO: '45007' }

/** Starts an account: an emulator behind an HTTP server that records the requests. */
const startAccount = async (
  store: Store,
  options: EmulatorOptions = {},
  wrap = (handler: FetchHandler): FetchHandler => handler,
) => {
  const emulator = createEmulator({ store, ...options })
  const requests: { method: string; target: string }[] = []
  const handle = wrap((request) => emulator.fetch(request))
  const server = await startFetchServer((request) => {
    requests.push({ method: request.method, target: request.url.replace(/^http:\/\/[^/]*/, '') })
    return handle(request)
  })
  return {
    requests,
    env: { ...keysOf(manager), NCLOUD_BASE_URL: server.origin },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

const contentsOf = (store: Store): unknown =>
  (['vpc', 'classic'] as const).map((platform) =>
    (['package', 'action', 'trigger', 'link'] as const).map((kind) => [...store.list(kind, platform)]),
  )

/** Fills an account. Every text in it contains `canary`, and the command must print none of them. */
const fillAccount = async (store: Store): Promise<void> => {
  const emulator = createEmulator({ store })
  for (const platform of ['vpc', 'classic'] as const) {
    const { packages, actions, triggers } = createClient({
      credentials: manager,
      baseUrl: 'http://emulator.localhost',
      fetch: emulator.fetch,
      platform,
    })
    const parameters = { canaryParameter: 'canary parameter' }
    const packageName = `canary-package-${platform}`
    await packages.put({ packageName, description: 'canary description', parameters })
    await packages.put({ packageName: `canary-empty-${platform}` })
    const put = (within: string, actionName: string, more: object, exec: object = {}) =>
      actions.put({
        packageName: within,
        actionName: `${actionName}-${platform}`,
        description: 'canary description',
        limits: { timeout: 3000, memory: 128 },
        ...(platform === 'vpc' && { vpc: [{ vpcNo: 1, subnetNo: 2 }] }),
        exec: {
          kind: 'nodejs:22',
          binary: false,
          main: 'canaryMain',
          code: 'const canaryMain = (p) => { console.log("canary log"); if (p.fail) throw Error("canary error"); return p }',
          ...exec,
        },
        parameters,
        ...more,
      } as never)
    const run = (within: string, actionName: string, given: object) =>
      actions.run({ packageName: within, actionName: `${actionName}-${platform}`, parameters: { ...given } })
    await put(packageName, 'canary-basic', {})
    await put(packageName, 'canary-web', { type: 'web', 'raw-http': true })
    await put('-', 'canary-python', {}, { kind: 'python:3.13' })
    await put('-', 'canary-binary', {}, { binary: true, code: 'Y2FuYXJ5' })
    await actions.put({
      packageName,
      actionName: `canary-sequence-${platform}`,
      type: 'sequence',
      exec: { kind: 'sequence', components: [`${packageName}/canary-basic-${platform}`] },
    })
    await run(packageName, 'canary-basic', { canaryResult: 'canary result' })
    await run(packageName, 'canary-web', { fail: true })
    await run(packageName, 'canary-sequence', {})
    const triggerName = `canary-trigger-${platform}`
    await triggers.put({ triggerName, type: 'cron', cronOption: '0 3 * * *', description: 'canary', parameters })
    await triggers.put({
      triggerName: `canary-github-${platform}`,
      type: 'github',
      credential: { username: 'canary-user', accessToken: 'canary-token', repository: 'canary-repository' },
      events: ['push'],
      link: { productName: 'canary-product', apiName: 'canary-api', stageName: 'canary-stage' },
    })
    await triggers.link({ triggerName, packageName, actionName: `canary-basic-${platform}` })
    await triggers.fire({ triggerName, parameters })
    await emulator.idle()
  }
}

const filledStore = memoryStore()
beforeAll(() => fillAccount(filledStore))

/** Returns the operations of the requests. */
const operationsOf = (requests: readonly { method: string; target: string }[]): Set<string> =>
  new Set(
    Object.values(operations).flatMap(({ id, method, path }) => {
      const form = new RegExp(`/api/v2${path.replace(/\{\w+\}/g, '[^/?]+')}(\\?|$)`)
      return requests.some((each) => each.method === method && form.test(each.target)) ? [id] : []
    }),
  )

const readOperations = Object.values(operations).flatMap(({ id, method }) => (method === 'GET' ? [id] : []))

const secrets = [manager, noPermissions, viewer].flatMap(({ accessKey, secretKey }) => [accessKey, secretKey])

const expectNoAccountData = ({ out, err }: ExitedCommand): void => {
  for (const text of [out, err]) {
    expect(text).not.toMatch(/canary/i)
    for (const secret of secrets) expect(text).not.toContain(secret)
    // The ids of activations.
    expect(text).not.toMatch(/[0-9a-f]{32}/)
  }
}

const differencesOf = ({ out }: ExitedCommand): { [name: string]: string }[] => JSON.parse(out).differences

describe('npm run live', () => {
  test('prints its help text if no access key is set', async () => {
    for (const args of [[], ['--write'], ['--json']]) {
      const { code, out, err } = await runLive(args)
      expect([code, err]).toEqual([0, ''])
      for (const part of ['NCLOUD_ACCESS_KEY', 'NCLOUD_SECRET_KEY', '--write', 'GET requests only', 'ncf-live-']) {
        expect(out).toContain(part)
      }
      expect(out).toContain('NCP_VPC_CLOUD_FUNCTIONS_VIEWER')
    }
  })

  test('names an invalid flag or variable', async () => {
    const keys = keysOf(manager)
    const rows: [setting: string, env: Record<string, string>, ...args: string[]][] = [
      ['--wirte', keys, '--wirte'],
      ['NCLOUD_SECRET_KEY', { NCLOUD_ACCESS_KEY: manager.accessKey }],
      ['NCLOUD_ACCESS_KEY', { NCLOUD_SECRET_KEY: manager.secretKey, NCLOUD_ACCESS_KEY: '' }],
      ['NCLOUD_SECRET_KEY', { ...keys, NCLOUD_SECRET_KEY: `${manager.secretKey}\n` }],
      ['NCLOUD_SITE', { ...keys, NCLOUD_SITE: 'moon' }],
      ['NCLOUD_REGION', { ...keys, NCLOUD_REGION: 'FKR' }],
      ['NCLOUD_API_VERSION', { ...keys, NCLOUD_SITE: 'gov', NCLOUD_API_VERSION: 'v2.1' }],
      ['NCLOUD_PLATFORM', { ...keys, NCLOUD_REGION: 'JPN', NCLOUD_PLATFORM: 'classic' }],
      ['NCLOUD_BASE_URL', { ...keys, NCLOUD_BASE_URL: 'localhost:8788' }],
      ['NCLOUD_BASE_URL', { ...keys, NCLOUD_BASE_URL: 'http://192.168.0.2:8788' }],
      ['NCLOUD_VPC_NO', { ...keys, NCLOUD_VPC_NO: 'vpc', NCLOUD_SUBNET_NO: '1' }, '--write'],
      ['NCLOUD_SUBNET_NO', { ...keys, NCLOUD_VPC_NO: '1' }, '--write'],
      ['NCLOUD_VPC_NO', { ...keys, NCLOUD_PLATFORM: 'vpc' }, '--write'],
      ['NCLOUD_VPC_NO', { ...keys, NCLOUD_SITE: 'fin' }, '--write'],
    ]
    const exited = await Promise.all(rows.map(([, env, ...args]) => runLive(args, env)))
    for (const [index, { code, out, err }] of exited.entries()) {
      const [setting] = rows[index] ?? []
      expect([code, out, err.split(':')[0]]).toEqual([2, '', setting])
      expectNoAccountData({ code, out, err })
    }
  })

  test('says that the service does not respond, or that the gateway rejects the key', async () => {
    await using account = await startAccount(memoryStore())
    const wrong = { ...account.env, NCLOUD_SECRET_KEY: 'wrong-canary' }
    const [unreachable, rejected] = await Promise.all([
      runLive([], { ...account.env, NCLOUD_BASE_URL: 'http://127.0.0.1:9' }),
      runLive(['--write'], { ...wrong, ...subnet }),
    ])
    expect([unreachable.code, unreachable.out]).toEqual([1, ''])
    expect(unreachable.err).toMatch(
      /^The service did not respond: .*127\.0\.0\.1:9.*\nCheck that this computer can connect/,
    )
    expect(rejected.code).toBe(1)
    expect(rejected.err).toMatch(
      /^The gateway rejected the access key: .*\nCheck NCLOUD_ACCESS_KEY and NCLOUD_SECRET_KEY/,
    )
    expect(account.requests.map(({ method }) => method)).toEqual(['GET'])
    for (const each of [unreachable, rejected]) expectNoAccountData(each)
  })
})

describe('npm run live without --write', () => {
  test.for([
    ['v2.1', 'vpc'],
    ['v2.1', 'classic'],
    ['v2.0', 'vpc'],
    ['v2.0', 'classic'],
  ] as const)(
    'finds no difference in an emulator with API version %s on %s, and prints no data of the account',
    async ([version, platform]) => {
      await using account = await startAccount(filledStore)
      const before = contentsOf(filledStore)
      const env = { ...account.env, NCLOUD_API_VERSION: version, NCLOUD_PLATFORM: platform }
      const exited = await runLive([], env)
      expect(exited.err).toBe('')
      expect(exited.out).toMatch(/^Compared \d\d requests at .*: 0 differences\./)
      expect(exited.out).toContain('read 2 packages, 5 actions and 2 triggers')
      expect(exited.out).toMatch(/Sent (\d+) requests \(\1 GET\)\.\nThe account was not changed\.\n$/)
      expect(exited.code).toBe(0)
      expect(new Set(account.requests.map(({ method }) => method))).toEqual(new Set(['GET']))
      expect(operationsOf(account.requests)).toEqual(new Set(readOperations))
      expect(contentsOf(filledStore)).toEqual(before)
      expectNoAccountData(exited)
    },
  )

  test('finds no difference in an empty account, on other sites, and with a key that can only read', async () => {
    await using empty = await startAccount(memoryStore())
    await using full = await startAccount(filledStore)
    const exited = await Promise.all([
      runLive(['--json'], empty.env),
      runLive(['--json'], { ...full.env, NCLOUD_SITE: 'gov' }),
      runLive(['--json'], { ...full.env, NCLOUD_SITE: 'fin' }),
      runLive(['--json'], { ...full.env, NCLOUD_REGION: 'SGN', NCLOUD_API_VERSION: 'v2.0' }),
      runLive(['--json'], { ...full.env, ...keysOf(viewer) }),
    ])
    for (const each of exited) {
      expect([each.code, each.err, differencesOf(each)]).toEqual([0, '', []])
      expectNoAccountData(each)
    }
  })

  test('lists the operations that the key has no permission for, without a difference', async () => {
    await using account = await startAccount(filledStore)
    const exited = await runLive(['--json'], { ...account.env, ...keysOf(noPermissions) })
    expect(exited.code).toBe(0)
    expect(JSON.parse(exited.out)).toMatchObject({ differences: [] })
    expect(JSON.parse(exited.out).forbidden).toContain('getTriggerList')
  })

  test('finds exactly the differences of another service, without their values', async () => {
    const altered =
      (handler: FetchHandler): FetchHandler =>
      async (request) => {
        const response = await handler(request)
        // biome-ignore lint/suspicious/noExplicitAny: the test changes it
        const body: any = await response.json().catch(() => undefined)
        const { pathname, search } = new URL(request.url)
        let { status } = response
        if (/\/packages$/.test(pathname) && Array.isArray(body.content)) {
          for (const each of body.content) Object.assign(each, { updated: 1, [each.name]: each.name })
          // This field comes before the entry with the same name.
          if (body.content[0]) body.content[0][body.content.at(-1).name] = ''
        }
        if (/\/packages\/canary-[^/]+$/.test(pathname) && body.content) delete body.content.resourceId
        if (/\/packages\/ncf-live-[^/]+$/.test(pathname))
          body.error = { errorCode: '80199', message: 'NO_SUCH_PACKAGE' }
        if (/\/triggers\/ncf-live-[^/]+$/.test(pathname)) body.error.message = 'There is no canary for user kim'
        if (/\/actions\/[^/]+$/.test(pathname) && body.content?.vpc) body.content.vpc = [body.content.vpc]
        if (/\/triggers\/canary-[^/]+$/.test(pathname) && body.content) body.content.description = null
        if (/canary-basic.*\/activations\/(?!0{32})/.test(pathname) && body.content)
          body.content.response.status = 'went well'
        if (search.includes('pageSize=2147483647')) {
          status = 400
          body.error = { errorCode: '80000', message: 'INTERNAL_EXCEPTION', details: '' }
          delete body.content
        }
        return Response.json(body, { status, headers: { 'x-ncp-apigw-request-id': 'r' } })
      }
    await using account = await startAccount(filledStore, {}, altered)
    const exited = await runLive(['--json'], account.env)
    expect(exited.code).toBe(0)
    const seen = new Set(
      differencesOf(exited).map((each) =>
        ['operation', 'request', 'assumption', 'path', 'emulator', 'service', 'types']
          .map((name) => each[name])
          .join(' | '),
      ),
    )
    expect([...seen].sort()).toEqual(
      [
        'getPackageList | all |  | content[].updated | absent | number | absent',
        'getPackageList | all |  | content[].(18 characters) | absent | text | absent',
        'getPackageList | all |  | content[].(16 characters) | absent | text | absent',
        'getPackageList | without platform |  | content[].updated | absent | number | absent',
        'getPackageList | without platform |  | content[].(18 characters) | absent | text | absent',
        'getPackageList | without platform |  | content[].(16 characters) | absent | text | absent',
        'getPackageList | an unknown parameter |  | content[].updated | absent | number | absent',
        'getPackageList | an unknown parameter |  | content[].(18 characters) | absent | text | absent',
        'getPackageList | an unknown parameter |  | content[].(16 characters) | absent | text | absent',
        'getPackage | a package | createResourceId | content.resourceId | text of 5 lower-case letters | absent | text',
        'getPackage | a package that does not exist |  | status | 404 80101 PACKAGE_NOT_FOUND | 404 80199 NO_SUCH_PACKAGE | ',
        'getPackage | a package that does not exist |  | error.details | text | absent | ',
        'getTrigger | a trigger that does not exist |  | status | 404 80501 TRIGGER_NOT_FOUND | 404 80501 (31 characters) | ',
        'getAction | an action | vpcInResponses | content.vpc | object | list | ',
        'getTrigger | a trigger |  | content.description | text | null | text',
        'getActionActivationDetail | an activation |  | content.response.status | text | the word went well | ',
        'getActivationList | pageSize=2147483647 | LARGEST_PAGE | status | 200 | 400 80000 INTERNAL_EXCEPTION | ',
      ].sort(),
    )
    expectNoAccountData(exited)
    const asText = await runLive([], account.env)
    expect(asText.out).toMatch(
      /getPackage +a package that does not exist +status +404 80101 PACKAGE_NOT_FOUND +404 80199/,
    )
    expectNoAccountData(asText)
  })
})

// Concurrent, because most of the time is spent waiting.
describe.concurrent('npm run live with --write', () => {
  test.for([
    ['with v2.1 on VPC', subnet],
    ['with v2.1 on Classic, because no subnet is set', {}],
    ['with v2.0', { ...subnet, NCLOUD_API_VERSION: 'v2.0' }],
    ['on the government site', { NCLOUD_SITE: 'gov' }],
    ['on the financial site', { ...subnet, NCLOUD_SITE: 'fin' }],
  ] as const)('finds no difference and deletes everything it created %s', async ([, env]) => {
    const store = memoryStore()
    await fillAccount(store)
    const before = contentsOf(store)
    await using account = await startAccount(store)
    const exited = await runLive(['--write'], { ...account.env, ...env })
    expect(exited.err).toBe('')
    expect(exited.out).toMatch(/^This command creates up to 7 packages on (vpc|classic)/)
    expect(exited.out).toMatch(/\nCompared 1\d\d requests at .*: 0 differences\./)
    expect(exited.out).toMatch(/ PUT.*\nDeleted everything that this command created\.\n$/)
    expect(exited.code).toBe(0)
    expect(contentsOf(store)).toEqual(before)
    expectNoAccountData(exited)
    expect(operationsOf(account.requests)).toEqual(new Set(Object.keys(operations)))
    // Resources that existed before must not change.
    const writes = account.requests.filter(({ method }) => method !== 'GET')
    expect(writes.filter(({ target }) => !/\/(packages(\/-\/actions)?|triggers)\/ncf-live-/.test(target))).toEqual([])
  })

  test('names the assumption of the emulator that a difference contradicts', async () => {
    const altered =
      (handler: FetchHandler): FetchHandler =>
      async (request) => {
        const response = await handler(request)
        if (response.status === 204) return response
        // biome-ignore lint/suspicious/noExplicitAny: the test changes it
        const body: any = await response.json()
        let { status } = response
        if (request.method === 'PUT' && status === 200) status = 201
        if (body.content?.response?.success === false && request.method === 'POST') status = 502
        if (body.error?.errorCode === '80901') status = 400
        if (/another resource/.test(body.error?.details)) body.error.errorCode = '80104'
        if (body.content?.action) body.content.action.path = body.content.namespace
        if (Array.isArray(body.content)) body.content.reverse()
        return Response.json(body, { status })
      }
    const store = memoryStore()
    // On the service, a new activation can be missing for half a minute.
    await using account = await startAccount(store, { activationDelayMs: 1500 }, altered)
    const exited = await runLive(['--write', '--json'], { ...account.env, ...subnet })
    expect([exited.code, store.count('package') + store.count('action') + store.count('trigger')]).toEqual([0, 0])
    const contradicted = differencesOf(exited).map(
      ({ assumption, emulator, service }) => `${assumption}: ${emulator} | ${service}`,
    )
    expect([...new Set(contradicted)].sort()).toEqual([
      'ALREADY_LINKED: 409 80901 DUPLICATED_RULE | 400 80901 DUPLICATED_RULE',
      'FAILED_RUN: 200 | 502',
      'NAME_TAKEN: 400 80000 INTERNAL_EXCEPTION | 400 80104 INTERNAL_EXCEPTION',
      'SUCCESS: 200 | 201',
      'actionPath: namespace/package | namespace',
      'compareInLists: oldest first | newest first',
    ])
    const { notes, assumptions } = JSON.parse(exited.out)
    expect(notes).toContainEqual(expect.stringMatching(/^an activation was available \d s after its start$/))
    expect(assumptions.checked).toContain('NOT_LINKED')
    expect(assumptions.notChecked).toContain('QUOTA_EXCEEDED')
    expectNoAccountData(exited)
  })

  test('deletes everything it created if a request fails', async () => {
    const faults: Record<string, EmulatorOptions['faults'] & object> = {
      // The emulator creates the first action, but its response is cut off.
      cut: ({ url, method }) => (method === 'PUT' && /-echo\?/.test(url) ? { kind: 'cut' } : undefined),
      // The trigger cannot be created, and the next checks need it.
      unavailable: (_, operation) => (operation === 'putTrigger' ? { kind: '503' } : undefined),
      // The package is deleted at the fourth request.
      unsteady: (() => {
        let count = 0
        return ({ method, url }) => {
          if (method !== 'DELETE' || !/-package\?/.test(url)) return undefined
          count += 1
          return count < 4 ? { kind: 'html' as const } : undefined
        }
      })(),
    }
    const results = await Promise.all(
      Object.entries(faults).map(async ([name, fault]) => {
        const store = memoryStore()
        await using account = await startAccount(store, { faults: fault })
        const exited = await runLive(['--write'], { ...account.env, ...subnet })
        return { name, exited, left: store.count('package') + store.count('action') + store.count('trigger') }
      }),
    )
    expect(results.map(({ name, exited, left }) => [name, exited.code, left])).toEqual([
      ['cut', 1, 0],
      ['unavailable', 0, 0],
      ['unsteady', 0, 0],
    ])
    const [cut, unavailable] = results
    expect(cut?.exited.err).toContain('The service did not respond')
    expect(unavailable?.exited.out).toMatch(/stopped.*putTrigger, a new trigger: 503 500 Endpoint Error/)
    for (const { exited } of results) expect(exited.out).toContain('Deleted everything that this command created.')
  })

  test('lists the resources that it could not delete', async () => {
    const store = memoryStore()
    await using account = await startAccount(store, {
      credentials: [{ ...manager, permissions: ['putPackage', 'getPackageList', 'getPackage'] }],
    })
    const exited = await runLive(['--write'], { ...account.env, ...subnet })
    expect(exited.code).toBe(0)
    const left = store.list('package', 'vpc').map(([name]) => name)
    expect(left.length).toBeGreaterThan(0)
    expect(exited.out).toContain('NOT DELETED')
    for (const name of left) expect(exited.out).toContain(`package /packages/${name} on vpc: 403 80002`)
  })

  test.for([
    ['SIGINT', 130, 'POST', /-echo\?/],
    ['SIGTERM', 143, 'PUT', /-echo\?/],
    ['SIGHUP', 129, 'DELETE', /-free\?/],
  ] as const)('deletes everything it created after %s', async ([signal, expected, method, target]) => {
    const store = memoryStore()
    let interrupt = (): void => undefined
    const interrupted =
      (handler: FetchHandler): FetchHandler =>
      async (request) => {
        // The signal arrives while the request is in progress.
        if (request.method === method && target.test(request.url)) {
          interrupt()
          await new Promise((resolve) => setTimeout(resolve, 200))
        }
        return handler(request)
      }
    await using account = await startAccount(store, {}, interrupted)
    const { child, exited } = startLive(['--write'], { ...account.env, ...subnet })
    let isInterrupted = false
    interrupt = () => {
      if (!isInterrupted) child.kill(signal)
      isInterrupted = true
    }
    const { code, out, err } = await exited
    expect(code).toBe(expected)
    expect(err).toContain('Interrupted: deleting everything that this command created.')
    expect(out).toContain('Note: interrupted.')
    expect(out).toContain('Deleted everything that this command created.')
    expect(store.count('package') + store.count('action') + store.count('trigger')).toBe(0)
    expect(account.requests.filter((each) => each.method === 'DELETE').length).toBeGreaterThan(3)
  })
})
