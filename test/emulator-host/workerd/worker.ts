import type { Execution } from '../../../worker/emulator/execute/executor.ts'
import {
  createWorkerLoaderExecutor,
  type WorkerLoader,
} from '../../../worker/emulator/execute/worker-loader-executor.ts'
import { type Sql, sqliteStore } from '../../../worker/emulator/store/sqlite.ts'
import { caseTime } from '../executor.cases.ts'
import { storeCases } from '../store.cases.ts'

interface Env {
  readonly LOADER: WorkerLoader
  readonly STORES: { getByName(name: string): { fetch(request: Request): Promise<Response> } }
}

/** Runs a case with a new store. */
export class StoreObject {
  readonly #sql: Sql

  constructor(state: { readonly storage: { readonly sql: Sql } }) {
    this.#sql = state.storage.sql
  }

  async fetch(request: Request): Promise<Response> {
    const store = sqliteStore(this.#sql)
    const name = new URL(request.url).searchParams.get('name')
    try {
      const found = storeCases.find((each) => each.name === name)
      if (!found) throw new Error(`the case ${name} does not exist`)
      found.run(store)
      // A second store on the same tables must not create them again.
      sqliteStore(this.#sql)
      return new Response()
    } catch (error) {
      return new Response(String(error), { status: 500 })
    }
  }
}

/** `/run` runs an execution, with network for `?network=allow`. `/store` runs the case of the name in the query. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname !== '/run') return env.STORES.getByName(searchParams.get('object') ?? '').fetch(request)
    const execution: Execution = await request.json()
    const options = { now: () => caseTime, network: searchParams.get('network') === 'allow' }
    return Response.json(await createWorkerLoaderExecutor(env.LOADER, options)(execution))
  },
}
