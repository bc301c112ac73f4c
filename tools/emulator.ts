import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** Starts the emulator as a Worker. `--reset` deletes its data first. All other arguments are for `wrangler dev`. */
const root = join(import.meta.dirname, '..')
const args = process.argv.slice(2)
const { values } = parseArgs({
  args,
  options: { reset: { type: 'boolean' }, 'persist-to': { type: 'string' } },
  strict: false,
})
const folder = resolve(String(values['persist-to'] ?? join(root, '.wrangler/emulator')))

if (values.reset) {
  // The folder can have data of other Workers: delete only the data of this class of this Worker.
  const data = join(folder, 'v3/do/ncloud-functions-emulator-EmulatorObject')
  const path = relative(process.cwd(), data)
  const existed = existsSync(data)
  rmSync(data, { recursive: true, force: true })
  console.log(
    existed ? `Deleted the data of the emulator: ${path}` : `The emulator has no data to delete: ${path} is missing`,
  )
}

const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')
const config = join(root, 'worker/emulator/host/wrangler.toml')
const isOwn = (arg: string, index: number): boolean =>
  arg === '--reset' || arg === '--persist-to' || arg.startsWith('--persist-to=') || args[index - 1] === '--persist-to'
const wranglerArgs = args.filter((arg, index) => !isOwn(arg, index))
const child = spawn(process.execPath, [wrangler, 'dev', '--config', config, '--persist-to', folder, ...wranglerArgs], {
  stdio: 'inherit',
})

// wrangler ends the processes that it started: pass signals on, and wait until it has ended.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => {
  process.exitCode = code ?? 0
})
