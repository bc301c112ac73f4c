import { createEmulator } from '../create-emulator.ts'
import type { Executor } from '../execute/executor.ts'
import type { Emulator } from '../options.ts'
import { type Sql, sqliteStore } from '../store/sqlite.ts'
import { samplePackages } from './sample-data.ts'

/** The part of a Durable Object's state that the emulator uses. */
interface ObjectState {
  readonly storage: {
    readonly sql: Sql
    readonly kv: { get(key: string): unknown; put(key: string, value: unknown): void }
    deleteAll(): Promise<void>
    getAlarm(): Promise<number | null>
    setAlarm(time: number): Promise<void>
  }
  /** The exports of its Worker. */
  readonly exports: { readonly actions: { fetch(url: string, init: RequestInit): Promise<Response> } }
  waitUntil(promise: Promise<unknown>): void
  blockConcurrencyWhile<T>(run: () => Promise<T>): Promise<T>
}

const MINUTE_MS = 60_000

/** After a restart, older cron times are not fired: the emulator can have been off for weeks. */
const CRON_CATCH_UP_MS = 10 * MINUTE_MS

/**
 * Runs the emulator in a Durable Object, whose storage outlives the process. `DELETE /` deletes all data: the Worker requires a
 * header for it. An alarm fires
 * the cron triggers every minute.
 */
export class EmulatorObject {
  readonly #state: ObjectState
  #emulator: Emulator

  /** Runs each action in a request of its own: isolates that an object loads stay in memory as long as the object. */
  readonly #executor: Executor = async (execution) => {
    const init = { method: 'POST', body: JSON.stringify(execution) }
    return (await this.#state.exports.actions.fetch('http://actions/', init)).json()
  }

  constructor(state: ObjectState) {
    this.#state = state
    this.#emulator = this.#createEmulator()
    state.blockConcurrencyWhile(async () => {
      // An overdue alarm stays as it is: it fires at once.
      if ((await state.storage.getAlarm()) === null) await this.#setAlarm()
    })
  }

  async fetch(request: Request): Promise<Response> {
    const isReset = request.method === 'DELETE' && new URL(request.url).pathname === '/'
    if (!isReset) return this.#emulator.fetch(request)
    await this.#state.blockConcurrencyWhile(async () => {
      await this.#state.storage.deleteAll()
      this.#emulator = this.#createEmulator()
      await this.#setAlarm()
    })
    return new Response(null, { status: 204 })
  }

  async alarm(): Promise<void> {
    await this.#setAlarm()
    // Runs can take minutes: the alarm does not wait for them, so that the next one is in time.
    this.#state.waitUntil(this.#emulator.tick())
  }

  #createEmulator(): Emulator {
    const { storage } = this.#state
    const isSeeded = storage.kv.get('isSeeded') === true
    const emulator = createEmulator({
      store: sqliteStore(storage.sql),
      executor: this.#executor,
      waitUntil: (promise) => this.#state.waitUntil(promise),
      faultHeader: true,
      cronCatchUpMs: CRON_CATCH_UP_MS,
      packages: isSeeded ? [] : samplePackages,
    })
    storage.kv.put('isSeeded', true)
    return emulator
  }

  /** Sets the alarm to the start of the next minute. */
  #setAlarm(): Promise<void> {
    return this.#state.storage.setAlarm((Math.floor(Date.now() / MINUTE_MS) + 1) * MINUTE_MS)
  }
}
