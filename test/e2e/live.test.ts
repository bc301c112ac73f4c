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
import { fetchServer, type Handler } from '../support/fetch-server.ts'
import { root } from '../support/run.ts'

const [manager, nobody, viewer] = developmentCredentials

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const running = (args: readonly string[], env: Record<string, string>, onData?: (text: string) => void) => {
  // Nothing of whoever runs the tests: the environment is the settings.
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [join(root, 'tools/live.ts'), ...args], { env: { PATH, ...env } })
  const texts = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    texts.out += chunk
    onData?.(texts.out)
  })
  child.stderr.on('data', (chunk) => {
    texts.err += chunk
  })
  const ended = once(child, 'close').then(([code]): Ended => ({ code, ...texts }))
  return { child, ended }
}

const live = (args: readonly string[] = [], env: Record<string, string> = {}): Promise<Ended> =>
  running(args, env).ended

const keysOf = ({ accessKey, secretKey }: { accessKey: string; secretKey: string }) => ({
  NCLOUD_ACCESS_KEY: accessKey,
  NCLOUD_SECRET_KEY: secretKey,
})

const subnet = { NCLOUD_VPC_NO: '21538', NCLOUD_SUBNET_NO: '45007' }

/** An account behind a real server, with everything that reached it. */
const account = async (
  store: Store,
  options: EmulatorOptions = {},
  around = (handler: Handler): Handler => handler,
) => {
  const emulator = createEmulator({ store, ...options })
  const requests: { method: string; target: string }[] = []
  const answer = around((request) => emulator.fetch(request))
  const server = await fetchServer((request) => {
    requests.push({ method: request.method, target: request.url.replace(/^http:\/\/[^/]*/, '') })
    return answer(request)
  })
  return {
    requests,
    env: { ...keysOf(manager), NCLOUD_BASE_URL: server.origin },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

const documents = (store: Store): unknown =>
  (['vpc', 'classic'] as const).map((platform) =>
    (['package', 'action', 'trigger', 'link'] as const).map((kind) => [...store.list(kind, platform)]),
  )

/** Everything that an account may hold; none of it may be printed. Each has `canary` in it. */
const inhabit = async (store: Store): Promise<void> => {
  const emulator = createEmulator({ store })
  for (const platform of ['vpc', 'classic'] as const) {
    const { packages, actions, triggers } = createClient({
      credentials: manager,
      baseUrl: 'http://emulator',
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

const inhabited = memoryStore()
beforeAll(() => inhabit(inhabited))

/** The operations that requests were for. */
const operationsOf = (requests: readonly { method: string; target: string }[]): Set<string> =>
  new Set(
    Object.values(operations).flatMap(({ id, method, path }) => {
      const form = new RegExp(`/api/v2${path.replace(/\{\w+\}/g, '[^/?]+')}(\\?|$)`)
      return requests.some((each) => each.method === method && form.test(each.target)) ? [id] : []
    }),
  )
const reading = Object.values(operations).flatMap(({ id, method }) => (method === 'GET' ? [id] : []))

const secrets = [manager, nobody, viewer].flatMap(({ accessKey, secretKey }) => [accessKey, secretKey])

const expectNothingTold = ({ out, err }: Ended): void => {
  for (const text of [out, err]) {
    expect(text).not.toMatch(/canary/i)
    for (const secret of secrets) expect(text).not.toContain(secret)
    // Ids of activations.
    expect(text).not.toMatch(/[0-9a-f]{32}/)
  }
}

const findingsOf = ({ out }: Ended): { [name: string]: string }[] => JSON.parse(out).findings

describe('without an account', () => {
  test('it explains itself', async () => {
    for (const args of [[], ['--write'], ['--json']]) {
      const { code, out, err } = await live(args)
      expect([code, err]).toEqual([0, ''])
      for (const part of ['NCLOUD_ACCESS_KEY', 'NCLOUD_SECRET_KEY', '--write', 'GET requests only', 'ncf-live-']) {
        expect(out).toContain(part)
      }
      expect(out).toContain('NCP_VPC_CLOUD_FUNCTIONS_VIEWER')
    }
  })

  test('settings that cannot be used are named', async () => {
    const keys = keysOf(manager)
    const rows: [blamed: string, env: Record<string, string>, ...args: string[]][] = [
      ['--wirte', keys, '--wirte'],
      ['NCLOUD_SECRET_KEY', { NCLOUD_ACCESS_KEY: manager.accessKey }],
      ['NCLOUD_ACCESS_KEY', { NCLOUD_SECRET_KEY: manager.secretKey, NCLOUD_ACCESS_KEY: '' }],
      ['NCLOUD_SECRET_KEY', { ...keys, NCLOUD_SECRET_KEY: `${manager.secretKey}\n` }],
      ['NCLOUD_SITE', { ...keys, NCLOUD_SITE: 'moon' }],
      ['NCLOUD_REGION', { ...keys, NCLOUD_REGION: 'FKR' }],
      ['NCLOUD_API_VERSION', { ...keys, NCLOUD_SITE: 'gov', NCLOUD_API_VERSION: 'v2.1' }],
      ['NCLOUD_PLATFORM', { ...keys, NCLOUD_REGION: 'JPN', NCLOUD_PLATFORM: 'classic' }],
      ['NCLOUD_BASE_URL', { ...keys, NCLOUD_BASE_URL: 'localhost:8788' }],
      ['NCLOUD_VPC_NO', { ...keys, NCLOUD_VPC_NO: 'vpc', NCLOUD_SUBNET_NO: '1' }, '--write'],
      ['NCLOUD_SUBNET_NO', { ...keys, NCLOUD_VPC_NO: '1' }, '--write'],
      ['NCLOUD_VPC_NO', { ...keys, NCLOUD_PLATFORM: 'vpc' }, '--write'],
      ['NCLOUD_VPC_NO', { ...keys, NCLOUD_SITE: 'fin' }, '--write'],
    ]
    const ended = await Promise.all(rows.map(([, env, ...args]) => live(args, env)))
    for (const [index, { code, out, err }] of ended.entries()) {
      const [blamed] = rows[index] ?? []
      expect([code, out, err.split(':')[0]]).toEqual([2, '', blamed])
      expectNothingTold({ code, out, err })
    }
  })

  test('it says that nobody answers, and that the key was refused', async () => {
    await using there = await account(memoryStore())
    const wrong = { ...there.env, NCLOUD_SECRET_KEY: 'wrong-canary' }
    const [away, refused] = await Promise.all([
      live([], { ...there.env, NCLOUD_BASE_URL: 'http://127.0.0.1:9' }),
      live(['--write'], { ...wrong, ...subnet }),
    ])
    expect([away.code, away.out]).toEqual([1, ''])
    expect(away.err).toMatch(/No answer from http:\/\/127.0.0.1:9.*\nCheck/)
    expect(refused.code).toBe(1)
    expect(refused.err).toMatch(/Authentication Failed.*\nCheck NCLOUD_ACCESS_KEY and NCLOUD_SECRET_KEY/)
    expect(there.requests.map(({ method }) => method)).toEqual(['GET'])
    for (const each of [away, refused]) expectNothingTold(each)
  })
})

describe('reading', () => {
  test.for([
    ['v2.1', 'vpc'],
    ['v2.1', 'classic'],
    ['v2.0', 'vpc'],
    ['v2.0', 'classic'],
  ] as const)(
    'an emulator of its own, by %s on %s, shows no difference and nothing of anybody',
    async ([version, platform]) => {
      await using there = await account(inhabited)
      const before = documents(inhabited)
      const env = { ...there.env, NCLOUD_API_VERSION: version, NCLOUD_PLATFORM: platform }
      const ended = await live([], env)
      expect(ended.err).toBe('')
      expect(ended.out).toMatch(/: \d\d things asked, 0 differences\./)
      expect(ended.out).toContain('looked into 2 packages, 5 actions, 2 triggers')
      expect(ended.out).toMatch(/Sent (\d+) requests \(\1 GET\)\.\nNothing was written\.\n$/)
      expect(ended.code).toBe(0)
      expect(new Set(there.requests.map(({ method }) => method))).toEqual(new Set(['GET']))
      expect(operationsOf(there.requests)).toEqual(new Set(reading))
      expect(documents(inhabited)).toEqual(before)
      expectNothingTold(ended)
    },
  )

  test('an empty account, the other sites, a key that may only look', async () => {
    await using empty = await account(memoryStore())
    await using full = await account(inhabited)
    const ended = await Promise.all([
      live(['--json'], empty.env),
      live(['--json'], { ...full.env, NCLOUD_SITE: 'gov' }),
      live(['--json'], { ...full.env, NCLOUD_SITE: 'fin' }),
      live(['--json'], { ...full.env, NCLOUD_REGION: 'SGN', NCLOUD_API_VERSION: 'v2.0' }),
      live(['--json'], { ...full.env, ...keysOf(viewer) }),
    ])
    for (const each of ended) {
      expect([each.code, each.err, findingsOf(each)]).toEqual([0, '', []])
      expectNothingTold(each)
    }
  })

  test('what a key may not do is said, and is no difference', async () => {
    await using there = await account(inhabited)
    const ended = await live(['--json'], { ...there.env, ...keysOf(nobody) })
    expect(ended.code).toBe(0)
    expect(JSON.parse(ended.out)).toMatchObject({ findings: [] })
    expect(JSON.parse(ended.out).forbidden).toContain('getTriggerList')
  })

  test('exactly what a service does otherwise is found, and its values are not', async () => {
    /** Changes the answers, parsed. */
    const altered =
      (handler: Handler): Handler =>
      async (request) => {
        const response = await handler(request)
        // biome-ignore lint/suspicious/noExplicitAny: it is changed at will
        const body: any = await response.json().catch(() => undefined)
        const { pathname, search } = new URL(request.url)
        let { status } = response
        if (/\/packages$/.test(pathname) && Array.isArray(body.content)) {
          for (const each of body.content) Object.assign(each, { updated: 1, [each.name]: each.name })
          // Before the entry that says what name this is.
          if (body.content[0]) body.content[0][body.content.at(-1).name] = ''
        }
        if (/\/packages\/canary-[^/]+$/.test(pathname) && body.content) delete body.content.resourceId
        if (/\/packages\/ncf-live-[^/]+$/.test(pathname))
          body.error = { errorCode: '80199', message: 'NO_SUCH_PACKAGE' }
        if (/\/triggers\/ncf-live-[^/]+$/.test(pathname)) body.error.message = 'There is no canary for user kim'
        if (/\/actions\/[^/]+$/.test(pathname) && body.content?.vpc) body.content.vpc = [body.content.vpc]
        if (/\/triggers\/canary-[^/]+$/.test(pathname) && body.content) body.content.description = null
        if (/canary-basic.*\/activations\/(?!0{32})/.test(pathname) && body.content)
          body.content.response.status = 'gone well'
        if (search.includes('pageSize=2147483647')) {
          status = 400
          body.error = { errorCode: '80000', message: 'INTERNAL_EXCEPTION', details: '' }
          delete body.content
        }
        return Response.json(body, { status, headers: { 'x-ncp-apigw-request-id': 'r' } })
      }
    await using there = await account(inhabited, {}, altered)
    const ended = await live(['--json'], there.env)
    expect(ended.code).toBe(0)
    const seen = new Set(
      findingsOf(ended).map((each) =>
        ['operation', 'asked', 'question', 'at', 'emulator', 'service', 'types'].map((name) => each[name]).join(' | '),
      ),
    )
    expect([...seen].sort()).toEqual(
      [
        'getPackageList | all |  | content[].updated | absent | number | absent',
        'getPackageList | all |  | content[].(18 characters) | absent | text | absent',
        'getPackageList | all |  | content[].(16 characters) | absent | text | absent',
        'getPackageList | platform left out |  | content[].updated | absent | number | absent',
        'getPackageList | platform left out |  | content[].(18 characters) | absent | text | absent',
        'getPackageList | platform left out |  | content[].(16 characters) | absent | text | absent',
        'getPackageList | a parameter there is not |  | content[].updated | absent | number | absent',
        'getPackageList | a parameter there is not |  | content[].(18 characters) | absent | text | absent',
        'getPackageList | a parameter there is not |  | content[].(16 characters) | absent | text | absent',
        'getPackage | a package | createResourceId | content.resourceId | text of 5 lower-case letters | absent | text',
        'getPackage | a package there is not |  | answer | 404 80101 PACKAGE_NOT_FOUND | 404 80199 NO_SUCH_PACKAGE | ',
        'getPackage | a package there is not |  | error.details | text | absent | ',
        'getTrigger | a trigger there is not |  | answer | 404 80501 TRIGGER_NOT_FOUND | 404 80501 (31 characters) | ',
        'getAction | an action | vpcInResponses | content.vpc | object | list | ',
        'getTrigger | a trigger |  | content.description | text | null | text',
        'getActionActivationDetail | an activation |  | content.response.status | text | the word gone well | ',
        'getActivationList | pageSize=2147483647 | LARGEST_PAGE | answer | 200 | 400 80000 INTERNAL_EXCEPTION | ',
      ].sort(),
    )
    expectNothingTold(ended)
    const people = await live([], there.env)
    expect(people.out).toMatch(/getPackage +a package there is not +answer +404 80101 PACKAGE_NOT_FOUND +404 80199/)
    expectNothingTold(people)
  })
})

// They mostly wait.
describe.concurrent('writing', () => {
  test.for([
    ['v2.1 on VPC', subnet],
    ['v2.1 without a subnet: on Classic', {}],
    ['v2.0', { ...subnet, NCLOUD_API_VERSION: 'v2.0' }],
    ['v2.0 of the government', { NCLOUD_SITE: 'gov' }],
    ['the financial site', { ...subnet, NCLOUD_SITE: 'fin' }],
  ] as const)('%s: no difference, and everything is as before', async ([, env]) => {
    const store = memoryStore()
    await inhabit(store)
    const before = documents(store)
    await using there = await account(store)
    const ended = await live(['--write'], { ...there.env, ...env })
    expect(ended.err).toBe('')
    expect(ended.out).toMatch(/^On (vpc|classic) this makes up to 7 packages/)
    expect(ended.out).toMatch(/: 1\d\d things asked, 0 differences\./)
    expect(ended.out).toMatch(/ PUT.*\nEverything that was made is deleted\.\n$/)
    expect(ended.code).toBe(0)
    expect(documents(store)).toEqual(before)
    expectNothingTold(ended)
    expect(operationsOf(there.requests)).toEqual(new Set(Object.keys(operations)))
    // Nothing that was there before was touched.
    const writes = there.requests.filter(({ method }) => method !== 'GET')
    expect(writes.filter(({ target }) => !/\/(packages(\/-\/actions)?|triggers)\/ncf-live-/.test(target))).toEqual([])
  })

  test('what a service does otherwise is named by its assumption', async () => {
    const altered =
      (handler: Handler): Handler =>
      async (request) => {
        const response = await handler(request)
        if (response.status === 204) return response
        // biome-ignore lint/suspicious/noExplicitAny: it is changed at will
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
    // Half a minute, as far as a test can wait for it.
    await using there = await account(store, { activationDelayMs: 1500 }, altered)
    const ended = await live(['--write', '--json'], { ...there.env, ...subnet })
    expect([ended.code, store.count('package') + store.count('action') + store.count('trigger')]).toEqual([0, 0])
    const said = findingsOf(ended).map(({ question, emulator, service }) => `${question}: ${emulator} | ${service}`)
    expect([...new Set(said)].sort()).toEqual([
      'ALREADY_LINKED: 409 80901 DUPLICATED_RULE | 400 80901 DUPLICATED_RULE',
      'FAILED_RUN: 200 | 502',
      'NAME_TAKEN: 400 80000 INTERNAL_EXCEPTION | 400 80104 INTERNAL_EXCEPTION',
      'SUCCESS: 200 | 201',
      'actionPath: namespace/package | namespace',
      'compareInLists: oldest first | newest first',
    ])
    const { notes, questions } = JSON.parse(ended.out)
    expect(notes).toContainEqual(expect.stringMatching(/^an activation could be had \d s after it was asked for$/))
    expect(questions.asked).toContain('NOT_LINKED')
    expect(questions.notAsked).toContain('QUOTA_EXCEEDED')
    expectNothingTold(ended)
  })

  test('a step that fails in the middle leaves nothing behind', async () => {
    const faults: Record<string, EmulatorOptions['faults'] & object> = {
      // The first action is made, but nobody hears of it.
      cut: ({ url, method }) => (method === 'PUT' && /-echo\?/.test(url) ? { kind: 'cut' } : undefined),
      // The trigger cannot be made, and the rest needs it.
      unavailable: (_, operation) => (operation === 'putTrigger' ? { kind: '503' } : undefined),
      // The package is deleted at the fourth time of asking.
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
        await using there = await account(store, { faults: fault })
        const ended = await live(['--write'], { ...there.env, ...subnet })
        return { name, ended, left: store.count('package') + store.count('action') + store.count('trigger') }
      }),
    )
    expect(results.map(({ name, ended, left }) => [name, ended.code, left])).toEqual([
      ['cut', 1, 0],
      ['unavailable', 0, 0],
      ['unsteady', 0, 0],
    ])
    const [cut, unavailable] = results
    expect(cut?.ended.err).toContain('There was no answer')
    expect(unavailable?.ended.out).toMatch(/stopped.*putTrigger, a new trigger: 503 500 Endpoint Error/)
    for (const { ended } of results) expect(ended.out).toContain('Everything that was made is deleted.')
  })

  test('what cannot be deleted is said', async () => {
    const store = memoryStore()
    await using there = await account(store, {
      credentials: [{ ...manager, permissions: ['putPackage', 'getPackageList', 'getPackage'] }],
    })
    const ended = await live(['--write'], { ...there.env, ...subnet })
    expect(ended.code).toBe(0)
    const left = store.list('package', 'vpc').map(([name]) => name)
    expect(left.length).toBeGreaterThan(0)
    expect(ended.out).toContain('LEFT BEHIND')
    for (const name of left) expect(ended.out).toContain(`package /packages/${name} on vpc: 403 80002`)
  })

  test.for([
    ['SIGINT', 130, 'POST', /-echo\?/],
    ['SIGTERM', 143, 'PUT', /-echo\?/],
    ['SIGHUP', 129, 'DELETE', /-free\?/],
  ] as const)('%s in the middle leaves nothing behind', async ([signal, expected, method, target]) => {
    const store = memoryStore()
    let interrupt = (): void => undefined
    const interrupted =
      (handler: Handler): Handler =>
      async (request) => {
        // It is on its way by then, and done only afterwards.
        if (request.method === method && target.test(request.url)) {
          interrupt()
          await new Promise((resolve) => setTimeout(resolve, 200))
        }
        return handler(request)
      }
    await using there = await account(store, {}, interrupted)
    const { child, ended } = running(['--write'], { ...there.env, ...subnet })
    let isInterrupted = false
    interrupt = () => {
      if (!isInterrupted) child.kill(signal)
      isInterrupted = true
    }
    const { code, out, err } = await ended
    expect(code).toBe(expected)
    expect(err).toContain('Interrupted: deleting what was made.')
    expect(out).toContain('Note: interrupted.')
    expect(out).toContain('Everything that was made is deleted.')
    expect(store.count('package') + store.count('action') + store.count('trigger')).toBe(0)
    expect(there.requests.filter((each) => each.method === 'DELETE').length).toBeGreaterThan(3)
  })
})
