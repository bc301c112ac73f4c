import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type VariableName, variables, variableTexts } from '../../worker/proxy/config/variables.ts'
import { root } from '../support/run.ts'

/** Returns the doc comments of the properties in two files, by name, each on one line. */
const docComments = async (): Promise<ReadonlyMap<string, string>> => {
  const files = ['worker/proxy/config/proxy-config.ts', 'worker/proxy/limits/rate-limits.ts']
  const code = (await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')))).join('\n')
  const properties = [...code.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*readonly ([A-Z_]+)\?:/g)]
  return new Map(properties.map(([, text = '', name = '']) => [name, text.replace(/[\s*]+/g, ' ').trim()]))
}

const plain = (text: string): string => text.toLowerCase().replace(/[`*]/g, '')

describe('the doc comments of ProxyConfig', () => {
  test.for(Object.keys(variables) as VariableName[])('describe %s like the documentation', async (name) => {
    const { kind, max, default: number } = variables[name]
    const { meaning, default: missing = `${number}` } = variableTexts[name]
    const comment = plain((await docComments()).get(name) ?? '')
    if (kind === 'secret') expect(comment).toContain('secret')
    // The comment may go on with more sentences, or have another second half of the sentence.
    const [start = ''] = plain(meaning).replace(/\.$/, '').split('; ')
    expect(start).not.toBe('')
    expect(comment).toContain(start)
    if (max) expect(comment).toContain(`1 to ${max}`)
    if (missing.startsWith('required')) expect(comment).toContain(plain(missing))
    else if (name !== 'ALLOWED_OPERATIONS') expect(comment).toContain(`default: ${plain(missing)}.`)
  })
})
