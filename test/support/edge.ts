import { join } from 'node:path'
import { createTestHarness } from 'wrangler'
import { readBundle, type ServedWorker, serveWorker } from '../../tools/workerd.ts'
import { builtWorker } from './build.ts'
import { root } from './run.ts'

/** A built Worker running in workerd, on an address of its own. */
export interface Edge extends AsyncDisposable {
  /** Scheme, host and port. */
  readonly origin: string
}

/** Page, proxy and emulator, as `npm start` has them but for what `vars` change. */
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
 * The proxy as it is deployed, with the bindings that only Cloudflare has. What stands in for these sits before and behind
 * it, so what leaves it is not what it sent.
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
 * The proxy as it is deployed, in workerd with nothing before or behind it: production bundle, date and flags, and
 * sockets of its own in both directions. Without the page, which is not workerd's to serve.
 *
 * @param env Secrets and variables.
 * @param outside Where everything goes that it sends: `host:port`. Default: to this machine, as addressed.
 * @returns With what it logs, as it comes: errors apart from the rest.
 */
export const productionProxy = async (env: Record<string, string>, outside?: string): Promise<ServedWorker> =>
  serveWorker(await readBundle(join(root, builtWorker('production', 'ncloud_functions'))), env, outside)
