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

export const kinds = ['read', 'put', 'link', 'run', 'fire'] as const
export type Kind = (typeof kinds)[number]
export type Each<T> = Readonly<Record<Kind, T>>

export const makers = ['createTransport', 'withRetries'] as const
export type Maker = (typeof makers)[number]

export const ask = (kind: Kind, call: Transport, options: object): Promise<unknown> =>
  ({
    read: () => packages(call).get({ packageName: 'shop' }, options),
    put: () => packages(call).put({ packageName: 'shop', description: 'Orders' }, options),
    link: () => triggers(call).link({ triggerName: 'nightly', packageName: 'shop', actionName: 'bill' }, options),
    fire: () => triggers(call).fire({ triggerName: 'nightly', parameters: { a: 1 } }, options),
    run: () => actions(call).run({ packageName: 'shop', actionName: 'bill', parameters: { a: 1 } }, options),
  })[kind]()

/** A call whose clock stands still but for its waiting, which takes no time. */
export const calling = (maker: Maker, baseUrl: string, attemptTimeoutMs = 60_000) => {
  let time = vectorTime
  const waits: number[] = []
  const sleep = async (ms: number): Promise<void> => {
    time += ms
    waits.push(ms)
  }
  const options = { ...vectorKey, baseUrl, now: () => time, sleep }
  const retries = { attemptTimeoutMs, random: () => 0.5 }
  const call = maker === 'createTransport' ? createTransport(options) : withRetries(createTransport(options), retries)
  return { call: call as Transport, waits }
}

/** One thing to be asked. */
export interface Question {
  readonly maker: Maker
  readonly kind: Kind
  readonly origin: string
  /** It is not waited for as long as usual. */
  readonly isSlow: boolean
  /** Something else is asked before, which leaves a connection open. */
  readonly isKept: boolean
}

/** What came of it: the content as JSON, because keys and their order count, or all that is promised of an error. */
export interface Came {
  readonly waits: readonly number[]
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

const cameOf = async ({ maker, kind, origin, isSlow, isKept }: Question): Promise<Came> => {
  if (isKept) {
    await ask('read', calling('createTransport', origin).call, {})
    // Node uses a connection again once its event loop has come round.
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1))
  }
  // Only what hangs is limited, and so that it has been asked by then: a busy machine must not make other answers late.
  const { call, waits } = calling(maker, origin, isSlow ? 1_000 : undefined)
  const options = isSlow ? { timeoutMs: maker === 'createTransport' ? 2_000 : 5_000 } : {}
  try {
    return { waits, content: JSON.stringify(await ask(kind, call, options)) }
  } catch (thrown) {
    if (!isNcloudError(thrown)) return { waits, message: String(thrown) }
    const { code, status, retryable, attempts, retryAfterMs, message } = thrown
    return { waits, message, error: { code, status, retryable, attempts, retryAfterMs }, outcome: thrown.outcome }
  }
}

/** All that are slow, and not so many that they have to wait for each other. */
const AT_ONCE = 32

/** Asks everything, and tells in the same order what came of it. What is slow comes first, while nothing else is asked. */
export const askAll = async (questions: readonly Question[]): Promise<Came[]> => {
  const came: Came[] = []
  const left = [...questions.entries()].sort(([, a], [, b]) => Number(b.isSlow) - Number(a.isSlow))
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) came[next[0]] = await cameOf(next[1])
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return came
}
