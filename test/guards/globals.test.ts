import { createContext, Script } from 'node:vm'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { root } from '../support/run.ts'

/** The Web's, on every runtime. Nothing else may be needed: no `process`, `Buffer`, `window`, `navigator`. */
const web = { AbortController, btoa, clearTimeout, crypto, Headers, Request, Response, setTimeout, TextEncoder, URL }

test('the library needs no global but these of the Web', async () => {
  const contents = `
    import { createClient } from './lib/index.ts'
    import { createSigner } from './lib/sign.ts'
    const key = { accessKey: 'KEY', secretKey: 'SECRET' }
    const fetch = () => new Response('{"content":[]}')
    globalThis.done = Promise.all([
      createClient({ ...key, fetch }).packages.list(),
      createSigner(key).sign(new Request('https://host.example/')),
    ])`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    format: 'iife',
    write: false,
  })
  const context = createContext({ ...web }) as { done?: Promise<unknown[]> }
  new Script(outputFiles[0]?.text ?? '').runInContext(context)
  expect((await context.done)?.[0]).toEqual([])
  expect(Object.keys(context).filter((name) => !(name in web))).toEqual(['done'])
})
