import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'
import { memoryStore } from '../../worker/emulator/store/memory.ts'
import { root } from '../support/run.ts'
import { storeCases } from './store.cases.ts'

const workerd = createTestHarness({ root, workers: [{ configPath: 'test/emulator-host/workerd/wrangler.toml' }] })
let origin = ''
beforeAll(async () => {
  origin = (await workerd.listen()).url.origin
})
afterAll(() => workerd.close())

test.for(storeCases)('memoryStore $name', ({ run }) => run(memoryStore()))

/** Runs a case in a Durable Object. Each name has an object of its own. */
const runInObject = async (path: string, query: Record<string, string>): Promise<void> => {
  const response = await fetch(`${origin}${path}?${new URLSearchParams(query)}`)
  expect(await response.text()).toBe('')
}

test.for(storeCases)('sqliteStore $name', ({ name }) => runInObject('/store', { object: name, name }))
