import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { chromium as browserType } from 'playwright'
import { chromiumOptions } from '../../../test/support/chromium.ts'
import { serveWorker } from '../../workerd.ts'
import type { Settings, TopicResult } from '../measure-topics.ts'

/** The results of a runtime. */
export interface RuntimeResult {
  readonly version: string
  readonly topics: readonly TopicResult[]
}

/** A runtime that can measure. */
export interface Runtime {
  readonly name: string
  readonly measure: (settings: Settings) => Promise<RuntimeResult>
}

const bin = (name: string): string => join(import.meta.dirname, '../../../node_modules/.bin', name)

/** Runs a program and returns what it printed. */
const run = async (program: string, args: readonly string[]): Promise<string> =>
  (await promisify(execFile)(program, args, { maxBuffer: 64 * 1024 * 1024 })).stdout

/** The programs that run a bundle, each with the arguments before its path. */
export const commands: Readonly<Record<string, readonly [program: string, ...args: string[]]>> = {
  Node: [process.execPath],
  Deno: [bin('deno'), 'run', '--no-config', '--quiet', '--allow-all'],
  Bun: [bin('bun'), 'run'],
}

/** Runs a bundle and returns what it printed. */
export const runCommand = (name: string, ...args: string[]): Promise<string> => {
  const [program = '', ...first] = commands[name] ?? []
  return run(program, [...first, ...args])
}

/** Returns the first version number in a text. */
const findVersion = (text: string): string => /\d[\d.-]+\d/.exec(text)?.[0] ?? text.trim()

const readVersion = async (program: string): Promise<string> => findVersion(await run(program, ['--version']))

const createCommand = (name: string, bundle: string): Runtime => ({
  name,
  measure: async (settings) => ({
    version: await readVersion(commands[name]?.[0] ?? ''),
    topics: JSON.parse(await runCommand(name, bundle, JSON.stringify(settings))),
  }),
})

const createWorkerd = (bundle: string): Runtime => ({
  name: 'workerd',
  measure: async (settings) => {
    const compatibilityFlags = ['no_nodejs_compat', 'no_nodejs_compat_v2']
    const workerBundle = { folder: dirname(bundle), compatibilityDate: '2026-10-01', compatibilityFlags }
    await using worker = await serveWorker(workerBundle, {})
    const response = await fetch(worker.origin, { method: 'POST', body: JSON.stringify(settings) })
    if (!response.ok) throw new Error(worker.errors.join('\n'))
    const topics = (await response.json()) as TopicResult[]
    return { version: await readVersion(bin('workerd')), topics }
  },
})

const createChromium = (bundle: string): Runtime => ({
  name: 'Chromium',
  measure: async (settings) => {
    const browser = await browserType.launch(await chromiumOptions())
    try {
      const page = await browser.newPage()
      await page.goto(settings.origin)
      await page.addScriptTag({ content: await readFile(bundle, 'utf8') })
      const topics = await page.evaluate<TopicResult[]>(`bench.measureTopics(${JSON.stringify(settings)})`)
      return { version: browser.version(), topics }
    } finally {
      await browser.close()
    }
  },
})

/** Bundles the program, in the same way for each runtime, and returns the runtimes. */
export const createRuntimes = async (folder: string): Promise<readonly Runtime[]> => {
  const bundle = async (entry: string, outfile: string, format: 'esm' | 'iife' = 'esm'): Promise<string> => {
    const entryPoints = [join(import.meta.dirname, entry)]
    const path = join(folder, outfile)
    await build({ entryPoints, outfile: path, bundle: true, format, globalName: 'bench', target: 'es2022' })
    return path
  }
  const program = await bundle('program.ts', 'program/index.js')
  return [
    ...Object.keys(commands).map((name) => createCommand(name, program)),
    createWorkerd(await bundle('worker.ts', 'worker/index.js')),
    createChromium(await bundle('../measure-topics.ts', 'page/index.js', 'iife')),
  ]
}
