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

export const [manager, nobody, viewer] = developmentCredentials

/** Where every test's clock begins. */
export const beginning = Date.UTC(2026, 2, 10, 3, 0, 30)

/** An answer, read. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what tests find out
  readonly content: any
  readonly error?: { readonly errorCode: string; readonly message: string; readonly details: string }
}

export interface Opened {
  readonly emulator: Emulator
  readonly store: Store
  readonly clock: { time: number }
  /** A signed request. The target begins behind the version's path; a text is sent as it is. */
  readonly ask: (method: string, target: string, body?: unknown, as?: Asking) => Promise<Answer>
  /** Everything there is, as a text. */
  readonly state: () => string
}

export interface Asking {
  readonly version?: 'v2.1' | 'v2.0'
  readonly key?: EmulatorCredentials
  readonly headers?: Readonly<Record<string, string>>
}

export const read = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, headers: response.headers, text, ...(isJson && JSON.parse(text)) }
}

/** An emulator with a clock that stands still until it is moved. */
export const open = (options: EmulatorOptions = {}): Opened => {
  const clock = { time: beginning }
  const now = () => clock.time
  const store = options.store ?? memoryStore()
  const emulator = createEmulator({ now, store, ...options })
  return {
    emulator,
    store,
    clock,
    async ask(method, target, body, { version = 'v2.1', key = manager, headers = {} } = {}) {
      const signed = (version === 'v2.1' ? '/ncf/api/v2' : '/api/v2') + target
      const init = {
        method,
        headers: { ...(await createSigner(key, { now }).headers(method, signed)), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }
      return read(await emulator.fetch(`http://emulator${signed}`, init))
    },
    state: () =>
      JSON.stringify(
        (['vpc', 'classic'] as const).map((platform) => [
          (['package', 'action', 'code', 'trigger', 'link'] as const).map((kind) => store.list(kind, platform)),
          store.listActivations({ platform, start: 0, end: 2 ** 50, offset: 0, limit: 1000 }),
        ]),
      ),
  }
}

/** The body of an action of that code. */
export const action = (code: string, more: object = {}) => ({
  limits: { timeout: 5000, memory: 128 },
  exec: { kind: 'nodejs:22', binary: false, code, main: 'main' },
  vpc: [{ vpcNo: 21538, subnetNo: 45007 }],
  ...more,
})

export const echo = action('const main = (parameters) => parameters')

/** Puts what must be there for a test; each must succeed. */
export const prepare = async ({ ask }: Opened, steps: readonly (readonly [target: string, body: unknown])[]) => {
  for (const [target, body] of steps) {
    const { status, text } = await ask(target.endsWith('link-action') ? 'POST' : 'PUT', target, body)
    if (status !== 200) throw new Error(`${target}: ${text}`)
  }
}
