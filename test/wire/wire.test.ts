import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium as browserType } from 'playwright'
import { describe, expect, test } from 'vitest'
import { chromium } from '../support/chromium.ts'
import { bin, run } from '../support/run.ts'
import { wireServer } from '../support/wire-server.ts'
import { workerdTest } from '../support/workerd.ts'
import { doubleSlash, expected, type Outcome } from './send.ts'

const script = join(import.meta.dirname, 'stdout.ts')

/** The page is served by the very server it calls, so no preflight comes between. */
const inChromium = async (base: string): Promise<string> => {
  const entry = join(import.meta.dirname, 'send.ts')
  const bundle = await build({ entryPoints: [entry], bundle: true, format: 'iife', globalName: 'wire', write: false })
  const browser = await browserType.launch(await chromium())
  try {
    const page = await browser.newPage()
    await page.goto(`${base}/page`)
    await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' })
    return await page.evaluate(`wire.sendAll(${JSON.stringify(base)}).then(JSON.stringify)`)
  } finally {
    await browser.close()
  }
}

const runtimes: Record<string, (base: string) => Promise<string>> = {
  node: (base) => run(process.execPath, [script, base]),
  deno: (base) => run(bin('deno'), ['run', '--no-config', '--quiet', '--allow-net=127.0.0.1', script, base]),
  bun: (base) => run(bin('bun'), ['run', script, base]),
  workerd: (base) => workerdTest(import.meta.dirname, { BASE: JSON.stringify(base) }),
  chromium: inChromium,
}

describe.for(Object.entries(runtimes))('what %s sends is what was signed', ([runtime, start]) => {
  test('byte for byte, and no redirect is followed', async () => {
    await using server = await wireServer()
    const line = (await start(server.base)).split('\n').find((each) => each.startsWith('[['))
    const outcomes = JSON.parse(line ?? '[]') as Outcome[]

    const gap: Record<string, Outcome> = { bun: [`GET ${doubleSlash}`, 'TypeError'] }
    const wanted = expected.map((outcome) => (outcome[0] === gap[runtime]?.[0] ? gap[runtime] : outcome))
    expect(outcomes.slice(0, -1)).toEqual(wanted)
    // Browsers hide a redirect that was not followed behind status 0.
    expect(outcomes.at(-1)).toEqual(['GET /redirect', runtime === 'chromium' ? 0 : 302])
    expect(server.heads.map(({ target }) => target)).not.toContain('/stolen')
  })
})
