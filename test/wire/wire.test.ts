import { describe, expect, test } from 'vitest'
import { wireServer } from '../support/wire-server.ts'
import { inChromium, runtimes } from './runtimes.ts'
import { doubleSlash, expected, type Outcome } from './send.ts'

const all: readonly (readonly [string, (base: string) => Promise<Outcome[]>])[] = [
  ...runtimes.map(([runtime, runs]) => [runtime, (base: string) => runs('sendAll', base)] as const),
  // The page is served by the very server it calls, so no preflight comes between.
  ['chromium', (base) => inChromium(`${base}/page`, 'sendAll', base)],
]

describe.for(all)('what %s sends is what was signed', ([runtime, send]) => {
  test('byte for byte, and no redirect is followed', async () => {
    await using server = await wireServer()
    const outcomes = await send(server.base)

    const gap: Record<string, Outcome> = { bun: [`GET ${doubleSlash}`, 'TypeError'] }
    const wanted = expected.map((outcome) => (outcome[0] === gap[runtime]?.[0] ? gap[runtime] : outcome))
    expect(outcomes.slice(0, -1)).toEqual(wanted)
    // Browsers hide a redirect that was not followed behind status 0.
    expect(outcomes.at(-1)).toEqual(['GET /redirect', runtime === 'chromium' ? 0 : 302])
    expect(server.heads.map(({ target }) => target)).not.toContain('/stolen')
  })
})
