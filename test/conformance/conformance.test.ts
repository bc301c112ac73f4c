import { test } from 'vitest'
import { cases } from './cases.ts'

// Runs in Node and, as another project of vitest.config.ts, in Chromium.
test.for(cases.map(({ name, run }) => [name, run] as const))('%s', ([, run]) => run())
