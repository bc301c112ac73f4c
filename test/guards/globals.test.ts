import { createContext, Script } from 'node:vm'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import type { ClientOptions } from '../../lib/index.ts'
import { root } from '../support/run.ts'

/** The globals that every runtime has. The library must not use others, such as `process`, `Buffer` or `window`. */
const webGlobals = {
  AbortController,
  Blob,
  btoa,
  clearTimeout,
  crypto,
  Headers,
  Request,
  Response,
  setTimeout,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
}

const contents = `
  import { createClient } from './lib/index.ts'
  import { createSigner } from './lib/sign.ts'
  globalThis.library = { createClient, createSigner }`

const { outputFiles } = await build({
  stdin: { contents, resolveDir: root },
  bundle: true,
  format: 'iife',
  write: false,
})

type Library = typeof import('../../lib/index.ts') & typeof import('../../lib/sign.ts')

/** Loads the library in a context that has only these globals. */
const loadLibrary = (globals: object): { library: Library; context: object } => {
  const context = createContext({ ...globals }) as { library: Library }
  new Script(outputFiles[0]?.text ?? '').runInContext(context)
  return { library: context.library, context }
}

const credentials = { accessKey: 'KEY', secretKey: 'SECRET' }

describe('the library uses only globals of the web platform', () => {
  const { library, context } = loadLibrary(webGlobals)
  const listPackages = (options: Pick<ClientOptions, 'fetch' | 'timeoutMs'>): Promise<unknown> =>
    library
      .createClient({ ...credentials, ...options })
      .packages.list()
      .catch((error: { code: string }) => error.code)

  test.for([
    ['for a response', { fetch: () => new Response('{"content":[]}') }, []],
    ['for an error response', { fetch: () => new Response('<p>', { status: 500 }) }, 'http_error'],
    ['for a network error', { fetch: () => Promise.reject(new Error('no')) }, 'network'],
    ['for a timeout', { fetch: () => new Promise<never>(() => {}), timeoutMs: 10 }, 'timeout'],
  ] as const)('%s', async ([, options, expected]) => {
    expect(await listPackages(options)).toEqual(expected)
  })

  test('and adds no global', async () => {
    await library.createSigner(credentials).sign(new Request('https://host.example/'))
    expect(Object.keys(context).filter((name) => !(name in webGlobals))).toEqual(['library'])
  })
})

test('the library throws an error that names crypto.subtle if the page is not on https', () => {
  for (const globals of [
    { ...webGlobals, crypto: {} },
    { ...webGlobals, crypto: undefined },
  ]) {
    const { library } = loadLibrary(globals)
    const missing = /^crypto\.subtle is missing: use https or localhost/
    expect(() => library.createSigner(credentials)).toThrow(missing)
    expect(() => library.createClient({ ...credentials, fetch: () => new Response() })).toThrow(missing)
  }
})

test('a request keeps its query if URLSearchParams has no size', async () => {
  class OldSearchParams extends URLSearchParams {
    override get size(): number {
      return undefined as never
    }
  }
  const { library } = loadLibrary({ ...webGlobals, URLSearchParams: OldSearchParams })
  const urls: string[] = []
  const fetch = (url: string) => {
    urls.push(url)
    return new Response('{"content":[]}')
  }
  await library.createClient({ ...credentials, fetch }).packages.list({ platform: 'classic' })
  expect(urls).toEqual(['https://cloudfunctions.apigw.ntruss.com/ncf/api/v2/packages?platform=classic'])
})

test('the library imports a key once for several concurrent requests', async () => {
  const imported: unknown[][] = []
  const subtle = {
    sign: crypto.subtle.sign.bind(crypto.subtle),
    importKey: (...args: Parameters<SubtleCrypto['importKey']>) => {
      imported.push(args)
      return crypto.subtle.importKey(...args)
    },
  }
  const { library } = loadLibrary({ ...webGlobals, crypto: { subtle } })
  const signer = library.createSigner(credentials)
  await Promise.all(Array.from({ length: 20 }, () => signer.headers('GET', '/')))
  await signer.headers('GET', '/')
  expect(imported).toHaveLength(1)

  const fetch = () => new Response('{"content":[]}')
  const { packages } = library.createClient({ credentials: () => ({ ...credentials }), fetch })
  for (let call = 0; call < 3; call += 1) await packages.list()
  expect(imported, 'one import for each key, even if `credentials` returns it again').toHaveLength(2)
  expect(imported[0]?.slice(3), 'the key is not extractable and can only sign').toEqual([false, ['sign']])
})

test('a call clears its timers and removes its listeners', async () => {
  const timers: [number, unknown][] = []
  const cleared: unknown[] = []
  const { library } = loadLibrary({
    ...webGlobals,
    setTimeout: (run: () => void, ms: number) => {
      const timer = setTimeout(run, ms)
      timers.push([ms, timer])
      return timer
    },
    clearTimeout: (timer: NodeJS.Timeout) => {
      cleared.push(timer)
      clearTimeout(timer)
    },
  })
  const listeners = new Set<unknown>()
  const signal = {
    throwIfAborted: () => {},
    addEventListener: (_: string, listener: unknown) => listeners.add(listener),
    removeEventListener: (_: string, listener: unknown) => listeners.delete(listener),
  }
  const { packages } = library.createClient({ ...credentials, fetch: () => new Response('{"content":[]}') })
  await packages.list({}, { signal: signal as unknown as AbortSignal })
  const { actions } = library.createClient({ ...credentials, fetch: () => new Response('{"content":{"response":{}}}') })
  const options = { signal: signal as unknown as AbortSignal }
  await actions.runAndWait({ packageName: '-', actionName: 'a' }, options)
  await actions.run({ packageName: '-', actionName: 'a', timeout: 5 }, options)
  expect(
    timers.map(([ms]) => ms),
    'the documented defaults: a call, its first attempt, runAndWait, and a run with its own timeout',
  ).toEqual([10_000, 4_000, 400_000, 70_000, 10_005])
  expect(timers.filter(([, timer]) => !cleared.includes(timer))).toEqual([])
  expect(listeners.size).toBe(0)
})
