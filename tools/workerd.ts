import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..')
const bin = (name: string): string => join(root, 'node_modules/.bin', name)
/** The program for this platform. */
const { default: workerd } = createRequire(import.meta.url)('workerd') as { default: string }

/** A bundled Worker with its compatibility settings. */
export interface WorkerBundle {
  /** The folder of `index.js`, the main module, and of the modules that it imports. */
  readonly folder: string
  readonly compatibilityDate: string
  readonly compatibilityFlags: readonly string[]
}

/** A Worker that runs in workerd. */
export interface ServedWorker extends AsyncDisposable {
  /** Scheme, host and port. */
  readonly origin: string
  /** The process of workerd. */
  readonly pid: number
  /** Lines of standard output. */
  readonly log: string[]
  /** Lines of standard error, including those of `console.error`. */
  readonly errors: string[]
}

/** Reads the bundle of a Worker from the `wrangler.json` that Vite generated. */
export const readBundle = async (config: string): Promise<WorkerBundle> => {
  const { compatibility_date, compatibility_flags } = JSON.parse(await readFile(config, 'utf8'))
  return {
    folder: dirname(config),
    compatibilityDate: compatibility_date,
    compatibilityFlags: compatibility_flags,
  }
}

/** Builds the production bundle of the proxy in a folder of `dist/`. */
export const buildProxy = async (outDir: string): Promise<WorkerBundle> => {
  const args = ['build', '--mode', 'production', '--outDir', `../${outDir}`, '--logLevel', 'error']
  await promisify(execFile)(bin('vite'), args, { cwd: root })
  return readBundle(join(root, outDir, 'ncloud_functions/wrangler.json'))
}

/** A process of workerd. */
export interface WorkerdProcess {
  readonly child: ChildProcess
  /** Resolves to the port of its socket. Rejects if it ends before it listens. */
  readonly port: Promise<number>
  /** Resolves to its exit code: `null` if a signal ended it. */
  readonly ended: Promise<(number | null)[]>
}

/** Starts workerd in a folder that has `workerd.capnp`, with one socket, and the modules. */
export const startWorkerd = (folder: string, output: 'pipe' | 'inherit', ...args: string[]): WorkerdProcess => {
  // workerd prints its port to file descriptor 3.
  const child = spawn(workerd, ['serve', 'workerd.capnp', '--control-fd=3', ...args], {
    cwd: folder,
    stdio: ['ignore', output, output, 'pipe'],
  })
  const ended = once(child, 'exit')
  const listens = once(createInterface({ input: child.stdio[3] as Readable }), 'line')
  const failed = ended.then(() => Promise.reject(new Error('workerd ended before it listened')))
  const port = Promise.race([listens, failed]).then(([line]) => Number(JSON.parse(line).port))
  return { child, port, ended }
}

/** Quotes a text for `workerd.capnp`. */
export const quote = (value: string): string => JSON.stringify(value)

/** Sorts `index.js` first: workerd starts the first module. */
const compareModules = (a: string, b: string): number => Number(b === 'index.js') - Number(a === 'index.js')

/**
 * Starts a Worker in workerd, with no other server before or after it. It listens on loopback and can only connect to
 * private networks.
 *
 * @param env Secrets and variables.
 * @param outbound The `host:port` that receives all its requests. Default: the host of each request.
 */
export const serveWorker = async (
  { folder, compatibilityDate, compatibilityFlags }: WorkerBundle,
  env: Readonly<Record<string, string>>,
  outbound?: string,
): Promise<ServedWorker> => {
  const modules = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith('.js'))
    .sort(compareModules)
  const capnp = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [${modules.map((name) => `(name = ${quote(name)}, esModule = embed ${quote(name)})`)}],
      compatibilityDate = ${quote(compatibilityDate)},
      compatibilityFlags = [${compatibilityFlags.map(quote)}],
      bindings = [${Object.entries(env).map(([name, value]) => `(name = ${quote(name)}, text = ${quote(value)})`)}],
      globalOutbound = "outside",
    )),
    (name = "outside", ${outbound ? `external = (address = ${quote(outbound)}, http = ())` : 'network = (allow = ["private"])'}),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);
`
  const temporary = await mkdtemp(join(tmpdir(), 'ncf-'))
  for (const name of modules) await cp(join(folder, name), join(temporary, name))
  await writeFile(join(temporary, 'workerd.capnp'), capnp)
  const { child, port, ended } = startWorkerd(temporary, 'pipe')
  const log: string[] = []
  const errors: string[] = []
  createInterface({ input: child.stdout as Readable }).on('line', (line) => log.push(line))
  createInterface({ input: child.stderr as Readable }).on('line', (line) => errors.push(line))
  const removed = ended.then(() => rm(temporary, { recursive: true }))
  const origin = await port.then(
    (number) => `http://127.0.0.1:${number}`,
    (error) => Promise.reject(new Error(`${error.message}:\n${errors.join('\n')}`)),
  )
  return {
    origin,
    pid: child.pid as number,
    log,
    errors,
    async [Symbol.asyncDispose]() {
      child.kill()
      await removed
    },
  }
}
