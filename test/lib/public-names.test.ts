import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as core from '../../lib/core.ts'
import * as index from '../../lib/index.ts'
import * as sign from '../../lib/sign.ts'
import { root } from '../support/run.ts'

const EXPORT = /^export (?<isTypes>type )?\{(?<names>[^}]*)\} from /gm

/** Returns the names that the source of an entry file exports from other files. */
const readExports = async (file: string): Promise<{ values: string[]; types: string[] }> => {
  const source = await readFile(join(root, 'lib', file), 'utf8')
  expect(source).not.toMatch(/^export \*/m)
  const names = [...source.matchAll(EXPORT)].flatMap(({ groups }) =>
    (groups?.names ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => (groups?.isTypes ? `type ${name}` : name)),
  )
  return {
    values: names.filter((name) => !name.startsWith('type ')).sort(),
    types: names.filter((name) => name.startsWith('type ')).map((name) => name.replace('type ', '')),
  }
}

describe('ncloud-functions', () => {
  test('exports eight values', async () => {
    const { values } = await readExports('index.ts')
    expect(values).toEqual([
      'NcloudError',
      'createClient',
      'errorCodes',
      'isNcloudError',
      'nextRuns',
      'operations',
      'previewRequest',
      'resolveEndpoint',
    ])
    expect(values).toEqual(Object.keys(index).sort())
  })

  test('exports 45 types at most, each once', async () => {
    const { types } = await readExports('index.ts')
    expect(types.length, types.join(', ')).toBeLessThanOrEqual(45)
    expect(new Set(types).size).toBe(types.length)
  })
})

describe('ncloud-functions/core', () => {
  test('exports the parts of a client', async () => {
    const { values } = await readExports('core.ts')
    expect(values).toEqual([
      'NcloudError',
      'actions',
      'activations',
      'createClientFrom',
      'createTransport',
      'isNcloudError',
      'packages',
      'triggers',
      'withRetries',
    ])
    expect(values).toEqual(Object.keys(core).sort())
  })

  test('exports 15 types at most, each once', async () => {
    const { types } = await readExports('core.ts')
    expect(types.length, types.join(', ')).toBeLessThanOrEqual(15)
    expect(new Set(types).size).toBe(types.length)
  })
})

describe('ncloud-functions/sign', () => {
  test('exports createSigner as its only value', () => {
    expect(Object.keys(sign)).toEqual(['createSigner'])
  })
})
