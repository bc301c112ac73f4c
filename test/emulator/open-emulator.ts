import { createSigner } from '../../lib/sign.ts'
import {
  createEmulator,
  developmentCredentials,
  type Emulator,
  type EmulatorCredentials,
  type EmulatorOptions,
  memoryStore,
  type Store,
} from '../../worker/emulator/index.ts'

export const [manager, withoutPermissions, viewer] = developmentCredentials

/** The time of the clock when a test starts. */
export const startTime = Date.UTC(2026, 2, 10, 3, 0, 30)

/** A response whose body is read. */
export interface EmulatorResponse {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests check the content
  readonly content: any
  readonly error?: { readonly errorCode: string; readonly message: string; readonly details: string }
}

/** An emulator under test. */
export interface OpenEmulator {
  readonly emulator: Emulator
  readonly store: Store
  readonly clock: { time: number }
  /** Sends a signed request. The target starts after the path of the version. A string body is sent as it is. */
  readonly call: (method: string, target: string, body?: unknown, options?: CallOptions) => Promise<EmulatorResponse>
  /** Returns all stored data as text. */
  readonly snapshot: () => string
}

export interface CallOptions {
  readonly version?: 'v2.1' | 'v2.0'
  readonly key?: EmulatorCredentials
  readonly headers?: Readonly<Record<string, string>>
}

export const readResponse = async (response: Response): Promise<EmulatorResponse> => {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, headers: response.headers, text, ...(isJson && JSON.parse(text)) }
}

/** Creates an emulator whose clock moves only when the test changes it. */
export const openEmulator = (options: EmulatorOptions = {}): OpenEmulator => {
  const clock = { time: startTime }
  const now = () => clock.time
  const store = options.store ?? memoryStore()
  const emulator = createEmulator({ now, store, ...options })
  return {
    emulator,
    store,
    clock,
    async call(method, target, body, { version = 'v2.1', key = manager, headers = {} } = {}) {
      const signedTarget = (version === 'v2.1' ? '/ncf/api/v2' : '/api/v2') + target
      const init = {
        method,
        headers: { ...(await createSigner(key, { now }).headers(method, signedTarget)), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }
      return readResponse(await emulator.fetch(`http://emulator.localhost${signedTarget}`, init))
    },
    snapshot: () =>
      JSON.stringify(
        (['vpc', 'classic'] as const).map((platform) => [
          (['package', 'action', 'code', 'trigger', 'link'] as const).map((kind) => store.list(kind, platform)),
          store.listActivations({ platform, start: 0, end: 2 ** 50, offset: 0, limit: 1000 }),
        ]),
      ),
  }
}

/** Returns the body of an action with this code. */
export const actionBody = (code: string, more: object = {}) => ({
  limits: { timeout: 5000, memory: 128 },
  exec: { kind: 'nodejs:22', binary: false, code, main: 'main' },
  vpc: [{ vpcNo: 21538, subnetNo: 45007 }],
  ...more,
})

/** An action that returns its parameters. */
export const echoAction = actionBody('const main = (parameters) => parameters')

/** Creates the resources of a test. Each request must succeed. */
export const createResources = async (
  { call }: OpenEmulator,
  resources: readonly (readonly [target: string, body: unknown])[],
) => {
  for (const [target, body] of resources) {
    const { status, text } = await call(target.endsWith('link-action') ? 'POST' : 'PUT', target, body)
    if (status !== 200) throw new Error(`${target}: ${text}`)
  }
}
