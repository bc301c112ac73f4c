import { readdir, readFile } from 'node:fs/promises'
import { join, matchesGlob } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../support/run.ts'

/** Source files that `npm run mutation` does not change, with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  'lib/{index,core}.ts': 'entry files, which only export',
  'lib/client.ts': 'puts the groups together; test/conformance calls every method',
  'lib/resources/*.ts': 'the calls; test/conformance compares every request, and covers runs and iterators',
  'lib/api/endpoint-types.ts': 'types',
  'lib/api/{action-types,endpoints,error-advice,error-codes,error-meanings,limits,operations,proxy-error-codes,response-fields,trigger-types}.ts':
    'tables of data',
  'worker/proxy/index.ts': 'an entry file, which only exports',
  'worker/proxy/app.ts': 'the list of checks; test/proxy/order.test.ts holds their order',
}

const sourceFiles = async (folder: string): Promise<string[]> =>
  (await readdir(join(root, folder), { recursive: true }))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))

const { mutate } = JSON.parse(await readFile(join(root, 'stryker.config.json'), 'utf8')) as { mutate: string[] }
const included = mutate.filter((pattern) => !pattern.startsWith('!'))
const excluded = mutate.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1))
const files = (await Promise.all(['lib', 'worker/proxy'].map(sourceFiles))).flat()

const matchesAny = (file: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => matchesGlob(file, pattern))

const isMutated = (file: string): boolean => matchesAny(file, included) && !matchesAny(file, excluded)

/** Returns one pattern for each name in braces. */
const expandBraces = (pattern: string): string[] => {
  const [, before = '', names, after = ''] = /^(.*)\{([^}]*)\}(.*)$/.exec(pattern) ?? []
  return names === undefined ? [pattern] : names.split(',').map((name) => before + name + after)
}

describe('npm run mutation', () => {
  test('changes every source file of the library and the proxy, except those with a reason', () => {
    const missing = files.filter((file) => !isMutated(file) && !matchesAny(file, Object.keys(exceptions)))
    expect(missing, 'add each to `mutate` in stryker.config.json, or to `exceptions` here with a reason').toEqual([])
  })

  test('changes no file that has a reason to be left out', () => {
    expect(files.filter((file) => isMutated(file) && matchesAny(file, Object.keys(exceptions)))).toEqual([])
  })

  test('has no pattern without a file', () => {
    const patterns = [...included, ...excluded, ...Object.keys(exceptions)].flatMap(expandBraces)
    const unused = patterns.filter((pattern) => !files.some((file) => matchesGlob(file, pattern)))
    expect(unused, 'remove each, or correct the name of the file').toEqual([])
  })
})
