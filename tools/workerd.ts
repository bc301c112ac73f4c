import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..')
const bin = (name: string): string => join(root, 'node_modules/.bin', name)

/** A bundled Worker, as workerd wants to be told of it. */
export interface WorkerBundle {
  /** Holds its modules: `index.js`, with which it begins, and what that imports. */
  readonly folder: string
  readonly compatibilityDate: string
  readonly compatibilityFlags: readonly string[]
}

/** A Worker in workerd, on an address of its own. */
export interface ServedWorker extends AsyncDisposable {
  /** Scheme, host and port. */
  readonly origin: string
  /** Of workerd. */
  readonly pid: number
  /** Lines of its standard output, as they come. */
  readonly log: string[]
  /** Lines of its standard error, where also `console.error` goes. */
  readonly errors: string[]
}

/** A Worker that Vite has built, by its generated `wrangler.json`. */
export const readBundle = async (config: string): Promise<WorkerBundle> => {
  const { compatibility_date, compatibility_flags } = JSON.parse(await readFile(config, 'utf8'))
  return {
    folder: dirname(config),
    compatibilityDate: compatibility_date,
    compatibilityFlags: compatibility_flags,
  }
}

/** Builds the proxy as it is deployed, in a folder of `dist/`. */
export const buildProxy = async (outDir: string): Promise<WorkerBundle> => {
  const args = ['build', '--mode', 'production', '--outDir', `../${outDir}`, '--logLevel', 'error']
  await promisify(execFile)(bin('vite'), args, { cwd: root })
  return readBundle(join(root, outDir, 'ncloud_functions/wrangler.json'))
}

const text = (value: string): string => JSON.stringify(value)

/** workerd begins with the first module. */
const indexFirst = (a: string, b: string): number => Number(b === 'index.js') - Number(a === 'index.js')

/**
 * Serves a Worker with nothing before or behind it: sockets of its own in both directions, loopback on the one side and
 * nothing but private networks on the other.
 *
 * @param env Secrets and variables.
 * @param outside Where everything goes that it sends: `host:port`. Default: as addressed.
 */
export const serveWorker = async (
  { folder, compatibilityDate, compatibilityFlags }: WorkerBundle,
  env: Readonly<Record<string, string>>,
  outside?: string,
): Promise<ServedWorker> => {
  const modules = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js')).sort(indexFirst)
  const capnp = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [${modules.map((name) => `(name = ${text(name)}, esModule = embed ${text(name)})`)}],
      compatibilityDate = ${text(compatibilityDate)},
      compatibilityFlags = [${compatibilityFlags.map(text)}],
      bindings = [${Object.entries(env).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`)}],
      globalOutbound = "outside",
    )),
    (name = "outside", ${outside ? `external = (address = ${text(outside)}, http = ())` : 'network = (allow = ["private"])'}),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);
`
  const temporary = await mkdtemp(join(tmpdir(), 'ncf-'))
  for (const name of modules) await cp(join(folder, name), join(temporary, name))
  await writeFile(join(temporary, 'workerd.capnp'), capnp)
  // workerd tells on this descriptor which port it was given.
  const child = spawn(bin('workerd'), ['serve', 'workerd.capnp', '--control-fd=3'], {
    cwd: temporary,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const log: string[] = []
  const errors: string[] = []
  createInterface({ input: child.stdout as Readable }).on('line', (line) => log.push(line))
  createInterface({ input: child.stderr as Readable }).on('line', (line) => errors.push(line))
  const ended = once(child, 'exit').then(() => rm(temporary, { recursive: true }))
  const failed = ended.then(() => Promise.reject(new Error(`workerd ended:\n${errors.join('\n')}`)))
  failed.catch(() => undefined)
  const [line] = await Promise.race([once(createInterface({ input: child.stdio[3] as Readable }), 'line'), failed])
  return {
    origin: `http://127.0.0.1:${JSON.parse(line).port}`,
    pid: child.pid as number,
    log,
    errors,
    async [Symbol.asyncDispose]() {
      child.kill()
      await ended
    },
  }
}
