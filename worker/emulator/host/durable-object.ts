import type { Executor } from '../execute/executor.ts'
import { createEmulator, type Emulator } from '../index.ts'
import { type Sql, sqliteStore } from '../store/sqlite.ts'
import { samplePackages } from './sample-data.ts'

/** The state of a Durable Object: what is used of it. */
interface ObjectState {
  readonly storage: {
    readonly sql: Sql
    readonly kv: { get(key: string): unknown; put(key: string, value: unknown): void }
    deleteAll(): Promise<void>
    getAlarm(): Promise<number | null>
    setAlarm(time: number): Promise<void>
  }
  /** What its Worker exports. */
  readonly exports: { readonly actions: { fetch(url: string, init: RequestInit): Promise<Response> } }
  waitUntil(promise: Promise<unknown>): void
  blockConcurrencyWhile<T>(run: () => Promise<T>): Promise<T>
}

const MINUTE = 60_000

/** What cron missed longer ago than this is not fired: the emulator may have been off for weeks. */
const CATCH_UP = 10 * MINUTE

/**
 * The emulator with a memory that outlives its process: a Durable Object. `DELETE /` empties it. Every minute it fires
 * the cron triggers that are due.
 */
export class EmulatorObject {
  readonly #state: ObjectState
  #emulator: Emulator

  /** In a request of its own: isolates that an object has loaded stay in memory as long as the object does. */
  readonly #execute: Executor = async (execution) => {
    const init = { method: 'POST', body: JSON.stringify(execution) }
    return (await this.#state.exports.actions.fetch('http://actions/', init)).json()
  }

  constructor(state: ObjectState) {
    this.#state = state
    this.#emulator = this.#create()
    state.blockConcurrencyWhile(async () => {
      // One that is overdue is left alone: it comes at once.
      if ((await state.storage.getAlarm()) === null) await this.#expectMinute()
    })
  }

  async fetch(request: Request): Promise<Response> {
    if (request.method !== 'DELETE' || new URL(request.url).pathname !== '/') return this.#emulator.fetch(request)
    await this.#state.blockConcurrencyWhile(async () => {
      await this.#state.storage.deleteAll()
      this.#emulator = this.#create()
      await this.#expectMinute()
    })
    return new Response(null, { status: 204 })
  }

  async alarm(): Promise<void> {
    await this.#expectMinute()
    // Not waited for: runs may take minutes, and the next minute must not wait for them.
    this.#state.waitUntil(this.#emulator.tick())
  }

  #create(): Emulator {
    const { storage } = this.#state
    const isFirst = storage.kv.get('isSeeded') !== true
    const emulator = createEmulator({
      store: sqliteStore(storage.sql),
      executor: this.#execute,
      waitUntil: (promise) => this.#state.waitUntil(promise),
      faultHeader: true,
      cronCatchUpMs: CATCH_UP,
      packages: isFirst ? samplePackages : [],
    })
    storage.kv.put('isSeeded', true)
    return emulator
  }

  #expectMinute(): Promise<void> {
    return this.#state.storage.setAlarm((Math.floor(Date.now() / MINUTE) + 1) * MINUTE)
  }
}
