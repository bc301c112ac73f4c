import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bin, run } from '../support/run.ts'
import { runWorkerdTest } from '../support/workerd.ts'
import { cases } from './cases.ts'
import type { Report } from './run-all.ts'

const script = join(import.meta.dirname, 'stdout.ts')

const runtimes: Record<string, () => Promise<string>> = {
  deno: () => run(bin('deno'), ['run', '--no-config', '--quiet', script]),
  bun: () => run(bin('bun'), ['run', script]),
  workerd: () => runWorkerdTest(import.meta.dirname),
}

describe.for(Object.entries(runtimes))('conformance on %s', ([, start]) => {
  test('all cases pass', async () => {
    const line = (await start()).split('\n').find((each) => each.startsWith('{"ran"'))
    const report = JSON.parse(line ?? 'null') as Report
    expect(report).toEqual({ ran: cases.length, failures: {} })
  })
})
