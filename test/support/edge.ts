import { join } from 'node:path'
import { createTestHarness } from 'wrangler'
import { readBundle, type ServedWorker, serveWorker } from '../../tools/workerd.ts'
import { builtWorker } from './build.ts'
import { root } from './run.ts'

/** A built Worker that runs in workerd. */
export interface Edge extends AsyncDisposable {
  /** Scheme, host and port. */
  readonly origin: string
}

/** Starts the page, proxy and emulator of `npm start`. `vars` replaces variables. */
export const devEdge = async (vars: Record<string, string> = {}): Promise<Edge> => {
  const harness = createTestHarness({
    root,
    workers: [
      { configPath: builtWorker('dev', 'ncloud_functions'), vars },
      { configPath: builtWorker('dev', 'ncloud_functions_emulator') },
    ],
  })
  const { url } = await harness.listen()
  return { origin: url.origin, [Symbol.asyncDispose]: () => harness.close() }
}

/**
 * Starts the deployed proxy with bindings that only Cloudflare has. The harness simulates them. It also stands between the
 * proxy and its sockets, so tests of exact bytes need {@link productionProxy}.
 */
export const boundProxy = async (vars: Record<string, string>): Promise<Edge> => {
  const harness = createTestHarness({
    root,
    workers: [{ configPath: builtWorker('production', 'ncloud_functions'), vars }],
  })
  const { url } = await harness.listen()
  return { origin: url.origin, [Symbol.asyncDispose]: () => harness.close() }
}

/**
 * Starts the deployed proxy in workerd alone: with the production bundle, date and flags, and its own sockets in both
 * directions. It does not serve the page.
 *
 * @param env Secrets and variables.
 * @param outside `host:port` that receives all its requests. Default: the host of each request.
 * @returns The Worker with the lines of its log, errors apart.
 */
export const productionProxy = async (env: Record<string, string>, outside?: string): Promise<ServedWorker> =>
  serveWorker(await readBundle(join(root, builtWorker('production', 'ncloud_functions'))), env, outside)
