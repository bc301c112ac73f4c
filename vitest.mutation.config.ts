import { defineConfig } from 'vitest/config'

/**
 * The tests that run for each mutant. They run on Node, need no build, start no program and use no random values, so that
 * every run kills the same mutants.
 */
export default defineConfig({
  test: {
    include: ['test/{lib,proxy}/**/*.test.ts', 'test/conformance/conformance.test.ts'],
    exclude: ['test/proxy/{caller,check-config}-command.test.ts', 'test/proxy/properties/**'],
    // Instrumented code is slow. Stryker itself ends a test that never ends.
    testTimeout: 15_000,
  },
})
