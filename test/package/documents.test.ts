import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { retryOptionNames, transportOptionNames } from '../../lib/transport/options.ts'
import { codeBlocks, documentPaths } from '../../tools/code-blocks.ts'
import { requestEvent } from '../../worker/proxy/log/request-log.ts'
import { root } from '../support/run.ts'
import { npm } from './project.ts'

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const documents = documentPaths(root).map((path) => ({ path, text: read(path) }))
const inCode = /^```[\s\S]*?^```$/gm
const manifest: { readonly scripts: Record<string, string>; readonly devDependencies: Record<string, string> } =
  JSON.parse(read('package.json'))

describe('README.md', () => {
  test('has at most 1000 words outside of code and tables', () => {
    const prose = read('README.md')
      .replace(inCode, '')
      .replace(/^\|.*$/gm, '')
    expect(prose.split(/\s+/).filter((word) => /\w/.test(word)).length).toBeLessThanOrEqual(1000)
  })

  const options = (/## Options of the client\n([\s\S]*?)\n## /.exec(read('README.md'))?.[1] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|'))
    .map(([, names = '', , value = '']) => ({ names: [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name), value }))

  test('lists every option of the client', () => {
    const names = options.flatMap((option) => option.names)
    expect(names.sort()).toEqual([...transportOptionNames, ...retryOptionNames].sort())
  })

  test.for(['timeoutMs', 'attemptTimeoutMs', 'retries'])('has the default of %s', (name) => {
    const [before = ''] = read('lib/transport/options.ts').split(`readonly ${name}?`)
    const [, documented] = /default:? (\d+)/i.exec(before.slice(before.lastIndexOf('/**'))) ?? []
    const value = options.find(({ names }) => names.includes(name))?.value.replaceAll('_', '')
    expect(documented).toBeDefined()
    expect(value).toContain(`\`${documented}\``)
  })
})

describe('a link', () => {
  let packed: string[]
  beforeAll(async () => {
    const [{ files }] = JSON.parse(await npm(['pack', '--dry-run', '--json', '--ignore-scripts']))
    packed = files.map(({ path }: { path: string }) => path)
  })

  const isPublished = (path: string): boolean => /^(README|docs\/)/.test(path)
  const links = documents
    .filter(({ path }) => isPublished(path))
    .flatMap(({ path, text }) =>
      [...text.replace(inCode, '').matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^https?:/.test(target))
        .map((target) => ({ path, target })),
    )

  test.for(links)('of $path to $target leads to a file in the package', ({ path, target }) => {
    const [file = '', heading] = target.split('#')
    const found = file === '' ? path : normalize(join(dirname(path), file))
    expect(packed).toContain(found)
    if (heading) {
      const headings = [...read(found).matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
        text
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N} -]/gu, '')
          .replaceAll(' ', '-'),
      )
      expect(headings).toContain(heading)
    }
  })
})

describe('a shell command', () => {
  const system = ['curl', 'openssl', 'git', 'node']
  const npmItself = ['ci', 'install', 'pack']
  const commands = documents.flatMap(({ path, text }) =>
    codeBlocks(text)
      .filter(({ language }) => language === 'sh')
      .flatMap(({ code }) => code.split('\n'))
      .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
      .flatMap((line) => line.split('&&'))
      .map((command) => command.trim())
      .filter(Boolean)
      .map((command) => ({ path, command })),
  )

  test.for(commands)('of $path exists: $command', ({ command }) => {
    const [program = '', ...args] = command.split(/\s+/)
    const [first = ''] = args.filter((arg) => !arg.startsWith('-'))
    if (program === 'npm' && first === 'run') {
      const [script = ''] = args.filter((arg) => !arg.startsWith('-') && arg !== 'run')
      expect(Object.keys(manifest.scripts)).toContain(script)
    } else if (program === 'npm') expect([...npmItself, 'start', 'test']).toContain(first)
    else if (program === 'npx') expect(Object.keys(manifest.devDependencies)).toContain(first)
    else if (program.includes('/')) expect(existsSync(join(root, program))).toBe(true)
    else expect(system).toContain(program)
  })
})

describe('a Korean page', () => {
  const twins = [
    ['README.md', 'README.ko.md'],
    ...readdirSync(join(root, 'docs/ko'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => [`docs/${name}`, `docs/ko/${name}`] as const),
  ] as [string, string][]

  test.for(twins)('%s and %s link to each other', ([english, korean]) => {
    const relative = (from: string, to: string): string =>
      dirname(from) === dirname(to)
        ? to
        : from.startsWith('docs/ko/')
          ? to.replace('docs/', '../')
          : to.replace('docs/', '')
    expect(read(english)).toContain(`(${relative(english, korean)})`)
    expect(read(korean)).toContain(`(${relative(korean, english)})`)
  })

  /** Lines of the Korean example that differ from the English one, other than those with Korean text. */
  const differences = (english: string, korean: string): string[] => {
    const expected = english.split('\n')
    return korean.split('\n').filter((line, at) => line !== expected[at] && !/\p{Script=Hangul}/u.test(line))
  }

  /** The numbers of four digits and more in each row of a table, by the code in its first cell. */
  const numbersInTables = (path: string): Record<string, string> => {
    const rows = read(path)
      .split('\n')
      .filter((line) => line.startsWith('|'))
    const entries = rows.flatMap((row) => {
      const numbers = [...new Set(row.match(/\d[\d_]{3,}/g))].sort().join(' ')
      return (row.split('|')[1]?.match(/`[^`]+`/g) ?? []).map((name) => [name, numbers] as const)
    })
    return Object.fromEntries(entries)
  }

  // Both pages of error codes are generated from one table.
  const written = twins.filter(([english]) => english !== 'docs/errors.md')

  test.for(written)(
    '%s and %s have the same examples, and the same names and numbers in tables',
    ([english, korean]) => {
      const [examples, translated] = [codeBlocks(read(english)), codeBlocks(read(korean))]
      expect(translated.map(({ language }) => language)).toEqual(examples.map(({ language }) => language))
      for (const [at, { code }] of translated.entries()) expect(differences(examples[at]?.code ?? '', code)).toEqual([])
      expect(numbersInTables(korean)).toEqual(numbersInTables(english))
    },
  )
})

describe('docs/proxy.md', () => {
  test('explains every field of a log line', () => {
    const table = read('docs/proxy.md').split('## Log')[1]?.split('## ')[0] ?? ''
    const fields = Object.keys(requestEvent('', 200, {})).filter((field) => !['level', 'event'].includes(field))
    for (const field of fields) expect(table).toContain(`\`${field}\``)
  })
})

describe('docs/architecture.md and CONTRIBUTING.md', () => {
  const paths = ['docs/architecture.md', 'CONTRIBUTING.md'].flatMap((path) =>
    [
      ...read(path)
        .replace(inCode, '')
        .matchAll(/`((?:lib|worker|test|tools|demo)(?:\/[\w.-]+)*)`/g),
    ].map(([, named = '']) => named),
  )

  test.for([...new Set(paths)])('name a file or folder that exists: %s', (path) => {
    expect(existsSync(join(root, path))).toBe(true)
  })
})
