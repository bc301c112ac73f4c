import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../support/run.ts'

/**
 * The rooms of the tree, and the rooms and packages that each may import besides itself. A file belongs to the room with
 * the longest path that it begins with. An import that no row allows fails.
 */
const rooms: Readonly<Record<string, readonly string[]>> = {
  'lib/api': [],
  'lib/errors.ts': ['lib/api'],
  'lib/signing': [],
  'lib/delay.ts': [],
  'lib/transport': ['lib/api', 'lib/delay.ts', 'lib/errors.ts', 'lib/signing'],
  'lib/resources': ['lib/api', 'lib/errors.ts', 'lib/transport'],
  'lib/sign.ts': ['lib/signing'],
  'lib/preview-request.ts': ['lib/signing', 'lib/transport'],
  'lib/client.ts': ['lib/api', 'lib/errors.ts', 'lib/resources', 'lib/transport'],
  'lib/core.ts': ['lib/api', 'lib/client.ts', 'lib/errors.ts', 'lib/resources', 'lib/transport'],
  'lib/index.ts': ['lib'],

  'worker/proxy/problem.ts': ['lib/api'],
  'worker/proxy/log': ['worker/proxy/problem.ts'],
  'worker/proxy/json': [],
  'worker/proxy/limits': ['worker/proxy/problem.ts', 'lib/api'],
  'worker/proxy/request': ['worker/proxy/json', 'worker/proxy/limits', 'worker/proxy/problem.ts', 'lib/api'],
  'worker/proxy/callers': [
    'worker/proxy/request',
    'worker/proxy/limits',
    'worker/proxy/problem.ts',
    'lib/api',
    'lib/delay.ts',
    'lib/transport',
    'jose/jwt/verify',
  ],
  'worker/proxy/upstream': ['worker/proxy/request', 'lib/api', 'lib/transport'],
  'worker/proxy/response': [
    'worker/proxy/json',
    'worker/proxy/callers',
    'worker/proxy/request',
    'worker/proxy/limits',
    'worker/proxy/problem.ts',
    'lib/api',
    'lib/errors.ts',
    'lib/transport',
  ],
  'worker/proxy/config': [
    'worker/proxy/callers',
    'worker/proxy/request',
    'worker/proxy/limits',
    'worker/proxy/response',
    'worker/proxy/upstream',
    'lib/api',
    'lib/transport',
  ],
  'worker/proxy/request-context.ts': ['worker/proxy/log', 'worker/proxy/response', 'worker/proxy/upstream', 'lib/api'],
  'worker/proxy/app.ts': [
    'worker/proxy/config',
    'worker/proxy/request-context.ts',
    'worker/proxy/callers',
    'worker/proxy/request',
    'worker/proxy/limits',
    'worker/proxy/response',
    'worker/proxy/upstream',
    'worker/proxy/log',
    'worker/proxy/problem.ts',
    'lib/transport',
    'hono/tiny',
  ],
  'worker/proxy/index.ts': ['worker/proxy/app.ts'],
  'worker/create-once.ts': [],
  'worker/index.ts': ['worker/proxy', 'worker/create-once.ts'],
  'worker/dev.ts': ['worker/proxy', 'worker/create-once.ts'],

  'worker/emulator/errors.ts': ['lib/api'],
  'worker/emulator/assumptions.ts': ['worker/emulator/errors.ts', 'lib/api'],
  'worker/emulator/store': ['lib/api'],
  'worker/emulator/execute': ['lib/api'],
  'worker/emulator/gateway': ['worker/emulator/errors.ts', 'worker/emulator/assumptions.ts', 'lib/api', 'lib/signing'],
  'worker/emulator/emulator-context.ts': [
    'worker/emulator/execute',
    'worker/emulator/gateway',
    'worker/emulator/store',
    'lib/api',
  ],
  'worker/emulator/options.ts': [
    'worker/emulator/emulator-context.ts',
    'worker/emulator/execute',
    'worker/emulator/gateway',
    'worker/emulator/store',
    'lib/api',
  ],
  'worker/emulator/resources': [
    'worker/emulator/emulator-context.ts',
    'worker/emulator/errors.ts',
    'worker/emulator/gateway',
    'worker/emulator/options.ts',
    'worker/emulator/store',
    'worker/emulator/assumptions.ts',
    'lib/api',
  ],
  'worker/emulator/runs': [
    'worker/emulator/emulator-context.ts',
    'worker/emulator/errors.ts',
    'worker/emulator/execute',
    'worker/emulator/gateway',
    'worker/emulator/resources',
    'worker/emulator/store',
    'worker/emulator/assumptions.ts',
    'lib/api',
  ],
  'worker/emulator/operation-handlers.ts': [
    'worker/emulator/emulator-context.ts',
    'worker/emulator/resources',
    'worker/emulator/runs',
  ],
  'worker/emulator/create-emulator.ts': [
    'worker/emulator/emulator-context.ts',
    'worker/emulator/errors.ts',
    'worker/emulator/execute',
    'worker/emulator/gateway',
    'worker/emulator/operation-handlers.ts',
    'worker/emulator/options.ts',
    'worker/emulator/resources',
    'worker/emulator/runs',
    'worker/emulator/store',
    'worker/emulator/assumptions.ts',
    'lib/api',
    'lib/signing',
  ],
  'worker/emulator/index.ts': [
    'worker/emulator/emulator-context.ts',
    'worker/emulator/create-emulator.ts',
    'worker/emulator/execute',
    'worker/emulator/gateway',
    'worker/emulator/options.ts',
    'worker/emulator/store',
    'lib/api',
  ],
  'worker/emulator/host': [
    'worker/emulator/create-emulator.ts',
    'worker/emulator/execute',
    'worker/emulator/gateway',
    'worker/emulator/options.ts',
    'worker/emulator/store',
  ],

  demo: ['lib/index.ts'],
  tools: ['lib', 'worker'],
}

