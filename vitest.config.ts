import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumOptions } from './test/support/chromium.ts'

/** Starting runtimes, Workers and browsers takes time on two cores; a hang still ends. */
const SLOW = 120_000

const conformance = 'test/conformance/conformance.test.ts'

export default defineConfig({
  test: {
    // Most of the time of a test that starts something is spent waiting for it.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/{lib,proxy,emulator,guards}/**/*.test.ts', conformance],
          // Properties try hundreds of values, on a machine that does other things too.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'chromium',
          include: [conformance],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: await chromiumOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      { test: { name: 'page', environment: 'happy-dom', include: ['test/demo/**/*.test.ts'] } },
      {
        test: {
          name: 'system',
          include: ['test/conformance/runtimes.test.ts', 'test/{wire,deployed,package,e2e,emulator-host}/**/*.test.ts'],
          globalSetup: 'test/support/build.ts',
          testTimeout: SLOW,
          hookTimeout: SLOW,
        },
      },
    ],
  },
})
