import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** What users download: an import, and the bytes it may cost, minified and gzipped. */
const budgets: [name: string, source: string, bytes: number][] = [
  ['signer', "export { createSigner } from './lib/sign.ts'", 900],
  ['client', "export { createClient } from './lib/index.ts'", 5000],
  ['one group', "export { createCall, packages } from './lib/index.ts'", 3200],
  ['error codes', "export { explainCode } from './lib/index.ts'", 1500],
  ['Worker', "export { default } from './worker/index.ts'", 20_000],
]

const size = async (source: string): Promise<number> => {
  const stdin = { contents: source, resolveDir: `${import.meta.dirname}/..` }
  const options = { bundle: true, minify: true, format: 'esm', target: 'es2022', write: false } as const
  const { outputFiles } = await build({ stdin, ...options })
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).byteLength
}

const rows = await Promise.all(
  budgets.map(async ([name, source, limit]) => {
    const bytes = await size(source)
    return { name, bytes, limit, within: bytes <= limit }
  }),
)
console.table(rows)
if (!rows.every(({ within }) => within)) {
  console.error('Too large. Find what grew, or say in the commit why the limit must.')
  process.exitCode = 1
}
