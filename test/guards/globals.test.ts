import { createContext, Script } from 'node:vm'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import type { ClientOptions } from '../../lib/index.ts'
import { root } from '../support/run.ts'

/** The Web's, on every runtime. Nothing else may be needed: no `process`, `Buffer`, `window`, `navigator`. */
const web = {
  AbortController,
  Blob,
  btoa,
  clearTimeout,
  crypto,
  Headers,
  Request,
  Response,
  setTimeout,
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

/** The library where there is nothing but the globals given. */
const libraryWith = (globals: object): { library: Library; context: object } => {
  const context = createContext({ ...globals }) as { library: Library }
  new Script(outputFiles[0]?.text ?? '').runInContext(context)
  return { library: context.library, context }
}

const key = { accessKey: 'KEY', secretKey: 'SECRET' }

describe('the library needs no global but those of the Web', () => {
  const { library, context } = libraryWith(web)
  const outcome = (options: Pick<ClientOptions, 'fetch' | 'timeoutMs'>): Promise<unknown> =>
    library
      .createClient({ ...key, ...options })
      .packages.list()
      .catch((error: { code: string }) => error.code)

  test.for([
    ['when all is well', { fetch: () => new Response('{"content":[]}') }, []],
    ['when the answer is an error', { fetch: () => new Response('<p>', { status: 500 }) }, 'http_error'],
    ['when there is no answer', { fetch: () => Promise.reject(new Error('no')) }, 'network'],
    ['when it takes too long', { fetch: () => new Promise<never>(() => {}), timeoutMs: 10 }, 'timeout'],
  ] as const)('%s', async ([, options, expected]) => {
    expect(await outcome(options)).toEqual(expected)
  })

  test('and leaves none behind', async () => {
    await library.createSigner(key).sign(new Request('https://host.example/'))
    expect(Object.keys(context).filter((name) => !(name in web))).toEqual(['library'])
  })
})

test('a page that is not on https is told what is missing', () => {
  for (const globals of [
    { ...web, crypto: {} },
    { ...web, crypto: undefined },
  ]) {
    const { library } = libraryWith(globals)
    expect(() => library.createSigner(key)).toThrow(/^crypto\.subtle is missing: use https or localhost/)
    expect(() => library.createClient({ ...key, fetch: () => new Response() })).toThrow(/crypto\.subtle/)
  }
})

test('a key is imported once, however many requests begin at once', async () => {
  const imported: unknown[][] = []
  const subtle = {
    sign: crypto.subtle.sign.bind(crypto.subtle),
    importKey: (...args: Parameters<SubtleCrypto['importKey']>) => {
      imported.push(args)
      return crypto.subtle.importKey(...args)
    },
  }
  const { library } = libraryWith({ ...web, crypto: { subtle } })
  const signer = library.createSigner(key)
  await Promise.all(Array.from({ length: 20 }, () => signer.headers('GET', '/')))
  await signer.headers('GET', '/')
  expect(imported).toHaveLength(1)

  const fetch = () => new Response('{"content":[]}')
  const { packages } = library.createClient({ credentials: () => ({ ...key }), fetch })
  for (let call = 0; call < 3; call += 1) await packages.list()
  expect(imported, 'nor again for a key that credentials give again').toHaveLength(2)
  expect(imported[0]?.slice(3), 'not extractable, for signing only').toEqual([false, ['sign']])
})

test('a call leaves no timer and no listener behind', async () => {
  const timers: [number, unknown][] = []
  const cleared: unknown[] = []
  const { library } = libraryWith({
    ...web,
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
  const { packages } = library.createClient({ ...key, fetch: () => new Response('{"content":[]}') })
  await packages.list({}, { signal: signal as unknown as AbortSignal })
  const { actions } = library.createClient({ ...key, fetch: () => new Response('{"content":{"response":{}}}') })
  const options = { signal: signal as unknown as AbortSignal }
  await actions.runAndWait({ packageName: '-', actionName: 'a' }, options)
  await actions.run({ packageName: '-', actionName: 'a', timeout: 5 }, options)
  expect(
    timers.map(([ms]) => ms),
    'the documented defaults: of a call and its first attempt, of a run until its end, and of a run, behind its own wait',
  ).toEqual([10_000, 4_000, 400_000, 70_000, 10_005])
  expect(timers.filter(([, timer]) => !cleared.includes(timer))).toEqual([])
  expect(listeners.size).toBe(0)
})
