import { describe, expect, test } from 'vitest'
import { startRawServer } from '../support/raw-server.ts'
import { runInChromium, runtimes } from './runtimes.ts'
import { doubleSlash, expectedResults, type RequestResult } from './signed-requests.ts'

const allRuntimes: readonly (readonly [string, (origin: string) => Promise<RequestResult[]>])[] = [
  ...runtimes.map(([runtime, run]) => [runtime, (origin: string) => run('sendSignedRequests', origin)] as const),
  // The server also serves the page, so the browser sends no preflight requests.
  ['chromium', (origin) => runInChromium(`${origin}/page`, 'sendSignedRequests', origin)],
]

/** Requests that a runtime cannot send, with the error. */
const unsupported: Readonly<Record<string, RequestResult>> = { bun: [`GET ${doubleSlash}`, 'TypeError'] }

describe.for(allRuntimes)('a request signed on %s', ([runtime, send]) => {
  test('is sent exactly as it was signed, and a redirect is not followed', async () => {
    await using server = await startRawServer()
    const results = await send(server.base)

    const [request, error] = unsupported[runtime] ?? []
    const expected = expectedResults.map(([name, status]) => [name, name === request ? error : status])
    expect(results.slice(0, -1)).toEqual(expected)
    // Browsers report a redirect that was not followed as status 0.
    expect(results.at(-1)).toEqual(['GET /redirect', runtime === 'chromium' ? 0 : 302])
    expect(server.heads.map(({ target }) => target)).not.toContain('/stolen')
  })
})
