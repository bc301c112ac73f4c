import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * Starts the emulator as a Worker. `--reset` empties what it remembers first; everything else is for `wrangler dev`.
 */
const root = join(import.meta.dirname, '..')
const given = process.argv.slice(2)
const { values } = parseArgs({
  args: given,
  options: { reset: { type: 'boolean' }, 'persist-to': { type: 'string' } },
  strict: false,
})
const folder = resolve(String(values['persist-to'] ?? join(root, '.wrangler/emulator')))

if (values.reset) {
  // Where wrangler keeps this one class of this one Worker, whatever else is in the folder.
  const state = join(folder, 'v3/do/ncloud-functions-emulator-EmulatorObject')
  const had = existsSync(state)
  rmSync(state, { recursive: true, force: true })
  const shown = relative(process.cwd(), state)
  console.log(had ? `Emptied: ${shown} is deleted.` : `Nothing to empty: there is no ${shown}.`)
}

const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')
const config = join(root, 'worker/emulator/host/wrangler.toml')
const others = given.filter(
  (each, at) => !/^--(reset|persist-to(=.*)?)$/.test(each) && given[at - 1] !== '--persist-to',
)
const child = spawn(process.execPath, [wrangler, 'dev', '--config', config, '--persist-to', folder, ...others], {
  stdio: 'inherit',
})

// It ends all that it started; this waits for that.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => {
  process.exitCode = code ?? 0
})
