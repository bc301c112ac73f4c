import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createTestHarness } from 'wrangler'
import { builtWorker } from './build.ts'
import { bin, root } from './run.ts'

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

/** workerd begins with the first module. */
const indexFirst = (a: string, b: string): number => Number(b === 'index.js') - Number(a === 'index.js')

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

const text = (value: string): string => JSON.stringify(value)

/**
 * The proxy as it is deployed, in workerd with nothing before or behind it: production bundle, date and flags, and
 * sockets of its own in both directions. Without the page, which is not workerd's to serve.
 *
 * @param env Secrets and variables.
 * @param outside Where everything goes that it sends: `host:port`. Default: to this machine, as addressed.
 * @returns With what it logs, as it comes: errors apart from the rest.
 */
export const productionProxy = async (
  env: Record<string, string>,
  outside?: string,
): Promise<Edge & { log: string[]; errors: string[] }> => {
  const config = join(root, builtWorker('production', 'ncloud_functions'))
  const built = dirname(config)
  const modules = (await readdir(built, { recursive: true })).filter((name) => name.endsWith('.js')).sort(indexFirst)
  const { compatibility_date, compatibility_flags } = JSON.parse(await readFile(config, 'utf8'))
  const folder = await mkdtemp(join(tmpdir(), 'ncf-'))
  const capnp = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "proxy", worker = (
      modules = [${modules.map((name) => `(name = ${text(name)}, esModule = embed ${text(name)})`)}],
      compatibilityDate = ${text(compatibility_date)},
      compatibilityFlags = [${compatibility_flags.map(text).join(', ')}],
      bindings = [${Object.entries(env).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`)}],
      globalOutbound = "outside",
    )),
    (name = "outside", ${outside ? `external = (address = ${text(outside)}, http = ())` : 'network = (allow = ["private"])'}),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "proxy")],
);
`
  for (const name of modules) await cp(join(built, name), join(folder, name))
  await writeFile(join(folder, 'workerd.capnp'), capnp)
  // workerd tells on this descriptor which port it was given.
  const child = spawn(bin('workerd'), ['serve', 'workerd.capnp', '--control-fd=3'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const [log, errors]: [string[], string[]] = [[], []]
  createInterface({ input: child.stdout as Readable }).on('line', (each) => log.push(each))
  createInterface({ input: child.stderr as Readable }).on('line', (each) => errors.push(each))
  const [line] = await once(createInterface({ input: child.stdio[3] as Readable }), 'line')
  return {
    origin: `http://127.0.0.1:${JSON.parse(line).port}`,
    log,
    errors,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
      await rm(folder, { recursive: true })
    },
  }
}
