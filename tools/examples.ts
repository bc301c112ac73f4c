import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeBlocks, commentText, documentPaths } from './code-blocks.ts'

/** Compiles every TypeScript block of the documents and of the doc comments against the sources. */
const root = join(import.meta.dirname, '..')
const folder = join(root, 'dist/examples')

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** The source file of each entry of the package, such as `ncloud-functions/sign`. */
const sourcesOfEntries = (): Record<string, string[]> => {
  const { name, exports } = JSON.parse(read('package.json')) as {
    name: string
    exports: Record<string, string | { readonly types: string }>
  }
  const sources: Record<string, string[]> = {}
  for (const [entry, target] of Object.entries(exports)) {
    if (typeof target === 'string') continue
    sources[name + entry.slice(1)] = [target.types.replace('./dist/npm', '../..').replace(/\.d\.ts$/, '.ts')]
  }
  return sources
}

const sources = ['lib', 'worker'].flatMap((name) =>
  readdirSync(join(root, name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(name, file)),
)
const texts = [
  ...documentPaths(root).map((file) => [file, read(file)] as const),
  ...sources.map((file) => [file, commentText(read(file))] as const),
]

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const examples = texts.flatMap(([file, text]) =>
  codeBlocks(text)
    .filter(({ language }) => language === 'ts')
    .map(({ code, line }) => {
      const name = `${file.replaceAll(/[\\/.]/g, '-')}-${line}.ts`
      writeFileSync(join(folder, name), `${code.replaceAll("'./lib/", "'../../lib/")}\nexport {}\n`)
      return name
    }),
)

// Deno and Bun are not installed as types: the examples need these two members.
writeFileSync(
  join(folder, 'runtimes.d.ts'),
  `declare const Deno: { env: { get(name: string): string | undefined } }
declare const Bun: { env: Record<string, string | undefined> }
`,
)
writeFileSync(
  join(folder, 'tsconfig.json'),
  JSON.stringify({
    extends: '../../tsconfig.json',
    compilerOptions: {
      lib: ['ES2023', 'DOM'],
      allowImportingTsExtensions: true,
      types: ['node'],
      module: 'ESNext',
      moduleResolution: 'bundler',
      noUnusedLocals: false,
      paths: sourcesOfEntries(),
    },
    include: ['.'],
  }),
)
execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { stdio: 'inherit' })
console.log(`${examples.length} examples compile`)
