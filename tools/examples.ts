import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeBlocks } from './code-blocks.ts'

/** Compiles every example of the README and of the public doc comments against the sources. */
const root = join(import.meta.dirname, '..')
const folder = join(root, 'dist/examples')

const sources = ['lib', 'worker'].flatMap((name) =>
  readdirSync(join(root, name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(name, file)),
)

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const examples = ['README.md', ...sources].flatMap((file) =>
  codeBlocks(readFileSync(join(root, file), 'utf8')).map((code, index) => {
    const name = `${file.replaceAll(/[\\/.]/g, '-')}-${index + 1}.ts`
    writeFileSync(join(folder, name), `${code.replaceAll("'./lib/", "'../../lib/")}\nexport {}\n`)
    return name
  }),
)

// Deno's and Bun's own names are declared, not installed: the examples need two functions of theirs.
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
      paths: {
        'ncloud-functions': ['../../lib/index.ts'],
        'ncloud-functions/core': ['../../lib/core.ts'],
        'ncloud-functions/sign': ['../../lib/sign.ts'],
        'ncloud-functions/emulator': ['../../worker/emulator/index.ts'],
        'ncloud-functions/proxy': ['../../worker/proxy/index.ts'],
      },
    },
    include: ['.'],
  }),
)
execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { stdio: 'inherit' })
console.log(`${examples.length} examples compile`)
