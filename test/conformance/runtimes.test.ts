import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { bin, run, withFolder } from '../support/run.ts'
import { cases } from './cases.ts'
import type { Report } from './run-all.ts'

const script = join(import.meta.dirname, 'stdout.ts')

const runtimes: Record<string, () => Promise<string>> = {
  deno: () => run(bin('deno'), ['run', '--no-config', '--quiet', script]),
  bun: () => run(bin('bun'), ['run', script]),
  workerd: () =>
    withFolder(async (folder) => {
      const outfile = join(folder, 'worker.js')
      const entry = join(import.meta.dirname, 'workerd.ts')
      await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', target: 'es2022' })
      await copyFile(join(import.meta.dirname, 'workerd.capnp'), join(folder, 'workerd.capnp'))
      return run(bin('workerd'), ['test', 'workerd.capnp'], folder)
    }),
}

describe.for(Object.entries(runtimes))('conformance on %s', ([, start]) => {
  test('all cases pass', async () => {
    const line = (await start()).split('\n').find((each) => each.startsWith('{"ran"'))
    const report = JSON.parse(line ?? 'null') as Report
    expect(report).toEqual({ ran: cases.length, failures: {} })
  })
})
