import {
  actions,
  createTransport,
  isNcloudError,
  packages,
  type Transport,
  triggers,
  withRetries,
} from '../../lib/core.ts'
import type { RunOutcome } from '../../lib/index.ts'
import { vectorKey, vectorTime } from '../conformance/vectors.ts'

/** One call for each effect of an operation. */
export const callKinds = ['read', 'put', 'link', 'run', 'fire'] as const
export type CallKind = (typeof callKinds)[number]
export type ByKind<T> = Readonly<Record<CallKind, T>>

/** The transport without retries and the one with them. */
export const transportNames = ['createTransport', 'withRetries'] as const
export type TransportName = (typeof transportNames)[number]

/** Makes a call of a kind. */
export const makeCall = (kind: CallKind, transport: Transport, options: object): Promise<unknown> => {
  const shop = { packageName: 'shop' }
  const bill = { packageName: 'shop', actionName: 'bill' }
  const nightly = { triggerName: 'nightly' }
  const calls: ByKind<() => Promise<unknown>> = {
    read: () => packages(transport).get(shop, options),
    put: () => packages(transport).put({ ...shop, description: 'Orders' }, options),
    link: () => triggers(transport).link({ ...nightly, ...bill }, options),
    run: () => actions(transport).run({ ...bill, parameters: { a: 1 } }, options),
    fire: () => triggers(transport).fire({ ...nightly, parameters: { a: 1 } }, options),
  }
  return calls[kind]()
}

/** The limit of these transports. It is smaller than the default, because every runtime reads so many bytes. */
export const maxResponseBytes = 16 * 2 ** 20

/** Creates a transport with a clock that only moves during delays. Delays take no real time. */
export const createTestTransport = (name: TransportName, baseUrl: string, attemptTimeoutMs = 60_000) => {
  let time = vectorTime
  const delays: number[] = []
  const sleep = async (ms: number): Promise<void> => {
    time += ms
    delays.push(ms)
  }
  const transport = createTransport({ ...vectorKey, baseUrl, now: () => time, sleep, maxResponseBytes }) as Transport
  if (name === 'createTransport') return { transport, delays }
  return { transport: withRetries(transport, { attemptTimeoutMs, random: () => 0.5 }), delays }
}

/** A call of a client, as JSON. */
export interface ClientCall {
  readonly transport: TransportName
  readonly kind: CallKind
  readonly origin: string
  /** The server does not respond, so the call has a short timeout. */
  readonly hasShortTimeout: boolean
  /** Another call before this one leaves an open connection. */
  readonly reusesConnection: boolean
}

/** The result of a call: the content, or the public properties of the error. */
export interface ClientCallResult {
  readonly delays: readonly number[]
  /** JSON, because the order of keys counts. */
  readonly content?: string
  readonly message?: string
  readonly error?: {
    readonly code: string
    readonly status?: number | undefined
    readonly retryable: boolean
    readonly attempts?: number | undefined
    readonly retryAfterMs?: number | undefined
  }
  readonly outcome?: RunOutcome | undefined
}

/** Makes a call that leaves an open connection, and waits until Node can reuse it. */
const openConnection = async (origin: string): Promise<void> => {
  await makeCall('read', createTestTransport('createTransport', origin).transport, {})
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1))
}

/** For servers that respond. The default of 10 s is too short on a busy computer. */
const longTimeouts = { timeoutMs: 60_000, attemptTimeoutMs: 60_000 }
/** For servers that never respond in time. */
const shortTimeouts = {
  createTransport: { timeoutMs: 2_000, attemptTimeoutMs: 1_000 },
  withRetries: { timeoutMs: 5_000, attemptTimeoutMs: 1_000 },
}

const resultOf = async (call: ClientCall): Promise<ClientCallResult> => {
  const { kind, origin, hasShortTimeout, reusesConnection } = call
  if (reusesConnection) await openConnection(origin)
  const { timeoutMs, attemptTimeoutMs } = hasShortTimeout ? shortTimeouts[call.transport] : longTimeouts
  const { transport, delays } = createTestTransport(call.transport, origin, attemptTimeoutMs)
  try {
    const content = await makeCall(kind, transport, { timeoutMs })
    return { delays, content: JSON.stringify(content) }
  } catch (error) {
    if (!isNcloudError(error)) return { delays, message: String(error) }
    const { code, status, retryable, attempts, retryAfterMs, message, outcome } = error
    const properties = { code, status, retryable, attempts, retryAfterMs }
    return { delays, message, error: properties, outcome }
  }
}

/** All calls with a short timeout fit in, and no call has to wait long for another. */
const MAX_CONCURRENT_CALLS = 32

/** Makes all calls, those with a short timeout first. Returns the results in the order of the calls. */
export const makeCalls = async (calls: readonly ClientCall[]): Promise<ClientCallResult[]> => {
  const results: ClientCallResult[] = []
  const queue = [...calls.entries()].sort(([, a], [, b]) => Number(b.hasShortTimeout) - Number(a.hasShortTimeout))
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, call] = next
      results[index] = await resultOf(call)
    }
  }
  await Promise.all(Array.from({ length: MAX_CONCURRENT_CALLS }, work))
  return results
}
