import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumOptions } from './test/support/chromium.ts'

/** Milliseconds. Starting runtimes, Workers and browsers takes time on two cores. */
const SYSTEM_TIMEOUT = 120_000

const conformance = 'test/conformance/conformance.test.ts'

export default defineConfig({
  test: {
    // Tests of the project `system` mostly wait for programs, so two of them can share the cores. With three, programs
    // get so little time that short timeouts of the tests end before a request is sent.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/{lib,proxy,emulator,guards}/**/*.test.ts', conformance],
          // Property tests try hundreds of values.
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
          testTimeout: SYSTEM_TIMEOUT,
          hookTimeout: SYSTEM_TIMEOUT,
        },
      },
    ],
  },
})
