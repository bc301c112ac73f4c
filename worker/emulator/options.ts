import type { OperationId } from '../../lib/api/operations.ts'
import type { Executor } from './execute/executor.ts'
import type { EmulatorCredentials } from './gateway/credentials.ts'
import type { Fault } from './gateway/faults.ts'
import type { Sleep } from './service.ts'
import type { Platform, Store } from './store/store.ts'

/** A package the emulator holds from the start. */
export interface EmulatorPackage {
  readonly name: string
  /** Default `''`. */
  readonly description?: string
  /** Which of the two sets it belongs to. Default `vpc`. */
  readonly platform?: Platform
}

/** What an emulator starts with. */
export interface EmulatorOptions {
  /** Keys it accepts, with what each may do. Default: the well-known `developmentCredentials`. */
  readonly credentials?: readonly EmulatorCredentials[]
  /** Its clock: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** Packages to put where the store has none of that name. Default: none. */
  readonly packages?: readonly EmulatorPackage[]
  /** Where it keeps its state. Default: a `memoryStore()` of its own. */
  readonly store?: Store
  /** What runs `nodejs:*` actions. Default: this process, with no isolation. */
  readonly execute?: Executor
  /** A number from 0 to 1, 1 excluded, for the ids it makes. Default `Math.random`. */
  readonly random?: () => number
  /** Waits: until a run's `timeout`, and for the fault `delay`. Default: a timer. */
  readonly sleep?: Sleep
  /** Told of every run, as some of them go on behind an answer: `ctx.waitUntil` of a Worker. Default: nobody. */
  readonly waitUntil?: (promise: Promise<unknown>) => void
  /**
   * What goes wrong with a request: asked before the key is looked at. Default: nothing.
   *
   * @example
   * ```ts
   * import { createEmulator } from 'ncloud-functions/emulator'
   *
   * const emulator = createEmulator({
   *   faults: (_request, operation) => (operation === 'getPackageList' ? { kind: '503' } : undefined),
   * })
   * ```
   */
  readonly faults?: (request: Request, operation: OperationId | 'web') => Fault | undefined
  /**
   * Whether a request may ask for a fault by the header `x-emulator-fault`: `429`, `503`, `html`, `cut`,
   * `delay={ms}` or `clock={ms}`. Default `false`.
   */
  readonly faultHeader?: boolean
  /**
   * How long an activation is listed but cannot be had, after its end: milliseconds. The service was seen to take
   * 30000 to 40000. Default 0.
   */
  readonly activationDelayMs?: number
  /**
   * Hours that local time is ahead of UTC: v2.0 takes times as that, without a zone. Default 9, as in Korea and Japan;
   * 8 for Singapore. Cron triggers fire in Korean time whatever it is.
   */
  readonly utcOffsetHours?: number
  /** How far back `tick` fires cron triggers that it missed: milliseconds. Default: without limit. */
  readonly cronCatchUpMs?: number
}

/** An emulated service. */
export interface Emulator {
  /** Takes what `fetch` takes; give it to a client as its `fetch`, or a server as its handler. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  /**
   * Fires every cron trigger that became due since it was put, or since the last `tick`, in the order of time, and
   * waits for the runs.
   *
   * @example
   * ```ts
   * import { createEmulator } from 'ncloud-functions/emulator'
   *
   * let time = Date.UTC(2026, 0, 1)
   * const emulator = createEmulator({ now: () => time })
   * time += 60_000
   * await emulator.tick()
   * ```
   */
  readonly tick: () => Promise<void>
  /** Resolves when no run is on its way: those of fired triggers, and those a caller did not wait for. */
  readonly idle: () => Promise<void>
}
