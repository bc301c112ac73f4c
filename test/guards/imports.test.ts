import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../support/run.ts'

/** Who may import what: the first rule that fits a file is its rule. Everything else is forbidden. */
const rules: [files: RegExp, mayImport: RegExp][] = [
  [/^lib\/(service-errors|credentials|operations|rules)\.ts$/, /^$/],
  [/^lib\/errors\.ts$/, /^lib\/service-errors\.ts$/],
  [/^lib\/(sites|cron)\.ts$/, /^lib\/rules\.ts$/],
  [/^lib\/place\.ts$/, /^lib\/sites\.ts$/],
  [/^lib\/signing\//, /^lib\/(signing\/.*|credentials)\.ts$/],
  [/^lib\/sign\.ts$/, /^lib\/(signing\/.*|credentials)\.ts$/],
  [/^lib\/http\//, /^lib\/(errors|operations|rules)\.ts$/],
  [/^lib\/options\.ts$/, /^lib\/(signing\/headers|credentials|operations|place|sites)\.ts$/],
  [/^lib\/call\.ts$/, /^lib\/(http\/.*|options|operations|errors|place|rules|sites)\.ts$/],
  [/^lib\/group\.ts$/, /^lib\/(call|operations|options|rules)\.ts$/],
  [/^lib\/page\.ts$/, /^lib\/(call|rules)\.ts$/],
  [/^lib\/run\.ts$/, /^lib\/(http\/deadline|activations|errors|options)\.ts$/],
  [/^lib\/(action|trigger)-body\.ts$/, /^lib\/(call|cron|group|place|rules)\.ts$/],
  [/^lib\/outcome\.ts$/, /^lib\/errors\.ts$/],
  [/^lib\/retry-rules\.ts$/, /^lib\/(errors|operations)\.ts$/],
  [/^lib\/retry\.ts$/, /^lib\/(call|errors|http\/deadline|operations|options|outcome|place|retry-rules|rules)\.ts$/],
  [/^lib\/explain\.ts$/, /^lib\/(options|signing\/string-to-sign)\.ts$/],
  [/^lib\/every-activation\.ts$/, /^lib\/(activations|errors)\.ts$/],
  [/^lib\/(packages|actions|triggers|activations)\.ts$/, /^lib\/(?!client|index|sign)[a-z-]+\.ts$/],
  [/^lib\/(client|index)\.ts$/, /^lib\//],
  [/^worker\/emulator\//, /^(worker\/emulator\/|lib\/signing\/|lib\/(credentials|operations|cron)\.ts$)/],
  [/^worker\/(problem|show|check-config|handler|hide|late|stopwatch)\.ts$/, /^$/],
  [/^worker\/access-keys\.ts$/, /^(worker\/(limit-body|problem)|lib\/index)\.ts$/],
  [/^worker\/access\.ts$/, /^(worker\/(access-keys|problem)\.ts|lib\/index\.ts|jose\/jwt\/verify)$/],
  [/^worker\/json\.ts$/, /^worker\/problem\.ts$/],
  [/^worker\/limit-body\.ts$/, /^(worker\/problem|lib\/index)\.ts$/],
  [/^worker\/trace\.ts$/, /^(worker\/(hide|problem)|lib\/index)\.ts$/],
  [/^worker\/time-limit\.ts$/, /^lib\/index\.ts$/],
  [/^worker\/names\.ts$/, /^(worker\/problem|lib\/index)\.ts$/],
  [/^worker\/list-cache\.ts$/, /^(worker\/names|lib\/index)\.ts$/],
  [/^worker\/body\.ts$/, /^(worker\/(json|late|problem|trace)|lib\/index)\.ts$/],
  [/^worker\/(route|grants)\.ts$/, /^(worker\/names|lib\/index)\.ts$/],
  [/^worker\/limits\.ts$/, /^worker\/(caller-list|check-config|late|problem|trace)\.ts$/],
  [/^worker\/visible\.ts$/, /^(worker\/show|lib\/index)\.ts$/],
  [/^worker\/caller-list\.ts$/, /^worker\/(check-config|grants|names)\.ts$/],
  [/^worker\/(app|index|dev)\.ts$/, /^(worker\/[^/]+\.ts|lib\/index\.ts|hono\/tiny)$/],
  [/^worker\//, /^(worker\/(?!app)[^/]+|lib\/index)\.ts$/],
  [/^demo\//, /^(demo\/|lib\/index\.ts$)/],
  [/^scripts\//, /^(?!test\/)/],
]

/** Where users come in. What none of these reaches is dead. */
const entries = [
  'lib/index.ts',
  'lib/sign.ts',
  'worker/app.ts',
  'worker/index.ts',
  'worker/dev.ts',
  'worker/emulator/index.ts',
  'worker/emulator/worker.ts',
  'demo/main.ts',
]

const sources = async (folder: string): Promise<string[]> =>
  (await readdir(join(root, folder), { recursive: true }))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))

/** Types count too: what a file must know of another is what ties them. */
const importsOf = async (file: string): Promise<string[]> => {
  const withoutTexts = /\/\*[\s\S]*?\*\/|`(?:\\.|[^`\\])*`/g
  const code = (await readFile(join(root, file), 'utf8')).replace(withoutTexts, '')
  const named = [...code.matchAll(/(?:^|\n)(?:import|export)\b[^'"]*?\bfrom '([^']+)'/g)]
  const other = [...code.matchAll(/\bimport\(?\s*'([^']+)'/g)]
  return [...named, ...other].map(([, name = '']) =>
    name.startsWith('.') ? relative(root, join(root, dirname(file), name)) : name,
  )
}

const files = (await Promise.all(['lib', 'worker', 'demo', 'scripts'].map(sources))).flat()
const graph = new Map(await Promise.all(files.map(async (file) => [file, await importsOf(file)] as const)))

describe('imports', () => {
  test.for([...graph])('of %s are those its place allows', ([file, imports]) => {
    const [, mayImport] = rules.find(([fits]) => fits.test(file)) ?? []
    expect(mayImport, `a rule for ${file}`).toBeDefined()
    expect(imports.filter((name) => !mayImport?.test(name))).toEqual([])
  })

  test('never come back to where they began', () => {
    const cycles: string[] = []
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) cycles.push([...path, file].join(' → '))
      else for (const next of graph.get(file) ?? []) walk(next, [...path, file])
    }
    for (const file of files) walk(file, [])
    expect(cycles).toEqual([])
  })

  test('reach every file', () => {
    const reached = new Set<string>()
    const walk = (file: string): void => {
      if (reached.has(file)) return
      reached.add(file)
      for (const next of graph.get(file) ?? []) walk(next)
    }
    for (const entry of entries) walk(entry)
    expect(files.filter((file) => !file.startsWith('scripts/') && !reached.has(file))).toEqual([])
  })
})
