import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium as browserType } from 'playwright'
import { chromium } from '../support/chromium.ts'
import { bin, run } from '../support/run.ts'
import { workerdTest } from '../support/workerd.ts'
import type { programs } from './programs.ts'

type Programs = typeof programs
type Name = keyof Programs
type Argument<N extends Name> = Parameters<Programs[N]>[0]

const folder = import.meta.dirname
const script = join(folder, 'stdout.ts')

/** Each gives what it printed. */
const printing: Readonly<Record<string, (name: Name, argument: string) => Promise<string>>> = {
  node: (name, argument) => run(process.execPath, [script, name, argument]),
  deno: (name, argument) =>
    run(bin('deno'), ['run', '--no-config', '--quiet', '--allow-net=127.0.0.1', script, name, argument]),
  bun: (name, argument) => run(bin('bun'), ['run', script, name, argument]),
  workerd: (name, argument) => workerdTest(folder, { PROGRAM: JSON.stringify(name), ARGUMENT: argument }),
}

type Result<N extends Name> = Awaited<ReturnType<Programs[N]>>

/** The runtimes that need no page, each of which runs a program with an argument. */
export const runtimes = Object.entries(printing).map(([runtime, start]) => {
  const runs = async <N extends Name>(name: N, argument: Argument<N>): Promise<Result<N>> => {
    // What else a runtime prints are warnings.
    const line = (await start(name, JSON.stringify(argument))).split('\n').find((each) => each.startsWith('['))
    return JSON.parse(line ?? 'null') as Result<N>
  }
  return [runtime, runs] as const
})

/** Runs a program in Chromium, on a page that may ask whom it asks. */
export const inChromium = async <N extends Name>(
  page: string,
  name: N,
  argument: Argument<N>,
  args: readonly string[] = [],
): Promise<Result<N>> => {
  const entryPoints = [join(folder, 'programs.ts')]
  const bundle = await build({ entryPoints, bundle: true, format: 'iife', globalName: 'wire', write: false })
  const options = await chromium()
  const browser = await browserType.launch({ ...options, args: [...options.args, ...args] })
  try {
    const opened = await browser.newPage()
    await opened.goto(page)
    await opened.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' })
    return await opened.evaluate<Result<N>>(`wire.programs.${name}(${JSON.stringify(argument)})`)
  } finally {
    await browser.close()
  }
}
