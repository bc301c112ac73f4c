import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { commands, runCommand } from './runtimes/runtimes.ts'
import { effortOf, interleave, type Measurement } from './timing.ts'

/** The least that a program imports to sign, or to send, a request. */
const sources: Readonly<Record<string, string>> = {
  'ncloud-functions/sign': "export { createSigner } from './lib/sign.ts'",
  'ncloud-functions': "export { createClient } from './lib/index.ts'",
  'ncloud-functions/core, packages': "export { createTransport, packages } from './lib/core.ts'",
  CryptoJS: `export { default as hmac } from 'crypto-js/hmac-sha256.js'
export { default as base64 } from 'crypto-js/enc-base64.js'`,
  aws4fetch: "export { AwsClient } from 'aws4fetch'",
  'openapi-fetch': "export { default } from 'openapi-fetch'",
  ky: "export { default } from 'ky'",
}

interface Library {
  readonly name: string
  readonly url: string
  /** Minified and gzipped. */
  readonly bytes: number
}

/** Bundles each library, as `npm run size` does. */
const bundleLibraries = async (folder: string): Promise<readonly Library[]> =>
  Promise.all(
    Object.entries(sources).map(async ([name, contents], index) => {
      const outfile = join(folder, `library-${index}.mjs`)
      const stdin = { contents, resolveDir: join(import.meta.dirname, '../..') }
      await build({ stdin, outfile, bundle: true, minify: true, format: 'esm', target: 'es2022' })
      const bytes = gzipSync(await readFile(outfile), { level: 9 }).byteLength
      return { name, url: pathToFileURL(outfile).href, bytes }
    }),
  )

/** The import times of the libraries on a runtime. */
export interface ImportResult {
  readonly runtime: string
  readonly measurements: readonly Measurement[]
}

const IMPORT_BUDGET_MS = 6000

/** Measures the sizes of the libraries, and how long a new process takes to import each. */
export const measureLibraries = async (folder: string, share: number) => {
  await mkdir(folder, { recursive: true })
  const createEmpty = async (name: string): Promise<string> => {
    const file = join(folder, name)
    await writeFile(file, 'export {}\n')
    return pathToFileURL(file).href
  }
  const warmUp = await createEmpty('warm-up.mjs')
  const empty = await createEmpty('empty.mjs')
  const libraries = await bundleLibraries(folder)
  const program = join(import.meta.dirname, 'runtimes/import-time.ts')
  const imports: ImportResult[] = []
  for (const runtime of Object.keys(commands)) {
    const createSampler = (name: string, url: string, note = '') => ({
      name,
      note,
      sample: async () => Number(await runCommand(runtime, program, warmUp, url)),
    })
    const baseline = createSampler('an empty module', empty, 'baseline')
    const samplers = [baseline, ...libraries.map(({ name, url }) => createSampler(name, url))]
    imports.push({ runtime, measurements: await interleave(samplers, effortOf(IMPORT_BUDGET_MS, share)) })
  }
  return { sizes: libraries.map(({ name, bytes }) => ({ name, bytes })), imports }
}
