import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { unstable_readConfig } from 'wrangler'
import { quote, startWorkerd } from './workerd.ts'

/**
 * Starts the emulator as a Worker in workerd. `wrangler dev` would listen on more ports, among them one for a debugger, and
 * send requests to the internet when it starts.
 */
const root = join(import.meta.dirname, '..')
const host = join(root, 'worker/emulator/host')

/** The variables of the Worker. Each can be set with `--var NAME:VALUE`. */
const variables = ['ACTION_NETWORK', 'ALLOWED_HOSTS']

const help = `Options of npm run emulator:

  --port 8788            the port; 0 chooses a free one
  --ip localhost         the address to listen on
  --persist-to FOLDER    the folder of the data; default: .wrangler/emulator
  --reset                deletes the data first
  --var NAME:VALUE       sets ${variables.join(' or ')}, see docs/emulator.md
`

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8788' },
      ip: { type: 'string', default: 'localhost' },
      'persist-to': { type: 'string', default: join(root, '.wrangler/emulator') },
      reset: { type: 'boolean', default: false },
      var: { type: 'string', multiple: true, default: [] },
    },
  })
  const port = Number(values.port)
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new RangeError('--port must be from 0 to 65535, such as 8788')
  const vars = values.var.map((text): [name: string, value: string] => {
    const [, name = '', value = ''] = /^(\w+):(.*)$/s.exec(text) ?? []
    if (variables.includes(name)) return [name, value]
    throw new RangeError(`--var must be ${variables.map((each) => `${each}:VALUE`).join(' or ')}`)
  })
  return { port, ip: values.ip, reset: values.reset, folder: resolve(values['persist-to']), vars }
}

/** Deletes the data of the emulator. The folder can have data of other Workers. */
const deleteData = (data: string): void => {
  const path = relative(process.cwd(), data)
  const existed = existsSync(data)
  rmSync(data, { recursive: true, force: true })
  console.log(
    existed ? `Deleted the data of the emulator: ${path}` : `The emulator has no data to delete: ${path} is missing`,
  )
}

const run = async ({ port, ip, reset, folder, vars }: ReturnType<typeof readOptions>): Promise<void> => {
  const { name, compatibility_date, compatibility_flags } = unstable_readConfig(
    { config: join(host, 'wrangler.toml') },
    { hideWarnings: true },
  )
  // `wrangler dev` has the same folder and the same key.
  const objects = join(folder, 'v3/do')
  const key = `${name}-EmulatorObject`
  if (reset) deleteData(join(objects, key))
  mkdirSync(objects, { recursive: true })

  const network = vars.some(([each, value]) => each === 'ACTION_NETWORK' && value === 'allow')
  const bindings = [
    '(name = "EMULATOR", durableObjectNamespace = "EmulatorObject")',
    '(name = "LOADER", workerLoader = ())',
    ...vars.map(([each, value]) => `(name = ${quote(each)}, text = ${quote(value)})`),
  ]
  const capnp = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "emulator", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = ${quote(compatibility_date ?? '')},
      compatibilityFlags = [${compatibility_flags.map(quote)}],
      bindings = [${bindings}],
      durableObjectNamespaces = [(className = "EmulatorObject", uniqueKey = ${quote(key)}, enableSql = true)],
      durableObjectStorage = (localDisk = "data"),
      globalOutbound = "outside",
    )),
    (name = "data", disk = (path = ${quote(objects)}, writable = true)),
    (name = "outside", network = (allow = [${network ? '"public", "private"' : ''}], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = ${quote(`${ip.includes(':') ? `[${ip}]` : ip}:${port}`)}, http = (), service = "emulator")],
);
`
  const temporary = mkdtempSync(join(tmpdir(), 'ncf-emulator-'))
  process.on('exit', () => rmSync(temporary, { recursive: true, force: true }))
  const entryPoints = [join(host, 'worker.ts')]
  await build({ entryPoints, outfile: join(temporary, 'worker.js'), bundle: true, format: 'esm', target: 'es2022' })
  writeFileSync(join(temporary, 'workerd.capnp'), capnp)

  // The Worker Loader is experimental.
  const workerd = startWorkerd(temporary, 'inherit', '--experimental')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => workerd.child.kill(signal))
  const isAnyAddress = ip === '0.0.0.0' || ip === '::'
  console.log(`The emulator is ready: http://${isAnyAddress ? 'localhost' : ip}:${await workerd.port}`)
  process.exitCode = (await workerd.ended)[0] ?? 0
}

try {
  await run(readOptions())
} catch (error) {
  console.error(`${(error as Error).message}\n\n${help}`)
  process.exitCode = 1
}
