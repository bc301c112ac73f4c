import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findRoute } from '../../../worker/proxy/request/route.ts'
import { createRedactor } from '../../../worker/proxy/response/redact.ts'
import { forAll, pieces } from '../../support/property.ts'
import { root } from '../../support/run.ts'
import { v20, v21 } from '../send.ts'

/** Matches a regular expression in a file: a slash after a character that cannot end an operand of a division. */
const literal =
  /(?<=[(,=:[!&|?{;>]\s*|\breturn\s*|\n\s*)\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([a-z]*)/g

const expressionsOf = async (folder: string): Promise<[where: string, RegExp][]> => {
  const names = (await readdir(join(root, folder), { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.startsWith('emulator'),
  )
  const found = names.sort().map(async (name) => {
    const code = (await readFile(join(root, folder, name), 'utf8')).replace(/\/\*[\s\S]*?\*\/|^ *\/\/.*/gm, '')
    return [...code.matchAll(literal)].map(([, source = '', flags]): [string, RegExp] => [
      `${folder}/${name}: /${source}/${flags}`,
      new RegExp(source, flags),
    ])
  })
  return (await Promise.all(found)).flat()
}

const expressions = [...(await expressionsOf('worker')), ...(await expressionsOf('lib'))]

/** Each half as large again, up to sizes that most expressions never receive. */
const SIZES = Array.from({ length: 19 }, (_, step) => Math.round(16 * 1.5 ** step))

/** Shorter measurements count as this: milliseconds. */
const NOISE = 0.5

const TRIES = 10

const shortest = (run: () => unknown): number =>
  Math.min(
    ...[1, 2, 3].map(() => {
      const begin = performance.now()
      run()
      return performance.now() - begin
    }),
  )

/**
 * Returns whether the time grows linearly with the repetitions of a part of a text. Six steps of half as large again
 * make ten times the size. That takes ten times as long in linear time, and a hundred times in quadratic time.
 */
const isLinear = (run: (text: string) => unknown, before: string, again: string, behind: string): boolean => {
  const times: number[] = []
  for (const size of SIZES) {
    const text = before + again.repeat(size) + behind
    const most = Math.min(8 * (times.at(-1) ?? NOISE), 40 * (times.at(-6) ?? NOISE))
    let took = Number.POSITIVE_INFINITY
    // A busy machine is slow for a while. A slow expression is slow every time.
    for (let tries = 0; tries < TRIES && took > most; tries += 1) {
      took = Math.min(
        took,
        shortest(() => run(text)),
      )
    }
    if (took > most) return false
    times.push(Math.max(NOISE, took))
  }
  return true
}

/** Texts from the characters of an expression: they nearly match. */
const near = (source: string) => {
  const parts = [...new Set(source.replace(/\\[dws]/g, ''))]
  const some = pieces(...parts, 'a', '0', ' ', '\n', '<', '>', '=', '-')
  return record({ before: some, again: some.filter((text) => text !== ''), behind: some })
}

describe('this test', () => {
  test.for([
    [/^(a+)+$/, 'a', '!'],
    [/ +$/, ' ', '!'],
    [/^[^,]*.*,.*$/, 'a', '\n'],
  ] as const)('finds %s slow', ([pattern, again, behind]) => {
    expect(isLinear((text) => text.replace(pattern, ''), '', again, behind)).toBe(false)
  })

  test('finds the regular expressions in files', () => {
    expect(expressions.length).toBeGreaterThan(30)
    for (const known of [
      'worker/proxy/request/route.ts: /^[a-z]+:\\/\\/[^/?#]*/i',
      'worker/proxy/request/read-query.ts: /^[1-9]\\d{0,8}$/',
      'lib/transport/decode-response.ts: /(<[^<>]*>|\\s)+/g',
    ])
      expect(expressions.map(([where]) => where)).toContain(known)
  })
})

const redact = createRedactor(['ACCESSKEY-1', `${'aB3/+'.repeat(8)}xyz=`])

describe('#34 every text takes linear time for', () => {
  test.for(expressions)('%s', async ([, pattern]) => {
    await forAll(
      near(pattern.source),
      ({ before, again, behind }) =>
        expect(isLinear((text) => text.replace(pattern, ''), before, again, behind)).toBe(true),
      40,
    )
  })

  test('createRedactor', async () => {
    await forAll(
      near('%25\\u0041&#x41;&#65;&amp;&equals;ACCESSKEY-1'),
      ({ before, again, behind }) => expect(isLinear(redact, before, again, behind)).toBe(true),
      40,
    )
  })

  test('findRoute', async () => {
    const versions = [{ path: v21 }, { path: v20 }]
    await forAll(
      near('/packages/actions/-/triggers/link-action/activations'),
      ({ before, again, behind }) =>
        expect(isLinear((text) => findRoute(`http://x${v21}/${text}`, versions), before, again, behind)).toBe(true),
      100,
    )
  })
})
