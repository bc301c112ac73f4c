import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bin, run } from '../support/run.ts'
import { runWorkerdTest } from '../support/workerd.ts'
import { cases } from './cases.ts'
import type { Report } from './run-all-cases.ts'

const program = join(import.meta.dirname, 'print-report.ts')

const runtimes: Record<string, () => Promise<string>> = {
  Deno: () => run(bin('deno'), ['run', '--no-config', '--quiet', program]),
  Bun: () => run(bin('bun'), ['run', program]),
  workerd: () => runWorkerdTest(import.meta.dirname),
}

describe.for(Object.entries(runtimes))('the library on %s', ([, start]) => {
  test('passes every conformance case', async () => {
    const line = (await start()).split('\n').find((each) => each.startsWith('{"ran"'))
    const report = JSON.parse(line ?? 'null') as Report
    expect(report).toEqual({ ran: cases.length, failures: {} })
  })
})
