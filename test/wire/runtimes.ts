import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium as browserType } from 'playwright'
import { chromiumOptions } from '../support/chromium.ts'
import { bin, run } from '../support/run.ts'
import { runWorkerdTest } from '../support/workerd.ts'
import type { programs } from './programs.ts'

type Programs = typeof programs
type Name = keyof Programs
type Argument<N extends Name> = Parameters<Programs[N]>[0]
type Result<N extends Name> = Awaited<ReturnType<Programs[N]>>

const folder = import.meta.dirname
const script = join(folder, 'run-program.ts')

/** How to run a program on each runtime. Each function returns what the program printed. */
const commands: Readonly<Record<string, (name: Name, argument: string) => Promise<string>>> = {
  node: (name, argument) => run(process.execPath, [script, name, argument]),
  deno: (name, argument) =>
    run(bin('deno'), ['run', '--no-config', '--quiet', '--allow-net=127.0.0.1', script, name, argument]),
  bun: (name, argument) => run(bin('bun'), ['run', script, name, argument]),
  workerd: (name, argument) => runWorkerdTest(folder, { PROGRAM: JSON.stringify(name), ARGUMENT: argument }),
}

/** The runtimes other than browsers, each with a function that runs a program. */
export const runtimes = Object.entries(commands).map(([runtime, command]) => {
  const runOnRuntime = async <N extends Name>(name: N, argument: Argument<N>): Promise<Result<N>> => {
    // The result is a JSON array. Other lines are warnings of the runtime.
    const output = await command(name, JSON.stringify(argument))
    const result = output.split('\n').find((line) => line.startsWith('['))
    return JSON.parse(result ?? 'null') as Result<N>
  }
  return [runtime, runOnRuntime] as const
})

/** Runs a program in Chromium, on a page that has permission to call the server. */
export const runInChromium = async <N extends Name>(
  pageUrl: string,
  name: N,
  argument: Argument<N>,
): Promise<Result<N>> => {
  const entryPoints = [join(folder, 'programs.ts')]
  const bundle = await build({ entryPoints, bundle: true, format: 'iife', globalName: 'wire', write: false })
  const browser = await browserType.launch(await chromiumOptions())
  try {
    const page = await browser.newPage()
    await page.goto(pageUrl)
    await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' })
    return await page.evaluate<Result<N>>(`wire.programs.${name}(${JSON.stringify(argument)})`)
  } finally {
    await browser.close()
  }
}
