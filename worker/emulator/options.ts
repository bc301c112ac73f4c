import type { Platform } from '../../lib/api/endpoints.ts'
import type { OperationId } from '../../lib/api/operations.ts'
import type { Sleep } from './emulator-context.ts'
import type { Executor } from './execute/executor.ts'
import type { EmulatorCredentials } from './gateway/accepted-keys.ts'
import type { Fault } from './gateway/faults.ts'
import type { Store } from './store/store.ts'

/** A package that the emulator has from the start. */
export interface EmulatorPackage {
  readonly name: string
  /** Default `''`. */
  readonly description?: string
  /** Default `vpc`. */
  readonly platform?: Platform
}

/** Options of `createEmulator`. */
export interface EmulatorOptions {
  /** The keys that it accepts, with their permissions. Default: `developmentCredentials`. */
  readonly credentials?: readonly EmulatorCredentials[]
  /** Returns the time of its clock: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** Packages to create. A package that the store already has stays as it is. Default: none. */
  readonly packages?: readonly EmulatorPackage[]
  /** Keeps resources and activations. Default: a new `memoryStore()`. */
  readonly store?: Store
  /** Runs the code of `nodejs:*` actions. Default: in this process, without isolation. */
  readonly executor?: Executor
  /** Returns a number from 0 up to, but not including, 1. The emulator makes ids from it. Default `Math.random`. */
  readonly random?: () => number
  /** Waits for the `timeout` of a run and for the fault `delay`. Default: a timer. */
  readonly sleep?: Sleep
  /**
   * Receives a promise for each run, because a run can continue after its response. In a Worker, pass
   * `ctx.waitUntil`. Default: nothing.
   */
  readonly waitUntil?: (promise: Promise<unknown>) => void
  /**
   * Selects a fault for a request. The emulator calls it before it checks the signature. Default: no faults.
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
   * Whether a request can select a fault with the header `x-emulator-fault`: `429`, `503`, `html`, `cut`, `delay={ms}`
   * or `clock={ms}`. Default `false`.
   */
  readonly faultHeader?: boolean
  /**
   * Milliseconds after the end of a run in which its activation is in lists, but its details are not found. At the
   * service, 30000 to 40000 were seen. Default 0.
   */
  readonly activationDelayMs?: number
  /**
   * Hours that local time is ahead of UTC. API v2.0 uses local times without a time zone. Default 9, for Korea and
   * Japan; use 8 for Singapore. Cron triggers always fire in Korean time.
   */
  readonly utcOffsetHours?: number
  /** Milliseconds: `tick` does not fire cron triggers that it missed longer ago. Default: no limit. */
  readonly cronCatchUpMs?: number
}

const options: Readonly<Record<keyof EmulatorOptions, true>> = {
  credentials: true,
  now: true,
  packages: true,
  store: true,
  executor: true,
  random: true,
  sleep: true,
  waitUntil: true,
  faults: true,
  faultHeader: true,
  activationDelayMs: true,
  utcOffsetHours: true,
  cronCatchUpMs: true,
}

/** The names of all options. */
export const optionNames: readonly string[] = Object.keys(options)

/** An emulated service. */
export interface Emulator {
  /** Responds to a request. Has the parameters of `fetch`: pass it to a client as `fetch`, or use it in a server. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  /**
   * Fires the cron triggers whose times have passed since the last `tick`, in the order of these times. Resolves when
   * the runs have ended.
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
  /** Resolves when all runs have ended: also runs of triggers, and runs whose caller did not wait. */
  readonly idle: () => Promise<void>
}