/** Longest first, so that the first match is the closest room. */
const roomNames = Object.keys(rooms).sort((a, b) => b.length - a.length)

const isIn = (file: string, room: string): boolean => file === room || file.startsWith(`${room}/`)

const roomOf = (file: string): string | undefined => roomNames.find((room) => isIn(file, room))

/** What users import, and what is deployed. A file that none of these reaches is dead. */
const entries = [
  'lib/index.ts',
  'lib/core.ts',
  'lib/sign.ts',
  'worker/proxy/index.ts',
  'worker/index.ts',
  'worker/dev.ts',
  'worker/emulator/index.ts',
  'worker/emulator/host/worker.ts',
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

const files = (await Promise.all(['lib', 'worker', 'demo', 'tools'].map(sources))).flat()
const graph = new Map(await Promise.all(files.map(async (file) => [file, await importsOf(file)] as const)))

describe('the table of rooms', () => {
  test('has no circle', () => {
    const circles: string[] = []
    const walk = (room: string, path: readonly string[]): void => {
      if (path.includes(room)) {
        circles.push([...path, room].join(' → '))
        return
      }
      const allowed = roomNames.filter((other) => other !== room && rooms[room]?.some((each) => isIn(other, each)))
      for (const next of allowed) walk(next, [...path, room])
    }
    for (const room of roomNames) walk(room, [])
    expect(circles).toEqual([])
  })
})

describe('imports', () => {
  test.for([...graph])('of %s stay within the rooms that its room may import', ([file, imports]) => {
    const room = roomOf(file)
    if (room === undefined) throw new Error(`${file} is in no room: add its folder to the table of rooms`)
    const allowed = rooms[room] ?? []
    const isPackage = (name: string): boolean => !files.includes(name)
    const forbidden = imports.filter(
      (name) => !(room === 'tools' && isPackage(name)) && ![room, ...allowed].some((each) => isIn(name, each)),
    )
    const rule = `${room} may import: ${allowed.join(', ') || 'nothing'}`
    expect(forbidden, rule).toEqual([])
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
    expect(files.filter((file) => !file.startsWith('tools/') && !reached.has(file))).toEqual([])
  })
})
