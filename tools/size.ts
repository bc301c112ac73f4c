import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const worker = "export { default } from './worker/index.ts'"

/** The bundles that users download: an import, and its largest size, minified and gzipped. */
const budgets: [name: string, source: string, bytes: number, isOnDemand?: true][] = [
  ['signer', "export { createSigner } from './lib/sign.ts'", 1000],
  ['client', "export { createClient } from './lib/index.ts'", 10_850],
  ['client without retries', "export { createClientFrom, createTransport } from './lib/core.ts'", 8600],
  ['one group', "export { createTransport, packages } from './lib/core.ts'", 5450],
  ['Worker', worker, 27_150],
  ['Worker, loaded for Cloudflare Access', worker, 6_000, true],
]

const size = async (source: string, isOnDemand = false): Promise<number> => {
  const stdin = { contents: source, resolveDir: `${import.meta.dirname}/..` }
  const options = { bundle: true, minify: true, format: 'esm', target: 'es2022', write: false } as const
  const { outputFiles } = await build({ stdin, ...options, splitting: true, outdir: '.' })
  const parts = outputFiles.filter(({ path }) => path.endsWith('/stdin.js') !== isOnDemand)
  return parts.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).byteLength, 0)
}

const rows = await Promise.all(
  budgets.map(async ([name, source, limit, isOnDemand]) => {
    const bytes = await size(source, isOnDemand)
    return { name, bytes, limit, within: bytes <= limit }
  }),
)
console.table(rows)
if (!rows.every(({ within }) => within)) {
  console.error('Too large. Find what grew, or say in the commit why the limit must.')
  process.exitCode = 1
}
