import { defineConfig } from 'vitest/config'

/**
 * What runs for a mutant: what needs nothing built, starts no program and takes no chances, on Node alone. What is noticed
 * today is noticed tomorrow.
 */
export default defineConfig({
  test: {
    include: ['test/{lib,proxy}/**/*.test.ts', 'test/conformance/conformance.test.ts'],
    exclude: ['test/proxy/caller-command.test.ts', 'test/proxy/properties/**'],
    // Instrumented code is slow, and what hangs is for Stryker to end.
    testTimeout: 15_000,
  },
})
